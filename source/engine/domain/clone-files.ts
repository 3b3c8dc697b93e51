import type { FileAction, PlannedFile } from '../api/clone.ts';
import { EngineError } from '../errors.ts';
import type { EngineWarning } from '../events.ts';
import { eachItem, type LiveVersions } from './clone-manifests.ts';
import { effectivePlatforms, isAvailable } from './clone-selection.ts';
import type { Component, VersionItem } from './manifest.ts';
import { clientTarballName, fileOfUrl } from './names.ts';
import { ANY } from './platform.ts';
import { own } from './record.ts';
import { latestOf } from './version.ts';

/** What lies on the target's disk, as the plan needs to know it; sizes in bytes. */
export type DiskFacts = {
  /** Size of a file of the mirror, or null. */
  size(name: string): number | null;
  /** Whether an interrupted run left some or all of this file. */
  hasPart(name: string): boolean;
  /** The client's version that the last receipt names for a platform, or null. */
  clientVersion(platform: string): string | null;
};

export function sha256Of(item: VersionItem): string {
  return item.hashes?.sha256 ?? '';
}

/** The tarballs behind one component's live versions, each with what must be done for it. */
export function planComponentFiles(
  id: string,
  live: LiveVersions,
  existing: Component | null,
  disk: DiskFacts,
): readonly PlannedFile[] {
  const files: PlannedFile[] = [];
  for (const [platform, versions] of live) {
    for (const [version, item] of versions) {
      const before = existing === null ? undefined : own(own(existing.platforms, platform) ?? {}, version);
      const name = fileOfUrl(item.url);
      const action = actionFor(item, before, name, disk);
      files.push({
        name,
        from: name,
        component: id,
        version,
        platform,
        length: item.length,
        sha256: sha256Of(item),
        action,
      });
    }
  }
  return files;
}

function actionFor(
  item: VersionItem,
  before: VersionItem | undefined,
  name: string,
  disk: DiskFacts,
): FileAction {
  const size = disk.size(name);
  if (before !== undefined && isAvailable(before) && size !== null) {
    if (sha256Of(before) !== sha256Of(item)) return 'replace';
    if (item.length === 0 || size === item.length) return 'keep';
  }
  return disk.hasPart(name) ? 'resume' : 'fetch';
}

export type ClientPlan = {
  readonly files: readonly PlannedFile[];
  readonly warnings: readonly EngineWarning[];
};

/**
 * The client's own tarballs, `tiup-<os>-<arch>.tar.gz`. They stand in no manifest, so that each is taken from the
 * latest signed version of component `tiup` for its platform, which it is a copy of in every mirror.
 */
export function planClientFiles(
  client: Component | null,
  platforms: readonly string[],
  disk: DiskFacts,
): ClientPlan {
  const files: PlannedFile[] = [];
  const warnings: EngineWarning[] = [];
  for (const platform of platforms) {
    if (platform === ANY) continue;
    const release = client === null ? null : latestRelease(client, platform);
    if (release === null) {
      warnings.push({ code: 'client-missing', facts: { platform } });
      continue;
    }
    const name = clientTarballName(platform);
    const kept = disk.clientVersion(platform) === release.version && disk.size(name) === release.item.length;
    const from = fileOfUrl(release.item.url);
    files.push({
      name,
      from,
      component: 'tiup',
      version: release.version,
      platform,
      length: release.item.length,
      sha256: sha256Of(release.item),
      action: kept ? 'keep' : disk.hasPart(from) ? 'resume' : 'fetch',
    });
  }
  return { files, warnings };
}

function latestRelease(client: Component, platform: string): { version: string; item: VersionItem } | null {
  for (const key of effectivePlatforms(client, [platform])) {
    const items = client.platforms[key] ?? {};
    const version = latestOf(
      Object.keys(items).filter((v) => items[v] !== undefined && isAvailable(items[v])),
    );
    const item = version === null ? undefined : items[version];
    if (version !== null && item !== undefined) return { version, item };
  }
  return null;
}

/**
 * Two items that name one file with different bytes can't both be served.
 * @throws `manifest-malformed` naming the file and both versions
 */
export function refuseAmbiguousNames(files: readonly PlannedFile[]): void {
  const seen = new Map<string, PlannedFile>();
  for (const file of files) {
    const other = seen.get(file.name);
    if (other !== undefined && other.sha256 !== file.sha256) {
      const claims = `${other.component} ${other.version} and ${file.component} ${file.version}`;
      throw new EngineError('manifest-malformed', `${claims} both claim ${file.name} with different bytes`, {
        facts: { file: `${file.component}.json`, field: 'url' },
      });
    }
    seen.set(file.name, file);
  }
}

/** Versions that are live in the target and will not be any more. */
export function droppedVersions(
  existing: Component | null,
  live: LiveVersions,
): readonly (readonly [string, string])[] {
  if (existing === null) return [];
  return [...eachItem(existing)]
    .filter(
      ([platform, version, item]) => isAvailable(item) && live.get(platform)?.get(version) === undefined,
    )
    .map(([platform, version]) => [platform, version] as const);
}
