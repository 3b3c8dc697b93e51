import { describe, expect, test } from 'vitest';
import type { ExpiryEntry, ExpiryResult, RenewPlan, Run } from '../../source/engine/index.ts';
import { mirrordeck } from './run-program.ts';

const items = [
  {
    file: '3.tidb.json',
    name: 'tidb',
    kind: 'component',
    version: 3,
    from: '2026-01-01T00:00:00Z',
    to: '2031-01-01T00:00:00Z',
  },
] as const;
const left = [{ name: 'hello', expires: '2026-02-01T00:00:00Z' }];
const plan: RenewPlan = {
  schema: 'mirrordeck/renew-plan/1',
  scope: { components: [], roles: [], days: null, files: [] },
  signers: [],
  collects: [],
  way: { kind: 'here' },
  keys: [],
  request: {},
  mirror: '/data/mirror',
  at: '2026-01-01T00:00:00.000Z',
  timestampVersion: 1,
  items,
  kept: [],
  missing: [],
  left: [],
  expired: [],
  warnings: [],
};

describe('mirror renew', () => {
  test('a dry run lists what expires when, before and after, and whose keys are missing', async () => {
    const missing = [
      { name: 'jdoe', kind: 'owner', needed: 2, got: 1, keys: ['ab'.repeat(32)], components: ['tidb'] },
    ];
    const answers = { 'renew.plan': { ...plan, missing } };
    const { code, stdout, stderr, calls } = await mirrordeck(['mirror', 'renew', '--all', '--dry-run'], {
      answers,
    });
    expect([code, calls.length]).toEqual([0, 1]);
    expect(stdout).toContain('tidb: 2026-01-01 00:00 → 2031-01-01 00:00 (3.tidb.json)');
    expect(stderr).toContain(`jdoe: 2 needed, 1 here; not here: ${'ab'.repeat(8)}`);
    const json = await mirrordeck(['mirror', 'renew', '--all', '--dry-run', '--json'], { answers });
    expect(JSON.parse(json.stdout)).toEqual(answers['renew.plan']);
  });

  test('tells who has to sign which file, where, and what comes next', async () => {
    const quorums = [
      { name: 'jdoe', needed: 1, signed: [], here: [], elsewhere: ['ab'.repeat(32)] },
    ] as const;
    const collecting: RenewPlan = {
      ...plan,
      signers: [{ file: '3.tidb.json', quorums }],
      collects: [{ file: '3.tidb.json', signed: '{}', signatures: [] }],
      way: { kind: 'file', path: '/to sign' },
    };
    const result = { mirror: plan.mirror, saved: '/to sign', renewed: [], left: [] };
    const saved = await mirrordeck(['mirror', 'renew', 'tidb', '--out', '/to sign'], {
      answers: { 'renew.plan': collecting, 'renew.apply': result },
    });
    expect(saved.stdout).toContain('ab'.repeat(8));
    expect(saved.stdout).toContain("mirror sign '/to sign/3.tidb.json' -k <key>");
    expect(saved.stdout).toContain("mirror renew --from '/to sign'");

    const way = { kind: 'server', path: '/r', temporary: true, host: '127.0.0.1', port: 8080 } as const;
    const signing = { type: 'signing', file: '3.tidb.json', path: '/r', signed: [] } as const;
    const standing = [{ name: 'jdoe', needed: 1, got: 0, missing: ['ab'.repeat(32)] }];
    const waited = await mirrordeck(['mirror', 'renew', '--from', '/r', '--addr', '127.0.0.1:8080'], {
      answers: {
        'renew.plan': { ...collecting, way },
        'renew.apply': (_: unknown, run: Run) => {
          for (const file of ['3.tidb.json', '2.root.json'])
            run.onEvent?.({ ...signing, file, addresses: [`http://x/${file}`], quorums: standing });
          return { ...result, saved: null, renewed: items };
        },
      },
    });
    expect(waited.code).toBe(0);
    for (const file of ['3.tidb.json', '2.root.json'])
      expect(waited.stdout).toContain(`${file}: Waiting all key holders to sign http://x/${file}`);
    expect(waited.stdout.match(/mirror renew --from \/r --addr/g)).toHaveLength(1);
  });

  test('ends with 3 when something was left for want of keys', async () => {
    const answers = {
      'renew.plan': { ...plan, left },
      'renew.apply': { mirror: plan.mirror, saved: null, renewed: items, left },
    };
    const { code, stderr } = await mirrordeck(['mirror', 'renew', '--all', '--skip-missing'], { answers });
    expect([code, stderr.includes('hello')]).toEqual([3, true]);
  });
});

describe('mirror expiry', () => {
  const entry = (change: Partial<ExpiryEntry>): ExpiryEntry => ({
    kind: 'role',
    name: 'timestamp',
    key: null,
    file: 'timestamp.json',
    expires: '2026-01-11T00:00:00Z',
    days: 10,
    state: 'fine',
    yanked: false,
    ...change,
  });
  const result = (due: number, entries: readonly ExpiryEntry[]): Partial<ExpiryResult> => ({
    now: '2026-01-01T00:00:00.000Z',
    within: 30,
    entries,
    due,
    warnings: [],
  });

  test('ends with 1 when something is due, so that cron can tell', async () => {
    const key = entry({ kind: 'key', name: 'jdoe', key: 'ab'.repeat(32), file: '7.index.json', days: 400 });
    const answers = { expiry: result(1, [entry({ state: 'due' }), key]) };
    const { code, stdout } = await mirrordeck(['mirror', 'expiry', '--within', '30d'], { answers });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Expires +When +Kind +Name +File +State$/m);
    expect(stdout).toMatch(/^2026-01-11 00:00 +in 10 days +role +timestamp +timestamp\.json +due$/m);
    expect(stdout).toContain(`jdoe ${'ab'.repeat(8)}`);
    expect(
      (await mirrordeck(['mirror', 'expiry'], { answers: { expiry: result(0, [entry({})]) } })).code,
    ).toBe(0);
    const json = await mirrordeck(['mirror', 'expiry', '--json'], { answers });
    expect([json.code, JSON.parse(json.stdout)]).toEqual([1, answers.expiry]);
  });
});

describe('help', () => {
  test.each([
    ['mirror modify --help', '--hide', 'mirrordeck mirror modify hello:v0.0.1 --yank'],
    ['mirror renew --help', '--within', 'mirrordeck mirror renew --all --within 30d'],
    ['mirror expiry --help', '--within', 'mirrordeck mirror expiry --within 30d'],
    ['mirror owner --help', 'replace-key', 'mirrordeck mirror owner list'],
    ['mirror owner', 'add-key', 'mirrordeck mirror owner list'],
    ['help mirror owner', 'revoke', 'mirrordeck mirror owner list'],
    ['mirror owner revoke --help', '--dry-run', 'mirrordeck mirror owner revoke jdoe'],
  ])('of %s has the flags and an example', async (line, flag, example) => {
    const { code, stdout, calls } = await mirrordeck(line.split(' '));
    expect([code, calls]).toEqual([0, []]);
    expect(stdout).toContain(flag);
    expect(stdout).toContain(example);
    expect(stdout).not.toContain('--no-hide');
  });
});
