import { hasProblem, isTicked, pressForm, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { pickerRows } from '../../ui/picker/picker.tsx';
import { pressPicker } from '../../ui/picker/picker-press.ts';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt } from '../../ui/table/table-state.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { changing, pressWork, reading, workContext } from '../work/work-state.ts';
import { doneLines, reviewLines } from './package-lines.ts';
import {
  type AboutForm,
  everyPlatform,
  type PackageState,
  packageAtStart,
  requestsOf,
  withPicked,
} from './package-state.ts';

type Told = Outcome<PackageState> | null;

/** What a key does in the wizard. */
export function pressPackage(state: PackageState, press: Press): Told {
  if (workContext(state.work) !== null) {
    const told = pressWork(state.work, press);
    if (told === null) return null;
    // what was to be packed may have changed: it is planned anew
    const { again } = told;
    const requests = again?.kind === 'pack' ? again.plans.map((plan) => plan.request) : null;
    const work = requests === null ? told.work : reading(told.work, { kind: 'plan', requests });
    return { state: { ...state, work }, notice: told.notice };
  }
  switch (state.step) {
    case 'files':
      return pressFiles(state, press);
    case 'about':
      return pressAbout(state, press);
    case 'platforms':
      return pressPlatforms(state, press);
    case 'entry':
      return pressEntry(state, press);
    case 'review':
      return pressReview(state, press);
    case 'done':
      return pressDone(state, press);
  }
}

function pressFiles(state: PackageState, { meaning, view }: Press): Told {
  const told = pressPicker(state.picker, meaning, pickerRows(view.body));
  if (told === null) return null;
  const next = { ...state, picker: told.picker };
  if (told.left === true) return { state: next, leave: true };
  if (told.taken === undefined) return { state: next, notice: told.notice };
  return { state: withPicked(next, told.taken) };
}

/** What is wrong with the form, per field. The engine checks again, and more. */
function checkedAbout(form: AboutForm): AboutForm {
  const version = textOf(form, 'version');
  return withProblems(form, {
    name: textOf(form, 'name') === '' ? 'empty' : null,
    version: version === '' ? 'empty' : /^v\d/.test(version) ? null : 'version',
  });
}

function pressAbout(state: PackageState, { meaning }: Press): Told {
  const { about } = state;
  const edited = pressForm(about, meaning);
  if (edited !== null) return { state: { ...state, about: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'files' } };
  if (action !== 'accept') return null;
  if (about.focus < about.entries.length - 1)
    return { state: { ...state, about: { ...about, focus: about.focus + 1, completion: undefined } } };
  const checked = checkedAbout(about);
  if (hasProblem(checked)) return { state: { ...state, about: checked }, notice: 'formWrong' };
  const paths = state.picked.map(({ path }) => path);
  const what = { kind: 'inspect', paths, inside: isTicked(about, 'inside') } as const;
  return { state: { ...state, about: checked, work: reading(state.work, what) } };
}

function pressPlatforms(state: PackageState, { meaning }: Press): Told {
  const table = pressTable(state.platforms, meaning, { height: everyPlatform.length, columns: 1 });
  if (table !== null) return { state: { ...state, platforms: table } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'about' } };
  if (action !== 'accept') return null;
  if (state.platforms.chosen.size === 0) return { state, notice: 'noPlatformHere' };
  return { state: { ...state, step: 'entry' } };
}

function pressEntry(state: PackageState, { meaning, view }: Press): Told {
  const table = pressTable(state.programs, meaning, { height: view.body.height - 4, columns: 3 });
  if (table !== null) return { state: { ...state, programs: table } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'platforms' } };
  if (action !== 'accept') return null;
  const entry = rowAt(state.programs)?.id;
  if (entry === undefined) return { state, notice: 'noProgram' };
  const requests = requestsOf(state, entry);
  return { state: { ...state, work: reading(state.work, { kind: 'plan', requests }) } };
}

function pressReview(state: PackageState, { meaning, view }: Press): Told {
  const count = wrapped(reviewLines(state.plans, view.messages), view.body.width).length;
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state: { ...state, step: 'entry' } };
    case 'start':
      return { state: { ...state, work: changing(state.work, { kind: 'pack', plans: state.plans }) } };
    default:
      return null;
  }
}

function pressDone(state: PackageState, { meaning, view }: Press): Told {
  const count = wrapped(doneLines(state.packed, view.messages), view.body.width).length;
  const top = pressPager(state.top, count, view.body.height, meaning);
  if (top !== null) return { state: { ...state, top } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state: packageAtStart(), leave: true };
    case 'package':
      return { state: packageAtStart() };
    case 'publish': {
      const tarballs = state.packed.map(({ plan: { request }, result }) => ({
        file: result.file,
        component: request.name,
        version: request.release,
        os: request.os ?? '',
        arch: request.arch ?? '',
        entry: request.entry ?? '',
        description: request.description ?? '',
        standalone: request.standalone === true,
        hidden: request.hidden === true,
      }));
      return { state: packageAtStart(), go: { route: 'publish', with: { tarballs } } };
    }
    default:
      return null;
  }
}
