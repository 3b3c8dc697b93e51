/** Kill -9 at twenty random moments of a clone, then to the end: what was there is never fetched again. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { type AccessEntry, createEngine } from '../../source/engine/index.ts';
import { finished, mustSucceed, startCli } from '../helpers/cli.ts';
import { fetchedAnewBy, lyingIn, nextRun, numbers, type Run } from '../helpers/lying-in.ts';
import { makeOrigin, type Origin } from '../helpers/make-origin.ts';
import { makeTempFolder, removeFolder, tempFolder } from '../helpers/temp.ts';
import { until } from '../helpers/until.ts';

const kills = 20;
/** Bytes per second of the server: slow enough that most kills come in the middle of a file. */
const rate = 2_000_000;

let origin: Origin;
beforeAll(async () => {
  const folder = makeTempFolder();
  const platforms = ['linux/amd64', 'linux/arm64'];
  const versions = ['v1.0.0', 'v1.1.0'];
  origin = await makeOrigin(folder, [
    { id: 'tidb', description: 'TiDB', versions, platforms, bytes: 4_000_000 },
    { id: 'tikv', description: 'TiKV', versions, platforms, bytes: 2_000_000 },
    { id: 'tiup', description: 'The client', versions: ['v1.16.5'], platforms, bytes: 500_000 },
  ]);
  return () => removeFolder(folder);
});

test('a clone that is killed again and again loses nothing', async () => {
  const home = tempFolder();
  const target = join(tempFolder(), 'mirror');
  const log: AccessEntry[] = [];
  const engine = createEngine({ home: join(home, 'server') });
  const server = await engine.serve({
    path: origin.path,
    limitRate: rate,
    onRequest: (entry) => log.push(entry),
  });
  onTestFinished(() => server.close());
  await mustSucceed(['mirror', 'set', server.address, '--fingerprint', origin.fingerprint], { home });

  const random = numbers(20261122);
  const clone = ['mirror', 'clone', target, '--full'];
  const runs: Run[] = [];
  const halfSeen = new Set<string>();
  for (let kill = 0; kill <= kills; kill++) {
    const run = await nextRun(target, server.address);
    const before = run.left;
    runs.push(run);
    for (const name of before.half.keys()) halfSeen.add(name);
    const child = startCli(clone, { home });
    const ending = finished(child);
    if (kill < kills) {
      // every fourth kill at any moment, the others while files are on their way, however slow the machine is
      const isUnderWay = (): boolean =>
        child.exitCode !== null ||
        [...lyingIn(target).half].some(([name, size]) => size !== (before.half.get(name) ?? 0));
      if (kill % 4 !== 0) await until(isUnderWay, 'bytes of a file', { every: 2 });
      await pause(random() * 600);
      child.kill('SIGKILL');
    }
    const { code, stdout, stderr } = await ending;
    if (code !== 137) expect(code, `${stdout}\n${stderr}`).toBe(0);
  }
  expect(fetchedAnewBy(runs, log)).toEqual([]);
  expect(halfSeen.size, 'the kills came in the middle of files').toBeGreaterThan(2);

  await mustSucceed(['mirror', 'verify', target], { home });
  const isTarball = (name: string): boolean => name.endsWith('.tar.gz');
  expect(readdirSync(target).filter(isTarball).sort()).toEqual(
    readdirSync(origin.path).filter(isTarball).sort(),
  );
  // nothing is left of the interruptions
  expect(lyingIn(target).half.size).toBe(0);
});
