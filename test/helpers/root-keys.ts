import { cpSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { goldenFolder } from './golden.ts';

/** Files of seven private keys that the golden `origin` mirrors don't know, in a folder of their own. */
export function strangeKeys(folder: string): readonly string[] {
  const path = join(folder, 'strange');
  cpSync(join(goldenFolder(), 'clone-full', 'keys'), path, { recursive: true });
  return readdirSync(path).map((name) => join(path, name));
}

/** Takes the keys of a role away from a mirror, to where their holders are. Gives their files, sorted. */
export function carryAway(mirror: string, role: string, folder: string): string[] {
  const path = join(folder, `holders-${role}`);
  mkdirSync(path, { recursive: true });
  const names = readdirSync(join(mirror, 'keys')).filter((name) => name.endsWith(`-${role}.json`));
  for (const name of names) renameSync(join(mirror, 'keys', name), join(path, name));
  return names.sort().map((name) => join(path, name));
}
