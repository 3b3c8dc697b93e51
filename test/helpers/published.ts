import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import type { Context } from '../../source/engine/operations/context.ts';
import { openMirror } from '../../source/engine/operations/open-mirror.ts';
import { testContext } from './context.ts';
import { goldenFolder } from './golden.ts';

/**
 * A copy of a golden mirror that may be changed, as the current mirror of a context whose home has the keys of the
 * golden owners: `private` is pingcap's, `jdoe` is jdoe's.
 */
export function goldenContext(
  name = 'origin-published',
  change: Partial<Context> = {},
): Context & { readonly folder: string; readonly mirror: string } {
  const context = testContext();
  const mirror = join(context.folder, 'mirror');
  cpSync(join(goldenFolder(), name), mirror, { recursive: true });
  cpSync(join(goldenFolder(), 'keys'), context.home.keys, { recursive: true });
  return { ...context, mirrorOverride: mirror, mirror, ...change };
}

/** A tarball in the working folder with `x.sh` (a program), `link` to it, `text` (no program) and the folder `sub`. */
export function someTarball(
  { workingFolder }: Pick<Context, 'workingFolder'>,
  content = 'echo hello',
): string {
  const folder = join(workingFolder, 'content');
  mkdirSync(join(folder, 'sub'), { recursive: true });
  writeFileSync(join(folder, 'x.sh'), `#!/bin/sh\n${content}\n`);
  chmodSync(join(folder, 'x.sh'), 0o755);
  writeFileSync(join(folder, 'text'), 'no program', { mode: 0o644 });
  symlinkSync('../x.sh', join(folder, 'sub', 'link'));
  const file = join(workingFolder, 'some.tar.gz');
  create({ file, cwd: folder, gzip: true, sync: true }, ['x.sh', 'text', 'sub']);
  return file;
}

/** Version of the timestamp, and index and one component as they stand, all verified. */
export async function stateOf(context: Context, component: string) {
  const mirror = await openMirror(context, {});
  try {
    const found = component in mirror.index.manifest.components ? await mirror.component(component) : null;
    return {
      timestamp: mirror.timestamp.manifest.version,
      index: mirror.index.manifest,
      component: found?.manifest ?? null,
    };
  } finally {
    await mirror.close();
  }
}
