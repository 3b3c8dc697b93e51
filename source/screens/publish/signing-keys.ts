import type { Catalogue, KeyEntry } from '../../engine/index.ts';
import { type TableState, tableOf } from '../../ui/table/table-state.ts';
import type { Tarball } from './tarball.ts';

/** Owners whose components a key may sign. */
export function ownersOf({ uses }: KeyEntry): readonly string[] {
  return uses.filter(({ kind }) => kind === 'owner').map(({ name }) => name);
}

/** The key of this home that signs what an owner owns; undefined leaves it to the engine to say why none does. */
export function keyOfOwner(keys: readonly KeyEntry[], owner: string | undefined): string | undefined {
  return keys.find((key) => owner !== undefined && ownersOf(key).includes(owner))?.file;
}

/** The private keys, those of owners first; the cursor is on the key of whoever owns the component already. */
export function signingTable(
  keys: readonly KeyEntry[],
  catalogue: Catalogue | null,
  tarballs: readonly Tarball[],
): TableState {
  const sorted = [...keys].sort(
    (left, right) => Number(ownersOf(right).length > 0) - Number(ownersOf(left).length > 0),
  );
  const rows = sorted.map((key) => ({
    id: key.file,
    cells: [ownersOf(key).join(' '), key.id.slice(0, 16), key.type, key.file],
  }));
  const known = catalogue?.components.find(({ id }) => id === tarballs[0]?.component)?.owner;
  const wanted = keyOfOwner(keys, known);
  const cursor = Math.max(
    0,
    rows.findIndex(({ id }) => id === wanted),
  );
  return { ...tableOf(rows), cursor };
}
