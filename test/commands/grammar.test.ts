import { describe, expect, test } from 'vitest';
import { mirrordeck } from './run-program.ts';

/** Requests without what was not asked for. */
function asked(request: unknown): unknown {
  return JSON.parse(JSON.stringify(request ?? null));
}

/** The first thing that a command line asks the engine for. */
async function requestOf(line: string): Promise<{ name: string; request: unknown }> {
  const words = line.split(' ').map((word) => word.replaceAll('_', ' '));
  const { calls, stderr } = await mirrordeck(words);
  const first = calls[0];
  if (first === undefined) throw new Error(`the engine was not asked: ${stderr}`);
  return { name: first.name, request: asked(first.request) };
}

const clone = (request: object): object => ({ name: 'clone.plan', request: { target: 'W', ...request } });

describe('command lines and what they ask for', () => {
  test.each<[string, object]>([
    ['mirror init W', { name: 'init.plan', request: { path: 'W' } }],
    ['mirror init W -k K', { name: 'init.plan', request: { path: 'W', keyDir: 'K' } }],
    [
      'mirror init --key-dir=K W --days 90',
      { name: 'init.plan', request: { path: 'W', keyDir: 'K', days: 90 } },
    ],
    ['mirror demo', { name: 'demo.plan', request: {} }],
    ['mirror demo D --dry-run', { name: 'demo.plan', request: { path: 'D' } }],
    ['mirror genkey', { name: 'genkey.plan', request: { name: 'private' } }],
    ['mirror genkey -n jdoe', { name: 'genkey.plan', request: { name: 'jdoe' } }],
    ['mirror genkey --name jdoe --public', { name: 'publicKey', request: { name: 'jdoe' } }],
    ['mirror grant jdoe', { name: 'grant.plan', request: { id: 'jdoe' } }],
    [
      'mirror grant jdoe -n J._Doe -k=f',
      { name: 'grant.plan', request: { id: 'jdoe', name: 'J. Doe', keys: ['f'] } },
    ],
    [
      'mirror grant team -k a -k=b,c --threshold 2',
      { name: 'grant.plan', request: { id: 'team', keys: ['a', 'b,c'], threshold: 2 } },
    ],
    [
      'mirror publish a v1 t e',
      { name: 'publish.plan', request: { component: 'a', version: 'v1', tarball: 't', entry: 'e' } },
    ],
    [
      'mirror publish a v1 t e --os darwin --arch=arm64 --desc --odd --hide --standalone=true -k f --force',
      {
        name: 'publish.plan',
        request: {
          component: 'a',
          version: 'v1',
          tarball: 't',
          entry: 'e',
          os: 'darwin',
          arch: 'arm64',
          description: '--odd',
          hidden: true,
          standalone: true,
          key: 'f',
          force: true,
        },
      },
    ],
    [
      'mirror modify a --desc D --hide --standalone -k f',
      {
        name: 'modify.plan',
        request: { component: 'a', description: 'D', hidden: true, standalone: true, key: 'f' },
      },
    ],
    ['mirror modify a:v1 --yank', { name: 'modify.plan', request: { component: 'a:v1', yanked: true } }],
    ['mirror modify a:v1 --yank=true', { name: 'modify.plan', request: { component: 'a:v1', yanked: true } }],
    [
      'mirror modify a --yank=false --hide=false --standalone=false',
      { name: 'modify.plan', request: { component: 'a', yanked: false, hidden: false, standalone: false } },
    ],
    [
      'mirror modify a --yank=0 --desc=',
      { name: 'modify.plan', request: { component: 'a', yanked: false, description: '' } },
    ],
    [
      'mirror renew a --days 365 -k f',
      { name: 'renew.plan', request: { components: ['a'], days: 365, keys: ['f'] } },
    ],
    ['mirror renew a --days 0', { name: 'renew.plan', request: { components: ['a'] } }],
    [
      'mirror renew --all --within 4w --skip-missing',
      { name: 'renew.plan', request: { components: [], all: true, within: 28, skipMissing: true } },
    ],
    [
      'mirror renew --role root --role=timestamp -k a -k b',
      { name: 'renew.plan', request: { components: [], roles: ['root', 'timestamp'], keys: ['a', 'b'] } },
    ],
    ['mirror renew --within=30d', { name: 'renew.plan', request: { components: [], within: 30 } }],
    ['mirror expiry', { name: 'expiry', request: {} }],
    ['mirror expiry A --within 30d', { name: 'expiry', request: { address: 'A', within: 30 } }],
    ['mirror owner list', { name: 'owners', request: {} }],
    [
      'mirror owner add-key a -k f -k g --threshold 2',
      {
        name: 'changeOwner.plan',
        request: { change: 'add-key', id: 'a', keys: ['f', 'g'], threshold: 2, signWith: [] },
      },
    ],
    [
      'mirror owner replace-key a 0123456789=n.json -k f',
      {
        name: 'changeOwner.plan',
        request: { change: 'replace-key', id: 'a', old: '0123456789', key: 'n.json', signWith: ['f'] },
      },
    ],
    [
      'mirror owner revoke a --dry-run',
      { name: 'changeOwner.plan', request: { change: 'revoke', id: 'a', signWith: [] } },
    ],
    ['mirror set A', { name: 'set.plan', request: { address: 'A' } }],
    [
      'mirror set A -r root.json --silent',
      { name: 'set.plan', request: { address: 'A', rootFile: 'root.json' } },
    ],
    ['mirror set --reset', { name: 'set.plan', request: { reset: true } }],
    ['mirror show', { name: 'show', request: null }],
    ['mirror verify', { name: 'verify', request: {} }],
    [
      'mirror verify A --quick --at 2026-01-01T00:00:00Z',
      { name: 'verify', request: { address: 'A', quick: true, at: '2026-01-01T00:00:00Z' } },
    ],
    [
      'package a b -C d --name n --release v1 --entry a',
      {
        name: 'pack.plan',
        request: { targets: ['a', 'b'], directory: 'd', name: 'n', release: 'v1', entry: 'a' },
      },
    ],
    [
      'package hello --entry hello --name hello --release v0.0.1',
      {
        name: 'pack.plan',
        request: { targets: ['hello'], entry: 'hello', name: 'hello', release: 'v0.0.1' },
      },
    ],
    ['list', { name: 'list', request: {} }],
    ['list tidb --all', { name: 'list', request: { component: 'tidb', all: true } }],
    ['list --installed=true --verbose=false', { name: 'list', request: { installed: true } }],
    ['install a b:v1 --force', { name: 'install.plan', request: { components: ['a', 'b:v1'], force: true } }],
    ['update --all --nightly', { name: 'update.plan', request: { all: true, nightly: true } }],
    ['update a', { name: 'update.plan', request: { components: ['a'] } }],
    ['uninstall a:v1', { name: 'uninstall.plan', request: { components: ['a:v1'] } }],
    ['uninstall a --all', { name: 'uninstall.plan', request: { components: ['a'], all: true } }],
    [
      'serve W --host 0.0.0.0 --port 0 --limit-rate 1.5M',
      { name: 'serve', request: { path: 'W', host: '0.0.0.0', port: 0, limitRate: 1_500_000 } },
    ],
    [
      'serve W --publish --max-upload 2G --tokens t --cert c --key k --access-log l --log-format json',
      {
        name: 'serve',
        request: {
          path: 'W',
          port: 8989,
          publish: true,
          maxUpload: 2e9,
          tokens: 't',
          cert: 'c',
          key: 'k',
          accessLog: { format: 'json', file: 'l' },
        },
      },
    ],
    [
      'serve W --access-log -',
      { name: 'serve', request: { path: 'W', port: 8989, accessLog: { format: 'common' } } },
    ],
    ['hello', { name: 'run.plan', request: { component: 'hello', args: [] } }],
    [
      'hello:v1 --json --help -x list -- y',
      {
        name: 'run.plan',
        request: { component: 'hello:v1', args: ['--json', '--help', '-x', 'list', '--', 'y'] },
      },
    ],
    ['hello -- --help', { name: 'run.plan', request: { component: 'hello', args: ['--help'] } }],
    ['-- list', { name: 'run.plan', request: { component: 'list', args: [] } }],
    [
      '--tag t --binpath f hello a',
      { name: 'run.plan', request: { component: 'hello', args: ['a'], tag: 't', binary: 'f' } },
    ],
    ['hello -T t', { name: 'run.plan', request: { component: 'hello', args: ['-T', 't'], tag: 't' } }],
    [
      'run -T t hello --dry-run',
      { name: 'run.plan', request: { component: 'hello', args: ['--dry-run'], tag: 't' } },
    ],
    ['--binary hello:v1', { name: 'run.plan', request: { component: 'hello:v1', args: [] } }],
  ])('%s', async (line, expected) => {
    expect(await requestOf(line)).toEqual(expected);
  });

  test.each<[string, object]>([
    ['W', {}],
    ['W --full', { full: true }],
    ['W -f=true', { full: true }],
    ['W v1.0.0', { versions: ['v1.0.0'] }],
    ['W 1.0.0 v2.0.0 --prefix', { versions: ['1.0.0', 'v2.0.0'], prefix: true }],
    ['W v1 --os=linux --arch=amd64', { versions: ['v1'], oses: ['linux'], archs: ['amd64'] }],
    ['W -os linux -arch amd64', { oses: ['linux'], archs: ['amd64'] }],
    ['W -os=linux -arch=amd64,arm64', { oses: ['linux'], archs: ['amd64', 'arm64'] }],
    ['W -o linux -o darwin -a=arm64', { oses: ['linux', 'darwin'], archs: ['arm64'] }],
    ['W --tidb v7.1.3', { components: { tidb: ['v7.1.3'] } }],
    ['W --tidb=v7.1.3 --tikv all', { components: { tidb: ['v7.1.3'], tikv: ['all'] } }],
    ['W --tidb v1,v2 --tidb ^7.1', { components: { tidb: ['v1', 'v2', '^7.1'] } }],
    ['--tidb v1 W v2', { components: { tidb: ['v1'] }, versions: ['v2'] }],
    ['W --component plan:v1,v2', { components: { plan: ['v1', 'v2'] } }],
    [
      'W --preset cluster:v8.5.1 --hello all',
      { presets: ['cluster:v8.5.1'], components: { hello: ['all'] } },
    ],
    ['W --strict --drop-unselected', { strict: true, dropUnselected: true }],
    ['W --source S --root r --fingerprint f', { source: { address: 'S', rootFile: 'r', fingerprint: 'f' } }],
  ])('mirror clone %s', async (words, expected) => {
    expect(await requestOf(`mirror clone ${words}`)).toEqual(clone(expected));
  });

  test('--jobs goes to the engine, TIUP_HOME and TIUP_MIRRORS too', async () => {
    const environment = { TIUP_HOME: 'home', TIUP_MIRRORS: '/data/m', XDG_CONFIG_HOME: '/x' };
    const { engineOptions } = await mirrordeck(['mirror', 'clone', 'W', '--jobs', '3'], { environment });
    expect(engineOptions[0]).toMatchObject({
      jobs: 3,
      home: '/nowhere/home',
      mirror: '/data/m',
      settingsFolder: '/x/mirrordeck',
    });
    const { engineOptions: others } = await mirrordeck(['list']);
    expect(others[0]).toMatchObject({ home: '/nowhere/user/.tiup', mirror: undefined });
  });
});

describe('wrong use', () => {
  test.each([
    'mirror init',
    'mirror init a b',
    'mirror init a --days none',
    'mirror mirage a',
    'mirror nonsense',
    'mirror modify',
    'mirror modify a',
    'mirror modify a --yank=perhaps',
    'mirror renew',
    'mirror renew --role owner',
    'mirror renew --within soon',
    'mirror renew a --days -1',
    'mirror expiry a b',
    'mirror expiry --within 3x',
    'mirror owner nonsense',
    'mirror owner add-key a',
    'mirror owner replace-key a b',
    'mirror owner replace-key a =b',
    'mirror owner revoke',
    'mirror grant a --threshold 0',
    'mirror set',
    'mirror set A --reset',
    'mirror publish a v1 t',
    'mirror clone',
    'mirror clone W --tidb',
    'mirror clone W --tidb --full',
    'mirror clone W --jobs 0',
    'mirror clone W --preset cluster:v1 --interactive',
    'mirror clone W --plan file',
    'mirror clone --plan file --full',
    'mirror clone W --component tidb',
    'package a --name n',
    'package',
    'list a b',
    'install',
    'update',
    'update a --all',
    'uninstall',
    'uninstall a',
    'serve W --port 70000',
    'serve W --limit-rate fast',
    'list --nonsense',
    'list --installed=perhaps',
    'help nonsense',
    'run',
    '--nonsense',
    '--tag',
    '--lang fr list',
  ])('%s ends with 2 and asks the engine for nothing', async (line) => {
    const { code, calls, stdout, stderr } = await mirrordeck(line.split(' '));
    expect({ code, calls, stdout }).toEqual({ code: 2, calls: [], stdout: '' });
    expect(stderr).toMatch(/^Error: Wrong use of mirrordeck/);
    expect(stderr).toContain('→ `mirrordeck');
  });

  test('says what was probably meant', async () => {
    expect((await mirrordeck(['mirror', 'genky'])).stderr).toContain(
      'unknown command "genky"; is it "genkey"?',
    );
  });
});
