import { withoutTilde } from '../../ui/form/complete-path.ts';
import { pressForm, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressPager, wrapped } from '../../ui/pager.tsx';
import { pressTable } from '../../ui/table/table-keys.ts';
import { stepBody } from '../../ui/wizard.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { pressWork, reading, workContext } from '../work/work-state.ts';
import { pressDetails } from './details-press.ts';
import { pressDifferences, pressFile, pressPolicy } from './differences-press.ts';
import { sourceHeight } from './layout.ts';
import { pressReceipt, pressReview, pressRunning, pressSigning } from './merge-end-press.ts';
import { planned } from './merge-events.ts';
import { chosenSources, withSource } from './merge-rows.ts';
import {
  type AddressForm,
  addressForm,
  type MergeState,
  type MergeWork,
  mustCompare,
} from './merge-state.ts';
import { trustLines } from './trust-lines.ts';

type Answer = Outcome<MergeState> | null;

/** What a key does in the merge wizard. */
export function pressMerge(state: MergeState, press: Press): Answer {
  const { task } = state.work;
  if (task?.what.kind !== 'list' && workContext(state.work) !== null) return pressWorking(state, press);
  if (state.file !== null) return pressFile(state, state.file, press);
  switch (state.step) {
    case 'sources':
      return state.address === null ? pressSources(state, press) : pressAddress(state, state.address, press);
    case 'trust':
      return pressTrust(state, press);
    case 'differences':
      return pressDifferences(state, press);
    case 'details':
      return pressDetails(state, press);
    case 'policy':
      return pressPolicy(state, press);
    case 'signing':
      return pressSigning(state, press);
    case 'review':
      return pressReview(state, press);
    case 'running':
      return pressRunning(state, press);
    case 'receipt':
      return pressReceipt(state, press);
  }
}

function pressWorking(state: MergeState, press: Press): Answer {
  const outcome = pressWork(state.work, press);
  return outcome === null ? null : { state: { ...state, work: outcome.work }, notice: outcome.notice };
}

function pressSources(state: MergeState, { meaning, view }: Press): Answer {
  const shape = { height: sourceHeight(stepBody(view.body)), columns: 2 };
  const sources = pressTable(state.sources, meaning, shape);
  if (sources !== null) return { state: { ...state, sources } };
  switch (actionOf(meaning)) {
    case 'back':
      return { state, leave: true };
    case 'add':
      return { state: { ...state, address: addressForm(state.drafts.address) } };
    case 'accept': {
      const addresses = chosenSources(state);
      if (addresses.length === 0) return { state, notice: 'noSource' };
      return { state: { ...state, work: reading<MergeWork>(state.work, { kind: 'meet', addresses }) } };
    }
    default:
      return null;
  }
}

function pressAddress(state: MergeState, form: AddressForm, { meaning }: Press): Answer {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { state: { ...state, address: edited } };
  const action = actionOf(meaning);
  if (action === 'back') {
    const drafts = { ...state.drafts, address: textOf(form, 'address') };
    return { state: { ...state, address: null, drafts } };
  }
  if (action !== 'accept') return null;
  const address = withoutTilde(textOf(form, 'address'));
  if (address === '')
    return { state: { ...state, address: withProblems(form, { address: 'empty' }) }, notice: 'formWrong' };
  const drafts = { ...state.drafts, address: '' };
  return { state: { ...state, address: null, drafts, sources: withSource(state.sources, address) } };
}

/** Each source's root, one after another: known ones are only shown, others have to be compared. */
function pressTrust(state: MergeState, { meaning, view }: Press): Answer {
  const met = state.met[state.looking];
  if (met === undefined) return { state: atSources(state) };
  const action = actionOf(meaning);
  if (mustCompare(met, state)) {
    if (action === 'no') return { state: atSources(state) };
    if (action !== 'yes') return null;
    const compared = new Set([...state.compared, met.report.identity.fingerprint]);
    return { state: trusted({ ...state, compared }) };
  }
  if (action === 'accept') return { state: trusted(state) };
  if (action === 'refresh') {
    const addresses = state.met.map(({ asked }) => asked);
    return { state: { ...state, work: reading<MergeWork>(state.work, { kind: 'meet', addresses }) } };
  }
  if (action === 'back')
    return {
      state: state.looking === 0 ? atSources(state) : { ...state, looking: state.looking - 1, top: 0 },
    };
  const { width, height } = stepBody(view.body);
  // only how many lines there are counts here
  const count = wrapped(trustLines(state, new Date(0), view.messages), width).length;
  const top = pressPager(state.top, count, height, meaning);
  return top === null ? null : { state: { ...state, top } };
}

/** Back at the sources; a merge that was gone on with has not listed the others yet. */
function atSources(state: MergeState): MergeState {
  const work = state.list.length > 0 ? state.work : reading<MergeWork>(state.work, { kind: 'list' });
  return { ...state, step: 'sources', work };
}

function trusted(state: MergeState): MergeState {
  const looking = state.looking + 1;
  return looking < state.met.length ? { ...state, looking, top: 0 } : planned(state, false);
}
