import { pressForm, textEntry, textOf } from '../../ui/form/form-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt } from '../../ui/table/table-state.ts';
import { titledTableRows } from '../../ui/table/titled-table.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { changing, pressWork, reading, workContext } from '../work/work-state.ts';
import { doneLines, reviewLines } from './install-lines.ts';
import { rowOf } from './install-rows.ts';
import type { InstallState, Review } from './install-state.ts';
import { wordsOf } from './words.ts';

type Told = Outcome<InstallState> | null;

/** What a key does among what is installed. */
export function pressInstall(state: InstallState, press: Press): Told {
  if (actionOf(press.meaning) === 'sources') return { state, go: 'sources' };
  if (workContext(state.work) !== null) return pressBusy(state, press);
  switch (state.step) {
    case 'list':
      return pressList(state, press);
    case 'choose':
      return pressChoose(state, press);
    case 'args':
      return pressArgs(state, press);
    case 'review':
      return pressReview(state, press);
    case 'done':
      return pressDone(state, press);
  }
}

function pressBusy(state: InstallState, press: Press): Told {
  const told = pressWork(state.work, press);
  if (told === null) return null;
  const { work, again, notice } = told;
  const next = { ...state, work };
  if (again?.kind === 'apply') {
    const { kind, wanted } = again.review;
    return { state: { ...next, work: reading(work, { kind: 'plan', change: kind, wanted }) } };
  }
  if (again !== undefined) return { state: { ...next, work: changing(work, again) } };
  return { state: next, notice };
}

function planning(state: InstallState, change: Review['kind'], wanted: readonly string[]): Told {
  return { state: { ...state, work: reading(state.work, { kind: 'plan', change, wanted }), ran: null } };
}

function pressList(state: InstallState, { meaning, view }: Press): Told {
  const shape = { height: titledTableRows(view.body.height), columns: 5 };
  const table = pressTable(state.installed, meaning, shape);
  if (table !== null) return { state: { ...state, installed: table } };
  const here = rowAt(state.installed)?.id;
  const chosen = [...state.installed.chosen];
  const wanted = chosen.length > 0 ? chosen : here === undefined ? [] : [here];
  switch (actionOf(meaning)) {
    case 'back':
      return { state, leave: true };
    case 'refresh':
      return { state: { ...state, work: reading(state.work, { kind: 'read' }) } };
    case 'install':
      if (state.catalogue === null) return { state, notice: 'noMirror' };
      return { state: { ...state, step: 'choose' } };
    case 'update': {
      const ids = [...new Set(wanted.map((id) => rowOf(id).component))];
      return ids.length === 0 ? { state, notice: 'noRow' } : planning(state, 'update', ids);
    }
    case 'uninstall':
      return wanted.length === 0 ? { state, notice: 'noRow' } : planning(state, 'uninstall', wanted);
    case 'run': {
      if (here === undefined) return { state, notice: 'noRow' };
      const form = { entries: [textEntry<'args', never>('args')], focus: 0 };
      return { state: { ...state, step: 'args', args: { component: here, form }, ran: null } };
    }
    default:
      return null;
  }
}

function pressChoose(state: InstallState, { meaning, view }: Press): Told {
  const shape = { height: titledTableRows(view.body.height), columns: 5 };
  const table = pressTable(state.offered, meaning, shape);
  if (table !== null) return { state: { ...state, offered: table } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'list' } };
  if (action !== 'accept') return null;
  const here = rowAt(state.offered)?.id;
  const chosen = [...state.offered.chosen];
  const wanted = chosen.length > 0 ? chosen : here === undefined ? [] : [here];
  return wanted.length === 0 ? { state, notice: 'noRow' } : planning(state, 'install', wanted);
}

function pressArgs(state: InstallState, { meaning }: Press): Told {
  const { args } = state;
  if (args === null) return null;
  const form = pressForm(args.form, meaning);
  if (form !== null) return { state: { ...state, args: { ...args, form } } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'list' } };
  if (action !== 'accept') return null;
  const words = wordsOf(textOf(args.form, 'args'));
  const what = { kind: 'run', component: args.component, args: words } as const;
  return { state: { ...state, work: changing(state.work, what) } };
}

function pressReview(state: InstallState, { meaning, view }: Press): Told {
  const { review } = state;
  if (review === null) return null;
  const count = wrapped(reviewLines(review, view.messages), view.body.width).length;
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  switch (actionOf(meaning)) {
    case 'back': {
      // whoever came with a selection has not read what is here yet
      const work = state.here.length === 0 ? reading(state.work, { kind: 'read' }) : state.work;
      const step = review.kind === 'install' && state.offered.rows.length > 0 ? 'choose' : 'list';
      return { state: { ...state, work, step, review: null } };
    }
    case 'start':
      return { state: { ...state, work: changing(state.work, { kind: 'apply', review }) } };
    default:
      return null;
  }
}

function pressDone(state: InstallState, { meaning, view }: Press): Told {
  if (state.done === null) return null;
  const count = wrapped(doneLines(state.done, view.messages), view.body.width).length;
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  if (actionOf(meaning) !== 'done') return null;
  const { installed, offered } = state;
  const calm = {
    installed: { ...installed, chosen: new Set<string>() },
    offered: { ...offered, chosen: new Set<string>() },
  };
  return {
    state: { ...state, ...calm, step: 'list', done: null, work: reading(state.work, { kind: 'read' }) },
  };
}
