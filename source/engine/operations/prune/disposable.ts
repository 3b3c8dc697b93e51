import type { PrunedFile } from '../../api/prune.ts';
import { writeTime } from '../../domain/edits/lifetimes.ts';
import type { Component } from '../../domain/manifest.ts';
import { fileOfUrl, isClientTarball } from '../../domain/names.ts';
import { own } from '../../domain/record.ts';
import { versionOf } from '../../io/mirror-names.ts';
import type { OpenMirror } from '../open-mirror.ts';
import type { FolderFile } from './folder-files.ts';
import type { DueFile } from './record.ts';

/** What is known of a mirror when it is decided which of its files nobody needs. */
export type FolderState = {
  readonly mirror: OpenMirror;
  /** As they will be; those that the index yanks too, as far as they can be read. */
  readonly components: readonly Component[];
  /** Ids of components that the index yanks and whose manifests can't be read. */
  readonly unknown: readonly string[];
  readonly files: ReadonlyMap<string, FolderFile>;
  readonly commits: ReadonlyMap<string, FolderFile>;
  /** Tarballs that are left to be deleted, by an earlier prune or this one. */
  readonly record: readonly DueFile[];
  /** Milliseconds that a file has to have been of no use. */
  readonly grace: number;
};

/** Names of the tarballs of versions that clients find. */
export function liveTarballs(components: readonly Component[], yanked: (id: string) => boolean): Set<string> {
  const names = new Set<string>();
  for (const { id, platforms } of components) {
    if (yanked(id)) continue;
    for (const versions of Object.values(platforms))
      for (const item of Object.values(versions)) if (!item.yanked) names.add(fileOfUrl(item.url));
  }
  return names;
}

/** Every file that nobody needs, with the moment from which on it may be deleted; sorted by name. */
export function disposableFiles(state: FolderState): readonly PrunedFile[] {
  const found = [...dueTarballs(state), ...oldManifests(state), ...orphans(state), ...oldCommits(state)];
  return found.sort(byName);
}

export function byName(a: PrunedFile, b: PrunedFile): number {
  return a.file < b.file ? -1 : 1;
}

function isYanked({ mirror }: FolderState, id: string): boolean {
  return own(mirror.index.manifest.components, id)?.yanked !== false;
}

/** Recorded, and still of no version that clients find: one may have been brought back since. */
function dueTarballs(state: FolderState): PrunedFile[] {
  const live = liveTarballs(state.components, (id) => isYanked(state, id));
  return state.record.flatMap(({ file, due }) => {
    const there = state.files.get(file);
    if (there === undefined || live.has(file)) return [];
    return [{ file, kind: 'tarball', bytes: there.bytes, due }];
  });
}

/** Manifests that newer ones took the place of: a slow reader may be at the state before for a while. */
function oldManifests(state: FolderState): PrunedFile[] {
  const { meta } = state.mirror.snapshot.manifest;
  const numbered = [...state.files].flatMap(([file, facts]) => {
    const found = versionOf(file);
    return found === null || found.url === '/root.json' ? [] : [{ file, ...facts, ...found }];
  });
  return numbered.flatMap(({ file, bytes, written, url, version }) => {
    const current = own(meta, url)?.version;
    if (current === undefined) return [disposable(state, file, 'orphan', bytes, written)];
    if (version === current) return [];
    // One beyond the current is what a commit left that never came to its end, or is just being made.
    if (version > current) return [disposable(state, file, 'orphan', bytes, written)];
    const later = numbered.filter((other) => other.url === url && other.version > version);
    // The one that took its place is lost itself: this one may be what it is made good from.
    if (later.length === 0) return [];
    const replaced = Math.min(...later.map((other) => other.written));
    return [disposable(state, file, 'manifest', bytes, Math.max(replaced, written))];
  });
}

/** Manifests that this very prune takes the place of: clients are at them until it is done, so they always wait. */
export function replacedManifests(
  { mirror, files }: Pick<FolderState, 'mirror' | 'files'>,
  next: readonly Component[],
  due: string,
): readonly PrunedFile[] {
  const { meta } = mirror.snapshot.manifest;
  return next.flatMap(({ id }) => {
    const url = own(mirror.index.manifest.components, id)?.url ?? '';
    const file = `${own(meta, url)?.version}.${fileOfUrl(url)}`;
    const there = files.get(file);
    return there === undefined ? [] : [{ file, kind: 'manifest', bytes: there.bytes, due }];
  });
}

/** Tarballs that no manifest names, yanked or not. One that is young may be just about to be published. */
function orphans(state: FolderState): PrunedFile[] {
  const named = new Set(state.record.map(({ file }) => file));
  for (const { platforms } of state.components)
    for (const versions of Object.values(platforms))
      for (const { url } of Object.values(versions)) named.add(fileOfUrl(url));
  return [...state.files].flatMap(([file, { bytes, written }]) => {
    const isOurs = !file.endsWith('.tar.gz') || isClientTarball(file) || named.has(file);
    if (isOurs || state.unknown.some((id) => file.startsWith(`${id}-`))) return [];
    return [disposable(state, file, 'orphan', bytes, written)];
  });
}

function oldCommits(state: FolderState): PrunedFile[] {
  return [...state.commits].map(([file, { bytes, written }]) =>
    disposable(state, file, 'commit', bytes, written),
  );
}

function disposable(
  { grace }: FolderState,
  file: string,
  kind: PrunedFile['kind'],
  bytes: number,
  since: number,
): PrunedFile {
  return { file, kind, bytes, due: writeTime(new Date(since + grace)) };
}
