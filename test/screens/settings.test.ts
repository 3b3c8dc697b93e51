/** What is set in the workstation holds at once, and is kept by the engine. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { surroundingsOf } from '../../source/ui/look.ts';
import { realEngine } from '../helpers/real-engine.ts';
import { Screen } from '../helpers/screen.ts';

async function opened(environment: Readonly<Record<string, string>> = {}) {
  const engine = realEngine();
  const screen = new Screen({
    engine,
    start: 'settings',
    appearance: { settings: { language: null }, surroundings: surroundingsOf(environment) },
  });
  await screen.see(messagesFor('en').settings.intro);
  return { engine, screen, file: join(engine.folder, 'settings', 'settings.json') };
}

const kept = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

test('the language is turned live, kept, and given back to the locale', async () => {
  const { engine, screen } = await opened({ LANG: 'ja_JP.UTF-8' });
  await screen.press('enter');
  await screen.see('English');
  await screen.press('enter');
  await screen.see(messagesFor('zh').settings.intro);
  await screen.press('d');
  await screen.see(messagesFor('ja').settings.intro);
  await screen.see('日本語（自動）');
  await screen.leave();
  expect(await engine.settings.read()).toEqual({ language: null });
});

test('several presses in one packet are all written, in their order', async () => {
  const { engine, screen, file } = await opened();
  await screen.packet('enter', 'enter', 'enter', 'down', 'enter', 'down', 'enter');
  await screen.see(messagesFor('ja').settings.intro);
  await screen.see((text) => !text.includes('─') && text.includes('---'));
  await screen.leave();
  const set = { language: 'ja', colours: false, ascii: true };
  expect(await engine.settings.read()).toEqual(set);
  expect(kept(file)).toMatchObject(set);
});

test('without colours nothing is coloured, and what must not be overlooked is bold', async () => {
  const { screen } = await opened();
  await screen.press('down', 'enter');
  await screen.see(/Colours +off/);
  const from = screen.output.written.length;
  await screen.press('ctrl+l');
  await screen.see(/Colours +off/);
  await screen.press('down');
  await screen.see(messagesFor('en').settings.rows.ascii.note.slice(0, 30));
  expect(screen.output.written.slice(from)).not.toMatch(/\u001b\[3[1-6]m/);
  await screen.leave();
});

test('ASCII follows MIRRORDECK_ASCII, else the setting, else TERM', () => {
  expect(surroundingsOf({ TERM: 'linux' })).toMatchObject({ ascii: true, forcedAscii: null });
  expect(surroundingsOf({ TERM: 'vt100' }).ascii).toBe(true);
  expect(surroundingsOf({ TERM: 'xterm-256color' }).ascii).toBe(false);
  expect(surroundingsOf({ TERM: 'linux', MIRRORDECK_ASCII: '0' }).forcedAscii).toBe(false);
  expect(surroundingsOf({ MIRRORDECK_ASCII: '1' }).forcedAscii).toBe(true);
});

test('a rate that can not be read is refused at its field, a good one is kept', async () => {
  const { engine, screen } = await opened();
  await screen.press('down', 'down', 'down', 'down', 'down', 'enter');
  await screen.see('Bytes per second');
  await screen.press('20X', 'enter');
  await screen.see(messagesFor('en').settings.wrong.limitRate.slice(0, 25));
  await screen.press('backspace', 'M', 'enter');
  await screen.see(/Rate limit +20M/);
  await screen.press('down', 'enter');
  await screen.see('1 to 256');
  await screen.press('300', 'enter');
  await screen.see(messagesFor('en').settings.wrong.jobs);
  await screen.press('backspace', 'backspace', 'enter');
  await screen.see(/Downloads at once +3/);
  await screen.press('e');
  await screen.see('--jobs 3');
  await screen.press('escape', 'end', 'enter');
  await screen.see(messagesFor('en').settings.hints.platforms.slice(0, 20));
  await screen.press('linux', 'enter');
  await screen.see(messagesFor('en').settings.wrong.platforms.slice(0, 20));
  await screen.press('/arm64', 'enter');
  await screen.see(messagesFor('en').settings.intro);
  await screen.see(/Platforms +linux\/arm64/);
  await screen.press('e');
  await screen.see('--os linux --arch arm64');
  await screen.press('escape');
  await screen.leave();
  const set = { language: null, limitRate: '20M', jobs: 3, platforms: 'linux/arm64' };
  expect(await engine.settings.read()).toEqual(set);
});

test('settings that can not be read are said, and nothing is overwritten', async () => {
  const { screen, file } = await opened();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '{"language":"xx"}');
  await screen.press('enter');
  await screen.see('settings-corrupt');
  await screen.press('escape');
  await screen.see(/Language +English \(by itself\)/);
  await screen.leave();
  expect(readFileSync(file, 'utf8')).toBe('{"language":"xx"}');
});
