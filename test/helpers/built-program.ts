import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeOrigin } from './make-origin.ts';
import { smallOrigin } from './origin.ts';

/**
 * Once before the tests of the built program: what they start is the program as it is now, and there is a mirror to
 * clone from, made by the engine. Returns what takes it away again.
 */
export async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const script = join(resolve(import.meta.dirname, '..', '..'), 'scripts', 'ready.mjs');
  execFileSync(process.execPath, [script], { stdio: 'inherit' });
  if (project.name === 'interop' && !process.env.TIUP_BIN) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'mirrordeck-origin-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    project.provide('origin', await makeOrigin(folder, smallOrigin));
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}
