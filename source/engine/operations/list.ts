import type { ListedComponent, ListedVersion, ListRequest, ListResult } from '../api/client.ts';
import type { Query, Run } from '../api/run.ts';
import type { Component, Index, IndexItem } from '../domain/manifest.ts';
import { checkComponentName } from '../domain/names.ts';
import { parseManifest } from '../domain/parse.ts';
import { own } from '../domain/record.ts';
import { sortVersions } from '../domain/version.ts';
import { EngineError } from '../errors.ts';
import type { EngineWarning } from '../events.ts';
import { mendHome } from '../io/component-folders.ts';
import { keptComponent } from './client-home.ts';
import type { Context } from './context.ts';
import { openMirror } from './open-mirror.ts';

/** What the list is made from: the mirror, or with `installed` what the home knows of it. */
type Known = {
  readonly items: Readonly<Record<string, IndexItem>>;
  readonly components: ReadonlyMap<string, Component>;
  readonly warnings: readonly EngineWarning[];
};

/**
 * The components of the current mirror, or the versions of one. With `installed` only what is in the home, for
 * which no mirror is needed.
 */
export function listQuery(context: Context): Query<ListRequest, ListResult> {
  return async (request, run = {}) => {
    const { component } = request;
    if (component !== undefined) checkComponentName(component);
    await mendHome(context.home.path);
    const known = request.installed ? await fromHome(context) : await fromMirror(context, component, run);
    if (component === undefined) {
      return {
        kind: 'components',
        components: await listComponents(context, request, known),
        warnings: known.warnings,
      };
    }
    const versions = await listVersions(context, component, request, known);
    return { kind: 'versions', component, versions, warnings: known.warnings };
  };
}

async function fromMirror(context: Context, component: string | undefined, run: Run): Promise<Known> {
  const mirror = await openMirror(context, {}, run);
  try {
    if (component !== undefined) {
      const items = mirror.index.manifest.components;
      if (own(items, component)?.yanked) throw unknown(component);
      const verified = await mirror.component(component, run.signal);
      await mirror.keep();
      return { items, components: new Map([[component, verified.manifest]]), warnings: [] };
    }
    const manifests = await mirror.components(mirror.listed(), run);
    await mirror.keep();
    const components = new Map([...manifests].map(([id, { manifest }]) => [id, manifest]));
    return { items: mirror.index.manifest.components, components, warnings: mirror.warnings() };
  } finally {
    await mirror.close();
  }
}

/** Components of which nothing was kept (put there by hand, or by way of TIUP_MIRRORS) are known by their folders. */
async function fromHome(context: Context): Promise<Known> {
  const components = new Map<string, Component>();
  for (const { component } of await context.home.installed()) {
    const kept = await keptComponent(context, component);
    if (kept !== null) components.set(component, kept);
  }
  return { items: (await keptIndex(context))?.components ?? {}, components, warnings: [] };
}

async function keptIndex(context: Context): Promise<Index | null> {
  const bytes = await context.home.readManifest('index.json');
  return bytes === null ? null : parseManifest('index', bytes, 'index.json').signed;
}

function unknown(component: string): EngineError {
  return new EngineError('component-unknown', `${component} is no component of this mirror`, {
    facts: { component },
  });
}

async function listComponents(
  context: Context,
  request: ListRequest,
  known: Known,
): Promise<ListedComponent[]> {
  const installed = new Map((await context.home.installed()).map((one) => [one.component, one.versions]));
  const ids = request.installed ? installed.keys() : known.components.keys();
  const listed: ListedComponent[] = [];
  for (const id of [...ids].sort()) {
    const item = own(known.items, id);
    const manifest = known.components.get(id);
    // As stock: what is installed is listed though it is hidden.
    if (item?.hidden && !request.all && !request.installed) continue;
    listed.push({
      id,
      owner: item?.owner ?? '',
      description: manifest?.description ?? '',
      hidden: item?.hidden ?? false,
      standalone: item?.standalone ?? false,
      installed: sortVersions(installed.get(id) ?? []),
      platforms: Object.keys(manifest?.platforms ?? {}).sort(),
    });
  }
  return listed;
}

async function listVersions(
  context: Context,
  component: string,
  request: ListRequest,
  known: Known,
): Promise<ListedVersion[]> {
  const installed = await context.home.versionsOf(component);
  const manifest = known.components.get(component);
  const rows = new Map<string, { released: string; platforms: string[] }>();
  for (const [platform, versions] of Object.entries(manifest?.platforms ?? {}).sort(byName)) {
    for (const [version, item] of Object.entries(versions)) {
      if (item.yanked) continue;
      const row = rows.get(version) ?? { released: item.released, platforms: [] };
      row.platforms.push(platform);
      rows.set(version, row);
    }
  }
  if (request.installed)
    for (const version of installed) if (!rows.has(version)) rows.set(version, nothingKnown());
  const listed: ListedVersion[] = [];
  for (const version of sortVersions(rows.keys())) {
    const row = {
      version,
      alias: null,
      installed: installed.includes(version),
      ...(rows.get(version) ?? nothingKnown()),
    };
    if (request.installed && !row.installed) continue;
    // The alias comes first, as in stock's table, where a name that is no version sorts before all that are.
    if (version === manifest?.nightly) listed.unshift({ ...row, alias: 'nightly', installed: false });
    listed.push(row);
  }
  return request.installed ? listed.filter((row) => row.alias === null) : listed;
}

function nothingKnown(): { released: string; platforms: string[] } {
  return { released: '', platforms: [] };
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
