/**
 * What a person reads when something is wrong: the built program says what, where and what to do, ends with its exit
 * code, shows no trace of the program and nothing of a key, and changes nothing. That every case of the engine does is
 * shown in test/engine/operations/bad-*.test.ts.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CliResult, cli, cliEnvironment, mustSucceed, program } from '../helpers/cli.ts';
import { fingerprint } from '../helpers/fingerprint.ts';
import { copyOfOrigin } from '../helpers/origin.ts';
import { smallMirror } from '../helpers/small-mirror.ts';
import { tempFolder } from '../helpers/temp.ts';

type Machine = {
  readonly folder: string;
  readonly mirror: string;
  readonly home: string;
  readonly work: string;
};

/** A mirror that may be spoilt, the home of its operator, and a folder to work in with a program in a tarball. */
async function machine(): Promise<Machine> {
  const folder = tempFolder();
  const { path: mirror, home } = copyOfOrigin(folder);
  const operator = join(folder, 'home');
  const work = join(folder, 'work');
  for (const path of [operator, join(operator, 'keys'), work]) mkdirSync(path);
  for (const name of readdirSync(join(home, 'keys')))
    writeFileSync(join(operator, 'keys', name), readFileSync(join(home, 'keys', name)), { mode: 0o600 });
  await mustSucceed(['mirror', 'set', mirror], { home: operator });
  writeFileSync(join(work, 'run'), '#!/bin/sh\n', { mode: 0o755 });
  await mustSucceed(['package', 'run', '--name', 'tool', '--release', 'v1.0.0', '--entry', 'run'], {
    home: operator,
    cwd: work,
  });
  return { folder, mirror, home: operator, work };
}

const tarball = `package/tool-v1.0.0-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}.tar.gz`;

/** Where the folders of tests are: its name may be as long as a line of a key. */
const place = realpathSync(tmpdir());

/** Lines of the body of a private key: long runs of base64. Ids and hashes are long, too, and hexadecimal. */
function secretsIn(text: string): readonly string[] {
  const runs = text.match(/PRIVATE KEY|[A-Za-z0-9+/]{60,}/g) ?? [];
  return runs.filter((run) => !/^[0-9a-f]+$/.test(run));
}

function expectClear({ code, stdout, stderr }: CliResult, exitCode: number, words: readonly string[]): void {
  expect(code, stderr).toBe(exitCode);
  expect(stderr).toMatch(/^Error: \S/m);
  expect(stderr).toMatch(/^→ \S/m);
  for (const word of words) expect(stderr).toContain(word);
  for (const text of [stdout, stderr]) {
    expect(text).not.toMatch(/^\s+at .*[:(]/m);
    expect(secretsIn(text.replaceAll(place, ''))).toEqual([]);
  }
}

type Case = {
  readonly args: (machine: Machine) => readonly string[];
  readonly prepare?: (machine: Machine) => void;
  readonly env?: (machine: Machine) => Record<string, string>;
  readonly exitCode: number;
  readonly words: (machine: Machine) => readonly string[];
};

const key = (machine: Machine, name: string): string => join(machine.home, 'keys', `${name}.json`);
const publish = (version: string, entry: string, owner: string) => (here: Machine) => [
  ...['mirror', 'publish', 'tidb', version, tarball, entry, '--os', 'linux', '--arch', 'amd64'],
  ...['--key', key(here, owner)],
];

const cases: Record<string, Case> = {
  'a clone into a folder with files': {
    args: ({ work }) => ['mirror', 'clone', work, '--full'],
    exitCode: 1,
    words: ({ work }) => [work, 'not empty', 'Take an empty folder'],
  },
  'a clone into its source': {
    args: ({ mirror }) => ['mirror', 'clone', `${mirror}/sub`, '--full'],
    exitCode: 1,
    words: ({ mirror }) => ['inside the source', mirror, 'outside'],
  },
  'a clone of what is no version': {
    args: () => ['mirror', 'clone', 'target', '--tidb', '../../v8.5.1'],
    exitCode: 2,
    words: () => ['../../v8.5.1 is no version'],
  },
  'a clone for an unset variable': {
    args: () => ['mirror', 'clone', 'target', '--full', '--arch', ''],
    exitCode: 2,
    words: () => ['platform', 'amd64 and arm64'],
  },
  'a publish without its entry': {
    args: publish('v9.9.9', 'bin/run', 'pingcap'),
    exitCode: 1,
    words: () => [tarball, 'bin/run', 'tar tzf'],
  },
  'a publish over a version': {
    args: publish('v8.5.1', 'run', 'pingcap'),
    exitCode: 1,
    words: () => ['tidb v8.5.1 is published already for linux/amd64', '--force'],
  },
  "a publish with another owner's key": {
    args: publish('v9.9.9', 'run', 'jdoe'),
    exitCode: 1,
    words: () => ['pingcap', 'mirrordeck mirror grant'],
  },
  'a publish with a key that was cut off': {
    prepare: (here) => writeFileSync(key(here, 'cut'), readFileSync(key(here, 'pingcap')).subarray(0, 900)),
    args: publish('v9.9.9', 'run', 'cut'),
    exitCode: 1,
    words: (here) => [key(here, 'cut'), 'genkey'],
  },
  'an owner that exists': {
    args: (here) => ['mirror', 'grant', 'jdoe', '--key', key(here, 'jdoe')],
    exitCode: 1,
    words: () => ['jdoe exists already'],
  },
  'an expired mirror': {
    prepare: ({ work }) => {
      const { root, timestamp } = smallMirror({
        timestamp: { signed: (right) => ({ ...right, expires: '2026-01-01T00:00:00Z' }) },
      });
      mkdirSync(join(work, 'old'));
      writeFileSync(join(work, 'old', 'root.json'), root);
      writeFileSync(join(work, 'old', 'timestamp.json'), timestamp);
    },
    args: () => ['mirror', 'clone', 'target', '--full', '--source', './old'],
    exitCode: 4,
    words: () => ['timestamp.json expired on 2026-01-01', 'clock'],
  },
  'a tiup.toml that is none': {
    prepare: ({ home }) => writeFileSync(join(home, 'tiup.toml'), 'mirror = "'),
    args: () => ['list'],
    exitCode: 1,
    words: ({ home }) => [join(home, 'tiup.toml'), 'TOML', 'mirror set'],
  },
  'settings that are none': {
    prepare: ({ home }) => {
      mkdirSync(join(home, '.config', 'mirrordeck'), { recursive: true });
      writeFileSync(join(home, '.config', 'mirrordeck', 'settings.json'), '{');
    },
    args: () => ['list'],
    exitCode: 1,
    words: () => ['settings.json', 'Repair or remove'],
  },
  'a journal that is none': {
    prepare: ({ mirror }) => {
      mkdirSync(join(mirror, '.mirrordeck'));
      writeFileSync(join(mirror, '.mirrordeck', 'commit.json'), '{');
    },
    args: publish('v9.9.9', 'run', 'pingcap'),
    exitCode: 1,
    words: ({ mirror }) => [join(mirror, '.mirrordeck', 'commit.json'), 'mirror verify'],
  },
  'TIUP_MIRRORS with a password in it': {
    env: () => ({ TIUP_MIRRORS: 'https://user:hunter2@mirror.example/' }),
    args: () => ['list'],
    exitCode: 2,
    words: () => ['no password', 'http://'],
  },
  'a home that is a file': {
    env: ({ work }) => ({ TIUP_HOME: join(work, 'run') }),
    args: ({ mirror }) => ['mirror', 'set', mirror],
    exitCode: 1,
    words: ({ work }) => [join(work, 'run')],
  },
};

describe('refused, explained, and nothing changed', () => {
  test.each(Object.entries(cases))('%s', async (_, { args, prepare, env, exitCode, words }) => {
    const here = await machine();
    prepare?.(here);
    const before = fingerprint(here.folder);
    const result = await cli(args(here), { home: here.home, cwd: here.work, env: env?.(here) ?? {} });
    expectClear(result, exitCode, words(here));
    expect(`${result.stdout}${result.stderr}`).not.toContain('hunter2');
    expect(fingerprint(here.folder)).toEqual(before);
  });

  test('a web page in the place of a mirror; as a document', async () => {
    const server = createServer((_, response) => response.end('<!doctype html><title>Log in</title>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { folder, home } = await machine();
    const before = fingerprint(folder);
    expectClear(await cli(['mirror', 'set', address], { home }), 1, [address, 'login page']);
    const { code, stdout } = await cli(['mirror', 'set', address, '--json'], { home });
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { error: { code: 'source-not-a-mirror', exitCode: 1, facts: {} } },
    ]);
    expect(fingerprint(folder)).toEqual(before);
  });

  test('a working folder that is gone; help is still there', () => {
    const home = tempFolder();
    const gone = join(home, 'gone');
    const inGone = (...args: string[]): CliResult => {
      mkdirSync(gone);
      const script = 'rmdir "$1"; shift; exec "$@"';
      const options = { cwd: gone, env: cliEnvironment({ home }), encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(
        'sh',
        ['-c', script, 'sh', gone, program, ...args],
        options,
      );
      return { code: status ?? 137, stdout, stderr };
    };
    expectClear(inGone('mirror', 'clone', 'x'), 1, ['is there no more']);
    expect(inGone('mirror', '--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('clone') });
  });
});

/** Whether this user may make a small disk, in a world of its own that ends with the command. */
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

/** A shell script on a small disk, `$disk`; `md` is the program. */
function onSmallDisk(script: string, home: string): CliResult {
  const disk = join(home, 'disk');
  mkdirSync(disk);
  const mount =
    'set -u; md() { "$program" "$@"; }; size() { mount -t tmpfs -o "remount,$1" tmpfs "$disk"; }; mount -t tmpfs tmpfs "$disk";';
  const env = { ...cliEnvironment({ home }), program, disk };
  const { status, stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', `${mount}${script}`], {
    env,
    encoding: 'utf8',
  });
  rmdirSync(disk);
  return { code: status ?? 137, stdout, stderr };
}

describe.skipIf(!mayMount)('a real disk', () => {
  test('that is too small: told before anything is fetched', async () => {
    const { home } = await machine();
    const { code, stdout, stderr } = onSmallDisk(
      'size size=64k; md mirror clone "$disk/m" --full; echo "code $?"; ls -A "$disk"',
      home,
    );
    expectClear({ code: 1, stdout: '', stderr }, 1, ['Not enough space', 'Free some space']);
    expect([code, stdout.split('code ')[1]]).toEqual([0, '1\n']);
  });

  test('that gets full: what is there is right, and with room it goes on', async () => {
    const { home } = await machine();
    const script = `size size=50m; md mirror clone "$disk/m" --full --dry-run --plan "$HOME/plan" >/dev/null
      size size=256k; md mirror clone --plan "$HOME/plan"; echo "code $?"; ls -A "$disk/m"
      size size=50m; md mirror clone --plan "$HOME/plan" >/dev/null && md mirror verify "$disk/m" && ls -A "$disk/m"`;
    const { code, stdout, stderr } = onSmallDisk(script, home);
    const [, afterwards = ''] = stdout.split('code ');
    expectClear({ code: 1, stdout: '', stderr }, 1, ['Not enough space']);
    expect(afterwards).toMatch(/^1\n\.mirrordeck\n/);
    expect(afterwards).toContain('The mirror is whole');
    expect(afterwards.split('The mirror is whole')[1]).not.toContain('.mirrordeck');
    expect(code).toBe(0);
  });

  test('that is read-only: no permission, and at once', async () => {
    const { home, mirror } = await machine();
    const script = `size ro
      md mirror clone "$disk/m" --full; echo "code $?"
      md mirror init "$disk/m"; echo "code $?"
      TIUP_HOME=$disk/home TIUP_MIRRORS=${mirror} md install hello; echo "code $?"`;
    const { stdout, stderr } = onSmallDisk(script, home);
    expect(stdout.match(/code \d+/g)).toEqual(['code 1', 'code 1', 'code 1']);
    expectClear({ code: 1, stdout: '', stderr }, 1, []);
    expect(stderr.match(/^Error: No permission/gm)).toHaveLength(3);
  });
});
