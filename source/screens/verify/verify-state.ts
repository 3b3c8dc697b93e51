import type { ListedSource, RepairPlan, RepairResult, VerifyResult } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext } from '../../ui/form/form-state.ts';
import { type TableState, tableOf } from '../../ui/table/table-state.ts';
import { jobContext, nothingWatched, startJob, type Watched } from '../work/job-state.ts';
import { idle, type Work, workContext } from '../work/work-state.ts';
import { verifyRequest } from './verify-request.ts';

/** Looking, what was found; then a source to repair from, the plan, repairing, looking again, what came of it. */
export type VerifyStep =
  | 'target'
  | 'verifying'
  | 'findings'
  | 'from'
  | 'review'
  | 'repairing'
  | 'again'
  | 'report';

export type VerifyWork = 'sources' | 'plan';

export type VerifyState = {
  readonly step: VerifyStep;
  /** What is looked at; null: the home's current mirror. */
  readonly address: string | null;
  /** Of `depths` and of `shares`. */
  readonly place: number;
  readonly share: number;
  /** An address is being typed: of what is looked at, or of one more source. */
  readonly form: FormState<'address', 'empty'> | null;
  readonly work: Work<VerifyWork>;
  readonly watched: Watched;
  readonly result: VerifyResult | null;
  readonly list: readonly ListedSource[];
  /** Sources to repair from; their ids are what is asked of them. */
  readonly from: TableState;
  readonly plan: RepairPlan | null;
  readonly repaired: RepairResult | null;
  /** First line shown of a report. */
  readonly top: number;
};

/** What to look at first; nothing: the current mirror. */
export type VerifyPreset = { readonly address: string };

export function verifyAtStart(preset: VerifyPreset | null): VerifyState {
  return {
    step: 'target',
    address: preset?.address ?? null,
    place: 0,
    share: 2,
    form: null,
    work: idle(),
    watched: nothingWatched,
    result: null,
    list: [],
    from: tableOf([]),
    plan: null,
    repaired: null,
    top: 0,
  };
}

/** Steps on which a job is on the screen. */
export function watchesJob({ step }: VerifyState): boolean {
  return step === 'verifying' || step === 'repairing' || step === 'again';
}

/** Which keys hold. */
export function verifyContext(state: VerifyState): ContextName {
  const working = workContext(state.work);
  if (working !== null) return working;
  if (watchesJob(state)) return jobContext(state.watched) ?? 'wait';
  if (state.form !== null) return formContext(state.form);
  switch (state.step) {
    case 'from':
      return state.from.typing ? 'filter' : 'repair-sources';
    case 'review':
      return 'care-review';
    case 'findings':
    case 'report':
      return 'verified';
    default:
      return 'verify';
  }
}

/** Has the mirror looked at, as it was said how. */
export function verifying(state: VerifyState): VerifyState {
  const watched = startJob(state.watched, { kind: 'verify', request: verifyRequest(state) });
  return { ...state, step: 'verifying', watched, result: null, repaired: null, plan: null, top: 0 };
}

/** Has all of it looked at once more after a repair. */
export function verifyingAgain(state: VerifyState): VerifyState {
  const request = verifyRequest({ ...state, place: 0 });
  const watched = startJob(state.watched, { kind: 'verify', request });
  return { ...state, step: 'again', watched, top: 0 };
}
