import { join } from 'node:path';
import type { KeptVersion, PrunedFile, PrunedVersion, PruneRequest } from '../../api/prune.ts';
import type { Run } from '../../api/run.ts';
import { stockLifetimes, writeTime } from '../../domain/edits/lifetimes.ts';
import { yankVersions } from '../../domain/edits/prune.ts';
import type { Component } from '../../domain/manifest.ts';
import { fileOfUrl, isClientTarball } from '../../domain/names.ts';
import {
  judgeVersions,
  keepNeeded,
  liveItems,
  releasedAt,
  type Verdicts,
} from '../../domain/prune-policy.ts';
import { own } from '../../domain/record.ts';
import { compareVersions } from '../../domain/version.ts';
import { EngineError } from '../../errors.ts';
import { hashFile } from '../../io/hash-file.ts';
import type { OpenMirror } from '../open-mirror.ts';
import { byName, disposableFiles, liveTarballs, replacedManifests } from './disposable.ts';
import { type FolderFile, filesIn, stoppedCommits } from './folder-files.ts';
import { type DueFile, readRecord } from './record.ts';

const day = 86_400_000;
const defaultGrace = 7;

/** What a prune comes to, on what the mirror is now. */
export type PruneDraft = {
  readonly yanks: readonly PrunedVersion[];
  readonly kept: readonly KeptVersion[];
  readonly next: readonly Component[];
  readonly deletes: readonly PrunedFile[];
  readonly waits: readonly PrunedFile[];
};

/** @throws `component-unknown`, `version-invalid`, `usage`, and what reading the components throws */
export async function draftPrune(
  mirror: OpenMirror,
  request: PruneRequest,
  now: Date,
  run: Run,
): Promise<PruneDraft> {
  checkRequest(request);
  const folder = mirror.source.address;
  const { components, unknown } = await readComponents(mirror, run);
  const chosen = chosenIds(mirror, request);
  const files = await filesIn(folder);
  const verdicts = await judge(mirror, components, chosen, request, files, now);
  const byId = new Map(components.map((component) => [component.id, component]));
  const next: Component[] = [];
  for (const [id, judged] of verdicts) {
    const gone = new Set([...judged].flatMap(([version, reason]) => (reason === null ? [version] : [])));
    const component = byId.get(id);
    if (gone.size > 0 && component !== undefined)
      next.push(yankVersions(component, gone, now, stockLifetimes));
  }
  const after = components.map((component) => next.find(({ id }) => id === component.id) ?? component);
  const isYanked = (id: string) => own(mirror.index.manifest.components, id)?.yanked !== false;
  const live = liveTarballs(after, isYanked);
  const yanks = [...verdicts].flatMap(([id, judged]) => prunedVersions(byId.get(id), judged, live, files));
  const grace = request.now === true ? 0 : (request.grace ?? defaultGrace) * day;
  const due = writeTime(new Date(now.getTime() + grace));
  const fresh = yanks.flatMap((yank) => yank.files.map((file): DueFile => ({ file, due })));
  const earlier = (await readRecord(folder)).filter(({ file }) => !fresh.some((one) => one.file === file));
  const commits = await stoppedCommits(folder);
  const record = [...earlier, ...fresh];
  const all = disposableFiles({ mirror, components: after, unknown, files, commits, record, grace });
  const isDue = (file: PrunedFile) => request.now === true || Date.parse(file.due) <= now.getTime();
  return {
    yanks,
    kept: [...verdicts].filter(([id]) => chosen.has(id)).flatMap(([id, judged]) => keptVersions(id, judged)),
    next,
    deletes: all.filter(isDue),
    waits: [...all.filter((file) => !isDue(file)), ...replacedManifests({ mirror, files }, next, due)].sort(
      byName,
    ),
  };
}

function checkRequest({ keepLast, keepMinor, olderThan, grace }: PruneRequest): void {
  for (const [field, value] of Object.entries({ keepLast, keepMinor, olderThan, grace })) {
    const isFine = value === undefined || (Number.isFinite(value) && value >= 0);
    if (!isFine) throw new EngineError('usage', `${field} is a number from 0`, { facts: { field } });
  }
}

/** All of them: one that can't be read can't be judged, and its files can't be told from files of nothing. */
async function readComponents(mirror: OpenMirror, run: Run) {
  run.onEvent?.({ type: 'phase', phase: 'manifests' });
  const components: Component[] = [];
  const unknown: string[] = [];
  for (const [id, { yanked }] of Object.entries(mirror.index.manifest.components)) {
    try {
      components.push((await mirror.component(id, run.signal)).manifest);
    } catch (error) {
      if (!yanked || !(error instanceof EngineError) || error.code === 'interrupted') throw error;
      unknown.push(id);
    }
  }
  return { components, unknown };
}

function chosenIds(mirror: OpenMirror, { components }: PruneRequest): ReadonlySet<string> {
  const listed = mirror.listed();
  for (const component of components ?? []) {
    if (listed.includes(component)) continue;
    throw new EngineError('component-unknown', `there is no component ${component}`, {
      facts: { component },
    });
  }
  return new Set(components ?? listed);
}

/** Every component has verdicts: of one that wasn't chosen every version stays, and keeps what it depends on. */
async function judge(
  mirror: OpenMirror,
  components: readonly Component[],
  chosen: ReadonlySet<string>,
  request: PruneRequest,
  files: ReadonlyMap<string, FolderFile>,
  now: Date,
): Promise<ReadonlyMap<string, Verdicts>> {
  const defaults = mirror.index.manifest.default_components;
  const verdicts = new Map<string, Verdicts>();
  for (const component of components) {
    const { id } = component;
    const policy = chosen.has(id) ? request : {};
    const clientVersions =
      id === 'tiup' ? await clientsHere(mirror, component, files) : new Map<string, string>();
    const facts = {
      isDefault: defaults.includes(id),
      clientVersions,
      dropLatest: request.dropLatest ?? false,
    };
    verdicts.set(id, judgeVersions(component, policy, facts, now));
  }
  return keepNeeded(components, verdicts);
}

/** The versions that `tiup-<os>-<arch>.tar.gz` are copies of: new clients begin with them. */
async function clientsHere(
  mirror: OpenMirror,
  tiup: Component,
  files: ReadonlyMap<string, FolderFile>,
): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>();
  for (const file of files.keys()) {
    if (!isClientTarball(file)) continue;
    const platform = file.replace(/^tiup-(.*)-(.*)\.tar\.gz$/, '$1/$2');
    const { hashes } = await hashFile(join(mirror.source.address, file), ['sha256']);
    for (const [version, item] of Object.entries(tiup.platforms[platform] ?? {}))
      if (item.hashes?.sha256 === hashes.sha256) versions.set(version, platform);
  }
  return versions;
}

function prunedVersions(
  component: Component | undefined,
  judged: Verdicts,
  live: ReadonlySet<string>,
  files: ReadonlyMap<string, FolderFile>,
): PrunedVersion[] {
  if (component === undefined) return [];
  const gone = [...liveItems(component)].filter(([version]) => judged.get(version) === null);
  return gone
    .sort(([a], [b]) => compareVersions(b, a))
    .map(([version, items]) => {
      const names = [...new Set([...items.values()].map(({ url }) => fileOfUrl(url)))];
      const own = names.filter((name) => !live.has(name) && files.has(name));
      return {
        component: component.id,
        version,
        platforms: [...items.keys()].sort(),
        released: releasedAt(items)?.text ?? '',
        files: own,
        bytes: own.reduce((sum, name) => sum + (files.get(name)?.bytes ?? 0), 0),
      };
    });
}

function keptVersions(component: string, judged: Verdicts): KeptVersion[] {
  return [...judged]
    .flatMap(([version, reason]) => (reason === null ? [] : [{ component, version, reason }]))
    .sort((a, b) => compareVersions(b.version, a.version));
}
