import type { Catalogue, ListedSource } from '../../engine/index.ts';
import { isWebAddress } from '../../ui/form/complete-path.ts';
import { type TableRow, type TableState, tableOf } from '../../ui/table/table-state.ts';
import { anotherAddress } from './clone-state.ts';
import { pickId, platformParts } from './selection.ts';

/** What was cloned from last, else the current mirror where it is somewhere else; a folder of this machine is what others are cloned into. */
function likeliest(list: readonly ListedSource[], used: string | null): number {
  const again = list.findIndex(({ address }) => address === used);
  if (again >= 0) return again;
  const place = list.findIndex(({ current, address }) => current && isWebAddress(address));
  const other = list.findIndex(({ current }) => !current);
  return Math.max(0, place < 0 ? other : place);
}

/** Rows of the first step: marks, name, address, and one for any other address. */
export function sourceTable(list: readonly ListedSource[], used: string | null): TableState {
  const rows: TableRow[] = list.map(({ name, address, current }) => ({
    id: name,
    cells: [current ? '*' : '', name, address],
  }));
  const table = tableOf([...rows, { id: anotherAddress, cells: ['', anotherAddress, ''] }]);
  return { ...table, cursor: likeliest(list, used) };
}

/** Rows of components: id, newest version, number of versions, bytes of the newest, owner, description. */
export function componentTable(catalogue: Catalogue, chosen: Iterable<string>): TableState {
  const rows = catalogue.components.map(({ id, owner, description, versions }): TableRow => {
    const newest = versions.find((version) => !version.prerelease && !version.nightly) ?? versions[0];
    const bytes = newest?.releases[0]?.length ?? 0;
    return { id, cells: [id, newest?.version ?? '', versions.length, bytes, owner, description] };
  });
  return tableOf(rows, chosen);
}

/** Rows of single versions of the chosen components: component, version, day, bytes, then one mark a platform. */
export function pickTable(
  catalogue: Catalogue,
  components: ReadonlySet<string>,
  platforms: readonly string[],
  chosen: Iterable<string>,
): TableState {
  const rows: TableRow[] = [];
  for (const { id, versions } of catalogue.components) {
    if (!components.has(id)) continue;
    for (const { version, releases } of versions) {
      const has = new Set(releases.map(({ platform }) => platform));
      const marks = platforms.map((platform) => (has.has(platform) || has.has('any/any') ? 'x' : '-'));
      const bytes = releases.reduce((sum, { length }) => sum + length, 0);
      const day = (releases[0]?.released ?? '').slice(0, 10);
      rows.push({ id: pickId(id, version), cells: [id, version, day, bytes, marks.join(' ')] });
    }
  }
  return tableOf(rows, chosen);
}

/** Two groups, operating systems and architectures: a clone is made for every pair. */
export function platformTable(
  catalogue: Catalogue,
  oses: readonly string[] | undefined,
  archs: readonly string[] | undefined,
): TableState {
  const group = (
    kind: 'os' | 'arch',
    wanted: readonly string[] | undefined,
  ): readonly (TableRow & { on: boolean })[] =>
    platformParts(catalogue.platforms, kind).map((name) => ({
      id: `${kind} ${name}`,
      cells: [kind, name],
      on: wanted === undefined || wanted.includes(name),
    }));
  const rows = [...group('os', oses), ...group('arch', archs)];
  return tableOf(
    rows.map(({ id, cells }) => ({ id, cells })),
    rows.filter((row) => row.on).map((row) => row.id),
  );
}
