import { confirmBy, pressConfirm } from '../../ui/confirm/confirm-state.ts';
import { pressForm, withProblems } from '../../ui/form/form-state.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { changing, pressWork, reading, workContext } from '../work/work-state.ts';
import { giveUpLines } from './give-up-lines.ts';
import { changesOf, type RoleDraft } from './role-draft.ts';
import { pressDraft } from './role-draft-press.ts';
import { doneLines } from './rotate-done-lines.ts';
import { planLines } from './rotate-lines.ts';
import { pressPick } from './rotate-pick-press.ts';
import type { Planned } from './rotate-planned.ts';
import { planning, type RotateState, rotateAtStart } from './rotate-state.ts';
import { problemsOf, valuesOf, type Wish, type WishKind, ways, wishFor } from './rotate-wish.ts';

type Told = Outcome<RotateState> | null;

/** What a key does. */
export function pressRotate(state: RotateState, press: Press): Told {
  const { step, wish, planned, draft } = state;
  if (workContext(state.work) !== null) return pressWorking(state, press);
  switch (step) {
    case 'way':
      return pressWay(state, press);
    case 'role':
    case 'waiting':
    case 'component':
    case 'owner':
      return pressPick(state, step, press);
    case 'keys':
      return draft === null ? null : pressKeys(state, draft, press);
    case 'form':
      return wish === null ? null : pressWish(state, wish, press);
    case 'give-up':
      return pressGiveUp(state, press);
    case 'confirm':
      return planned === null ? null : pressTyped(state, planned, press);
    default:
      return pressReport(state, press);
  }
}

function pressWorking(state: RotateState, press: Press): Told {
  const pressed = pressWork(state.work, press);
  if (pressed === null) return null;
  // what it was planned on may have moved: the person looks at a new plan
  if (pressed.again?.kind === 'apply' && state.wish !== null)
    return { state: { ...state, work: reading(pressed.work, { kind: 'plan', wish: state.wish }) } };
  return { state: { ...state, work: pressed.work }, notice: pressed.notice };
}

function pressWay(state: RotateState, { meaning }: Press): Told {
  const place = pressMenu(state.place, ways.length, meaning);
  if (place !== null) return { state: { ...state, place } };
  const action = actionOf(meaning);
  if (action === 'back') return { state, leave: true };
  if (action !== 'accept') return null;
  return { state: begun(state, ways[state.place] ?? 'rotate') };
}

/** What there is to choose from is read first. */
function begun(state: RotateState, kind: WishKind): RotateState {
  const asks = { rotate: 'roles', transfer: 'owners', resume: 'waiting' } as const;
  if (kind !== 'new-root') return { ...state, work: reading(state.work, { kind: asks[kind] }) };
  const wish = wishFor(kind);
  return { ...state, wish, work: reading(state.work, { kind: 'plan', wish }) };
}

function pressKeys(state: RotateState, before: RoleDraft, press: Press): Told {
  const told = pressDraft(before, press);
  if (told === null) return null;
  const { draft, ask, to, notice } = told;
  const next = { ...state, draft };
  if (ask !== undefined) {
    const begin = ask.kind === 'generate' || ask.kind === 'paste' ? changing : reading;
    return { state: { ...next, work: begin(state.work, { kind: 'key', ask } as const) } };
  }
  switch (to) {
    case 'back':
      return { state: state.roles === null ? { ...next, step: 'way' } : begun(next, 'rotate') };
    case 'new-root':
      return { state: begun(next, 'new-root') };
    case 'next': {
      const changes = changesOf(draft);
      const known = state.wish?.kind === 'rotate' ? valuesOf(state.wish) : {};
      return { state: planning(next, wishFor('rotate', known, { changes })) };
    }
    default:
      return { state: next, notice };
  }
}

/** Where a wish was made; what waits may be other things by now. */
function backFrom(state: RotateState, { kind }: Wish): RotateState {
  if (kind === 'resume') return begun(state, kind);
  return { ...state, step: kind === 'rotate' ? 'keys' : 'owner' };
}

function pressWish(state: RotateState, wish: Wish, { meaning }: Press): Told {
  const edited = pressForm(wish.form, meaning);
  if (edited !== null) return { state: { ...state, wish: { ...wish, form: edited } } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: backFrom(state, wish) };
  if (action !== 'accept') return null;
  const problems = problemsOf(wish);
  if (Object.keys(problems).length > 0)
    return {
      state: { ...state, wish: { ...wish, form: withProblems(wish.form, problems) } },
      notice: 'formWrong',
    };
  return { state: { ...state, work: reading(state.work, { kind: 'plan', wish }) } };
}

/** Whether what waits is to be given up. */
function pressGiveUp(state: RotateState, { meaning, view }: Press): Told {
  const { leaving: plan, top: before, work } = state;
  if (plan === null) return null;
  const count = wrapped(giveUpLines(plan, view.messages), view.body.width).length;
  const top = pressPager(before, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  const action = actionOf(meaning);
  if (action === 'no') return { state: { ...state, step: 'waiting', leaving: null } };
  return action === 'yes' ? { state: { ...state, work: changing(work, { kind: 'give-up', plan }) } } : null;
}

/** The last way out is confirmed by typing the mirror. */
function pressTyped(state: RotateState, planned: Planned, { meaning }: Press): Told {
  const pressed = pressConfirm(state.confirm, meaning);
  if (pressed === null) return null;
  const { confirm, outcome, notice } = pressed;
  if (outcome === 'left') return { state: { ...state, step: 'review' } };
  if (outcome !== 'confirmed') return { state: { ...state, confirm }, notice };
  const work = changing(state.work, { kind: 'apply', planned } as const);
  return { state: { ...state, step: 'review', work } };
}

function pressReport(state: RotateState, { meaning, view }: Press): Told {
  const { step, planned, done, work, wish } = state;
  if (planned === null) return null;
  const { messages, body } = view;
  const lines =
    step === 'done' && done !== null
      ? doneLines(done, planned, body.width, messages)
      : planLines(planned, messages);
  const count = wrapped(lines, body.width).length;
  const top = pressPager(state.top, count, body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state: { ...state, step: wish === null || wish.kind === 'new-root' ? 'way' : 'form' } };
    case 'done':
      return { state: { ...rotateAtStart(), work }, go: 'home' };
    case 'start': {
      if (planned.kind === 'new-root')
        return { state: { ...state, step: 'confirm', confirm: confirmBy(planned.plan.mirror) } };
      return { state: { ...state, work: changing(work, { kind: 'apply', planned }) } };
    }
    default:
      return null;
  }
}
