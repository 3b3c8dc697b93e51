import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import type { EngineOptions } from '../../source/engine/index.ts';
import { endJobs } from './end-jobs.ts';
import { makeOrigin, type Origin } from './make-origin.ts';
import { realEngine } from './real-engine.ts';
import { makeTempFolder, removeFolder, tempFolder } from './temp.ts';

let made: { readonly folder: string; readonly origin: Promise<Origin> } | undefined;
afterAll(() => {
  if (made !== undefined) removeFolder(made.folder);
});

/** A small mirror with a few versions, made once per test file. */
async function origin(): Promise<Origin> {
  if (made === undefined) {
    const folder = makeTempFolder();
    const platforms = ['linux/amd64', 'linux/arm64'];
    const versions = ['v7.1.3', 'v8.1.0', 'v8.5.0', 'v8.5.1'];
    made = {
      folder,
      origin: makeOrigin(folder, [
        { id: 'tidb', description: 'TiDB', versions, platforms, bytes: 20_000 },
        { id: 'tikv', description: 'TiKV', versions: ['v8.5.1'], platforms, bytes: 30_000 },
        { id: 'tiup', description: 'The client', versions: ['v1.16.5'], platforms, bytes: 3_000 },
      ]),
    };
  }
  return await made.origin;
}

/**
 * The real engine, jobs and all, in the home of whoever made a small mirror: its current one is a copy of that, to be
 * changed; `good` is the one that was copied.
 */
export async function keptMirror(options: Partial<EngineOptions> = {}) {
  const first = await origin();
  const folder = tempFolder();
  const mirror = join(folder, 'mirror');
  const home = join(folder, 'home');
  cpSync(first.path, mirror, { recursive: true });
  cpSync(first.home, home, { recursive: true });
  const engine = realEngine({
    home,
    settingsFolder: join(folder, 'settings'),
    stateFolder: join(folder, 'state'),
    workingFolder: folder,
    ...options,
  });
  onTestFinished(() => endJobs(engine));
  await engine.set.apply(await engine.set.plan({ address: mirror }));
  return { engine, folder, mirror, good: first.path };
}

/** One bit of a file is turned around, in its middle. */
export function flipBit(file: string): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}
