import { join } from 'node:path';
import { createEngine, type Engine } from '../../source/engine/index.ts';

/** The engine with the settings and the jobs of the program that runs in this home: see `cliEnvironment`. */
export function engineAt(home: string): Engine {
  return createEngine({
    home,
    settingsFolder: join(home, '.config', 'mirrordeck'),
    stateFolder: join(home, '.state', 'mirrordeck'),
  });
}
