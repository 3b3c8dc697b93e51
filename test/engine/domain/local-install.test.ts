import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localInstallScript } from '../../../source/engine/domain/local-install.ts';
import { hostPlatform } from '../../../source/engine/domain/platform.ts';
import { tempFolder } from '../../helpers/temp.ts';

const platform = hostPlatform(process.platform, process.arch).replace('/', '-');
const client = `tiup-${platform}.tar.gz`;

/** A client that does what the script needs of one. */
const tiup = `#!/bin/sh
[ "$1 $2 $4" = "mirror set --silent" ] || exit 9
[ ! -e "$TIUP_HOME/broken" ] || exit 1
printf 'mirror = "%s"\\n' "$3" >"$TIUP_HOME/tiup.toml"
cp "$3/root.json" "$TIUP_HOME/bin/root.json"
`;

function setUp(program = tiup) {
  const folder = tempFolder();
  const mirror = join(folder, 'the mirror');
  const user = join(folder, "o'user $1");
  fs.mkdirSync(mirror);
  fs.mkdirSync(user);
  fs.writeFileSync(join(mirror, 'local_install.sh'), localInstallScript());
  fs.writeFileSync(join(mirror, 'root.json'), 'new root');
  fs.writeFileSync(join(folder, 'tiup'), program, { mode: 0o755 });
  execFileSync('tar', ['-czf', join(mirror, client), '-C', folder, 'tiup']);
  fs.writeFileSync(join(user, '.bashrc'), 'alias x=y');
  const run = (args: readonly string[] = [], environment: Record<string, string> = {}) =>
    spawnSync('sh', [join(mirror, 'local_install.sh'), ...args], {
      encoding: 'utf8',
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: user, SHELL: '/bin/bash', ...environment },
    });
  const read = (...path: readonly string[]) => fs.readFileSync(join(user, ...path), 'utf8');
  return { folder, mirror, user, run, read };
}

/** Every file below with its content. */
function everything(folder: string): Record<string, string> {
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile());
  return Object.fromEntries(
    files.map((one) => {
      const path = join(one.parentPath, one.name);
      return [path, fs.readFileSync(path, 'utf8')];
    }),
  );
}

const shells = ['sh', 'dash', 'bash'].filter((shell) => spawnSync(shell, ['-c', ':']).status === 0);
test.each(shells)('%s can read it', (shell) => {
  expect(spawnSync(shell, ['-n'], { input: localInstallScript() })).toMatchObject({ status: 0 });
});

test.skipIf(spawnSync('shellcheck', ['--version']).error !== undefined)(
  'shellcheck has nothing to say',
  () => {
    const found = spawnSync('shellcheck', ['-s', 'sh', '-'], {
      input: localInstallScript(),
      encoding: 'utf8',
    });
    expect(found.stdout).toBe('');
  },
);

test('installs into ~/.tiup from a read-only mirror, through spaces and quotes', () => {
  const { folder, mirror, user, run, read } = setUp();
  fs.chmodSync(mirror, 0o555);
  const before = everything(mirror);
  const { status, stdout, stderr } = run();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(read('.tiup/bin/tiup')).toBe(tiup);
  expect(read('.tiup/bin/root.json')).toBe('new root');
  expect(read('.tiup/tiup.toml')).toBe(`mirror = "${mirror}"\n`);
  expect(fs.readdirSync(join(user, '.tiup')).sort()).toEqual(['bin', 'tiup.toml']);
  expect(stdout).toContain(`Installed in ${join(user, '.tiup/bin/tiup')}`);
  expect(stdout).toContain(`source ${join(user, '.bashrc')}`);
  const shown = spawnSync('sh', ['-c', '. "$HOME/.bashrc"; echo "$PATH"'], {
    env: { HOME: user },
    encoding: 'utf8',
  });
  expect(shown.stdout).toContain(`${join(user, '.tiup/bin')}:`);
  expect(everything(mirror)).toEqual(before);
  fs.chmodSync(mirror, 0o755);
  expect(fs.readdirSync(folder).sort()).toEqual(["o'user $1", 'the mirror', 'tiup']);
});

test('a second time replaces the client and what was kept of the old mirror, the profile gets no second line', () => {
  const { user, run, read } = setUp();
  run();
  const profile = read('.bashrc');
  fs.writeFileSync(join(user, '.tiup/bin/tiup'), 'old client');
  fs.mkdirSync(join(user, '.tiup/manifests'));
  fs.mkdirSync(join(user, '.tiup/components'));
  expect(run().status).toBe(0);
  expect(read('.tiup/bin/tiup')).toBe(tiup);
  expect(fs.readdirSync(join(user, '.tiup')).sort()).toEqual(['bin', 'components', 'tiup.toml']);
  expect(read('.bashrc')).toBe(profile);
  expect(run([], { PATH: `${join(user, '.tiup/bin')}:${process.env.PATH}` }).stdout).toContain('not changed');
});

test.each([[['--prefix', 'else where']], [['--prefix=else where']]])('%j installs there', (args) => {
  const { folder, user, run, read } = setUp();
  expect(run(args).status).toBe(0);
  expect(fs.existsSync(join(folder, 'else where/bin/tiup'))).toBe(true);
  expect(fs.existsSync(join(user, '.tiup'))).toBe(false);
  expect(read('.bashrc')).toContain(`export TIUP_HOME="${join(folder, 'else where')}"`);
});

test('TIUP_HOME says where, a profile that can not be written is no failure', () => {
  const { folder, user, run } = setUp();
  fs.rmSync(join(user, '.bashrc'));
  fs.mkdirSync(join(user, '.profile'));
  const { status, stdout } = run([], { TIUP_HOME: join(folder, 'home') });
  expect(status).toBe(0);
  expect(stdout).toContain(`export TIUP_HOME="${join(folder, 'home')}"`);
  expect(fs.existsSync(join(folder, 'home/bin/tiup'))).toBe(true);
});

const failing: Record<string, (world: ReturnType<typeof setUp>) => void> = {
  'a damaged client': ({ mirror }) => fs.writeFileSync(join(mirror, client), 'no gzip'),
  'a client that is missing': ({ mirror }) => fs.renameSync(join(mirror, client), join(mirror, 'x')),
  'a mirror without a root': ({ mirror }) => fs.rmSync(join(mirror, 'root.json')),
  'a client that does not run': ({ folder, mirror }) => {
    fs.writeFileSync(join(folder, 'tiup'), '#!/bin/sh\nexit 1\n');
    execFileSync('tar', ['-czf', join(mirror, client), '-C', folder, 'tiup']);
  },
  'a package without the client': ({ folder, mirror }) => {
    fs.renameSync(join(folder, 'tiup'), join(folder, 'other'));
    execFileSync('tar', ['-czf', join(mirror, client), '-C', folder, 'other']);
  },
  'a client that fails at the very end': ({ user }) => fs.writeFileSync(join(user, '.tiup/broken'), ''),
};

test.each(Object.entries(failing))('%s leaves what is installed as it was', (_name, spoil) => {
  const world = setUp();
  const { user, run } = world;
  fs.mkdirSync(join(user, '.tiup/bin'), { recursive: true });
  fs.mkdirSync(join(user, '.tiup/manifests'));
  for (const name of ['bin/tiup', 'bin/root.json', 'bin/other', 'tiup.toml', 'manifests/index.json']) {
    fs.writeFileSync(join(user, '.tiup', name), `old ${name}`);
  }
  spoil(world);
  const before = everything(user);
  const { status, stderr } = run();
  expect(status).toBe(1);
  expect(stderr).toContain('Error: ');
  expect(everything(user)).toEqual(before);
});

test('wrong use is told, help is given', () => {
  const { user, run } = setUp();
  expect(run(['--nonsense'])).toMatchObject({ status: 2 });
  expect(run(['--prefix'])).toMatchObject({ status: 2 });
  expect(run(['--help']).stdout).toContain('--prefix DIR');
  expect(fs.existsSync(join(user, '.tiup'))).toBe(false);
});
