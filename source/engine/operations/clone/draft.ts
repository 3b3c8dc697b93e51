import type { DroppedVersion, MissingVersion, PlannedFile, SourceManifest } from '../../api/clone.ts';
import type { Run } from '../../api/run.ts';
import {
  type DiskFacts,
  droppedVersions,
  planClientFiles,
  planComponentFiles,
  refuseAmbiguousNames,
} from '../../domain/clone-files.ts';
import { type LiveVersions, liveVersions } from '../../domain/clone-manifests.ts';
import {
  chooseVersions,
  effectivePlatforms,
  type Selection,
  wantedOf,
} from '../../domain/clone-selection.ts';
import type { Component, IndexItem } from '../../domain/manifest.ts';
import { isReservedComponent } from '../../domain/names.ts';
import { own } from '../../domain/record.ts';
import { EngineError } from '../../errors.ts';
import type { EngineWarning } from '../../events.ts';
import type { OpenMirror } from '../open-mirror.ts';

/** One component on its way into the clone. */
export type ComponentDraft = {
  readonly id: string;
  readonly item: IndexItem;
  readonly source: Component;
  readonly signedAs: SourceManifest;
  readonly existing: Component | null;
  readonly live: LiveVersions;
  /** Platforms taken from the source. */
  readonly platforms: readonly string[];
  readonly files: readonly PlannedFile[];
};

/** Everything that follows from a request, a source and a target: what the plan shows and what apply carries out. */
export type CloneDraft = {
  readonly components: readonly ComponentDraft[];
  readonly clientFiles: readonly PlannedFile[];
  readonly missing: readonly MissingVersion[];
  readonly dropped: readonly DroppedVersion[];
  readonly warnings: readonly EngineWarning[];
};

/**
 * Works out the whole clone without touching anything.
 * @param detail `outline` lets go of what only signing needs, as soon as a manifest was looked at: `source` of a new
 *   component has no platforms then. A large mirror is planned in a fraction of the memory so.
 * @throws `component-unknown`, `version-unknown`, and whatever reading the manifests throws
 */
export async function draftClone(
  source: OpenMirror,
  target: OpenMirror | null,
  selection: Selection,
  dropUnselected: boolean,
  disk: DiskFacts,
  detail: 'outline' | 'whole',
  run: Run,
): Promise<CloneDraft> {
  const listed = namesToRead(source, selection);
  const ids = listed.filter((id) => !isReservedComponent(id));
  // What was asked for by name must be readable; in a whole mirror one bad component must not stop the others.
  for (const id of Object.keys(selection.components)) await source.component(id, run.signal);
  const known = knownComponents(target, ids, run);
  const wanted = new Set(ids);
  const drafts = new Map<string, ComponentDraft>();
  const missing = new Map<string, readonly MissingVersion[]>();
  const found = new Set<string>();
  let client: Component | null = null;
  await source.visit(wanted.has('tiup') ? ids : [...ids, 'tiup'], run, async (verified) => {
    const { manifest } = verified;
    if (manifest.id === 'tiup') client = manifest;
    if (!wanted.has(manifest.id)) return;
    const existing = (await known.get(manifest.id)) ?? null;
    const chosen = chooseVersions(selection, manifest);
    for (const asked of chosen.found) found.add(asked);
    missing.set(manifest.id, chosen.missing);
    const live = liveVersions(chosen.versions, manifest, existing, dropUnselected);
    if (live.size === 0 && existing === null) return;
    drafts.set(manifest.id, {
      id: manifest.id,
      item: itemOf(source, manifest.id),
      source: detail === 'outline' && existing === null ? { ...manifest, platforms: {} } : manifest,
      signedAs: {
        version: manifest.version,
        signatures: verified.signatures.map(({ sig }) => sig).join(' '),
      },
      existing,
      live,
      platforms: effectivePlatforms(manifest, selection.platforms),
      files: planComponentFiles(manifest.id, live, existing, disk),
    });
  });
  // also those that the source has no more, or not as it should
  await Promise.all(known.values());
  refuseUnmatched(selection, found);
  const components = ids.flatMap((id) => drafts.get(id) ?? []);
  const clients = planClientFiles(client, selection.platforms, disk);
  const files = [...components.flatMap((component) => component.files), ...clients.files];
  refuseAmbiguousNames(files);
  await refuseTakenNames(target, new Set(ids), files, disk, run);
  return {
    components,
    clientFiles: clients.files,
    missing: ids.flatMap((id) => missing.get(id) ?? []),
    dropped: components.flatMap(droppedOf),
    warnings: [
      ...source.warnings(),
      ...listed.filter(isReservedComponent).map(reservedName),
      ...replacements(components),
      ...clients.warnings,
    ],
  };
}

function itemOf(source: OpenMirror, id: string): IndexItem {
  const item = own(source.index.manifest.components, id);
  if (item === undefined) throw new Error(`${id} is not in the index that it was read by`);
  return item;
}

function droppedOf({ id, existing, live }: ComponentDraft): readonly DroppedVersion[] {
  return droppedVersions(existing, live).map(([platform, version]) => ({ component: id, platform, version }));
}

/** Only what can matter is read: with nothing asked for all, that is the components named. */
function namesToRead(source: OpenMirror, selection: Selection): readonly string[] {
  const listed = source.index.manifest.components;
  for (const id of Object.keys(selection.components)) {
    const item = own(listed, id);
    if (item !== undefined && !item.yanked) continue;
    throw new EngineError('component-unknown', `the source has no component ${id}`, {
      facts: { component: id },
    });
  }
  return Object.keys(listed)
    .filter((id) => own(listed, id)?.yanked === false)
    .filter((id) => selection.full || wantedOf(selection, id).length > 0)
    .sort();
}

/**
 * The target is going to be written: one component of it that can't be verified stops everything. Read one after the
 * other, while the source's are on their way.
 */
function knownComponents(
  target: OpenMirror | null,
  ids: readonly string[],
  run: Run,
): ReadonlyMap<string, Promise<Component>> {
  const known = new Map<string, Promise<Component>>();
  if (target === null) return known;
  const listed = target.index.manifest.components;
  let last: Promise<unknown> = Promise.resolve();
  for (const id of ids) {
    if (own(listed, id) === undefined) continue;
    const one = last.then(async () => (await target.component(id, run.signal)).manifest);
    one.catch(() => undefined); // it is met where it is waited for
    known.set(id, one);
    last = one;
  }
  return known;
}

/** In the clone it would take the place of a manifest of a role, or no stock client could name it. */
function reservedName(component: string): EngineWarning {
  const reason = `${component} is a name that stock clients use themselves`;
  return {
    code: 'component-unusable',
    facts: { component, file: `${component}.json`, code: 'name-invalid', reason },
  };
}

/**
 * A component that this clone doesn't touch keeps its tarballs: no other one may bring a file of such a name. Only
 * where something lies in a file's place are the others looked at.
 */
async function refuseTakenNames(
  target: OpenMirror | null,
  touched: ReadonlySet<string>,
  files: readonly PlannedFile[],
  disk: DiskFacts,
  run: Run,
): Promise<void> {
  const arriving = files.filter((file) => file.action !== 'keep' && disk.size(file.name) !== null);
  if (target === null || arriving.length === 0) return;
  const others = target.listed().filter((id) => !touched.has(id));
  await target.visit(others, run, ({ manifest }) => {
    refuseAmbiguousNames([...planComponentFiles(manifest.id, everyLive(manifest), null, disk), ...arriving]);
  });
}

function everyLive(manifest: Component): LiveVersions {
  return liveVersions(new Map(), manifest, manifest, false);
}

function refuseUnmatched(selection: Selection, found: ReadonlySet<string>): void {
  if (selection.full) return;
  const unknown = selection.versions.find((asked) => !found.has(asked));
  if (unknown === undefined) return;
  throw new EngineError('version-unknown', `no component of the source has version ${unknown}`, {
    facts: { component: '*', version: unknown },
  });
}

function replacements(components: readonly ComponentDraft[]): EngineWarning[] {
  return components
    .flatMap((component) => component.files)
    .filter((file) => file.action === 'replace')
    .map((file) => ({
      code: 'replaced-in-source',
      facts: { file: file.name, component: file.component, version: file.version, platform: file.platform },
    }));
}
