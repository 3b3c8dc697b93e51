import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EngineEvent } from '../../../source/engine/events.ts';
import { hashFiles } from '../../../source/engine/io/hash-files.ts';
import { tempFolder } from '../../helpers/temp.ts';

const hex = (algorithm: string, body: Buffer) => createHash(algorithm).update(body).digest('hex');

test('files are hashed in the order asked, and what can not be read says why in its place', async () => {
  const folder = tempFolder();
  const bodies = Array.from({ length: 5 }, (_, n) => Buffer.alloc(n * 700_000, `${n}`));
  const paths = bodies.map((body, n) => {
    writeFileSync(join(folder, `${n}`), body);
    return join(folder, `${n}`);
  });
  mkdirSync(join(folder, 'sub'));
  const events: EngineEvent[] = [];
  const results = await hashFiles([join(folder, 'absent'), ...paths, join(folder, 'sub')], {
    algorithms: ['sha256', 'sha512'],
    onEvent: (event) => events.push(event),
  });
  expect(results.slice(1, 6)).toEqual(
    bodies.map((body, n) => ({
      path: paths[n],
      length: body.length,
      hashes: { sha256: hex('sha256', body), sha512: hex('sha512', body) },
    })),
  );
  expect(results[0]).toMatchObject({ path: join(folder, 'absent'), code: 'file-missing' });
  expect(results[6]).toMatchObject({ path: join(folder, 'sub'), code: 'io-failed' });
  const total = bodies.reduce((sum, body) => sum + body.length, 0);
  expect(events.at(-1)).toEqual({
    type: 'bytes',
    active: [],
    done: total,
    total,
    filesDone: 7,
    filesTotal: 7,
  });
});

test('nothing to hash starts no thread, and a signal stops', async () => {
  expect(await hashFiles([], { algorithms: ['sha256'] })).toEqual([]);
  const stop = new AbortController();
  const path = join(tempFolder(), 'large');
  writeFileSync(path, Buffer.alloc(50_000_000));
  const running = hashFiles([path, path, path, path], { algorithms: ['sha512'], signal: stop.signal });
  stop.abort();
  await expect(running).rejects.toMatchObject({ code: 'interrupted' });
});
