import { join } from 'node:path';
import { type Cost, compare, medianSeconds, type Row, run, timeRow } from './measure.ts';
import { makeWideMirror } from './wide-mirror.ts';

const script = join(import.meta.dirname, 'scale-process.ts');

/** The run's own measure of its time takes the place of the process's. */
async function timed(who: 'ours' | 'peer', mirror: string, home: string): Promise<Cost> {
  const cost = await run(process.execPath, [script, who, mirror, home]);
  const printed: unknown = JSON.parse(cost.stdout);
  if (typeof printed !== 'object' || printed === null || !('seconds' in printed))
    throw new Error(cost.stdout);
  return { ...cost, seconds: Number(printed.seconds) };
}

/** 500 components of 200 versions on 4 platforms: opened, verified and planned, against parsing and hashing alone. */
export async function benchScale(folder: string): Promise<Row[]> {
  const mirror = await makeWideMirror(folder, 500, 200);
  const home = join(folder, 'scale-home');
  const costs = await compare(
    { ours: () => timed('ours', mirror, home), peer: () => timed('peer', mirror, home) },
    5,
  );
  const what =
    '500 components × 200 versions × 4 platforms opened, verified, planned / `JSON.parse` + sha256';
  return [timeRow(what, medianSeconds(costs.ours), medianSeconds(costs.peer), '≤ 3 ×')];
}
