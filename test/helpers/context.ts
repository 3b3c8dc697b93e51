import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openHome } from '../../source/engine/io/home.ts';
import { openSettings } from '../../source/engine/io/settings.ts';
import type { Context } from '../../source/engine/operations/context.ts';
import { Reach } from '../../source/engine/operations/reach.ts';
import { tempFolder } from './temp.ts';

/** What operations work with, in a folder of its own: `home`, `config` and `work` (the working folder). */
export function testContext(change: Partial<Context> = {}): Context & { readonly folder: string } {
  const folder = tempFolder();
  const workingFolder = join(folder, 'work');
  mkdirSync(workingFolder);
  return {
    folder,
    now: () => new Date('2026-11-22T02:00:00Z'),
    random: Math.random,
    home: openHome(join(folder, 'home')),
    settings: openSettings(join(folder, 'config')),
    workingFolder,
    platform: 'linux/amd64',
    jobs: 2,
    mirrorOverride: undefined,
    environment: {},
    reach: new Reach({}, () => new Date('2026-11-22T02:00:00Z')),
    ...change,
  };
}
