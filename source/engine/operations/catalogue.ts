import type { Run } from '../api/run.ts';
import type {
  Catalogue,
  CatalogueComponent,
  CatalogueRelease,
  CatalogueRequest,
  CatalogueVersion,
} from '../api/source.ts';
import { cellWidth, type Listing, listComponent } from '../domain/listing.ts';
import type { IndexItem } from '../domain/manifest.ts';
import { ANY } from '../domain/platform.ts';
import { clusterIds, clustersIn } from '../domain/presets.ts';
import { own } from '../domain/record.ts';
import { isNightly, isPrerelease } from '../domain/version.ts';
import { listComponents } from '../io/list-components.ts';
import type { Context } from './context.ts';
import { type OpenMirror, openMirror } from './open-mirror.ts';

/** Everything in a verified mirror that can be chosen. Throws what opening a mirror throws. */
export async function readCatalogue(
  context: Context,
  reference: CatalogueRequest,
  run: Run = {},
): Promise<Catalogue> {
  const mirror = await openMirror(context, reference, run);
  try {
    const components: CatalogueComponent[] = [];
    const items = mirror.index.manifest.components;
    const withYanked = reference.yanked === true;
    const ids = withYanked ? Object.keys(items).sort() : mirror.listed();
    const inClusters = clusterIds.filter((id) => ids.includes(id));
    const [companions] = await Promise.all([
      mirror.components(inClusters, run),
      eachListing(mirror, ids, withYanked, run, (listing) => {
        const item = own(items, listing.id);
        if (item !== undefined) components.push(describe(listing, item));
      }),
    ]);
    const manifests = new Map([...companions].map(([id, { manifest }]) => [id, manifest]));
    components.sort((a, b) => (a.id < b.id ? -1 : 1));
    const platforms = platformsOf(components);
    const clusters = clustersIn(releasesOf(components, 'tidb'), manifests, platforms);
    return { identity: mirror.identity, platforms, components, clusters };
  } finally {
    await mirror.close();
  }
}

/** Bytes of manifests from which threads save more time than they take to start. */
const worthThreads = 16 * 1024 * 1024;

/** In any order. What can't be used becomes a warning of the mirror. */
async function eachListing(
  mirror: OpenMirror,
  ids: readonly string[],
  withYanked: boolean,
  run: Run,
  look: (listing: Listing) => void,
): Promise<void> {
  const listed = new Set<string>();
  if (mirror.source.kind === 'folder' && bytesOf(mirror, ids) >= worthThreads) {
    run.onEvent?.({ type: 'phase', phase: 'manifests' });
    const { root, timestamp, snapshot, index, now } = mirror;
    await listComponents(
      {
        folder: mirror.source.address,
        root: { bytes: root.bytes, file: root.file },
        timestamp: timestamp.bytes,
        snapshot: snapshot.bytes,
        index: index.bytes,
        now: now.getTime(),
        ids,
        withYanked,
      },
      (listing) => {
        listed.add(listing.id);
        look(listing);
      },
      run.signal,
    );
  }
  const others = ids.filter((id) => !listed.has(id));
  await mirror.visit(others, run, ({ manifest }) => look(listComponent(manifest, withYanked)));
}

function bytesOf({ index, snapshot }: OpenMirror, ids: readonly string[]): number {
  return ids.reduce((sum, id) => {
    const url = own(index.manifest.components, id)?.url ?? '';
    return sum + (own(snapshot.manifest.meta, url)?.length ?? 0);
  }, 0);
}

/** More clusters than these are not offered at once; any other version can be chosen by itself. */
const mostClusters = 60;

/** The newest releases of a component. */
function releasesOf(components: readonly CatalogueComponent[], id: string): readonly string[] {
  const versions = components.find((component) => component.id === id)?.versions ?? [];
  return versions
    .filter(({ nightly, prerelease }) => !nightly && !prerelease)
    .slice(0, mostClusters)
    .map(({ version }) => version);
}

function describe(listing: Listing, item: IndexItem): CatalogueComponent {
  return {
    id: listing.id,
    owner: item.owner,
    description: listing.description,
    standalone: item.standalone,
    hidden: item.hidden,
    ...(item.yanked ? { yanked: true as const } : {}),
    nightly: listing.nightly === '' ? null : listing.nightly,
    versions: versionsOf(listing),
  };
}

const withdrawn = { yanked: true } as const;

function versionsOf({ platforms, versions, counts, moments, cells }: Listing): readonly CatalogueVersion[] {
  let at = 0;
  return versions.map((version, number): CatalogueVersion => {
    const releases: CatalogueRelease[] = [];
    for (const end = at + (counts[number] ?? 0) * cellWidth; at < end; at += cellWidth) {
      releases.push({
        platform: platforms[cells[at] ?? 0] ?? '',
        length: cells[at + 2] ?? 0,
        released: moments[cells[at + 1] ?? 0] ?? '',
        ...(cells[at + 3] === 1 ? withdrawn : {}),
      });
    }
    return { version, nightly: isNightly(version), prerelease: isPrerelease(version), releases };
  });
}

/** Those of machines, sorted: what fits any is on all of them. */
function platformsOf(components: readonly CatalogueComponent[]): readonly string[] {
  const found = new Set<string>();
  for (const { versions } of components) {
    for (const { releases } of versions)
      for (const { platform } of releases) if (platform !== ANY) found.add(platform);
  }
  return [...found].sort();
}
