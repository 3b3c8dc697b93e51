import type {
  Catalogue,
  CloneAnswers,
  ClonePlan,
  CloneRequest,
  CloneResult,
  ListedSource,
  PlannedPreset,
} from '../../engine/index.ts';
import { type Field, fieldOf } from '../../ui/form/field.ts';
import { type FormState, textEntry } from '../../ui/form/form-state.ts';
import type { Problem } from '../../ui/problem.ts';
import type { Progress } from '../../ui/progress.ts';
import { type TableState, tableOf } from '../../ui/table/table-state.ts';
import { nothingWatched, type Watched } from '../work/job-state.ts';
import type { ClonePreset } from './preset.ts';

export const steps = [
  'source',
  'way',
  'release',
  'brings',
  'components',
  'versions',
  'picks',
  'platforms',
  'target',
  'review',
  'running',
  'receipt',
] as const;
export type Step = (typeof steps)[number];

export const versionModes = [
  'newest',
  'prefix',
  'typed',
  'all',
  'exact',
] as const satisfies readonly CloneAnswers['mode'][];

export type TargetField = 'target' | 'strict' | 'drop';
export type TargetProblem = 'empty';
export type TargetForm = FormState<TargetField, TargetProblem>;
export type PlanFileForm = FormState<'file', 'empty'>;
export type AddressForm = FormState<'address', 'empty'>;

/** What the engine is asked for; a new `id` starts it. */
export type CloneTask =
  | { readonly kind: 'list'; readonly id: number }
  | { readonly kind: 'catalogue'; readonly id: number; readonly address: string | undefined }
  | { readonly kind: 'plan'; readonly id: number; readonly request: CloneRequest }
  | { readonly kind: 'load'; readonly id: number; readonly file: string }
  | { readonly kind: 'save'; readonly id: number; readonly file: string; readonly plan: ClonePlan };

export type CloneState = {
  readonly step: Step;
  readonly preset: ClonePreset | null;
  /** The kept choices that were gone on with. */
  readonly kept: string | null;
  readonly list: readonly ListedSource[];
  readonly sources: TableState;
  /** Where it was cloned from last. */
  readonly used: string | null;
  /** Another address is being typed. */
  readonly address: AddressForm | null;
  readonly catalogue: Catalogue | null;
  /** The place among the ways of saying what to take. */
  readonly way: number;
  /** Versions of clusters, or of everything. */
  readonly releases: TableState;
  /** What the chosen cluster brings, and why. */
  readonly brings: PlannedPreset | null;
  /** The file of a saved plan is being typed; or where this one is to be saved. */
  readonly saved: PlanFileForm | null;
  readonly saving: PlanFileForm | null;
  readonly components: TableState;
  /** How versions are chosen: the place among `versionModes`, and what each way was told. */
  readonly mode: {
    readonly place: number;
    readonly newest: number;
    readonly prefix: Field;
    /** Versions and ranges by comma. */
    readonly typed: Field;
  };
  readonly picks: TableState;
  readonly platforms: TableState;
  readonly target: TargetForm;
  readonly plan: ClonePlan | null;
  readonly result: CloneResult | null;
  readonly progress: Progress | null;
  /** First line shown of a report: review or receipt. */
  readonly top: number;
  readonly task: CloneTask | null;
  readonly tasks: number;
  readonly problem: { readonly problem: Problem; readonly task: CloneTask } | null;
  readonly asking: 'trust' | null;
  /** The job that fetches. */
  readonly watched: Watched;
};

export const anotherAddress = 'another address';

/** The wizard at its first step; with a preset it reads that source at once. */
export function cloneAtStart(preset: ClonePreset | null): CloneState {
  return {
    step: 'source',
    preset,
    kept: preset?.kept ?? null,
    list: [],
    sources: tableOf([]),
    used: null,
    address: null,
    catalogue: null,
    way: 0,
    releases: tableOf([]),
    brings: null,
    saved: null,
    saving: null,
    components: tableOf([]),
    mode: { place: 0, newest: 1, prefix: fieldOf(''), typed: fieldOf('') },
    picks: tableOf([]),
    platforms: tableOf([]),
    target: {
      entries: [
        textEntry('target', preset?.target ?? '', true),
        { kind: 'tick', name: 'strict', on: preset?.strict === true },
        { kind: 'tick', name: 'drop', on: preset?.dropUnselected === true },
      ],
      focus: 0,
    },
    plan: null,
    result: null,
    progress: null,
    top: 0,
    task:
      preset === null || (preset.source === undefined && preset.begin !== 'review')
        ? { kind: 'list', id: 1 }
        : { kind: 'catalogue', id: 1, address: preset.source },
    tasks: 1,
    problem: null,
    asking: null,
    watched: nothingWatched,
  };
}

/** Done while the screen stays as it is. */
export function isQuiet({ kind }: CloneTask): boolean {
  return kind === 'list';
}

/** Starts a task. */
export function withCloneTask(state: CloneState, task: CloneTask): CloneState {
  return { ...state, task, tasks: task.id, problem: null, asking: null };
}
