import type { KeyEntry } from '../../engine/index.ts';
import type { TableRow } from '../../ui/table/table-state.ts';
import type { Listed } from './owners-asked.ts';

/** Cells: id, name, threshold of how many keys, number of components, their names. */
export function ownerRows({ owners }: Listed): readonly TableRow[] {
  return (owners?.owners ?? []).map(({ id, name, threshold, keys, components }) => ({
    id,
    cells: [id, name, `${threshold}/${keys.length}`, components.length, components.join(' ')],
  }));
}

/** Cells: a mark for what others can read, which half, what it is for, the beginning of its id, its file. */
export function keyRows(keys: readonly KeyEntry[]): readonly TableRow[] {
  return keys.map(({ file, half, id, uses, exposed }) => ({
    id: file,
    cells: [exposed ? '!' : '', half, uses.map(({ name }) => name).join(' '), id.slice(0, 16), file],
  }));
}
