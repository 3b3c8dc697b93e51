import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sameLifetimes } from '../source/engine/domain/edits/lifetimes.ts';
import { newMirror } from '../source/engine/domain/edits/new-mirror.ts';
import { signEdit } from '../source/engine/domain/edits/sign-edit.ts';
import type { Component, Index, VersionItem, Versions } from '../source/engine/domain/manifest.ts';
import { generateKey } from '../source/engine/domain/private-key.ts';

/** Ten years for everything. */
const lifetimes = sameLifetimes(3650);
const everywhere = ['darwin/amd64', 'darwin/arm64', 'linux/amd64', 'linux/arm64'];
const expires = '2076-01-01T00:00:00Z';
const released = '2026-01-01T00:00:00Z';

function versionItem(id: string, version: string, platform: string): VersionItem {
  const file = `${id}-${version}-${platform.replace('/', '-')}.tar.gz`;
  const hash = (algorithm: string): string => createHash(algorithm).update(file).digest('hex');
  const hashes = { sha256: hash('sha256'), sha512: hash('sha512') };
  return {
    url: `/${file}`,
    yanked: false,
    entry: id,
    released,
    dependencies: null,
    hashes,
    length: 20_000_000,
  };
}

function component(id: string, versions: number, platforms: readonly string[]): Component {
  const names = Array.from(
    { length: versions },
    (_, index) => `v${Math.floor(index / 20) + 1}.${index % 20}.0`,
  );
  const onPlatform = (platform: string): Versions =>
    Object.fromEntries(names.map((version) => [version, versionItem(id, version, platform)]));
  return {
    _type: 'component',
    spec_version: '0.1.0',
    expires,
    version: 1,
    id,
    description: `component ${id}`,
    nightly: '',
    platforms: Object.fromEntries(platforms.map((platform) => [platform, onPlatform(platform)])),
  };
}

/**
 * The manifests alone of a mirror as wide as the official one will be in years. Returns its path.
 * @param indexOnly ids of further components, which stand in the index and nowhere else
 */
export async function makeWideMirror(
  folder: string,
  components: number,
  versions: number,
  platforms: readonly string[] = everywhere,
  indexOnly: readonly string[] = [],
): Promise<string> {
  const path = join(folder, 'wide');
  await mkdir(path);
  const keys = await Promise.all(Array.from({ length: 7 }, () => generateKey('rsa')));
  const [first, second, third, forIndex, forSnapshot, forTimestamp, owner] = keys.map((key) => key.public);
  if (!first || !second || !third || !forIndex || !forSnapshot || !forTimestamp || !owner)
    throw new Error('no keys');
  const roles = {
    root: [first, second, third],
    index: [forIndex],
    snapshot: [forSnapshot],
    timestamp: [forTimestamp],
  };
  const now = new Date();
  const { root, index } = newMirror(roles, now, lifetimes);
  const ids = Array.from({ length: components }, (_, number) => `component-${number}`);
  const filled: Index = {
    ...index,
    owners: { pingcap: { name: 'PingCAP', keys: { [keys[6]?.id ?? '']: owner }, threshold: 1 } },
    components: Object.fromEntries(
      [...ids, ...indexOnly].map((id) => [
        id,
        { yanked: false, owner: 'pingcap', url: `/${id}.json`, standalone: false, hidden: false },
      ]),
    ),
  };
  const made = ids.map((id) => component(id, versions, platforms));
  for (const file of signEdit(null, { root, index: filled, components: made }, keys, now, lifetimes)) {
    await writeFile(join(path, file.name), file.bytes);
  }
  return path;
}
