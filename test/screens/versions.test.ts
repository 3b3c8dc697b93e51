import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { commandLine, commandRows } from '../../source/screens/clone/command-line.ts';
import { reviewLines } from '../../source/screens/clone/review-lines.ts';
import { versionSpecs } from '../../source/screens/clone/selection.ts';
import { columnsOf } from '../../source/ui/text.ts';
import { clonePlan } from '../commands/clone-values.ts';
import { bigCatalogue, fakeCatalogue, fakeComponent, fakeEngine } from '../helpers/fake-engine.ts';
import { Screen } from '../helpers/screen.ts';

const english = messagesFor('en');

/** The requests that plans were asked for. */
function requestsOf(screen: Screen): readonly unknown[] {
  return screen.engine.calls
    .filter((call) => call.startsWith('clone.plan '))
    .map((call) => JSON.parse(call.slice('clone.plan '.length)));
}

describe('typed versions', () => {
  test.each([
    ['v8.5.1', ['v8.5.1']],
    ['v8.5.1, ^7.5', ['v8.5.1', '^7.5']],
    ['v8.5.1 v8.5.0  latest', ['v8.5.1', 'v8.5.0', 'latest']],
    ['>=8.1 <8.5，~7.1.3', ['>=8.1 <8.5', '~7.1.3']],
    [' , ', []],
  ])('%s', (text, specs) => {
    expect(versionSpecs(text)).toEqual(specs);
  });

  test('go into the plan as they were typed', async () => {
    const preset = { source: 'x', components: { tidb: ['latest'] }, target: 'm' };
    const screen = new Screen({ start: { route: 'clone', with: preset } });
    await screen.see('[x] tidb');
    await screen.press('enter', 'j', 'j', 'enter');
    await screen.see(english.shell.reasons.typedEmpty);
    await screen.press('^8.5, ');
    await screen.press('\u001b[200~>=7 <8\u001b[201~');
    await screen.see('Versions or ranges ^8.5, >=7 <8');
    await screen.see('Chosen: 1 component; the review counts the files');
    await screen.press('enter', 'enter', 'enter');
    await screen.see(english.clone.review.stateNew);
    expect(requestsOf(screen)).toMatchObject([{ components: { tidb: ['^8.5', '>=7 <8'] } }]);
    await screen.press('G');
    await screen.see("--tidb '^8.5,>=7 <8'");
    await screen.leave();
  });

  test('ranges from a command are filled in and go to the review', async () => {
    const preset = {
      source: 'x',
      components: { tidb: ['^8.5'], tikv: ['^8.5'] },
      target: 'm',
      begin: 'review' as const,
    };
    const screen = new Screen({ start: { route: 'clone', with: preset } });
    await screen.see(english.clone.review.stateNew);
    expect(requestsOf(screen)).toMatchObject([{ components: { tidb: ['^8.5'], tikv: ['^8.5'] } }]);
    await screen.leave();
  });

  test('ranges beside single versions are not passed over: the person chooses', async () => {
    const preset = {
      source: 'x',
      components: { tidb: ['v8.5.1'], tikv: ['^8.5'] },
      target: 'm',
      begin: 'review' as const,
    };
    const screen = new Screen({ start: { route: 'clone', with: preset } });
    await screen.see(english.clone.ask.components);
    expect(requestsOf(screen)).toEqual([]);
    await screen.leave();
  });
});

describe.each(['en', 'zh', 'ja'] as const)('on 60 columns in %s', (language) => {
  const { shell, clone } = messagesFor(language);

  test('the matrix keeps its rows, shows whole versions and says what its columns mean', async () => {
    const nightly = 'v9.0.0-alpha-nightly-20260201';
    const catalogue = {
      ...fakeCatalogue,
      components: [fakeComponent('tidb', [nightly, ...Array.from({ length: 30 }, (_, at) => `v1.${at}.0`)])],
    };
    const screen = new Screen({ language, columns: 60, rows: 20, engine: fakeEngine({ catalogue }) });
    await screen.see(messagesFor(language).home.next);
    await screen.press('c');
    await screen.see('plant');
    await screen.press('enter');
    await screen.see(clone.ask.way);
    await screen.press('enter');
    await screen.see('[ ] tidb');
    await screen.packet('a', 'enter');
    await screen.see(clone.ask.versions);
    await screen.press('G', 'enter');
    await screen.see(shell.table.seen(1, 11, 31, 31));
    await screen.see('l/amd linux/amd64');
    await screen.see('v1.9.0');
    await screen.leave();
  });

  test('the sum of a big selection loses parts, not half words', async () => {
    const engine = fakeEngine({ catalogue: bigCatalogue(10_000) });
    const screen = new Screen({ language, columns: 60, rows: 20, engine });
    await screen.see(messagesFor(language).home.next);
    await screen.press('c');
    await screen.see('plant');
    await screen.press('enter');
    await screen.see(clone.ask.way);
    await screen.press('enter');
    await screen.see('component-00000');
    await screen.press('a');
    await screen.see('40.0 GB');
    expect(screen.lines().slice(2).join('\n')).not.toContain('…');
    await screen.leave();
  });

  test('every reason fits its line', () => {
    const long = Object.values(shell.reasons).filter((text) => columnsOf(text) > 58);
    expect(long).toEqual([]);
  });
});

describe('the command in the review', () => {
  const request = {
    target: '/srv/mirror',
    components: { tidb: ['^8.5'], plan: ['v1.0.0'], tikv: ['v8.5.1', 'v8.5.0'] },
    oses: ['linux'],
    archs: ['amd64', 'arm64'],
  };

  test('names a component that is called like a flag in the other way', () => {
    expect(commandLine(request, null)).toBe(
      "mirrordeck mirror clone /srv/mirror --os linux --arch amd64,arm64 --tidb '^8.5' --component plan:v1.0.0 --tikv v8.5.1,v8.5.0",
    );
  });

  test('is broken so that a shell takes it as it stands', () => {
    const rows = commandRows(request, null, 56);
    expect(rows.every((row) => columnsOf(row) <= 56)).toBe(true);
    expect(rows.slice(0, -1).every((row) => row.endsWith(' \\'))).toBe(true);
    expect(rows.join('\n').replaceAll(/ \\\n +/g, ' ')).toBe(commandLine(request, null));
  });
});

test('the review counts a file that goes by two names once, and orders versions', () => {
  const [file] = clonePlan().files;
  if (file === undefined) throw new Error('a plan has a file');
  const plan = clonePlan({
    files: [
      { ...file, from: 'tiup-v1' },
      { ...file, from: 'tiup-v1', name: 'tiup-linux-amd64' },
    ],
    components: [
      {
        id: 'tidb',
        owner: 'pingcap',
        manifest: 'new',
        versions: { 'linux/amd64': ['v1.9.0', 'v1.10.0-rc.2', 'v1.10.0-rc.10', 'v1.10.0'] },
      },
    ],
    warnings: ['linux/amd64', 'linux/arm64'].map((platform) => ({
      code: 'client-missing' as const,
      facts: { platform },
    })),
  });
  const lines = reviewLines(plan, null, english, 78).map(({ text }) => text);
  expect(lines).toContain('  To fetch: 1 file, 1.00 kB');
  expect(lines).toContain('  Copies of these: 1 file');
  expect(lines).toContain('  tidb  4 versions  v1.10.0 v1.10.0-rc.10 v1.10.0-rc.2');
  expect(lines.filter((line) => line.includes('client'))).toEqual([
    '  The source has no TiUP client for linux/amd64, linux/arm64: the clone has none either.',
  ]);
});
