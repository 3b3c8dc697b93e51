import type { ExpiryResult, RenewPlan, RenewRequest, RenewResult, RoleName } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { withoutTilde } from '../../ui/form/complete-path.ts';
import { type FormState, formContext, isTicked, textEntry, textOf } from '../../ui/form/form-state.ts';
import { severalOf } from '../../ui/form/several.ts';
import { type TableRow, type TableState, tableOf, withRows } from '../../ui/table/table-state.ts';
import type { Signing } from '../work/signing-lines.ts';
import {
  idle,
  reading,
  settled,
  type Work,
  type WorkEvent,
  withWorkEvent,
  workContext,
} from '../work/work-state.ts';

/** Days within which something is chosen by itself. */
export const soonDays = 30;

export type ExpiryWhat =
  | { readonly kind: 'read' }
  | { readonly kind: 'plan'; readonly request: RenewRequest }
  | { readonly kind: 'renew'; readonly plan: RenewPlan };

/** How those sign whose keys are elsewhere. */
export type WhoSigns = FormState<'listen' | 'out' | 'from', 'oneWay'>;

export type HowLong = FormState<'days' | 'keys' | 'skip', 'days'>;

export type ExpiryState = {
  readonly work: Work<ExpiryWhat>;
  readonly step: 'list' | 'days' | 'way' | 'review' | 'done';
  readonly found: ExpiryResult | null;
  readonly table: TableState;
  readonly form: HowLong;
  readonly way: WhoSigns;
  /** What the plan is made of, or is to be made of. */
  readonly request: RenewRequest | null;
  readonly plan: RenewPlan | null;
  /** Each file that others are signing. */
  readonly signing: readonly Signing[];
  readonly result: RenewResult | null;
  /** First line shown of the review or the result. */
  readonly top: number;
};

export type ExpiryEvent =
  | WorkEvent
  | { readonly type: 'read'; readonly found: ExpiryResult }
  | { readonly type: 'planned'; readonly plan: RenewPlan }
  | { readonly type: 'signing'; readonly signing: Signing }
  | { readonly type: 'renewed'; readonly result: RenewResult };

/** @param from a folder that went to the signers, to be gone on with */
export function expiryAtStart(from = ''): ExpiryState {
  return {
    work: reading(idle(), { kind: 'read' }),
    step: 'list',
    found: null,
    table: tableOf([]),
    form: {
      entries: [textEntry('days'), textEntry('keys', '', true), { kind: 'tick', name: 'skip', on: false }],
      focus: 0,
    },
    way: {
      entries: [textEntry('listen'), textEntry('out', '', true), textEntry('from', from, true)],
      focus: 0,
    },
    request: null,
    plan: null,
    signing: [],
    result: null,
    top: 0,
  };
}

/** Rows that keep the cursor in sight whatever the screen's height. */
const fewRows = 10;

function rowsOf({ entries }: ExpiryResult): readonly TableRow[] {
  return entries.map(({ kind, name, key, days, expires, yanked }) => ({
    id: `${kind} ${name} ${key ?? ''}`,
    cells: [name, yanked ? 'yanked' : kind, days, expires, days],
  }));
}

/** What clients refuse now, or soon will. */
export function dueRows(found: ExpiryResult): readonly string[] {
  const { entries } = found;
  const isDue = (at: number): boolean => {
    const entry = entries[at];
    return entry !== undefined && !entry.yanked && entry.days < soonDays;
  };
  return rowsOf(found)
    .filter((_, at) => isDue(at))
    .map(({ id }) => id);
}

/** The first time what is due is chosen by itself; looked at again, the choice is the person's. */
function tableFor({ found: before, table }: ExpiryState, found: ExpiryResult): TableState {
  const rows = rowsOf(found);
  return before === null ? tableOf(rows, dueRows(found)) : withRows(table, rows, fewRows);
}

/** What a renewal is about: an owner's key lasts as long as the index that lists it. */
export function requestOf({ found, table, form }: ExpiryState): RenewRequest {
  const components = new Set<string>();
  const roles = new Set<RoleName>();
  const names = ['root', 'index', 'snapshot', 'timestamp'] as const;
  for (const { kind, name, key } of found?.entries ?? []) {
    if (!table.chosen.has(`${kind} ${name} ${key ?? ''}`)) continue;
    if (kind === 'component') components.add(name);
    const role = kind === 'key' ? 'index' : names.find((one) => kind === 'role' && one === name);
    if (role !== undefined) roles.add(role);
  }
  const days = Number(textOf(form, 'days'));
  const keys = severalOf(textOf(form, 'keys')).map(withoutTilde);
  return {
    ...(components.size === 0 ? {} : { components: [...components] }),
    ...(roles.size === 0 ? {} : { roles: [...roles] }),
    ...(days > 0 ? { days } : {}),
    ...(keys.length > 0 ? { keys } : {}),
    ...(isTicked(form, 'skip') ? { skipMissing: true } : {}),
  };
}

/** The same with those who are elsewhere, as they sign; a folder that came back says itself what is renewed. */
export function requestWithOthers(state: ExpiryState): RenewRequest {
  const { skipMissing: _, ...request } = requestOf(state);
  const [listen, out, from] = (['listen', 'out', 'from'] as const).map((name) => textOf(state.way, name));
  if (from)
    return { from: withoutTilde(from), ...(request.keys === undefined ? {} : { keys: request.keys }) };
  return out ? { ...request, out: withoutTilde(out) } : { ...request, listen: listen || defaultListen };
}

/** Where stock's server listens, but for this machine alone. */
const defaultListen = '127.0.0.1:8080';

export function reduceExpiry(state: ExpiryState, event: ExpiryEvent): ExpiryState {
  switch (event.type) {
    case 'read':
      return { ...state, work: settled(state.work), found: event.found, table: tableFor(state, event.found) };
    case 'planned':
      return { ...state, work: settled(state.work), plan: event.plan, step: 'review', top: 0 };
    case 'signing':
      return state.work.task === null ? state : { ...state, signing: signingWith(state, event.signing) };
    case 'renewed':
      return {
        ...state,
        ...{ work: settled(state.work), result: event.result, signing: [], step: 'done', top: 0 },
      };
    case 'work-failed': {
      // a wait that was ended is gone on with by the same choice
      const step = state.signing.length > 0 ? 'way' : state.step;
      return { ...state, work: withWorkEvent(state.work, event), signing: [], step };
    }
    default:
      return { ...state, work: withWorkEvent(state.work, event) };
  }
}

function signingWith({ signing }: ExpiryState, newest: Signing): readonly Signing[] {
  const isKnown = signing.some(({ file }) => file === newest.file);
  return isKnown ? signing.map((one) => (one.file === newest.file ? newest : one)) : [...signing, newest];
}

export function expiryContext({ work, step, form, way, table }: ExpiryState): ContextName {
  const busy = workContext(work);
  if (busy !== null) return busy;
  if (step === 'days') return formContext(form);
  if (step === 'way') return formContext(way);
  if (step === 'review') return 'renewal';
  if (step === 'done') return 'care-receipt';
  return table.typing ? 'filter' : 'expiry';
}
