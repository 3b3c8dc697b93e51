import type { Catalogue, CatalogueComponent, CatalogueVersion, ListedComponent } from '../../engine/index.ts';
import type { TableRow } from '../../ui/table/table-state.ts';

const anyPlatform = 'any/any';

function fits(version: CatalogueVersion, platform: string): boolean {
  return version.releases.some((one) => one.platform === platform || one.platform === anyPlatform);
}

/** The version that installing without one brings: the newest release for this machine, else its newest at all. */
export function newestFor(component: CatalogueComponent, platform: string): CatalogueVersion | null {
  const there = component.versions.filter((version) => fits(version, platform));
  return there.find(({ nightly, prerelease }) => !nightly && !prerelease) ?? there[0] ?? null;
}

/** What installed version a row is of. */
export type InstalledRow = { readonly component: string; readonly version: string };

/** `tidb:v8.5.0` as component and version. */
export function rowOf(id: string): InstalledRow {
  const at = id.indexOf(':');
  return { component: id.slice(0, at), version: id.slice(at + 1) };
}

/** A row for each installed version: component, version, the newest there is, whether that is newer, description. */
export function installedRows(
  here: readonly ListedComponent[],
  catalogue: Catalogue | null,
  platform: string,
): readonly TableRow[] {
  const known = new Map(catalogue?.components.map((component) => [component.id, component]));
  return here.flatMap(({ id, installed, description }) => {
    const component = known.get(id);
    const newest = component === undefined ? null : newestFor(component, platform);
    const state = newest === null ? '' : installed.includes(newest.version) ? 'newest' : ('update' as const);
    return [...installed].reverse().map((version, at) => ({
      id: `${id}:${version}`,
      cells: [
        id,
        version,
        newest?.version ?? '',
        // an older one beside the newest needs no update
        state === 'newest' && version !== newest?.version ? '' : at === 0 || state === 'newest' ? state : '',
        component?.description ?? description,
      ],
    }));
  });
}

/** A row for each component that this machine can use: name, newest version, bytes, installed versions, description. */
export function offeredRows(
  catalogue: Catalogue | null,
  here: readonly ListedComponent[],
  platform: string,
): readonly TableRow[] {
  const installed = new Map(here.map((one) => [one.id, one.installed]));
  return (catalogue?.components ?? []).flatMap((component) => {
    const newest = newestFor(component, platform);
    if (newest === null || component.hidden) return [];
    const release = newest.releases.find((one) => one.platform === platform) ?? newest.releases[0];
    const versions = installed.get(component.id)?.at(-1) ?? '';
    return [
      {
        id: component.id,
        cells: [component.id, newest.version, release?.length ?? 0, versions, component.description],
      },
    ];
  });
}
