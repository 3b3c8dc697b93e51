import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { makeTempFolder, removeFolder } from './temp.ts';

/** Whether this machine can make a program of a C source: there may be a compiler and nothing that it needs. */
export function hasCompiler(): boolean {
  const folder = makeTempFolder();
  const source = '#include <stdio.h>\nint main() { printf("hello\\n"); return 0; }\n';
  const made = spawnSync('gcc', ['-x', 'c', '-o', join(folder, 'a'), '-'], { input: source });
  removeFolder(folder);
  return made.status === 0;
}
