import type { ListedRole, RolesResult, RotateRequest } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext, textEntry, textOf } from '../../ui/form/form-state.ts';
import { rowAt, type TableState, tableOf } from '../../ui/table/table-state.ts';
import {
  type ChosenKey,
  type KeyChoice,
  keyChoice,
  keyChoiceContext,
} from '../key-choice/key-choice-state.ts';

/** What becomes of a key that the role lists. */
export type Fate = {
  readonly id: string;
  /** Private halves that lie here. */
  readonly files: readonly string[];
  readonly leaves: boolean;
  /** The key that takes its place. */
  readonly by: ChosenKey | null;
  /** Nobody can sign with it any more. */
  readonly lost: boolean;
};

/** The next keys of a role, as they are being put together. */
export type RoleDraft = {
  readonly role: ListedRole;
  /** Until when the root lasts that lists it, and the moment that days are counted from. */
  readonly root: Pick<RolesResult, 'expires' | 'at'>;
  readonly fates: readonly Fate[];
  readonly added: readonly ChosenKey[];
  readonly table: TableState;
  /** A key is being chosen: in the place of that one, or further ones. */
  readonly choice: { readonly keys: KeyChoice; readonly instead: string | null } | null;
  readonly numbers: FormState<'threshold' | 'days', 'number'>;
  /** The numbers as they are being typed: they count once they are taken over. */
  readonly typing: FormState<'threshold' | 'days', 'number'> | null;
};

export type RoleChanges = Pick<
  RotateRequest,
  'role' | 'addKeys' | 'removeKeys' | 'replaceKeys' | 'lostKeys' | 'threshold' | 'days'
>;

export function draftOf(role: ListedRole, root: RoleDraft['root']): RoleDraft {
  const fates = role.keys.map(({ id, files }) => ({ id, files, leaves: false, by: null, lost: false }));
  const numbers: RoleDraft['numbers'] = {
    entries: [textEntry('threshold'), textEntry('days')],
    focus: 0,
  };
  return withRows({ role, root, fates, numbers, added: [], table: tableOf([]), choice: null, typing: null });
}

/** The rows anew; the cursor stays. */
function withRows(draft: RoleDraft): RoleDraft {
  const { fates, added, table } = draft;
  const rows = [
    ...fates.map(({ id, by, leaves, lost }) => ({
      id,
      cells: [by !== null ? 'replaced' : lost ? 'lost' : leaves ? 'leaves' : 'stays', id.slice(0, 16), id],
    })),
    ...added.map(({ id }) => ({ id, cells: ['new', id.slice(0, 16), id] })),
  ];
  const cursor = Math.min(table.cursor, rows.length - 1);
  return { ...draft, table: { ...tableOf(rows), cursor: Math.max(0, cursor), top: table.top } };
}

/** The key under the cursor, if the role lists it already. */
export function fateAt({ fates, table }: RoleDraft): Fate | null {
  const id = rowAt(table)?.id;
  return fates.find((fate) => fate.id === id) ?? null;
}

function changed(draft: RoleDraft, id: string, change: (fate: Fate) => Fate): RoleDraft {
  return withRows({ ...draft, fates: draft.fates.map((fate) => (fate.id === id ? change(fate) : fate)) });
}

/** The key under the cursor leaves, or stays after all; a new one is let go. */
export function turned(draft: RoleDraft): RoleDraft {
  const id = rowAt(draft.table)?.id;
  const fate = fateAt(draft);
  if (fate === null) return withRows({ ...draft, added: draft.added.filter((key) => key.id !== id) });
  const stays = fate.leaves || fate.by !== null;
  return changed(draft, fate.id, (one) => ({ ...one, by: null, leaves: !stays, lost: one.lost && !stays }));
}

/** The key under the cursor is gone, or found again. */
export function turnedLost(draft: RoleDraft): RoleDraft {
  const fate = fateAt(draft);
  if (fate === null) return draft;
  const lost = !fate.lost;
  return changed(draft, fate.id, (one) => ({ ...one, lost, leaves: lost && one.by === null }));
}

/** Begins to choose the key in the place of the one under the cursor, or further ones. */
export function choosing(draft: RoleDraft, instead: string | null): RoleDraft {
  const { role, fates, added } = draft;
  const chosen = [...added, ...fates.flatMap(({ by }) => (by === null ? [] : [by]))];
  const without = [...role.keys, ...chosen].map(({ id }) => id);
  const keys = keyChoice({ many: instead === null, without, suggested: role.role });
  return { ...draft, choice: { keys, instead } };
}

/** The keys that were chosen go where they were chosen for. */
export function withChosen(draft: RoleDraft, taken: readonly ChosenKey[]): RoleDraft {
  const { choice, added } = draft;
  const [by = null] = taken;
  const instead = choice?.instead ?? null;
  const calm = { ...draft, choice: null };
  if (instead === null) return withRows({ ...calm, added: [...added, ...taken] });
  return changed(calm, instead, (fate) => ({ ...fate, by, leaves: false }));
}

/** How many keys the role will have, and how many of them have to sign. */
export function after({ fates, added, role, numbers }: RoleDraft) {
  const keys = fates.filter(({ leaves }) => !leaves).length + added.length;
  const wanted = textOf(numbers, 'threshold');
  return { keys, threshold: wanted === '' ? role.threshold : Number(wanted) };
}

/** So few root keys are left that nobody can sign the next root: how many. Null while enough are. */
export function tooFewLeft({ role, fates }: RoleDraft): number | null {
  const left = fates.filter(({ lost }) => !lost).length;
  return role.role === 'root' && left < role.threshold ? left : null;
}

/** Days that a root lasts when none are said. */
const usualDays = 365;

/**
 * Until when the next root lasts. With no days said, never shorter than the one that is; `isEarlier` for days that
 * come to less, which no client would take.
 */
export function lastsUntil({ root, numbers }: RoleDraft): {
  readonly until: string;
  readonly isEarlier: boolean;
} {
  const days = textOf(numbers, 'days');
  const counted = new Date(Date.parse(root.at) + Number(days || usualDays) * 86_400_000).toISOString();
  const isEarlier = Date.parse(counted) < Date.parse(root.expires);
  return days === '' && isEarlier ? { until: root.expires, isEarlier: false } : { until: counted, isEarlier };
}

/** Nothing was entered, and the root lasts longer already than the next one would by itself. */
export function changesNothing(draft: RoleDraft): boolean {
  const { role: _, lostKeys: _lost, days: _days, ...changes } = changesOf(draft);
  const isSame = textOf(draft.numbers, 'days') === '' && lastsUntil(draft).until === draft.root.expires;
  return isSame && Object.keys(changes).length === 0;
}

/** What the engine is asked to change. With nothing else said, the root is made to last. */
export function changesOf({ role, fates, added, numbers }: RoleDraft): RoleChanges {
  const leaving = fates.flatMap(({ id, leaves, by }) => (leaves && by === null ? [id] : []));
  const replaced = fates.flatMap(({ id, by }) => (by === null ? [] : [{ key: id, by: by.file }]));
  const lost = role.role === 'root' ? fates.filter((fate) => fate.lost).map(({ id }) => id) : [];
  const [threshold, days] = [textOf(numbers, 'threshold'), textOf(numbers, 'days')];
  const nothing = leaving.length + replaced.length + added.length === 0 && threshold === '';
  return {
    role: role.role,
    ...(added.length === 0 ? {} : { addKeys: added.map(({ file }) => file) }),
    ...(leaving.length === 0 ? {} : { removeKeys: leaving }),
    ...(replaced.length === 0 ? {} : { replaceKeys: replaced }),
    ...(lost.length === 0 ? {} : { lostKeys: lost }),
    ...(threshold === '' ? {} : { threshold: Number(threshold) }),
    ...(days !== '' ? { days: Number(days) } : nothing ? { days: usualDays } : {}),
  };
}

/** Something was entered. */
export function isChanged({ fates, added, numbers }: RoleDraft): boolean {
  const typed = textOf(numbers, 'threshold') + textOf(numbers, 'days');
  return (
    typed !== '' || added.length > 0 || fates.some(({ leaves, by, lost }) => leaves || lost || by !== null)
  );
}

/** Which keys hold. */
export function draftContext({ choice, typing, table }: RoleDraft): ContextName {
  if (choice !== null) return keyChoiceContext(choice.keys);
  if (typing !== null) return formContext(typing);
  return table.typing ? 'filter' : 'role-keys';
}
