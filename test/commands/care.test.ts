import { describe, expect, test } from 'vitest';
import type {
  DoctorResult,
  KeysCheckResult,
  PrunePlan,
  RepairPlan,
  VerifyResult,
} from '../../source/engine/index.ts';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { mirrordeck } from './run-program.ts';

async function requestOf(line: string): Promise<{ name: string; request: unknown }> {
  const { calls, stderr } = await mirrordeck(line.split(' '));
  const first = calls[0];
  if (first === undefined) throw new Error(`the engine was not asked: ${stderr}`);
  return { name: first.name, request: JSON.parse(JSON.stringify(first.request ?? null)) };
}

describe('command lines and what they ask for', () => {
  test.each<[string, string, object]>([
    ['mirror verify A --sample 10%', 'verify', { address: 'A', sample: 0.1 }],
    ['mirror verify --sample 0.25', 'verify', { sample: 0.25 }],
    ['mirror verify --repair', 'repair.plan', {}],
    [
      'mirror verify A --repair --from B --from=C -r r',
      'repair.plan',
      { address: 'A', from: ['B', 'C'], rootFile: 'r' },
    ],
    ['mirror prune', 'prune.plan', {}],
    [
      'mirror prune --keep-last 3 --component tidb,tikv',
      'prune.plan',
      { keepLast: 3, components: ['tidb', 'tikv'] },
    ],
    [
      'mirror prune --keep-minor=2 --keep v7.1,^8 --keep v1.0.0 --older-than 180d --grace 2w',
      'prune.plan',
      { keepMinor: 2, keep: ['v7.1', '^8', 'v1.0.0'], olderThan: 180, grace: 14 },
    ],
    [
      'mirror prune --now --drop-latest -k a -k b',
      'prune.plan',
      { now: true, dropLatest: true, keys: ['a', 'b'] },
    ],
    ['doctor', 'doctor', { terminal: null }],
    ['doctor --port 8080', 'doctor', { port: 8080, terminal: null }],
    ['keys list --mirror', 'keys.list', { mirror: true }],
    ['mirror genkey --name c --type rsa', 'genkey.plan', { name: 'c', type: 'rsa' }],
    [
      'mirror genkey --name c --type ed25519 --yes-stock-clients-refuse-it',
      'genkey.plan',
      { name: 'c', type: 'ed25519', stockRefusalKnown: true },
    ],
    ['mirror grant eva -k f --allow-ed25519', 'grant.plan', { id: 'eva', keys: ['f'], allowEd25519: true }],
  ])('%s', async (line, name, request) => {
    expect(await requestOf(line)).toEqual({ name, request });
  });

  test.each([
    'mirror verify --sample 0',
    'mirror verify --sample 110%',
    'mirror verify --from A',
    'mirror verify --repair --quick',
    'mirror prune --keep-last few',
    'mirror prune --older-than long',
    'mirror prune x',
    'doctor --port 0',
    'doctor x',
    'keys nonsense',
    'keys import',
    'completion',
    'completion csh',
    'mirror genkey --type ed25519',
    'mirror genkey --type dsa',
  ])('%s ends with 2', async (line) => {
    const { code, calls } = await mirrordeck(line.split(' '));
    expect({ code, calls }).toEqual({ code: 2, calls: [] });
  });
});

const identity: VerifyResult['identity'] = {
  address: '/m',
  kind: 'folder',
  fingerprint: 'f'.repeat(64),
  trust: 'local',
  rootVersion: 1,
  rootKeys: [],
  owners: [],
};

describe('what they say, and the exit code', () => {
  test('verify says that it was a sample, and not that the mirror is whole', async () => {
    const verify = { identity, manifests: 5, files: 2, listed: 20, bytes: 10, problems: [], warnings: [] };
    const { stdout, code } = await mirrordeck(['mirror', 'verify', '--sample', '10%'], {
      answers: { verify },
    });
    expect(code).toBe(0);
    expect(stdout).toContain('A sample: 2 files of 20 files were read.');
    expect(stdout).not.toContain('The mirror is whole');
  });

  const plan: RepairPlan = {
    schema: 'mirrordeck/repair-plan/1',
    mirror: '/m',
    sources: ['/b'],
    timestamp: null,
    items: [
      {
        file: 'a.tar.gz',
        code: 'file-missing',
        reason: 'r',
        action: 'fetch',
        from: 'a.tar.gz',
        length: 1000,
        sha256: '',
      },
      {
        file: '3.a.json',
        code: 'manifest-malformed',
        reason: 'r',
        action: 'restore',
        from: '/b',
        length: 10,
        sha256: '',
      },
    ],
    signs: [],
    left: [{ file: 'b.tar.gz', code: 'file-missing', reason: 'there is no b.tar.gz' }],
    warnings: [],
  };

  test('repair ends with 3 while something is missing, also when it is only planned', async () => {
    const result = {
      mirror: '/m',
      repaired: ['a.tar.gz', '3.a.json'],
      signed: [],
      fetchedBytes: 1000,
      left: plan.left,
    };
    const answers = { 'repair.plan': plan, 'repair.apply': result };
    const { stdout, code } = await mirrordeck(['mirror', 'verify', '--repair'], { answers });
    expect(code).toBe(3);
    expect(stdout).toContain('3.a.json is taken from /b, byte for byte');
    expect(stdout).toContain('a.tar.gz is fetched (1.00 kB)');
    expect(stdout).toContain('2 files were repaired.');
    expect(stdout).toContain('b.tar.gz: there is no b.tar.gz');
    const dry = await mirrordeck(['mirror', 'verify', '--repair', '--dry-run', '--json'], { answers });
    expect(dry.code).toBe(3);
    expect(JSON.parse(dry.stdout)).toEqual(plan);
    expect(dry.calls.map(({ name }) => name)).toEqual(['repair.plan']);
  });

  test('prune shows sizes and reasons of every version in a dry run', async () => {
    const prunePlan: PrunePlan = {
      schema: 'mirrordeck/prune-plan/1',
      request: {},
      mirror: '/m',
      at: '2026-01-01T00:00:00Z',
      timestampVersion: 3,
      yanks: [
        {
          component: 'tidb',
          version: 'v1.0.0',
          platforms: ['linux/amd64'],
          released: '2020-01-01T00:00:00Z',
          files: ['t.tar.gz'],
          bytes: 2_000_000,
        },
      ],
      kept: [{ component: 'tidb', version: 'v2.0.0', reason: { code: 'latest', of: 'linux/amd64' } }],
      deletes: [{ file: '1.tidb.json', kind: 'manifest', bytes: 500, due: '2025-01-01T00:00:00Z' }],
      waits: [{ file: 't.tar.gz', kind: 'tarball', bytes: 2_000_000, due: '2026-01-08T00:00:00Z' }],
      bytes: { deletes: 500, waits: 2_000_000 },
      signs: [],
      missing: [],
      warnings: [],
    };
    const { stdout } = await mirrordeck(['mirror', 'prune', '--dry-run'], {
      answers: { 'prune.plan': prunePlan },
    });
    expect(stdout).toMatch(/tidb +v1\.0\.0 +linux\/amd64 +2\.00 MB +goes/);
    expect(stdout).toMatch(/tidb +v2\.0\.0 +latest on linux\/amd64/);
    expect(stdout).toContain('1.tidb.json (500 B): replaced by a newer one');
    expect(stdout).toContain('1 file wait');
  });

  test('doctor names each problem with its remedy and ends with 1', async () => {
    const doctor: DoctorResult = {
      home: '/h',
      mirror: '/m',
      areas: ['home', 'keys'],
      findings: [
        {
          area: 'keys',
          code: 'key-exposed',
          state: 'problem',
          facts: { file: '/k.json', mode: '644' },
          detail: '',
        },
      ],
      problems: 1,
    };
    const { stdout, code } = await mirrordeck(['doctor'], { answers: { doctor } });
    expect(code).toBe(1);
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'Home: fine',
      'Keys: PROBLEM: Others can read the private key /k.json (mode 644).',
      '  → `chmod 600 /k.json`; if somebody may have read it, replace the key.',
      '1 problem.',
    ]);
    const fine = { ...doctor, findings: [], problems: 0 };
    const other = await mirrordeck(['doctor', '--json'], { answers: { doctor: fine } });
    expect(other.code).toBe(0);
    expect(JSON.parse(other.stdout)).toEqual(fine);
  });

  test.each(languages)('every finding has a title and a remedy in %s', (language) => {
    const { doctor } = messagesFor(language).care;
    for (const [code, { title, remedy }] of Object.entries(doctor)) {
      for (const facts of [{ file: 'F', path: 'P', address: 'A', mode: '644', reason: 'R' }]) {
        for (const text of [title(facts), remedy(facts)]) {
          expect(text.length, code).toBeGreaterThan(3);
          expect(text, code).not.toMatch(/null|NaN|\[object|\$\{/);
        }
      }
    }
  });
});

describe('keys', () => {
  const entry: KeysCheckResult['keys'][number] = {
    id: 'ab'.repeat(32),
    file: '/k/jdoe.json',
    mode: 0o644,
    type: 'rsa',
    half: 'private',
    exposed: true,
    uses: [{ kind: 'owner', name: 'jdoe' }],
  };
  const listed = { folders: ['/k'], mirror: '/m', mirrorProblem: null, keys: [entry], unusable: [] };

  const engine = (name: string, value: unknown) => ({ answers: { [`keys.${name}`]: value } });

  test('list tells id, type, mode and what it signs', async () => {
    const { stdout } = await mirrordeck(['keys', 'list'], engine('list', listed));
    expect(stdout).toMatch(/^ID +Type +Half +Mode +Signs as +File/);
    expect(stdout).toMatch(/abababababababab +rsa +private +0644 +jdoe +\/k\/jdoe\.json/);
  });

  test('check names what is wrong and ends with 1', async () => {
    const result = {
      ...listed,
      problems: [{ code: 'exposed', facts: { file: '/k/jdoe.json', mode: '644' } }],
      missing: [],
    };
    const { stdout, code } = await mirrordeck(['keys', 'check'], engine('check', result));
    expect(code).toBe(1);
    expect(stdout).toContain('→ `chmod 600 /k/jdoe.json`');
    const fine = await mirrordeck(
      ['keys', 'check', '--mirror'],
      engine('check', { ...listed, problems: [], missing: [] }),
    );
    expect(fine.code).toBe(0);
    expect(fine.calls[0]?.request).toEqual({ mirror: true });
  });

  test('import and export ask for what the words say', async () => {
    const imported = await mirrordeck(['keys', 'import', 'a', 'b', '--public']);
    expect(imported.calls[0]).toMatchObject({
      name: 'keys.import.plan',
      request: { files: ['a', 'b'], public: true },
    });
    const exported = await mirrordeck(['keys', 'export', 'jdoe', '--private', '--to', 'f']);
    expect(exported.calls[0]).toMatchObject({
      name: 'keys.export.plan',
      request: { key: 'jdoe', private: true, to: 'f' },
    });
  });
});

describe('completion', () => {
  const answers = {
    knownNames: ({ component }: { component?: string }) =>
      component === undefined
        ? {
            components: [
              { name: 'tidb', description: 'A database' },
              { name: 'tikv', description: '' },
            ],
            versions: [],
          }
        : { components: [], versions: ['v2.0.0', 'v1.0.0'] },
  };
  const follow = async (...words: string[]): Promise<string[]> => {
    const { stdout, code } = await mirrordeck(['completion', 'complete', '--', ...words], { answers });
    expect(code).toBe(0);
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t')[0] ?? '');
  };

  test.each(['bash', 'zsh', 'fish'])(
    'the script for %s asks us, without loading anything else',
    async (shell) => {
      const { stdout, calls } = await mirrordeck(['completion', shell]);
      expect(stdout).toContain('mirrordeck completion complete --');
      expect(stdout).not.toMatch(/^readonly /m);
      expect(calls).toEqual([]);
    },
  );

  test('commands, and components where one may stand', async () => {
    expect(await follow('mi')).toEqual(['mirror', ':4']);
    expect(await follow('ti')).toEqual(['tidb', 'tikv', ':4']);
    expect(await follow('')).toEqual(expect.arrayContaining(['mirror', 'install', 'doctor', 'keys', 'tidb']));
    expect(await follow('mirror', 'pr')).toEqual(['prune', ':4']);
    expect(await follow('mirror', 'owner', '')).toEqual(expect.arrayContaining(['list', 'revoke']));
    expect(await follow('keys', 'ch')).toEqual(['check', ':4']);
  });

  test('flags and their values', async () => {
    expect(await follow('mirror', 'prune', '--keep')).toEqual([
      '--keep-last',
      '--keep-minor',
      '--keep',
      ':4',
    ]);
    expect(await follow('mirror', 'publish', '--os', '')).toEqual(['linux', 'darwin', ':4']);
    expect(await follow('mirror', 'prune', '--component', 'tik')).toEqual(['tikv', ':4']);
    expect(await follow('completion', '')).toEqual(['bash', 'zsh', 'fish', ':4']);
  });

  test('components and their versions, from what the home keeps', async () => {
    expect(await follow('install', 'ti')).toEqual(['tidb', 'tikv', ':4']);
    expect(await follow('install', 'tidb:')).toEqual(['tidb:v2.0.0', 'tidb:v1.0.0', ':4']);
    expect(await follow('tidb:v1')).toEqual(['tidb:v1.0.0', ':4']);
    expect(await follow('install', 'tikv', 'ti')).toEqual(['tidb', 'tikv', ':4']);
  });

  test('where nothing is known, the shell offers files', async () => {
    expect(await follow('mirror', 'init', '/da')).toEqual([':0']);
    expect(await follow('tidb', 'x')).toEqual([':0']);
  });
});
