import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder, by its real path; the caller removes it. */
export function makeTempFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'mirrordeck-test-')));
}

/** A new folder that is gone after the running test, whether it passed or not. */
export function tempFolder(): string {
  const path = makeTempFolder();
  onTestFinished(() => removeFolder(path));
  return path;
}

/** Removes a folder and all in it, also when a test took write permission away. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}
