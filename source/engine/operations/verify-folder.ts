import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { VerifyProblem } from '../api/mirror.ts';
import type { Component, Root } from '../domain/manifest.ts';
import { fileOfUrl, isClientTarball } from '../domain/names.ts';
import { longestRoot } from '../domain/parse.ts';
import { acceptRoot, nextRoot, type Verified } from '../domain/trust.ts';
import { EngineError } from '../errors.ts';
import type { EngineWarning } from '../events.ts';
import { fileError } from '../io/files.ts';
import { readKeys } from '../io/keyring.ts';
import { ownFolder } from '../io/lock.ts';
import { keysFolder, versionOf } from '../io/mirror-names.ts';
import type { OpenMirror } from './open-mirror.ts';

export type FolderFindings = {
  /** Names of `tiup-<os>-<arch>.tar.gz`. */
  readonly clients: readonly string[];
  /** Roots that were looked at besides the newest. */
  readonly roots: number;
  readonly problems: readonly VerifyProblem[];
  readonly warnings: readonly EngineWarning[];
};

/** Files that a mirror has besides manifests and tarballs: stock's, and our receipt. */
const furniture = new Set([
  'root.json',
  'snapshot.json',
  'timestamp.json',
  'lock',
  'commits',
  keysFolder,
  'local_install.sh',
  'receipt.json',
  'prune.json',
  ownFolder,
]);

/** What a mirror's folder has that no reading over the network shows: old roots, keys, files of nothing. */
export async function inspectFolder(
  mirror: OpenMirror,
  components: ReadonlyMap<string, Verified<Component>>,
): Promise<FolderFindings> {
  const folder = mirror.identity.address;
  const names = await readdir(folder).catch((error: unknown) => {
    throw fileError(error, folder);
  });
  const clients = names.filter(isClientTarball).sort();
  const known = namesInUse(mirror, components);
  const orphans = names
    .filter((name) => !furniture.has(name) && !isClientTarball(name) && !known(name))
    .sort();
  const chain = await checkChain(names, mirror);
  return {
    clients,
    roots: chain.roots,
    problems: chain.problems,
    warnings: [
      ...(await keyWarnings(join(folder, keysFolder))),
      ...orphans.map((file): EngineWarning => ({ code: 'orphan-file', facts: { file } })),
    ],
  };
}

/** Any version of a manifest that the snapshot names, and every tarball that a manifest names, yanked or not. */
function namesInUse(
  { snapshot }: OpenMirror,
  components: ReadonlyMap<string, Verified<Component>>,
): (name: string) => boolean {
  const tarballs = new Set<string>();
  for (const { manifest } of components.values()) {
    for (const versions of Object.values(manifest.platforms)) {
      for (const { url } of Object.values(versions)) tarballs.add(fileOfUrl(url));
    }
  }
  const urls = new Set(Object.keys(snapshot.manifest.meta));
  return (name) => {
    const manifest = versionOf(name);
    return (
      tarballs.has(name) || (manifest !== null && (manifest.url === '/root.json' || urls.has(manifest.url)))
    );
  };
}

/** Every root that lies there has to be right in itself, and to follow from the one before. */
async function checkChain(
  names: readonly string[],
  { source }: OpenMirror,
): Promise<{ readonly roots: number; readonly problems: readonly VerifyProblem[] }> {
  const numbered = names
    .flatMap((file) => {
      const found = versionOf(file);
      return found?.url === '/root.json' ? [{ file, version: found.version }] : [];
    })
    .sort((a, b) => a.version - b.version);
  const problems: VerifyProblem[] = [];
  const accepted = new Map<number, Verified<Root>>();
  for (const file of ['root.json', ...numbered.map((one) => one.file)]) {
    try {
      const bytes = await source.read(file, longestRoot);
      if (bytes === null) continue;
      const root = acceptRoot(bytes, file, { kind: 'self' });
      const before = accepted.get(root.manifest.version - 1);
      if (before !== undefined) nextRoot(before, bytes, file);
      accepted.set(root.manifest.version, root);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      problems.push({ file, code: error.code, reason: error.message });
    }
  }
  // The newest is counted with the mirror's other manifests.
  return { roots: Math.max(0, accepted.size - 1), problems };
}

async function keyWarnings(folder: string): Promise<readonly EngineWarning[]> {
  const { usable, problems } = await readKeys(folder);
  const exposed = usable.filter((found) => found.exposed);
  return [
    ...(usable.length > 0
      ? [{ code: 'keys-served', facts: { path: folder, count: usable.length } } as const]
      : []),
    ...exposed.map(
      ({ file, mode }): EngineWarning => ({ code: 'key-exposed', facts: { file, mode: mode.toString(8) } }),
    ),
    // The stock client gives up on a mirror in a folder when anything in here is no key.
    ...problems.map(
      ({ file, reason }): EngineWarning => ({ code: 'key-unusable', facts: { key: file, file, reason } }),
    ),
  ];
}
