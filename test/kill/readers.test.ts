/** Readers in a loop while one commit follows the other. */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
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
import { until } from '../helpers/until.ts';
import { isWhole } from './points.ts';

const commits = isWhole ? 200 : 12;

/**
 * A mirror that is committed to `commits` times, each time once somebody has read it since the last commit began: so
 * readers meet commits however slow they are, and who reads again finds it at rest in the end.
 */
function busyMirror() {
  const context = goldenContext();
  let readings = 0;
  let isAtRest = false;
  const work = async () => {
    for (let number = 1; number <= commits; number += 1) {
      const before = readings;
      isAtRest = false;
      await editMirror(context, context.mirror, async (mirror) => {
        const { manifest } = await mirror.component('hello');
        return {
          components: [{ ...manifest, version: manifest.version + 1, description: `number ${number}` }],
        };
      });
      isAtRest = true;
      await until(() => readings > before, `a reading since commit ${number} began`);
    }
  };
  return {
    context,
    work,
    hasRead: () => {
      readings += 1;
    },
    atRest: () => until(() => isAtRest, 'the mirror to be at rest'),
  };
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

/** Reads until all is committed; counts what was seen. */
async function readWhile(mirror: ReturnType<typeof busyMirror>, read: () => Promise<number | string>) {
  let isOver = false;
  const ending = mirror.work().finally(() => {
    isOver = true;
  });
  const seen = { readings: 0, refused: [] as string[], versions: new Set<number>() };
  while (!isOver) {
    const found = await read();
    mirror.hasRead();
    seen.readings += 1;
    if (typeof found === 'string') seen.refused.push(found);
    else seen.versions.add(found);
  }
  await ending;
  return seen;
}

test('over a plain file server one more try is enough', async () => {
  const mirror = busyMirror();
  const address = await plainServer(mirror.context.mirror);
  let retried = 0;
  const seen = await readWhile(mirror, async () => {
    const first = await readOnce(address);
    if (typeof first === 'number') return first;
    retried += 1;
    // as a client that looks again: at once it may meet the same commit, or the next
    await mirror.atRest();
    return await readOnce(address);
  });
  process.stdout.write(
    `plain server: ${seen.readings} readings, ${retried} tried again, ${seen.refused.length} refused\n`,
  );
  expect(seen.refused).toEqual([]);
  expect(seen.versions.size).toBeGreaterThan(3);
});

test('our client never sees a broken mirror, over our server or in the folder', async () => {
  const mirror = busyMirror();
  const { context } = mirror;
  const server = await createEngine({ home: context.home.path }).serve({ path: context.mirror });
  onTestFinished(() => server.close());
  let once = 0;
  const seen = await readWhile(mirror, async () => {
    if (typeof (await readOnce(server.address)) === 'string') once += 1;
    for (const address of [server.address, context.mirror]) {
      const opened = await openMirror(context, { address }, {}, { remember: false });
      await opened.component('hello');
      await opened.close();
    }
    return 0;
  });
  process.stdout.write(
    `our server: ${seen.readings} readings, ${once} of those without a second try refused\n`,
  );
  expect(seen.refused).toEqual([]);
});
