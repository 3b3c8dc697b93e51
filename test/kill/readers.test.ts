/** Readers in a loop while one commit follows the other. */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { EngineError } from '../../source/engine/errors.ts';
import { createEngine } from '../../source/engine/index.ts';
import { openSource } from '../../source/engine/io/mirror-source.ts';
import { nothingKnown } from '../../source/engine/operations/known-state.ts';
import { openMirror } from '../../source/engine/operations/open-mirror.ts';
import { ownRoot } from '../../source/engine/operations/root-chain.ts';
import { readTopManifests } from '../../source/engine/operations/top-manifests.ts';
import { editMirror } from '../helpers/edited.ts';
import { goldenNow } from '../helpers/golden.ts';
import { goldenContext } from '../helpers/published.ts';
import { isWhole } from './points.ts';

const commits = isWhole ? 200 : 12;

/** A mirror that is committed to `commits` times; resolves when that is done. */
function busyMirror() {
  const context = goldenContext();
  const work = async () => {
    for (let number = 1; number <= commits; number += 1) {
      await editMirror(context, context.mirror, async (mirror) => {
        const { manifest } = await mirror.component('hello');
        return {
          components: [{ ...manifest, version: manifest.version + 1, description: `number ${number}` }],
        };
      });
    }
  };
  return { context, work };
}

/** Any file server: it reads what lies there when it is asked. */
async function plainServer(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    readFile(join(folder, basename(request.url ?? '/'))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** One reading by the book, without a second try: the version that was seen, or the code of the refusal. */
async function readOnce(address: string): Promise<number | string> {
  const source = openSource(address, { workingFolder: '/' });
  try {
    const root = await ownRoot(source, undefined);
    const anchor = { root, origin: 'new', isHomes: false, isKept: false } as const;
    const top = await readTopManifests(source, anchor, nothingKnown, goldenNow, undefined);
    return top.timestamp.manifest.version;
  } catch (error) {
    if (error instanceof EngineError) return error.code;
    throw error;
  } finally {
    await source.close();
  }
}

/** Reads until the work is over; counts what was seen. */
async function readWhile(work: Promise<void>, read: () => Promise<number | string>) {
  let isOver = false;
  const ending = work.finally(() => {
    isOver = true;
  });
  const seen = { readings: 0, refused: [] as string[], versions: new Set<number>() };
  while (!isOver) {
    const found = await read();
    seen.readings += 1;
    if (typeof found === 'string') seen.refused.push(found);
    else seen.versions.add(found);
  }
  await ending;
  return seen;
}

test('over a plain file server one more try is enough', async () => {
  const { context, work } = busyMirror();
  const address = await plainServer(context.mirror);
  let retried = 0;
  let metAgain = 0;
  const seen = await readWhile(work(), async () => {
    const first = await readOnce(address);
    if (typeof first === 'number') return first;
    retried += 1;
    // as a client that looks again: at once it may meet the same commit
    await pause(50);
    const second = await readOnce(address);
    if (typeof second === 'number') return second;
    // one commit after the other, without a rest: now and then the next one is met
    metAgain += 1;
    await pause(50);
    return await readOnce(address);
  });
  process.stdout.write(
    `plain server: ${seen.readings} readings, ${retried} tried again, ${metAgain} twice, ${seen.refused.length} refused\n`,
  );
  expect(seen.refused).toEqual([]);
  expect(metAgain).toBeLessThanOrEqual(Math.ceil(seen.readings / 500));
  expect(seen.versions.size).toBeGreaterThan(3);
});

test('our client never sees a broken mirror, over our server or in the folder', async () => {
  const { context, work } = busyMirror();
  const server = await createEngine({ home: context.home.path }).serve({ path: context.mirror });
  onTestFinished(() => server.close());
  let once = 0;
  const seen = await readWhile(work(), async () => {
    if (typeof (await readOnce(server.address)) === 'string') once += 1;
    for (const address of [server.address, context.mirror]) {
      const mirror = await openMirror(context, { address }, {}, { remember: false });
      await mirror.component('hello');
      await mirror.close();
    }
    return 0;
  });
  process.stdout.write(
    `our server: ${seen.readings} readings, ${once} of those without a second try refused\n`,
  );
  expect(seen.refused).toEqual([]);
});
