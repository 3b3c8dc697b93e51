import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compare, medianSeconds, type Row, run, timeRow } from './measure.ts';

const top = join(import.meta.dirname, '..');

/** `mirrordeck --version` against Node with an empty script. */
export async function benchStartup(folder: string): Promise<Row[]> {
  const empty = join(folder, 'empty.js');
  await writeFile(empty, '');
  const costs = await compare(
    {
      ours: () => run(join(top, 'bin', 'mirrordeck'), ['--version'], { watched: false }),
      node: () => run(process.execPath, [empty], { watched: false }),
    },
    15,
  );
  const [ours, node] = [medianSeconds(costs.ours), medianSeconds(costs.node)];
  return [timeRow('`mirrordeck --version` / Node with an empty script', ours, node, '≤ 1.5 ×')];
}
