import type {
  Catalogue,
  CatalogueComponent,
  CatalogueRelease,
  CatalogueVersion,
} from '../../engine/index.ts';
import type { TableRow } from '../../ui/table/table-state.ts';

/** Which part of a mirror is shown. */
export const kinds = ['all', 'installed', 'held', 'missing', 'yanked', 'hidden', 'nightly'] as const;
export type Kind = (typeof kinds)[number];

/** What marks a row; a screen has a word for each. */
export const marks = ['installed', 'held', 'partly', 'yanked', 'hidden', 'nightly', 'alone'] as const;
export type Mark = (typeof marks)[number];

export type Look = {
  readonly catalogue: Catalogue;
  /** What the folder holds that this is compared with. */
  readonly held: Catalogue | null;
  readonly installed: ReadonlyMap<string, readonly string[]>;
  readonly kind: Kind;
  /** Only this platform; null for all. */
  readonly platform: string | null;
};

export type SeenVersion = {
  readonly version: CatalogueVersion;
  readonly releases: readonly CatalogueRelease[];
  readonly marks: readonly Mark[];
};

const anyPlatform = 'any/any';

type Holding = ReadonlyMap<string, readonly CatalogueRelease[]>;

function holdingOf({ held }: Look, id: string): Holding {
  const component = held?.components.find((one) => one.id === id);
  return new Map(component?.versions.map(({ version, releases }) => [version, releases]));
}

function marksOf(
  look: Look,
  { id }: CatalogueComponent,
  version: CatalogueVersion,
  releases: readonly CatalogueRelease[],
  holding: Holding,
): readonly Mark[] {
  const there = new Set(holding.get(version.version)?.map(({ platform }) => platform));
  const kept = releases.filter(({ platform }) => there.has(platform)).length;
  return [
    ...(look.installed.get(id)?.includes(version.version) === true ? (['installed'] as const) : []),
    ...(kept === 0 ? [] : kept === releases.length ? (['held'] as const) : (['partly'] as const)),
    ...(releases.every(({ yanked }) => yanked === true) ? (['yanked'] as const) : []),
    ...(version.nightly ? (['nightly'] as const) : []),
  ];
}

function passes({ kind }: Look, { marks }: Pick<SeenVersion, 'marks'>): boolean {
  switch (kind) {
    case 'all':
    case 'hidden':
      return true;
    case 'missing':
      return !marks.includes('held');
    case 'held':
      return marks.includes('held') || marks.includes('partly');
    default:
      return marks.includes(kind);
  }
}

/** The versions of a component that are shown, newest first. */
export function versionsSeen(look: Look, component: CatalogueComponent): readonly SeenVersion[] {
  if (look.kind === 'hidden' && !component.hidden) return [];
  const holding = holdingOf(look, component.id);
  return component.versions.flatMap((version) => {
    const releases = version.releases.filter(
      ({ platform }) => look.platform === null || platform === look.platform || platform === anyPlatform,
    );
    if (releases.length === 0) return [];
    const seen = { version, releases, marks: marksOf(look, component, version, releases, holding) };
    return passes(look, seen) ? [seen] : [];
  });
}

function bytesOf(releases: readonly CatalogueRelease[]): number {
  return releases.reduce((sum, { length }) => sum + length, 0);
}

function ofComponent(
  component: CatalogueComponent,
  seen: readonly SeenVersion[],
  look: Look,
): readonly Mark[] {
  const held = seen.filter(({ marks }) => marks.includes('held')).length;
  const some = held > 0 || seen.some(({ marks }) => marks.includes('partly'));
  return [
    ...(look.installed.has(component.id) ? (['installed'] as const) : []),
    ...(some ? [held === seen.length ? ('held' as const) : ('partly' as const)] : []),
    ...(component.yanked === true ? (['yanked'] as const) : []),
    ...(component.hidden ? (['hidden'] as const) : []),
    ...(component.nightly === null ? [] : (['nightly'] as const)),
    ...(component.standalone ? (['alone'] as const) : []),
  ];
}

/** A row for each component: name, newest version, versions, bytes of the newest, marks, owner, description. */
export function componentRows(look: Look): readonly TableRow[] {
  return look.catalogue.components.flatMap((component) => {
    const seen = versionsSeen(look, component);
    const newest = seen.find(({ version }) => !version.prerelease && !version.nightly) ?? seen[0];
    // one without any file is there all the same, unless something narrower is looked for
    if (newest === undefined && (look.kind !== 'all' || look.platform !== null)) return [];
    return [
      {
        id: component.id,
        cells: [
          component.id,
          newest?.version.version ?? '',
          seen.length,
          bytesOf(newest?.releases ?? []),
          ofComponent(component, seen, look).join(' '),
          component.owner,
          component.description,
        ],
      },
    ];
  });
}

/** A row for each version: name, date, platforms, bytes, marks. */
export function versionRows(look: Look, component: CatalogueComponent): readonly TableRow[] {
  return versionsSeen(look, component).map(({ version, releases, marks }) => ({
    id: version.version,
    cells: [
      version.version,
      releases[0]?.released ?? '',
      releases.map(({ platform }) => platform).join(' '),
      bytesOf(releases),
      marks.join(' '),
    ],
  }));
}

/** A row for each platform of a version: platform, bytes, date, marks. */
export function fileRows(look: Look, component: CatalogueComponent, name: string): readonly TableRow[] {
  const seen = versionsSeen(look, component).find(({ version }) => version.version === name);
  const there = new Set(
    holdingOf(look, component.id)
      .get(name)
      ?.map(({ platform }) => platform),
  );
  return (seen?.releases ?? []).map(({ platform, length, released, yanked }) => {
    const here = [...(there.has(platform) ? ['held'] : []), ...(yanked === true ? ['yanked'] : [])];
    return { id: platform, cells: [platform, length, released, here.join(' ')] };
  });
}
