import type {
  ListedSource,
  MergeConflict,
  MergeDecision,
  MergePlan,
  MergeRequest,
  MergeResult,
  SourceReport,
} from '../../engine/index.ts';
import { type FormState, textEntry } from '../../ui/form/form-state.ts';
import { type TableState, tableOf } from '../../ui/table/table-state.ts';
import { nothingWatched, type Watched } from '../work/job-state.ts';
import { idle, reading, type Work } from '../work/work-state.ts';
import type { Decisions } from './decisions.ts';
import type { NameProblem } from './other-name.ts';

export type MergeStep =
  | 'sources'
  | 'trust'
  | 'differences'
  | 'details'
  | 'policy'
  | 'signing'
  | 'review'
  | 'running'
  | 'receipt';

/** The steps that are counted; the others belong to one of them. */
export const countedSteps = ['sources', 'trust', 'differences', 'signing', 'review', 'receipt'] as const;
export type CountedStep = (typeof countedSteps)[number];

/** The counted step that a step belongs to. */
export function countedStep(step: MergeStep): CountedStep {
  if (step === 'details' || step === 'policy') return 'differences';
  return step === 'running' ? 'receipt' : step;
}

export type MergeWork =
  | { readonly kind: 'list' }
  /** Reads and verifies sources, by what they are asked for with. */
  | { readonly kind: 'meet'; readonly addresses: readonly string[] }
  /** `goesOn`: to who signs, when everything is decided. */
  | { readonly kind: 'plan'; readonly request: MergeRequest; readonly goesOn: boolean }
  | { readonly kind: 'load'; readonly file: string }
  | { readonly kind: 'save'; readonly file: string; readonly conflicts: readonly MergeConflict[] };

/** A source that was read, and what it was asked for with. */
export type Met = { readonly asked: string; readonly report: SourceReport };

export type AddressForm = FormState<'address', 'empty'>;
export type FileForm = FormState<'file', 'empty'>;
export type NameForm = FormState<'to', NameProblem>;

export type MergeState = {
  readonly step: MergeStep;
  /** The kept choices that were gone on with. */
  readonly kept: string | null;
  readonly work: Work<MergeWork>;
  readonly list: readonly ListedSource[];
  /** Sources by what they are asked for with: a name, an address, a folder. */
  readonly sources: TableState;
  /** An address is being typed. */
  readonly address: AddressForm | null;
  readonly met: readonly Met[];
  /** Which of them is looked at. */
  readonly looking: number;
  /** Roots that the person has compared. */
  readonly compared: ReadonlySet<string>;
  readonly policy: MergeDecision;
  /** Place in the menu of rules. */
  readonly rule: number;
  readonly decisions: Decisions;
  readonly plan: MergePlan | null;
  readonly table: TableState;
  readonly onlyConflicts: boolean;
  /** The row that is looked at, and the place in the menu of its decisions. */
  readonly row: string;
  readonly place: number;
  /** Another name is being typed. */
  readonly naming: NameForm | null;
  /** What was typed into a field that was left by Esc, for when it is opened again. */
  readonly drafts: Readonly<Partial<Record<'address' | 'to' | 'file', string | undefined>>>;
  /** Decisions are to be read from a file, or written to one. */
  readonly file: { readonly what: 'load' | 'save'; readonly form: FileForm } | null;
  /** Where the decisions were saved as they are now. */
  readonly savedIn: string | null;
  readonly watched: Watched;
  readonly result: MergeResult | null;
  readonly top: number;
};

export const mergeAtStart: MergeState = {
  step: 'sources',
  kept: null,
  work: reading(idle<MergeWork>(), { kind: 'list' }),
  list: [],
  sources: tableOf([]),
  address: null,
  met: [],
  looking: 0,
  compared: new Set(),
  policy: 'fail',
  rule: 0,
  decisions: new Map(),
  plan: null,
  table: tableOf([]),
  onlyConflicts: false,
  row: '',
  place: 0,
  naming: null,
  drafts: {},
  file: null,
  savedIn: null,
  watched: nothingWatched,
  result: null,
  top: 0,
};

/** The rules that there are for what nobody decides by hand. */
export const policies: readonly MergeDecision[] = ['fail', 'keep', 'take', 'rename'];

export function addressForm(value = ''): AddressForm {
  return { entries: [textEntry<'address', 'empty'>('address', value, true)], focus: 0 };
}

export function fileForm(value = ''): FileForm {
  return { entries: [textEntry<'file', 'empty'>('file', value, true)], focus: 0 };
}

export function nameForm(value: string): NameForm {
  return { entries: [textEntry<'to', NameProblem>('to', value)], focus: 0 };
}

/** The form that is on the screen, where a path may be completed. */
export function pathForm({ address, file }: MergeState): AddressForm | FileForm | null {
  return address ?? file?.form ?? null;
}

/** Whether the root of a source has to be compared by the person: nothing else vouches for it. */
export function mustCompare(
  { report: { identity } }: Met,
  { compared }: Pick<MergeState, 'compared'>,
): boolean {
  const isNew = identity.trust === 'new' || identity.trust === 'local';
  return isNew && !compared.has(identity.fingerprint);
}

/** What the engine is asked for: each source with the root that was seen, where nothing else vouches for it. */
export function mergeRequest({ met, policy, decisions }: MergeState): MergeRequest {
  return {
    sources: met.map(({ asked, report: { identity } }) => ({
      address: asked,
      ...(identity.trust === 'new' || identity.trust === 'local'
        ? { fingerprint: identity.fingerprint }
        : {}),
    })),
    onConflict: policy,
    decisions: [...decisions.values()],
  };
}
