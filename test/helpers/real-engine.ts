import { join } from 'node:path';
import { createEngine, type EngineOptions } from '../../source/engine/index.ts';
import type { FakeEngine } from './fake-engine.ts';
import { tempFolder } from './temp.ts';

/** The real engine on a home, settings and jobs of its own, where a screen wants a fake one. */
export function realEngine(options: Partial<EngineOptions> = {}): FakeEngine & { readonly folder: string } {
  const folder = tempFolder();
  const own = {
    home: join(folder, 'home'),
    settingsFolder: join(folder, 'settings'),
    stateFolder: join(folder, 'state'),
    workingFolder: folder,
  };
  return { ...createEngine({ ...own, ...options }), calls: [], folder };
}
