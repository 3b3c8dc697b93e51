import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { downloadsAtOnce } from '../../../source/engine/operations/context.ts';
import { testContext } from '../../helpers/context.ts';
import { realEngine } from '../../helpers/real-engine.ts';

test('what is set is kept beside what others have set, and null takes it away', async () => {
  const { settings } = realEngine();
  expect(await settings.read()).toEqual({ language: null });
  await settings.write({ ascii: true, jobs: 3, platforms: 'linux/amd64, linux/arm64' });
  expect(await settings.write({ language: 'ja', limitRate: '20M' })).toEqual({
    ...{ language: 'ja', ascii: true, jobs: 3, limitRate: '20M', platforms: 'linux/amd64, linux/arm64' },
  });
  expect(await settings.write({ ascii: null, jobs: null, platforms: null, limitRate: null })).toEqual({
    language: 'ja',
  });
});

test.each([
  [{ jobs: 0 }, 'usage'],
  [{ jobs: 1.5 }, 'usage'],
  [{ jobs: 257 }, 'usage'],
  [{ limitRate: '20X' }, 'usage'],
  [{ timeout: 'soon' }, 'usage'],
  [{ platforms: 'linux' }, 'platform-invalid'],
])('%j is refused, and nothing is written', async (change, code) => {
  const { settings, folder } = realEngine();
  await settings.write({ language: 'zh' });
  const file = join(folder, 'settings', 'settings.json');
  const before = readFileSync(file);
  await expect(settings.write(change)).rejects.toMatchObject({ code });
  expect(readFileSync(file)).toEqual(before);
});

test.each([
  ['ascii', 1],
  ['colours', 'off'],
  ['jobs', '8'],
  ['platforms', 'x'],
])('a file with a wrong %s is said to be so', async (field, value) => {
  const { settings, folder } = realEngine();
  await settings.write({ language: 'zh' });
  writeFileSync(join(folder, 'settings', 'settings.json'), JSON.stringify({ [field]: value }));
  await expect(settings.read()).rejects.toMatchObject({ code: 'settings-corrupt', facts: { field } });
});

test('downloads at once: as said for this engine, else as set, else eight', async () => {
  const context = testContext();
  const said = { ...context, jobs: 3 };
  const unsaid = { ...context, jobs: undefined };
  expect(await downloadsAtOnce(unsaid)).toBe(8);
  await context.settings.change((before) => ({ ...before, jobs: 5 }));
  expect(await downloadsAtOnce(unsaid)).toBe(5);
  expect(await downloadsAtOnce(said)).toBe(3);
});
