import type { ListedOwner, RolesResult, WaitingChange } from '../../engine/index.ts';
import type { TableRow } from '../../ui/table/table-state.ts';

/** Cells: the role, how many of its keys sign, how many of them are here. */
export function roleRows({ roles }: RolesResult): readonly TableRow[] {
  return roles.map(({ role, threshold, keys }) => ({
    id: role,
    cells: [role, `${threshold}/${keys.length}`, keys.filter(({ files }) => files.length > 0).length],
  }));
}

/** Cells: a component, its owner. */
export function componentRows(owners: readonly ListedOwner[]): readonly TableRow[] {
  return owners
    .flatMap(({ id, components }) =>
      components.map((component) => ({ id: component, cells: [component, id] })),
    )
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Who may become its owner. Cells: id, name, how many of its keys sign. */
export function nextOwnerRows(owners: readonly ListedOwner[], component: string): readonly TableRow[] {
  return owners
    .filter(({ components }) => !components.includes(component))
    .map(({ id, name, threshold, keys }) => ({ id, cells: [id, name, `${threshold}/${keys.length}`] }));
}

/** A change that waits, in a few words. */
export function changeName({
  component,
  owner,
  version,
}: Pick<WaitingChange, 'component' | 'owner'> & { readonly version: number | null }): string {
  return component === null ? `root ${version ?? ''}`.trim() : `${component} → ${owner}`;
}

/** Cells: what changes, how many have signed, the file. */
export function waitingRows(waiting: readonly WaitingChange[]): readonly TableRow[] {
  return waiting.map((change) => ({
    id: change.path,
    cells: [changeName(change), change.signedBy.length, change.path],
  }));
}
