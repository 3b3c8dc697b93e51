import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { FetchBoard } from '../../../source/engine/io/fetch-board.ts';
import { openFileFetcher } from '../../../source/engine/io/fetch-one.ts';
import type { FetchNews } from '../../../source/engine/io/fetch-task.ts';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { networkOf } from '../../../source/engine/io/network.ts';
import { PlaceBoard } from '../../../source/engine/io/place-board.ts';
import { fine, startBadServer } from '../../helpers/bad-server.ts';
import { tempFolder } from '../../helpers/temp.ts';

afterEach(() => interceptMutations(null));

/** Fails the n-th write as a system does. */
function failWrite(code: string, path: RegExp, after: number): void {
  let count = 0;
  interceptMutations((mutation) => {
    if (mutation.name !== 'write' || !path.test(mutation.path)) return;
    count += 1;
    if (count > after) throw Object.assign(new Error(`${code}: no`), { code });
  });
}

async function fetchOne(kind: 'http' | 'folder', base: string, folder: string, body: Buffer) {
  const sha256 = createHash('sha256').update(body).digest('hex');
  const files = [{ name: 'a.tar.gz', length: body.length, sha256 }];
  const board = new FetchBoard(1);
  const news: FetchNews[] = [];
  const fetcher = await openFileFetcher(
    {
      source: {
        kind,
        base,
        places: kind === 'http' ? [{ base, network: networkOf({ attempts: 1 }) }] : [],
      },
      files,
      folder,
      slots: 1,
      maxLength: 1e9,
      giveUpAfter: 1,
      pace: null,
      memory: board.memory,
      placeMemory: new PlaceBoard(1).memory,
    },
    board,
    { signal: new AbortController().signal, tell: (one) => news.push(one) },
  );
  const error = await fetcher.fetch(0);
  await fetcher.close();
  return { error, last: news.at(-1) };
}

test.each(['http', 'folder'] as const)('a full disk ends all, and the half file stays (%s)', async (kind) => {
  const server = await startBadServer();
  const folder = tempFolder();
  const source = tempFolder();
  const body = Buffer.alloc(5 * 1024 * 1024, 'x');
  server.files.set('a.tar.gz', { body, behave: fine });
  writeFileSync(join(source, 'a.tar.gz'), body);
  failWrite('ENOSPC', /\.part$/, 2);
  const { error, last } = await fetchOne(kind, kind === 'http' ? server.address : source, folder, body);
  expect(error).toMatchObject({ code: 'disk-full', facts: { file: join(folder, 'a.tar.gz.part') } });
  expect(last).toMatchObject({ state: 'failed', code: 'disk-full' });
  // a copy begins anew anyway
  expect(readdirSync(folder)).toEqual(kind === 'http' ? ['a.tar.gz.part', 'a.tar.gz.part.json'] : []);
});

test('a disk that fails is told for its file only', async () => {
  const server = await startBadServer();
  const folder = tempFolder();
  const body = Buffer.alloc(5 * 1024 * 1024, 'x');
  server.files.set('a.tar.gz', { body, behave: fine });
  failWrite('EIO', /\.part$/, 0);
  const { error, last } = await fetchOne('http', server.address, folder, body);
  expect(error).toBeNull();
  expect(last).toMatchObject({ state: 'failed', code: 'io-failed' });
  expect(readdirSync(folder)).toEqual([]);
});
