/**
 * `node bench/scale-process.ts <ours|peer> <mirror> <home>`: opens, verifies and plans a clone of a mirror with
 * many components, or parses and hashes the same bytes. Prints the seconds it took, without the start of Node.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../source/engine/index.ts';

const [who, mirror, home] = process.argv.slice(2);
if (mirror === undefined || home === undefined)
  throw new Error('usage: scale-process.ts <ours|peer> <mirror> <home>');

async function plan(address: string, folder: string): Promise<number> {
  const engine = createEngine({ home: folder, settingsFolder: join(folder, 'settings') });
  const made = await engine.clone.plan({
    source: { address },
    target: join(folder, 'target'),
    versions: ['latest'],
  });
  return made.files.length;
}

function parseAndHash(folder: string): number {
  let parsed = 0;
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    createHash('sha256').update(bytes).digest('hex');
    parsed += Object.keys(JSON.parse(bytes.toString('utf8'))).length > 0 ? 1 : 0;
  }
  return parsed;
}

const start = performance.now();
const count = who === 'ours' ? await plan(mirror, home) : parseAndHash(mirror);
process.stdout.write(`${JSON.stringify({ seconds: (performance.now() - start) / 1000, count })}\n`);
