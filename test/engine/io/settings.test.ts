import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSettings } from '../../../source/engine/io/settings.ts';
import { tempFolder } from '../../helpers/temp.ts';

test('nothing is set at first, and reading writes nothing', async () => {
  const folder = join(tempFolder(), 'config');
  expect(await openSettings(folder).read()).toMatchObject({ language: null, sources: [], pins: {} });
  expect(existsSync(folder)).toBe(false);
});

test('changes at the same time all count, unknown fields stay, and nobody else reads it', async () => {
  const folder = join(tempFolder(), 'config');
  const settings = openSettings(folder);
  await settings.change((before) => ({ ...before, language: 'ja' }));
  writeFileSync(
    settings.file,
    JSON.stringify({ ...JSON.parse(readFileSync(settings.file, 'utf8')), later: 1 }),
  );
  const fingerprint = 'a'.repeat(64);
  await Promise.all(
    ['http://a.example/x.y', 'http://b.example'].map((address, rootVersion) =>
      settings.change((before) => ({
        ...before,
        pins: { ...before.pins, [address]: { fingerprint, rootVersion } },
      })),
    ),
  );
  expect(await settings.read()).toMatchObject({
    language: 'ja',
    pins: { 'http://a.example/x.y': { fingerprint, rootVersion: 0 }, 'http://b.example': { rootVersion: 1 } },
  });
  expect(JSON.parse(readFileSync(settings.file, 'utf8'))).toHaveProperty('later', 1);
  expect(statSync(settings.file).mode & 0o777).toBe(0o600);
});

test.each([
  ['{', ''],
  ['[]', ''],
  ['{"language":"fr"}', 'language'],
  ['{"sources":[{"name":1}]}', 'sources'],
  ['{"pins":{"x":{"fingerprint":"y","rootVersion":1}}}', 'pins.x'],
])('what can’t be read is named, and stays: %s', async (text, field) => {
  const settings = openSettings(tempFolder());
  writeFileSync(settings.file, text);
  const error = { code: 'settings-corrupt', facts: { file: settings.file, field } };
  await expect(settings.read()).rejects.toMatchObject(error);
  await expect(settings.change((before) => before)).rejects.toMatchObject(error);
  expect(readFileSync(settings.file, 'utf8')).toBe(text);
});
