import { rowAt, type TableState } from '../../ui/table/table-state.ts';
import type { BrowseState } from './browse-state.ts';

/** The table on the screen after a key, and what it chooses kept beside it. */
export function withChosen(state: BrowseState, table: TableState): BrowseState {
  const { component, version, picked } = state;
  if (version !== null) return { ...state, files: table };
  if (component === null) {
    if (table.chosen === state.components.chosen) return { ...state, components: table };
    const next = new Map([...table.chosen].map((id) => [id, picked.get(id) ?? new Set<string>()]));
    return { ...state, components: table, picked: next };
  }
  if (table.chosen === state.versions.chosen) return { ...state, versions: table };
  const next = new Map(picked);
  if (table.chosen.size === 0) next.delete(component);
  else next.set(component, table.chosen);
  const components = { ...state.components, chosen: new Set(next.keys()) };
  return { ...state, versions: table, components, picked: next };
}

/** What a clone is begun with: all that is chosen; else what the cursor is on. Without a version: the newest. */
export function choiceOf(state: BrowseState): Readonly<Record<string, readonly string[]>> {
  const { picked, component, version, components, versions } = state;
  if (picked.size > 0) {
    const wanted = (some: ReadonlySet<string>) => (some.size === 0 ? ['latest'] : [...some]);
    return Object.fromEntries([...picked].map(([id, some]) => [id, wanted(some)]));
  }
  const id = component ?? rowAt(components)?.id;
  if (id === undefined) return {};
  const one = component === null ? undefined : (version ?? rowAt(versions)?.id);
  return { [id]: [one ?? 'latest'] };
}

/** How many components and versions are chosen. */
export function countsOf({ picked }: BrowseState): {
  readonly components: number;
  readonly versions: number;
} {
  const versions = [...picked.values()].reduce((sum, some) => sum + some.size, 0);
  return { components: picked.size, versions };
}
