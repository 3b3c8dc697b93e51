import type {
  Catalogue,
  InstallPlan,
  InstallResult,
  ListedComponent,
  UninstallPlan,
  UninstallResult,
} from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext } from '../../ui/form/form-state.ts';
import type { Problem } from '../../ui/problem.ts';
import { type TableState, tableOf } from '../../ui/table/table-state.ts';
import { idle, reading, type Work, workContext } from '../work/work-state.ts';

/** Components, each with a version or without, to install from the current mirror. */
export type InstallArrival = { readonly components: readonly string[] };

export type Review =
  | { readonly kind: 'install' | 'update'; readonly wanted: readonly string[]; readonly plan: InstallPlan }
  | { readonly kind: 'uninstall'; readonly wanted: readonly string[]; readonly plan: UninstallPlan };

export type InstallWhat =
  | { readonly kind: 'read' }
  | { readonly kind: 'plan'; readonly change: Review['kind']; readonly wanted: readonly string[] }
  | { readonly kind: 'apply'; readonly review: Review }
  | { readonly kind: 'run'; readonly component: string; readonly args: readonly string[] };

export type Done =
  | { readonly kind: 'install'; readonly result: InstallResult }
  | { readonly kind: 'uninstall'; readonly result: UninstallResult };

export type ArgsForm = FormState<'args', never>;

export type InstallState = {
  readonly work: Work<InstallWhat>;
  readonly step: 'list' | 'choose' | 'args' | 'review' | 'done';
  /** What is installed here, and what the mirror has; null before it is read, or while it can't be. */
  readonly here: readonly ListedComponent[];
  readonly catalogue: Catalogue | null;
  readonly unread: Problem | null;
  readonly installed: TableState;
  readonly offered: TableState;
  readonly args: { readonly component: string; readonly form: ArgsForm } | null;
  readonly review: Review | null;
  readonly done: Done | null;
  readonly ran: { readonly component: string; readonly exitCode: number } | null;
  readonly top: number;
};

/** Reads what is here; with an arrival plans its installation at once. */
export function installAtStart(arrival: InstallArrival | null): InstallState {
  const wanted = arrival?.components ?? [];
  const what: InstallWhat =
    wanted.length === 0 ? { kind: 'read' } : { kind: 'plan', change: 'install', wanted };
  return {
    work: reading(idle(), what),
    step: 'list',
    here: [],
    catalogue: null,
    unread: null,
    installed: tableOf([]),
    offered: tableOf([]),
    args: null,
    review: null,
    done: null,
    ran: null,
    top: 0,
  };
}

/** Which keys hold. */
export function installContext(state: InstallState): ContextName {
  const busy = workContext(state.work);
  if (busy !== null) return busy === 'problem' ? 'install-problem' : busy;
  switch (state.step) {
    case 'list':
      return state.installed.typing ? 'filter' : 'install';
    case 'choose':
      return state.offered.typing ? 'filter' : 'pick-many';
    case 'args':
      return state.args === null ? 'install' : formContext(state.args.form);
    case 'review':
      return 'consent';
    case 'done':
      return 'care-receipt';
  }
}
