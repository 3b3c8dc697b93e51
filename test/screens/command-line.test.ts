import { expect, test } from 'vitest';
import { commandLine, shellWord } from '../../source/screens/clone/command-line.ts';
import { chosenVersions, platformParts, tallyOf } from '../../source/screens/clone/selection.ts';
import { fittedCommand } from '../../source/screens/command-rows.ts';
import { fakeComponent } from '../helpers/fake-engine.ts';

test('the command asks for what the wizard asks for', () => {
  const request = {
    source: { address: 'http://b:8000' },
    target: "/srv/operator's mirror",
    components: { tidb: ['v8.5.0', 'v8.5.1'], tikv: ['latest'] },
    oses: ['linux'],
    archs: ['amd64', 'arm64'],
    strict: true,
  };
  const command =
    "mirrordeck mirror clone '/srv/operator'\\''s mirror' --strict --os linux --arch amd64,arm64 --tidb v8.5.0,v8.5.1 --tikv latest";
  expect(commandLine(request, 'http://b:8000')).toBe(command);
  expect(commandLine(request, 'http://other')).toBe(
    command.replace(' --strict', ' --source http://b:8000 --strict'),
  );
  expect(commandLine({ target: 't', presets: ['cluster:v8.5.1'] }, null)).toBe(
    'mirrordeck mirror clone t --preset cluster:v8.5.1',
  );
  expect(shellWord('~/mirror')).toBe("'~/mirror'");
});

test('newest means releases first; a prefix is taken with or without its v', () => {
  const component = fakeComponent('tidb', ['v9.0.0-nightly', 'v8.5.1', 'v8.5.0-rc.1', 'v8.5.0']);
  const names = (rule: Parameters<typeof chosenVersions>[1]) =>
    chosenVersions(component, rule).map(({ version }) => version);
  expect(names({ mode: 'newest', count: 2 })).toEqual(['v8.5.1', 'v8.5.0']);
  expect(names({ mode: 'prefix', prefix: '8.5.0' })).toEqual(['v8.5.0-rc.1', 'v8.5.0']);
  expect(names({ mode: 'exact', picks: new Set(['tidb@v8.5.0']) })).toEqual(['v8.5.0']);
  expect(tallyOf(component, { mode: 'all' }, new Set(['linux/amd64']))).toEqual({
    files: 4,
    bytes: 4_000_000,
    versions: 4,
  });
  expect(platformParts(['darwin/arm64', 'linux/amd64', 'any/any'], 'os')).toEqual(['linux', 'darwin']);
});

test('a command that is longer than the screen is broken where a shell goes on reading', () => {
  const line = "mirrordeck package 'a b' 'c'\\''d e' -C /srv/in --name hello --hide --release v1.0.0";
  expect(fittedCommand(line, 100)).toEqual([line]);
  const rows = fittedCommand(line, 34);
  expect(rows).toEqual([
    "mirrordeck package 'a b' \\",
    "  'c'\\''d e' -C /srv/in \\",
    '  --name hello --hide \\',
    '  --release v1.0.0',
  ]);
  expect(rows.flatMap((row) => fittedCommand(row, 10))).toEqual([
    ...rows.slice(0, -1),
    ...fittedCommand(rows.at(-1) ?? '', 10),
  ]);
});
