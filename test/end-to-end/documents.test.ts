/**
 * The examples of TiUP's documents on private mirrors (Japanese and Chinese), typed as they stand there with the
 * name changed. What stands for something else in them is put in: `<target-dir>`, `[global-version]`, the folders
 * that only root could make, and the address of a server.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../source/engine/index.ts';
import { hasCompiler } from '../helpers/compiler.ts';
import { sharedOrigin } from '../helpers/origin.ts';
import { Shell } from '../helpers/shell.ts';
import { tempFolder } from '../helpers/temp.ts';

const oses = ['darwin', 'linux'];
const archs = ['amd64', 'arm64'];

/** The tarballs of a component, as they lie in a mirror. */
function tarballs(id: string, versions: readonly string[], on = { oses, archs }): string[] {
  return versions.flatMap((version) =>
    on.oses.flatMap((os) => on.archs.map((arch) => `${id}-${version}-${os}-${arch}.tar.gz`)),
  );
}

function tarballsIn(mirror: string, ids: readonly string[]): string[] {
  const pattern = new RegExp(`^(${ids.join('|')})-v.*\\.tar\\.gz$`);
  return readdirSync(mirror)
    .filter((name) => pattern.test(name))
    .sort();
}

/** A shell whose mirror is the origin of this run. */
async function shellWithMirror(): Promise<Shell> {
  const shell = new Shell(tempFolder());
  await shell.mustType(`mirrordeck mirror set ${sharedOrigin().path}`);
  return shell;
}

const databases = ['tidb', 'tikv', 'pd', 'ctl'];
const linuxOnly = { oses: ['linux'], archs };
const amd64Only = { oses, archs: ['amd64'] };
const linuxAmd64 = { oses: ['linux'], archs: ['amd64'] };

/** All that the version selects, in every component that has it. */
function globally(version: string, on = { oses, archs }): string[] {
  const ctl = { oses: on.oses.filter((os) => os === 'linux'), archs: on.archs };
  return ['tidb', 'tikv', 'pd']
    .flatMap((id) => tarballs(id, [version], on))
    .concat(tarballs('ctl', [version], ctl));
}

const everyTikv = tarballs('tikv', ['v7.1.3', 'v8.5.1']);

describe('mirror clone', () => {
  test.each([
    ['mirrordeck mirror clone <target-dir> --tidb v7.1.3', tarballs('tidb', ['v7.1.3'])],
    [
      'mirrordeck mirror clone <target-dir> --tidb v7.1.3 --tikv all',
      [...tarballs('tidb', ['v7.1.3']), ...everyTikv],
    ],
    ['mirrordeck mirror clone <target-dir> v7.1.3', globally('v7.1.3')],
    ['mirrordeck mirror clone <target-dir> v7.1.3 --os=linux', globally('v7.1.3', linuxOnly)],
    ['mirrordeck mirror clone <target-dir> v7.1.3 --arch=amd64', globally('v7.1.3', amd64Only)],
    ['mirrordeck mirror clone <target-dir> v7.1.3 --os=linux --arch=amd64', globally('v7.1.3', linuxAmd64)],
    ['mirrordeck mirror clone <target-dir> v7.1.3 -o linux -a amd64', globally('v7.1.3', linuxAmd64)],
    ['mirrordeck mirror clone <target-dir> --tidb v8.5.1', tarballs('tidb', ['v8.5.1'])],
    ['mirrordeck mirror clone <target-dir> --tidb=v8.5.1', tarballs('tidb', ['v8.5.1'])],
    [
      'mirrordeck mirror clone <target-dir> --tidb v8.5.1 --tikv all',
      [...tarballs('tidb', ['v8.5.1']), ...everyTikv],
    ],
    ['mirrordeck mirror clone <target-dir> v8.5.1', globally('v8.5.1')],
    [
      'mirrordeck mirror clone <target-dir> --tidb v5.0.0 --prefix',
      tarballs('tidb', ['v5.0.0-rc', 'v5.0.0']),
    ],
    ['mirrordeck mirror clone <target-dir>', []],
  ])('%s', async (line, expected) => {
    const shell = await shellWithMirror();
    await shell.mustType(line.replace('<target-dir>', 'target'));
    const target = join(shell.folder, 'target');
    expect(tarballsIn(target, databases)).toEqual(expected.toSorted());
    // the keys are there, and the mirror can be used at once
    expect(readdirSync(join(target, 'keys')).length).toBeGreaterThan(0);
    await shell.mustType('mirrordeck mirror verify target');
  });

  test('--prefix v5.0.0 for all matches v5.0.0-rc and v5.0.0', async () => {
    const shell = await shellWithMirror();
    await shell.mustType('mirrordeck mirror clone target v5.0.0 --prefix');
    expect(tarballsIn(join(shell.folder, 'target'), ['tidb'])).toEqual(
      tarballs('tidb', ['v5.0.0-rc', 'v5.0.0']).toSorted(),
    );
  });

  test('--full takes everything', async () => {
    const shell = await shellWithMirror();
    await shell.mustType('mirrordeck mirror clone target --full');
    const isTarball = (name: string): boolean => name.endsWith('.tar.gz');
    const there = readdirSync(join(shell.folder, 'target')).filter(isTarball).sort();
    expect(there).toEqual(readdirSync(sharedOrigin().path).filter(isTarball).sort());
  });

  test('again into the same folder: what was there stays, clients go on', async () => {
    const shell = await shellWithMirror();
    await shell.mustType('mirrordeck mirror clone target --tidb v7.1.3');
    const keys = readdirSync(join(shell.folder, 'target', 'keys')).sort();
    await shell.mustType('mirrordeck mirror set target', { TIUP_HOME: join(shell.folder, 'client') });
    await shell.mustType('mirrordeck mirror clone target --tidb v8.5.1');
    const target = join(shell.folder, 'target');
    expect(tarballsIn(target, databases)).toEqual(tarballs('tidb', ['v7.1.3', 'v8.5.1']).toSorted());
    expect(readdirSync(join(target, 'keys')).sort()).toEqual(keys);
    const listed = await shell.mustType('mirrordeck list tidb', { TIUP_HOME: join(shell.folder, 'client') });
    expect(listed).toContain('v8.5.1');
  });
});

describe('mirror set and TIUP_MIRRORS', () => {
  async function withClone(): Promise<{ shell: Shell; mirror: string }> {
    const shell = await shellWithMirror();
    const mirror = join(shell.folder, 'shared_data', 'tiup');
    await shell.mustType(`mirrordeck mirror clone ${mirror} v8.5.1 --os=linux`);
    return { shell, mirror };
  }

  test('mirrordeck mirror set /shared_data/tiup', async () => {
    const { shell, mirror } = await withClone();
    await shell.mustType(`mirrordeck mirror set ${mirror}`);
    expect((await shell.mustType('mirrordeck mirror show')).trim()).toBe(mirror);
    expect(await shell.mustType('mirrordeck list')).toContain('tidb');
  });

  test('mirrordeck mirror set https://tiup-mirror.example.com/', async () => {
    const { shell, mirror } = await withClone();
    const engine = createEngine({ home: join(shell.folder, 'server') });
    const server = await engine.serve({ path: mirror });
    try {
      await shell.mustType(`mirrordeck mirror set ${server.address}/`);
      expect((await shell.mustType('mirrordeck mirror show')).trim()).toBe(`${server.address}/`);
      expect(await shell.mustType('mirrordeck list')).toContain('tidb');
      expect(await shell.mustType('mirrordeck tidb')).toContain('tidb v8.5.1');
    } finally {
      await server.close();
    }
  });

  test('export TIUP_MIRRORS=/shared_data/tiup; tiup list', async () => {
    const { shell, mirror } = await withClone();
    const before = await shell.mustType('mirrordeck mirror show');
    const listed = await shell.mustType(`export TIUP_MIRRORS=${mirror}\nmirrordeck list tidb`);
    expect(listed).toContain('v8.5.1');
    expect(listed).not.toContain('v7.1.3');
    // for this process only: the saved mirror is as it was
    expect(await shell.mustType('mirrordeck mirror show')).toBe(before);
  });

  test('mirrordeck mirror set --reset asks the official mirror, and changes nothing when it is out of reach', async () => {
    const { shell } = await withClone();
    const before = await shell.mustType('mirrordeck mirror show');
    const nowhere = { HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' };
    const result = await shell.type('mirrordeck mirror set --reset', nowhere);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('https://tiup-mirrors.pingcap.com/');
    expect(await shell.mustType('mirrordeck mirror show')).toBe(before);
  });
});

/** The documents are written on linux/amd64; elsewhere the platform's name is another. */
function onThisMachine(line: string): string {
  const os = process.platform === 'darwin' ? 'darwin' : 'linux';
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  if (`${os}/${arch}` === 'linux/amd64') return line;
  const renamed = line.replace('linux-amd64', `${os}-${arch}`);
  return line.includes('publish') ? `${renamed} --os ${os} --arch ${arch}` : renamed;
}

describe('a custom repository', () => {
  test('init /data/mirror, genkey, set, grant jdoe', async () => {
    const shell = new Shell(tempFolder());
    mkdirSync(join(shell.folder, 'data'));
    const mirror = join(shell.folder, 'data', 'mirror');
    await shell.mustType(`mirrordeck mirror init ${mirror}`);
    expect(readdirSync(join(mirror, 'keys')).length).toBeGreaterThanOrEqual(6);
    await shell.mustType('mirrordeck mirror genkey');
    expect(existsSync(join(shell.home, '.tiup', 'keys', 'private.json'))).toBe(true);
    await shell.mustType(`mirrordeck mirror set ${mirror}\nmirrordeck mirror grant jdoe`);
    const again = await shell.type('mirrordeck mirror grant jdoe');
    expect(again.code).toBe(1);
  });

  test.skipIf(!hasCompiler())('hello, in C, from its source to its greeting (needs gcc)', async () => {
    const shell = new Shell(tempFolder());
    const mirror = join(shell.folder, 'm');
    await shell.mustType(hello);
    expect(existsSync(join(shell.folder, onThisMachine('package/hello-v0.0.1-linux-amd64.tar.gz')))).toBe(
      true,
    );
    await shell.mustType(repository.replaceAll('/tmp/m', mirror));
    await shell.mustType(onThisMachine(publish));
    const first = await shell.mustType('$ mirrordeck hello');
    expect(first.split('\n').filter(Boolean).at(-1)).toBe('hello');
    expect(existsSync(join(shell.home, '.tiup', 'components', 'hello', 'v0.0.1', 'hello'))).toBe(true);
    expect(await shell.mustType('$ mirrordeck hello')).toContain('hello\n');
  });
});

/** A component of one's own, published by `$USER` into a mirror of its own. */
async function customComponents(
  shell: Shell,
  mirror: string,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  writeFileSync(join(shell.folder, 'greet'), '#!/bin/sh\necho greetings\n', { mode: 0o755 });
  const steps = [
    `mirrordeck mirror init ${mirror}`,
    'mirrordeck mirror genkey',
    `mirrordeck mirror set ${mirror}`,
    'mirrordeck mirror grant $USER',
    'mirrordeck package greet --entry greet --name greet --release v0.0.1',
    onThisMachine('mirrordeck mirror publish greet v0.0.1 package/greet-v0.0.1-linux-amd64.tar.gz greet'),
  ];
  await shell.mustType(steps.join('\n'), env);
}

const merging = `$ mirrordeck mirror set /data/my_mirror
$ mirrordeck mirror grant $USER
$ mirrordeck mirror merge /data/my_custom_components`;

describe('mirror merge', () => {
  async function world(): Promise<{ shell: Shell; mirror: string; custom: string; lines: string }> {
    const shell = await shellWithMirror();
    const mirror = join(shell.folder, 'my_mirror');
    const custom = join(shell.folder, 'my_custom_components');
    await shell.mustType(`mirrordeck mirror clone ${mirror} v8.5.1 --os=linux`);
    const lines = merging
      .replaceAll('/data/my_mirror', mirror)
      .replaceAll('/data/my_custom_components', custom);
    return { shell, mirror, custom, lines };
  }

  test('custom components that $USER has signed come into another mirror', async () => {
    const { shell, mirror, custom, lines } = await world();
    await customComponents(shell, custom);
    await shell.mustType(lines);
    expect(await shell.mustType('mirrordeck list')).toMatch(/^greet +dvaneeden/m);
    expect(await shell.mustType('mirrordeck greet')).toContain('greetings');
    expect(await shell.mustType('mirrordeck tidb')).toContain('tidb v8.5.1');
    await shell.mustType(`mirrordeck mirror verify ${mirror}`);
    // once more: nothing is new
    const before = readFileSync(join(mirror, 'timestamp.json'));
    await shell.mustType(`mirrordeck mirror merge ${custom}`);
    expect(readFileSync(join(mirror, 'timestamp.json'))).toEqual(before);
  });

  test('also when $USER had another key over there', async () => {
    const { shell, mirror, custom, lines } = await world();
    await customComponents(shell, custom, { TIUP_HOME: join(shell.folder, 'elsewhere') });
    await shell.mustType(`mirrordeck mirror genkey\n${lines}`);
    expect(await shell.mustType('mirrordeck greet')).toContain('greetings');
    await shell.mustType(`mirrordeck mirror verify ${mirror}`);
  });

  test('without the grant it says which keys are missing, as the stock client does', async () => {
    const { shell, mirror, custom } = await world();
    await customComponents(shell, custom);
    const result = await shell.type(`mirrordeck mirror set ${mirror}\nmirrordeck mirror merge ${custom}`);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('missing owner keys for owner dvaneeden on component greet');
  });
});

const hello = `$ cat > hello.c << END
> #include <stdio.h>
int main() {
  printf("hello\\n");
  return (0);
}
END
$ gcc hello.c -o hello
$ mirrordeck package hello --entry hello --name hello --release v0.0.1`;

const repository = `$ mirrordeck mirror init /tmp/m
$ mirrordeck mirror genkey
$ mirrordeck mirror set /tmp/m
$ mirrordeck mirror grant $USER`;

const publish = 'mirrordeck mirror publish hello v0.0.1 package/hello-v0.0.1-linux-amd64.tar.gz hello';

test('mirrordeck mirror --help names what it can do', async () => {
  const shell = new Shell(tempFolder());
  const help = await shell.mustType('mirrordeck mirror --help');
  for (const verb of ['init', 'genkey', 'clone', 'merge', 'publish', 'show', 'set', 'grant']) {
    expect(help).toMatch(new RegExp(`^\\s+${verb}\\b`, 'm'));
  }
});
