import type { ListedOwner } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext, textEntry, textOf } from '../../ui/form/form-state.ts';
import { type TableState, tableOf } from '../../ui/table/table-state.ts';
import {
  type ChosenKey,
  type KeyChoice,
  keyChoice,
  keyChoiceContext,
} from '../key-choice/key-choice-state.ts';
import type { Asked } from './owners-asked.ts';

export type WhoField = 'id' | 'name';
export type WhoProblem = 'empty' | 'exists';

/** Keys that somebody gets, from the first question to what the engine plans: each step keeps what was entered. */
export type OwnerChange = {
  readonly kind: 'grant' | 'add-key' | 'replace';
  readonly step: 'who' | 'old' | 'keys' | 'threshold';
  /** Of a new owner. */
  readonly who: FormState<WhoField, WhoProblem>;
  /** The owner that there is; null for a new one. */
  readonly owner: ListedOwner | null;
  /** Which key goes, when one is replaced. */
  readonly old: TableState;
  readonly choice: KeyChoice;
  readonly taken: readonly ChosenKey[];
  readonly signers: FormState<'threshold', 'number' | 'many'>;
};

/** A new owner: who it is, which keys, how many of them sign. */
export function grantChange(): OwnerChange {
  return {
    ...{ kind: 'grant', step: 'who', owner: null, old: tableOf([]), taken: [] },
    who: { entries: [textEntry('id'), textEntry('name')], focus: 0 },
    choice: keyChoice({ many: true, without: [], suggested: 'owner' }),
    signers: { entries: [textEntry('threshold', '1')], focus: 0 },
  };
}

/** More keys for an owner, or another one in the place of one. */
export function keyChange(kind: 'add-key' | 'replace', owner: ListedOwner): OwnerChange {
  const several = kind === 'replace' && owner.keys.length > 1;
  return {
    ...{ kind, step: several ? 'old' : 'keys', owner, taken: [] },
    who: { entries: [], focus: 0 },
    old: tableOf(owner.keys.map((id) => ({ id, cells: [id] }))),
    choice: keyChoice({ many: kind === 'add-key', without: owner.keys, suggested: owner.id }),
    signers: { entries: [textEntry('threshold', String(owner.threshold))], focus: 0 },
  };
}

/** What was begun before and left with Esc, if it is about the same. */
export function begunBefore(fresh: OwnerChange, kept: OwnerChange | null): OwnerChange {
  return kept?.kind === fresh.kind && kept.owner?.id === fresh.owner?.id ? kept : fresh;
}

/** Something was entered. */
export function isEntered(change: OwnerChange | null): boolean {
  if (change === null) return false;
  const { who, choice, taken } = change;
  return textOf(who, 'id') + textOf(who, 'name') !== '' || choice.table.chosen.size > 0 || taken.length > 0;
}

/** Which keys hold. */
export function changeContext({ step, who, old, choice, signers }: OwnerChange): ContextName {
  switch (step) {
    case 'who':
      return formContext(who);
    case 'old':
      return old.typing ? 'filter' : 'pick-one';
    case 'keys':
      return keyChoiceContext(choice);
    case 'threshold':
      return formContext(signers);
  }
}

/** How many keys the owner will have. */
export function keysAfter({ owner, taken }: OwnerChange): number {
  return (owner?.keys.length ?? 0) + taken.length;
}

/** What the engine is to plan. */
export function askedByChange(
  { kind, owner, taken }: OwnerChange,
  {
    id,
    name,
    old,
    threshold,
  }: { readonly id: string; readonly name: string; readonly old: string; readonly threshold: number },
): Asked {
  const keys = taken.map(({ file }) => file);
  switch (kind) {
    case 'grant':
      return { kind: 'plan-grant', request: { id, ...(name === '' ? {} : { name }), keys, threshold } };
    case 'add-key':
      return { kind: 'plan-change', request: { change: 'add-key', id: owner?.id ?? '', keys, threshold } };
    case 'replace':
      return {
        kind: 'plan-change',
        request: { change: 'replace-key', id: owner?.id ?? '', old, key: keys[0] ?? '' },
      };
  }
}
