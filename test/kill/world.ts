import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { createEngine, type Engine } from '../../source/engine/index.ts';
import { openHome } from '../../source/engine/io/home.ts';

/** The moment of everything in these worlds: after the last of the golden mirrors' edits. */
export const worldNow = new Date('2026-11-22T02:00:00Z');

/** A person's machine in a folder; the same in every process that is given the folder. */
export type World = {
  readonly folder: string;
  readonly home: string;
  readonly settings: string;
  readonly work: string;
  /** A mirror of this person's, the current one. */
  readonly mirror: string;
  /** Where something is cloned to or made. */
  readonly target: string;
  readonly engine: Engine;
};

export function worldIn(folder: string): World {
  const home = join(folder, 'home');
  const settings = join(folder, 'config');
  const work = join(folder, 'work');
  return {
    ...{ folder, home, settings, work },
    mirror: join(folder, 'mirror'),
    target: join(folder, 'target'),
    engine: createEngine({
      ...{ home, settingsFolder: settings, workingFolder: work, platform: 'linux/amd64', jobs: 2 },
      ...{ now: () => worldNow, environment: { PATH: process.env.PATH } },
    }),
  };
}

/**
 * Makes the world: a home, set to a copy of a golden mirror, with the keys of the golden owners; a folder `content`
 * with a program `x.sh` and the same as `some.tar.gz` to work on.
 * @param golden the folder of the golden mirrors
 */
export async function makeWorld(folder: string, golden: string, mirror: string): Promise<World> {
  const world = worldIn(folder);
  const content = join(world.work, 'content');
  for (const path of [world.home, world.settings, content]) mkdirSync(path, { recursive: true });
  cpSync(join(golden, mirror), world.mirror, { recursive: true });
  cpSync(join(golden, 'keys'), join(world.home, 'keys'), { recursive: true });
  writeFileSync(join(content, 'x.sh'), '#!/bin/sh\necho hello\n');
  chmodSync(join(content, 'x.sh'), 0o755);
  const file = join(world.work, 'some.tar.gz');
  create({ file, cwd: content, gzip: true, sync: true, portable: true, mtime: worldNow }, ['x.sh']);
  await openHome(world.home).setMirror(world.mirror, readFileSync(join(world.mirror, 'root.json')));
  return world;
}
