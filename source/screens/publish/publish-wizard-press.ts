import { pressForm } from '../../ui/form/form-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { pickerRows } from '../../ui/picker/picker.tsx';
import { pressPicker } from '../../ui/picker/picker-press.ts';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt } from '../../ui/table/table-state.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { pressJob } from '../work/job-press.ts';
import { nothingWatched, startJob } from '../work/job-state.ts';
import { changing, reading } from '../work/work-state.ts';
import { editForm, withEdited } from './edit-form.ts';
import { doneLines, reviewLines } from './publish-lines.ts';
import { type Publishing, type PublishState, publishAtStart, tarballTable } from './publish-state.ts';
import { signingTable } from './signing-keys.ts';
import { isComplete } from './tarball.ts';

type Told = Outcome<PublishState> | null;

/** What a key does in the wizard that publishes tarballs. */
export function pressWizard(state: PublishState, press: Press): Told {
  switch (state.step) {
    case 'files':
      return pressFiles(state, press);
    case 'tarballs':
      return pressTarballs(state, press);
    case 'edit':
      return pressEdit(state, press);
    case 'key':
      return pressKey(state, press);
    case 'review':
      return pressReview(state, press);
    case 'publishing':
      return pressJobOf(state, press);
    default:
      return pressDone(state, press);
  }
}

function pressFiles(state: PublishState, { meaning, view }: Press): Told {
  const told = pressPicker(state.picker, meaning, pickerRows(view.body));
  if (told === null) return null;
  const next = { ...state, picker: told.picker };
  if (told.left === true) return { state: { ...next, step: 'list' } };
  if (told.taken === undefined) return { state: next, notice: told.notice };
  const files = told.taken.map(({ path }) => path);
  return { state: { ...next, work: reading(state.work, { kind: 'inspect', files }) } };
}

function editing(state: PublishState, at: number): Outcome<PublishState> {
  const tarball = state.tarballs[at];
  if (tarball === undefined) return { state, notice: 'noRow' };
  return { state: { ...state, step: 'edit', edit: { at, form: editForm(tarball) } } };
}

function pressTarballs(state: PublishState, { meaning, view }: Press): Told {
  const shape = { height: Math.max(3, view.body.height - 4), columns: 5 };
  const table = pressTable(state.rows, meaning, shape);
  if (table !== null) return { state: { ...state, rows: table } };
  const at = Number(rowAt(state.rows)?.id ?? -1);
  switch (actionOf(meaning)) {
    case 'back':
      return { state: { ...state, step: 'files' } };
    case 'edit':
      return editing(state, at);
    case 'remove': {
      const tarballs = state.tarballs.filter((_, place) => place !== at);
      if (tarballs.length === 0) return { state: { ...state, step: 'files' } };
      return { state: { ...state, tarballs, rows: tarballTable(tarballs) } };
    }
    case 'accept': {
      const wrong = state.tarballs.findIndex((tarball) => !isComplete(tarball));
      if (wrong >= 0) return { ...editing(state, wrong), notice: 'tarballIncomplete' };
      const signing = signingTable(state.keys, state.catalogue, state.tarballs);
      return { state: { ...state, step: 'key', signing } };
    }
    default:
      return null;
  }
}

function pressEdit(state: PublishState, { meaning }: Press): Told {
  const { edit } = state;
  if (edit === null) return null;
  const form = pressForm(edit.form, meaning);
  if (form !== null) return { state: { ...state, edit: { ...edit, form } } };
  const action = actionOf(meaning);
  if (action !== 'accept' && action !== 'back') return null;
  const { focus, entries } = edit.form;
  if (action === 'accept' && focus < entries.length - 1)
    return { state: { ...state, edit: { ...edit, form: { entries, focus: focus + 1 } } } };
  // what was entered is kept either way
  const tarballs = state.tarballs.map((one, at) => (at === edit.at ? withEdited(one, edit.form) : one));
  const rows = { ...tarballTable(tarballs), cursor: edit.at };
  return { state: { ...state, tarballs, rows, edit: null, step: 'tarballs' } };
}

function publishingOf({ tarballs, signing }: PublishState): Publishing {
  return { tarballs, key: rowAt(signing)?.id };
}

function pressKey(state: PublishState, { meaning, view }: Press): Told {
  const shape = { height: Math.max(3, view.body.height - 4), columns: 4 };
  const table = pressTable(state.signing, meaning, shape);
  if (table !== null) return { state: { ...state, signing: table } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'tarballs' } };
  if (action !== 'accept') return null;
  if (rowAt(state.signing) === null) return { state, notice: 'noKey' };
  const what = { kind: 'plan', publishing: publishingOf(state) } as const;
  return { state: { ...state, work: reading(state.work, what) } };
}

function pressReview(state: PublishState, { meaning, view }: Press): Told {
  const count = wrapped(reviewLines(state.plans, view.messages), view.body.width).length;
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  const { plans } = state;
  switch (actionOf(meaning)) {
    case 'back':
      return { state: { ...state, step: 'key' } };
    case 'start': {
      const [plan, ...others] = plans;
      if (plan === undefined) return null;
      if (others.length > 0) {
        const watched = startJob(state.watched, { kind: 'publish', plans });
        return { state: { ...state, watched, step: 'publishing' } };
      }
      const what = { kind: 'publish', publishing: publishingOf(state), plan } as const;
      return { state: { ...state, work: changing(state.work, what) } };
    }
    default:
      return null;
  }
}

/** While several are published: the job's own keys. Esc leaves it running. */
function pressJobOf(state: PublishState, press: Press): Told {
  const told = pressJob(state.watched, press);
  if (told === null) return null;
  const { watched, notice, leave } = told;
  const { job, summary } = watched;
  const isOver = job === null || summary?.state === 'cancelled' || summary?.state === 'failed';
  // what could not even be started, or was given up, leads back to the key
  if (leave === true && isOver) return { state: { ...state, watched: nothingWatched, step: 'key' } };
  return { state: { ...state, watched }, notice, leave };
}

function pressDone(state: PublishState, { meaning, view }: Press): Told {
  const { published } = state;
  if (published === null) return null;
  const count = wrapped(doneLines(published, view.messages), view.body.width).length;
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  switch (actionOf(meaning)) {
    case 'done':
      return { state: publishAtStart(null) };
    case 'install': {
      const components = [
        ...new Set(published.done.map(({ component, version }) => `${component}:${version}`)),
      ];
      return { state: publishAtStart(null), go: { route: 'install', with: { components } } };
    }
    default:
      return null;
  }
}
