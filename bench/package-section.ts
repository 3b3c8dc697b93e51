import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { programContent } from '../source/engine/domain/demo/content.ts';
import { compare, medianSeconds, type Row, run, timeRow } from './measure.ts';

const top = join(import.meta.dirname, '..');

/** A tree of 500 MB: eight large programs and many small files, as a database component has. */
async function makeTree(folder: string): Promise<void> {
  await mkdir(join(folder, 'bin'), { recursive: true });
  await mkdir(join(folder, 'share'), { recursive: true });
  for (let index = 0; index < 8; index++) {
    const path = join(folder, 'bin', `program-${index}`);
    await writeFile(path, programContent('bench', `v${index}`, 'linux/amd64', 60e6));
    await chmod(path, 0o755);
  }
  for (let index = 0; index < 400; index++) {
    const content = programContent('share', `v${index}`, 'linux/amd64', 50_000);
    await writeFile(join(folder, 'share', `file-${index}.txt`), content);
  }
}

/** `mirrordeck package` of a 500 MB tree against `tar czf`. */
export async function benchPackage(folder: string): Promise<Row[]> {
  const tree = join(folder, 'tree');
  await makeTree(tree);
  const home = join(folder, 'package-home');
  const args = [
    'package',
    'bin',
    'share',
    '--name',
    'bench',
    '--release',
    'v1.0.0',
    '--entry',
    'bin/program-0',
  ];
  const costs = await compare(
    {
      ours: () => run(join(top, 'bin', 'mirrordeck'), args, { cwd: tree, env: { TIUP_HOME: home } }),
      tar: () => run('tar', ['czf', join(folder, 'peer.tar.gz'), 'bin', 'share'], { cwd: tree }),
    },
    3,
  );
  await rm(tree, { recursive: true });
  const [ours, tar] = [medianSeconds(costs.ours), medianSeconds(costs.tar)];
  return [timeRow('package of a 500 MB tree / `tar czf`', ours, tar, '≤ 1 ×')];
}
