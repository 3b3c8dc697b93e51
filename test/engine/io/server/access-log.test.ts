import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AccessEntry } from '../../../../source/engine/api/serve.ts';
import { accessLine, openLogFile } from '../../../../source/engine/io/server/access-log.ts';
import { tempFolder } from '../../../helpers/temp.ts';

const entry: AccessEntry = {
  at: '2026-02-03T04:05:06.789Z',
  client: '10.0.0.1',
  owner: null,
  method: 'GET',
  path: '/timestamp.json',
  protocol: 'HTTP/1.1',
  status: 200,
  range: null,
  bytes: 673,
  milliseconds: 2,
  note: null,
};

test('the common form is what log readers know', () => {
  expect(accessLine(entry, 'common')).toBe(
    '10.0.0.1 - - [03/Feb/2026:04:05:06 +0000] "GET /timestamp.json HTTP/1.1" 200 673',
  );
  const odd = { ...entry, owner: 'jdoe', bytes: 0, path: '/"\\\u001b[1m\n\u009b' };
  expect(accessLine(odd, 'common')).toContain(' - jdoe [');
  expect(accessLine(odd, 'common')).toContain('"GET /\\"\\\\\\x1b[1m\\x0a\\x9b HTTP/1.1" 200 -');
  expect(JSON.parse(accessLine(entry, 'json'))).toEqual(entry);
});

test('lines are appended, after a rotation to the new file', async () => {
  const path = join(tempFolder(), 'access.log');
  writeFileSync(path, 'before\n');
  const log = await openLogFile(path, () => undefined);
  log.write('one');
  renameSync(path, `${path}.1`);
  await log.reopen();
  log.write('two');
  await log.close();
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('before\none\n');
  expect(readFileSync(path, 'utf8')).toBe('two\n');
  await expect(openLogFile('/nowhere/access.log', () => undefined)).rejects.toMatchObject({
    code: 'io-failed',
  });
});
