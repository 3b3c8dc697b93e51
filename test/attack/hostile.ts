import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { createEngine, type Engine, EngineError } from '../../source/engine/index.ts';
import { tarballOf } from '../engine/io/tar-bytes.ts';
import { fingerprint } from '../helpers/fingerprint.ts';
import { type Change, type SmallMirror, smallMirror, smallNow } from '../helpers/small-mirror.ts';
import { makeTempFolder, removeFolder } from '../helpers/temp.ts';

/** A tarball as it should be, and the manifest entry that describes one. */
export const goodTarball = tarballOf([{ path: 'bin/tidb', mode: 0o755, content: '#!/bin/sh\n' }]);

export function versionOf(tarball: Uint8Array): object {
  const sha256 = createHash('sha256').update(tarball).digest('hex');
  const rest = { yanked: false, entry: 'bin/tidb', released: '2026-11-22T01:16:32Z', dependencies: null };
  return { ...rest, url: '/tidb-v1.0.0-linux-amd64.tar.gz', hashes: { sha256 }, length: tarball.length };
}

/** The small mirror with a tarball that is there; what else the change does to the component comes after. */
export function withTarball(tarball: Uint8Array, change: Change = {}): Change {
  const signed: NonNullable<Change['tidb']>['signed'] = (right) => {
    const component = { ...right, platforms: { 'linux/amd64': { 'v1.0.0': versionOf(tarball) } } };
    return change.tidb?.signed?.(component as typeof right) ?? component;
  };
  return { ...change, tidb: { ...change.tidb, signed } };
}

export function namesOf({ root, index, snapshot, timestamp, tidb }: SmallMirror): Record<string, Uint8Array> {
  return {
    'root.json': root,
    '3.index.json': index,
    '3.tidb.json': tidb,
    'snapshot.json': snapshot,
    'timestamp.json': timestamp,
  };
}

/**
 * A person's machine to be attacked: a home with keys, a working folder, settings, and a folder of somebody else's. All
 * attacks of a test file share it, since none may change it.
 */
export class Victim {
  readonly folder = makeTempFolder();
  readonly target = join(this.folder, 'target');
  #mirrors = 0;

  constructor() {
    const files = {
      'home/keys/private.json': 'a key',
      'home/bin/other.root.json': 'a root',
      'home/tiup.toml': '',
      'work/notes': 'notes',
      'other/authorized_keys': 'keys',
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(this.folder, name, '..'), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
    mkdirSync(join(this.folder, 'config'));
    afterAll(() => removeFolder(this.folder));
  }

  /** Writes a mirror of these files and gives its folder. */
  mirror(files: Readonly<Record<string, Uint8Array>>): string {
    this.#mirrors += 1;
    const address = join(this.folder, 'mirrors', String(this.#mirrors));
    mkdirSync(address, { recursive: true });
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(address, name), bytes);
    return address;
  }

  /** A mirror with a tarball and a change. */
  forged(change: Change = {}, tarball: Uint8Array = goodTarball): string {
    const files = namesOf(smallMirror(withTarball(tarball, change)));
    return this.mirror({ ...files, 'tidb-v1.0.0-linux-amd64.tar.gz': tarball });
  }

  engine(mirror: string | undefined, now = smallNow): Engine {
    const home = join(this.folder, 'home');
    return createEngine({
      ...{
        home,
        mirror,
        settingsFolder: join(this.folder, 'config'),
        workingFolder: join(this.folder, 'work'),
      },
      ...{ platform: 'linux/amd64', jobs: 1, now: () => now, environment: {} },
    });
  }

  /** Everything that uses the component of a mirror. */
  doors(address: string): Record<string, () => Promise<unknown>> {
    const engine = this.engine(address);
    const { target } = this;
    const components = { tidb: ['v1.0.0'] };
    return {
      list: () => engine.list({ component: 'tidb' }),
      clone: async () =>
        engine.clone.apply(
          await engine.clone.plan({ source: { address }, target, components, strict: true }),
        ),
      install: async () => engine.install.apply(await engine.install.plan({ components: ['tidb:v1.0.0'] })),
    };
  }

  /** Every door refuses with the code that is expected, and nothing anywhere is changed. */
  async expectRefused(address: string, code: string, names = ['list', 'clone', 'install']): Promise<void> {
    const before = fingerprint(this.folder);
    const doors = this.doors(address);
    const got: Record<string, string> = {};
    for (const name of names) got[name] = await codeOf(doors[name] ?? (async () => undefined));
    expect(got).toEqual(Object.fromEntries(names.map((name) => [name, code])));
    expect(fingerprint(this.folder)).toEqual(before);
  }
}

/** The code that the call is refused with; `none` when it isn't. Anything but an error of the engine is thrown on. */
export async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return 'none';
  } catch (error) {
    if (error instanceof EngineError) return error.code;
    throw error;
  }
}
