/** The guide that comes with the program is read inside it. */
import { expect, test } from 'vitest';
import { type Language, messagesFor } from '../../source/messages/index.ts';
import { fakeEngine } from '../helpers/fake-engine.ts';
import { realEngine } from '../helpers/real-engine.ts';
import { Screen } from '../helpers/screen.ts';

test.each(['en', 'zh', 'ja'] as const)(
  'the first page is there, and names every screen, in %s',
  async (language) => {
    const engine = realEngine();
    const [first] = await engine.guide.list(language);
    expect(first?.name).toBe('index');
    const page = await engine.guide.page('index', language);
    expect(page.language).toBe(language);
    for (const { label } of Object.values(messagesFor(language).rooms)) expect(page.text).toContain(label);
  },
);

test('a page scrolls to its end and goes back to the list', async () => {
  const engine = realEngine();
  const title = async (language: Language) => (await engine.guide.page('index', language)).title;
  const screen = new Screen({ engine, start: 'guide', columns: 60, rows: 20 });
  await screen.see(messagesFor('en').guide.ask);
  await screen.see(await title('en'));
  await screen.press('enter');
  await screen.see(/lines 1-15 of \d+/);
  await screen.press('end');
  await screen.see(/lines \d+-(\d+) of \1\b/);
  await screen.press('escape');
  await screen.see(messagesFor('en').guide.ask);
  await screen.leave();
});

test('a page that there is not is said, and no path is a page', async () => {
  const { guide } = realEngine();
  await expect(guide.page('nothing', 'en')).rejects.toMatchObject({ code: 'file-missing' });
  await expect(guide.page('../invariants', 'en')).rejects.toMatchObject({ code: 'file-missing' });
});

test('the mirror stays in the header over a long page, whatever lies over it', async () => {
  const parts = fakeEngine();
  const status = await parts.status();
  const engine = {
    ...parts,
    guide: realEngine().guide,
    status: async () => ({ ...status, address: '/srv/plant-mirror' }),
  };
  const { guide, shell } = messagesFor('en');
  const screen = new Screen({ engine, start: 'guide', columns: 60, rows: 20 });
  await screen.see(guide.ask);
  await screen.press('down', 'enter');
  await screen.see(/lines 1-15 of/);
  for (const [key, said] of [
    ['?', shell.help.intro],
    ['e', shell.command.intro],
    [':', shell.palette.prompt],
  ] as const) {
    await screen.press(key);
    await screen.see(said);
    expect(screen.lines()[0]).toMatch(/ \/sr\S*or /);
    await screen.press('escape');
  }
  await screen.leave();
});
