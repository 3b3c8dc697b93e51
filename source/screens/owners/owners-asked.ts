import type {
  GrantPlan,
  GrantRequest,
  KeysCheckResult,
  OwnerChangePlan,
  OwnerChangeRequest,
  OwnersResult,
  RolesResult,
} from '../../engine/index.ts';
import type { Problem } from '../../ui/problem.ts';
import type { KeyAsk } from '../key-choice/key-choice-state.ts';

/** What the engine is asked for. */
export type Asked =
  | { readonly kind: 'list' }
  | { readonly kind: 'key'; readonly ask: KeyAsk }
  | { readonly kind: 'plan-grant'; readonly request: GrantRequest }
  | { readonly kind: 'grant'; readonly plan: GrantPlan }
  | { readonly kind: 'plan-change'; readonly request: OwnerChangeRequest }
  | { readonly kind: 'change'; readonly plan: OwnerChangePlan }
  | { readonly kind: 'generate'; readonly name: string }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'import'; readonly file: string; readonly name: string; readonly public: boolean }
  | { readonly kind: 'export'; readonly key: string; readonly to: string };

/** What lies before the person to be carried out. */
export type Planned =
  | { readonly kind: 'grant'; readonly plan: GrantPlan }
  | { readonly kind: 'change'; readonly plan: OwnerChangePlan };

/** What has just been done: a name or a path for its sentence. */
export type Done = {
  readonly kind: 'granted' | 'changed' | 'revoked' | 'generated' | 'imported' | 'present' | 'exported';
  readonly name: string;
};

export type Listed = {
  readonly owners: OwnersResult | null;
  /** Why the mirror's owners could not be read. */
  readonly problem: Problem | null;
  /** Until when the root lists the keys of the roles; null where that could not be read. */
  readonly roles: RolesResult | null;
  readonly home: KeysCheckResult;
  /** The keys of the mirror's own folder; null where it has none here. */
  readonly mirror: KeysCheckResult | null;
};
