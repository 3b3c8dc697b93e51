import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parsePrivateKey } from '../../../source/engine/domain/key-file.ts';
import { keyFileName, readKeyFile, readKeys, writeKey } from '../../../source/engine/io/keyring.ts';
import { goldenFile, goldenFolder } from '../../helpers/golden.ts';
import { failFirst } from '../../helpers/passing-fault.ts';
import { tempFolder } from '../../helpers/temp.ts';

const key = parsePrivateKey(goldenFile('keys/jdoe.json'), 'jdoe.json');

test('keys are found in all folders; what is none is told, and never what is in it', async () => {
  const folder = tempFolder();
  cpSync(join(goldenFolder(), 'origin/keys'), join(folder, 'a/b'), { recursive: true });
  cpSync(join(goldenFolder(), 'keys/jdoe.json'), join(folder, 'jdoe.json'));
  chmodSync(join(folder, 'jdoe.json'), 0o640);
  const text = readFileSync(join(folder, 'jdoe.json'), 'utf8');
  writeFileSync(join(folder, 'broken.json'), text.slice(0, 900));
  writeFileSync(join(folder, 'spoilt.json'), text.replace('MII', 'XXX'));
  writeFileSync(join(folder, 'large.json'), Buffer.alloc(100_000));
  writeFileSync(join(folder, 'public.json'), JSON.stringify(key.public));
  const { usable, problems } = await readKeys(folder);
  expect(usable.map(({ key: found }) => found.id)).toContain(key.id);
  expect(usable).toHaveLength(7);
  expect(usable.filter(({ exposed }) => exposed).map(({ file, mode }) => [file, mode])).toEqual([
    [join(folder, 'jdoe.json'), 0o640],
  ]);
  expect(problems.map(({ file, code }) => [file.slice(folder.length + 1), code])).toEqual([
    ['broken.json', 'key-malformed'],
    ['large.json', 'key-malformed'],
    ['public.json', 'key-missing'],
    ['spoilt.json', 'key-malformed'],
  ]);
  const secret = text.slice(200, 240);
  expect(JSON.stringify([problems, usable])).not.toContain(secret);
  expect(await readKeys(join(folder, 'none'))).toEqual({ usable: [], problems: [] });
});

test('a key is written as stock does, for its owner alone, and never over another', async () => {
  const folder = join(tempFolder(), 'home', 'keys');
  const path = await writeKey(folder, 'private.json', key);
  expect(readFileSync(path)).toEqual(Buffer.from(goldenFile('keys/jdoe.json')));
  expect([statSync(path).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
  await expect(writeKey(folder, 'private.json', key)).rejects.toMatchObject({
    code: 'key-exists',
    facts: { file: path },
  });
  await expect(writeKey(folder, '../x.json', key)).rejects.toMatchObject({ code: 'name-invalid' });
  expect(readdirSync(folder)).toEqual(['private.json']);
});

test('no copy of a key stays beside it on a disk that fails to remove each thing once', async () => {
  failFirst('remove');
  const folder = tempFolder();
  await writeKey(folder, 'mine.json', key);
  expect(readdirSync(folder)).toEqual(['mine.json']);
});

test('one file is read with either half', async () => {
  const folder = tempFolder();
  expect((await readKeyFile(join(goldenFolder(), 'keys/jdoe.json'))).private?.id).toBe(key.id);
  const file = join(folder, 'x.json');
  await expect(readKeyFile(file)).rejects.toMatchObject({ code: 'key-missing', facts: { file } });
  mkdirSync(file);
  await expect(readKeyFile(file)).rejects.toMatchObject({ code: 'key-malformed' });
});

test('a mirror’s keys are called as stock calls them', () => {
  expect(keyFileName(key, 'pingcap')).toBe(`${key.id.slice(0, 16)}-pingcap.json`);
});
