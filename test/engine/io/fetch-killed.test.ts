import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fetchFiles } from '../../../source/engine/io/fetch-files.ts';
import { fine, stallsAfter, startBadServer } from '../../helpers/bad-server.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { until } from '../../helpers/until.ts';

const large = 4 * 1024 * 1024;
const sent = 3 * 1024 * 1024;

test('a killed process leaves finished files and a half one, and the next one goes on from there', async () => {
  const server = await startBadServer();
  const folder = join(tempFolder(), 'staging');
  const files = ['done-1.tar.gz', 'done-2.tar.gz', 'half.tar.gz'].map((name) => {
    const body = randomBytes(name === 'half.tar.gz' ? large : 50_000);
    server.files.set(name, { body, behave: name === 'half.tar.gz' ? stallsAfter(sent) : fine });
    return { name, length: body.length, sha256: createHash('sha256').update(body).digest('hex') };
  });
  const task = JSON.stringify({ address: server.address, files, folder });
  const program = join(import.meta.dirname, '../../helpers/fetch-child.ts');
  const child = spawn(process.execPath, [program, task], { stdio: ['ignore', 'ignore', 'inherit'] });
  const part = join(folder, 'half.tar.gz.part');
  const isHalf = () =>
    ['done-1.tar.gz', 'done-2.tar.gz'].every((name) => existsSync(join(folder, name))) &&
    existsSync(part) &&
    statSync(part).size === sent;
  await until(isHalf, 'two finished files and a half one');
  child.kill('SIGKILL');
  await once(child, 'exit');

  server.log.length = 0;
  const entry = server.files.get('half.tar.gz');
  if (entry !== undefined) server.files.set('half.tar.gz', { ...entry, behave: fine });
  const report = await fetchFiles({ address: server.address, kind: 'http' }, files, { folder, jobs: 4 });

  expect([...report.kept].sort()).toEqual(['done-1.tar.gz', 'done-2.tar.gz']);
  expect(report.done).toEqual(['half.tar.gz']);
  expect(report.bytes).toBe(large - sent);
  expect(server.log.map(({ path, range }) => [path, range])).toEqual([['half.tar.gz', `bytes=${sent}-`]]);
  expect(readdirSync(folder).sort()).toEqual(['done-1.tar.gz', 'done-2.tar.gz', 'half.tar.gz']);
  for (const { name, sha256 } of files) {
    expect(
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ).toBe(sha256);
  }
});
