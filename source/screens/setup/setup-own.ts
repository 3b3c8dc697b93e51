import type { GenkeyPlan, InitPlan, InitRequest } from '../../engine/index.ts';
import { withoutTilde } from '../../ui/form/complete-path.ts';
import { type FormState, textEntry, textOf, withProblems } from '../../ui/form/form-state.ts';

export type OwnField = 'path' | 'keyDir' | 'days' | 'owner';
export type OwnProblem = 'empty' | 'days' | 'owner';
export type OwnForm = FormState<OwnField, OwnProblem>;

/** All that is done for an own mirror that somebody can publish into. */
export type OwnPlan = {
  readonly path: string;
  readonly keyDir: string;
  readonly days: number | undefined;
  readonly owner: string;
  /** Null: it was made before, and something after it failed. */
  readonly init: InitPlan | null;
  /** Null: the home has a key, which is used. */
  readonly key: GenkeyPlan | null;
};

export const emptyOwn: OwnForm = {
  entries: [
    textEntry<OwnField, OwnProblem>('path', '', true),
    textEntry<OwnField, OwnProblem>('keyDir', '', true),
    textEntry<OwnField, OwnProblem>('days'),
    textEntry<OwnField, OwnProblem>('owner'),
  ],
  focus: 0,
};

/** The same form with what is wrong in it. The engine checks again, and more. */
export function checkedOwn(form: OwnForm): OwnForm {
  const days = textOf(form, 'days');
  const owner = textOf(form, 'owner');
  return withProblems(form, {
    path: textOf(form, 'path') === '' ? 'empty' : null,
    days: days === '' || (/^\d{1,5}$/.test(days) && Number(days) >= 1) ? null : 'days',
    owner: owner === '' ? 'empty' : /\s/.test(owner) ? 'owner' : null,
  });
}

/** What the engine is asked for. */
export function initRequest(form: OwnForm): InitRequest {
  const keyDir = withoutTilde(textOf(form, 'keyDir'));
  const days = textOf(form, 'days');
  return {
    path: withoutTilde(textOf(form, 'path')),
    ...(keyDir === '' ? {} : { keyDir }),
    ...(days === '' ? {} : { days: Number(days) }),
  };
}
