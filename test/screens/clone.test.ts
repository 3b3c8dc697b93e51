import { describe, expect, test } from 'vitest';
import { interrupted } from '../../source/engine/errors.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { bigCatalogue, fakeCatalogue, fakeEngine, resultOf } from '../helpers/fake-engine.ts';
import { Screen } from '../helpers/screen.ts';

const sizes = [
  [80, 24],
  [60, 20],
] as const;
const languages = ['en', 'zh', 'ja'] as const;

describe.each(languages)('the clone from start to end in %s', (language) => {
  test.each(sizes)('at %i x %i', async (columns, rows) => {
    const { clone } = messagesFor(language);
    const screen = new Screen({ columns, rows, language });
    await screen.see(messagesFor(language).home.next);
    await screen.press('c');
    await screen.see(clone.ask.source);
    await screen.see('plant');
    await screen.press('down', 'enter');
    await screen.see(clone.ask.way);
    await screen.press('enter');
    await screen.see(clone.ask.components);
    await screen.packet('/', 'ti', 'enter', 'a');
    await screen.see('[x] tidb');
    await screen.press('enter');
    await screen.see(clone.ask.versions);
    await screen.press('right', 'enter');
    await screen.see(clone.ask.platforms);
    await screen.packet('down', 'space');
    await screen.see('[ ]');
    await screen.press('enter');
    await screen.see(clone.ask.target);
    await screen.press('mirror', 'enter');
    await screen.see(clone.review.stateNew);
    await screen.press('enter');
    await screen.see(clone.receipt.done);
    await screen.see(clone.receipt.walked(7).slice(0, 20));
    expect(screen.lines().length).toBe(rows);
    await screen.press('G');
    await screen.see('mirrordeck serve');
    const planned = screen.engine.calls.find((call) => call.startsWith('clone.plan')) ?? '';
    expect(JSON.parse(planned.slice('clone.plan '.length))).toEqual({
      source: { address: 'https://mirror.example.com/' },
      target: 'mirror',
      components: { tidb: ['v8.5.1', 'v8.5.0'], tikv: ['v8.5.1', 'v8.5.0'], tiup: ['v8.5.1', 'v8.5.0'] },
      oses: ['linux'],
      archs: ['amd64', 'arm64'],
    });
    await screen.press('enter');
    await screen.see(messagesFor(language).home.next);
    expect(await screen.leave()).toBe(0);
  });
});

async function atComponents(screen: Screen): Promise<void> {
  await screen.press('c');
  await screen.see('plant');
  await screen.press('enter');
  await screen.see('What do you want to take?');
  await screen.press('enter');
  await screen.see('Which components?');
}

async function quit(screen: Screen): Promise<void> {
  await screen.leave();
}

describe('ten thousand components', () => {
  test('are walked, filtered and chosen without a wait', async () => {
    const screen = new Screen({ engine: fakeEngine({ catalogue: bigCatalogue(10_000) }) });
    await atComponents(screen);
    await screen.packet(...Array.from({ length: 40 }, () => 'down'));
    await screen.see('> [ ] component-00040');
    await screen.press('G');
    await screen.see('> [ ] component-09999');
    const before = process.cpuUsage();
    await screen.press('a');
    await screen.see('40000 files, 10000 components');
    // what it costs, not how long a busy machine takes over it
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1000);
    await screen.packet('/', '0123', 'enter', 'n');
    await screen.see('(10000 in all)');
    await screen.see(/9989 components/);
    await quit(screen);
  });
});

describe('keys', () => {
  test('five arrows and five letters in one packet are ten steps', async () => {
    const screen = new Screen({ engine: fakeEngine({ catalogue: bigCatalogue(50) }) });
    await atComponents(screen);
    await screen.packet('down', 'down', 'down', 'down', 'down');
    await screen.press('jjjjj');
    await screen.see('> [ ] component-00010');
    await quit(screen);
  });

  test('a key that can not be used says why', async () => {
    const screen = new Screen();
    await atComponents(screen);
    await screen.press('enter');
    await screen.see('Nothing is chosen yet: Space chooses a row');
    await screen.press('x');
    await screen.see('That key does nothing here.');
    await screen.press('?');
    await screen.see('choose all rows that are shown');
    await screen.press('escape');
    await screen.see('Which components?');
    await quit(screen);
  });

  test('Esc goes back step by step and everything entered is still there', async () => {
    const screen = new Screen();
    await atComponents(screen);
    await screen.press('space', 'enter');
    await screen.see('Which versions');
    // the command says what is chosen so far
    await screen.press('e');
    await screen.see('mirrordeck mirror clone TARGET-DIRECTORY');
    await screen.see('--alertmanager latest');
    await screen.press('escape');
    await screen.press('down', 'v7', 'enter');
    await screen.see('For which machines?');
    await screen.press('escape');
    await screen.see('Versions beginning with v7');
    await screen.press('escape');
    await screen.see('[x] alertmanager');
    await screen.press('escape');
    await screen.see('What do you want to take?');
    await screen.press('escape', 'escape');
    await screen.see('What next?');
    await quit(screen);
  });

  test('a bracketed paste goes into the field whole, and nowhere else', async () => {
    const screen = new Screen({
      start: { route: 'clone', with: { source: 'x', components: { tidb: ['latest'] } } },
    });
    await screen.see('[x] tidb');
    await screen.press('\u001b[200~qqq\u001b[201~');
    await screen.see('There is no field here to paste into.');
    await screen.press('enter', 'enter', 'enter');
    await screen.see('Into which folder?');
    await screen.press('\u001b[200~/srv/a\nq\u001b[201~');
    await screen.see('/srv/a q');
    await screen.press('ctrl+c');
    await screen.see('Press Ctrl-C once more');
    await screen.press('ctrl+c');
    expect(await screen.closed).toBe(0);
  });
});

test('exact versions are picked in the matrix', async () => {
  const screen = new Screen();
  await atComponents(screen);
  await screen.packet('G', 'space', 'enter');
  await screen.see('Which versions');
  await screen.press('G', 'enter');
  await screen.see('l/amd');
  await screen.packet('down', 'space', 'enter');
  await screen.see('For which machines?');
  await screen.see('4 files, 1 component, 1 version');
  await quit(screen);
});

describe('a running clone', () => {
  test('shows bars, is left and found again, limited, paused, and goes on', async () => {
    let runs = 0;
    let reached = (_done: number): void => {};
    const engine = fakeEngine({
      apply: (plan, { onEvent, signal }) => {
        runs += 1;
        if (runs > 1) return Promise.resolve(resultOf(plan));
        onEvent?.({ type: 'phase', phase: 'download' });
        reached = (done) =>
          onEvent?.({
            type: 'bytes',
            active: [{ name: 'tidb-v8.5.1-linux-amd64.tar.gz', done: 500_000, total: 1_000_000 }],
            done,
            total: 4_000_000,
            filesDone: 1,
            filesTotal: 4,
          });
        reached(1_500_000);
        return new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(interrupted()));
        });
      },
    });
    const preset = { source: 'x', components: { tidb: ['latest'] }, target: 'm', begin: 'review' } as const;
    const screen = new Screen({ engine, start: { route: 'clone', with: preset } });
    await screen.see('To fetch: 4 files');
    await screen.press('enter');
    await screen.see('1.50 MB of 4.00 MB');
    await screen.see(/tidb-v8.5.1-linux-amd64.tar.gz +█+░+ +50%/);
    await screen.press('escape');
    await screen.see('What next?');
    await screen.press('c');
    await screen.see('1.50 MB of 4.00 MB');
    await screen.press('l', '5M', 'enter');
    await screen.see('at most 5M');
    reached(2_500_000);
    await screen.see((text) => text.includes('2.50 MB of 4.00 MB') && text.includes('at most 5M'));
    await screen.press('p');
    await screen.see('It is paused.');
    await screen.press('x');
    await screen.see('Cancel this job for good?');
    await screen.press('n');
    await screen.see('It is paused.');
    await screen.press('r');
    await screen.see('The mirror is ready.');
    await quit(screen);
  });

  test('that fails in part says what, and fetches the rest', async () => {
    const engine = fakeEngine({
      apply: async (plan) => ({
        ...resultOf(plan),
        failures: [{ name: 'tidb-v8.5.1-linux-arm64.tar.gz', reason: 'status 503' }],
      }),
    });
    const preset = { source: 'x', components: { tidb: ['latest'] }, target: 'm', begin: 'review' } as const;
    const screen = new Screen({ engine, start: { route: 'clone', with: preset } });
    await screen.see('To fetch: 4 files');
    await screen.press('enter');
    await screen.see('tidb-v8.5.1-linux-arm64.tar.gz: status 503');
    await screen.press('r');
    await screen.see('To fetch: 4 files');
    await quit(screen);
  });
});

test('a mirror met for the first time shows its fingerprint and asks', async () => {
  const identity = { ...fakeCatalogue.identity, trust: 'new' as const };
  const screen = new Screen({ engine: fakeEngine({ catalogue: { ...fakeCatalogue, identity } }) });
  await screen.press('c');
  await screen.see('plant');
  await screen.press('enter');
  await screen.see('01234567 89abcdef 01234567');
  await screen.press('n');
  await screen.see('Which mirror do you clone from?');
  await screen.press('enter');
  await screen.see('01234567 89abcdef 01234567');
  await screen.press('y');
  await screen.see('What do you want to take?');
  await screen.press('enter');
  await screen.see('Which components?');
  await quit(screen);
});

describe('ways of saying what to take', () => {
  async function atWays(screen: Screen): Promise<void> {
    await screen.press('c');
    await screen.see('plant');
    await screen.press('enter');
    await screen.see('What do you want to take?');
  }

  test('a cluster brings its companions and says why; the command takes exactly these', async () => {
    const screen = new Screen();
    await atWays(screen);
    await screen.press('down', 'enter');
    await screen.see('A TiDB cluster of which version?');
    await screen.press('down', 'enter');
    await screen.see('The preset cluster:v8.5.0 brings:');
    await screen.see(/the database: tidb v8.5.0/);
    await screen.see('not in the source: tiflash');
    await screen.see('20 files, 5 components');
    await screen.press('enter');
    await screen.see('For which machines?');
    await screen.press('escape');
    await screen.see('The preset cluster:v8.5.0 brings:');
    await screen.press('enter', 'enter');
    await screen.see('Into which folder?');
    await screen.press('m', 'enter');
    await screen.see('A new mirror with keys of its own.');
    const planned = screen.engine.calls.find((call) => call.startsWith('clone.plan')) ?? '';
    expect(JSON.parse(planned.slice('clone.plan '.length)).components).toEqual({
      pd: ['v8.5.0'],
      prometheus: ['v8.5.0'],
      tidb: ['v8.5.0'],
      tikv: ['v8.5.0'],
      tiup: ['v8.5.1'],
    });
    await screen.press('e');
    await screen.see('--tikv v8.5.0');
    await screen.press('escape', 's');
    await screen.see('Save the plan where?');
    await screen.press('plan.json', 'enter');
    await screen.see('It is saved.');
    await screen.see('A new mirror with keys of its own.');
    expect(screen.engine.calls).toContain('saved.writePlan plan.json');
    await quit(screen);
  });

  test('everything at a version, and a saved plan', async () => {
    const screen = new Screen();
    await atWays(screen);
    await screen.press('j', 'j', 'enter');
    await screen.see('Everything of which version?');
    await screen.press('/', '7.5', 'enter', 'enter');
    await screen.see('For which machines?');
    await screen.see('32 files, 8 components');
    await screen.press('escape');
    await screen.see('Everything of which version?');
    await screen.press('escape', 'escape');
    await screen.see('What do you want to take?');
    await screen.press('j', 'enter');
    await screen.see('Which saved plan?');
    await screen.press('old.json', 'enter');
    await screen.see('A new mirror with keys of its own.');
    expect(screen.engine.calls).toContain('saved.readPlan old.json');
    await quit(screen);
  });
});

test('a clone begins with the platforms of the settings', async () => {
  const settings = {
    ...fakeEngine().settings,
    read: async () => ({ language: null, platforms: 'linux/amd64, linux/arm64' }),
  };
  const preset = { source: 'x', components: { tidb: ['latest'] }, target: 'm' };
  const screen = new Screen({
    engine: { ...fakeEngine(), settings },
    start: { route: 'clone', with: preset },
  });
  await screen.see('[x] tidb');
  await screen.press('enter');
  await screen.see(messagesFor('en').clone.ask.versions);
  await screen.press('home', 'enter');
  await screen.see(messagesFor('en').clone.ask.platforms);
  await screen.see(/\[x\].*linux/);
  await screen.see(/\[ \].*darwin/);
  await screen.leave();
});
