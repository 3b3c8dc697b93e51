import { describe, expect, test } from 'vitest';
import {
  EngineError,
  type FollowOptions,
  type JobDetail,
  type JobEvent,
  type JobSummary,
  type MirrorIdentity,
} from '../../source/engine/index.ts';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { clonePlan } from './clone-values.ts';
import { mirrordeck } from './run-program.ts';

const id = '20260301-120000-bcdf';
const summary: JobSummary = {
  id,
  kind: 'verify',
  title: { target: '/srv/mirror', sources: [], names: [] },
  state: 'running',
  startedAt: '2026-03-01T12:00:00.000Z',
  endedAt: null,
  pid: 77,
  progress: { done: 500_000, total: 2_000_000, filesDone: 1, filesTotal: 4 },
  limitRate: null,
  exitCode: null,
  error: null,
  serving: null,
};
const detail: JobDetail = { ...summary, request: { kind: 'verify', request: {} }, result: null };
const at = '2026-03-01T12:00:01.000Z';
const started: JobEvent = { n: 1, at, type: 'state', state: 'running', pid: 77, exitCode: null, error: null };

describe('jobs lists', () => {
  test.each([[['jobs']], [['jobs', 'list']], [['jobs', '--lang', 'en']]])('%j', async (argv) => {
    const { code, stdout } = await mirrordeck(argv, { answers: { 'jobs.list': [summary] } });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ID +Kind +State +Done +Size +Started +Target$/m);
    expect(stdout).toMatch(
      new RegExp(`^${id} +verify +running +25% +2.00 MB +2026-03-01 12:00 +/srv/mirror$`, 'm'),
    );
  });

  test('as JSON, and that there are none', async () => {
    const { stdout } = await mirrordeck(['jobs', '--json'], { answers: { 'jobs.list': [summary] } });
    expect(JSON.parse(stdout)).toEqual({ jobs: [summary] });
    expect((await mirrordeck(['jobs'], { answers: { 'jobs.list': [] } })).stdout).toBe(
      'There are no jobs.\n',
    );
  });

  test.each(languages)('in %s', async (language) => {
    const { jobs } = messagesFor(language);
    const { stdout } = await mirrordeck(['jobs', '--lang', language], {
      answers: { 'jobs.list': [summary] },
    });
    expect(stdout).toContain(jobs.states.running);
    expect(stdout).toContain(jobs.kinds.verify);
  });
});

describe('jobs steers', () => {
  test.each([
    ['pause', 'paused', 'jobs resume'],
    ['cancel', 'cancelled', 'cancelled'],
    ['resume', 'running', 'jobs attach'],
  ] as const)('%s', async (name, state, told) => {
    const answers = { [`jobs.${name}`]: { ...summary, state } };
    const { code, stdout, calls } = await mirrordeck(['jobs', name, 'bcdf'], { answers });
    expect(code).toBe(0);
    expect(calls).toEqual([{ name: `jobs.${name}`, request: 'bcdf' }]);
    expect(stdout).toContain(told);
  });

  test('the rate; none is no limit', async () => {
    const answers = { 'jobs.setRate': (_: string, rate: string | null) => ({ ...summary, limitRate: rate }) };
    expect((await mirrordeck(['jobs', 'rate', 'bcdf', '20M'], { answers })).stdout).toContain('20M');
    const json = await mirrordeck(['jobs', 'rate', 'bcdf', 'none', '--json'], { answers });
    expect(JSON.parse(json.stdout)).toMatchObject({ id, limitRate: null });
  });

  test('what is removed', async () => {
    const answers = { 'jobs.prune': { removed: [id] } };
    const all = await mirrordeck(['jobs', 'prune', '--older-than', '2w'], { answers });
    expect(all.calls).toEqual([{ name: 'jobs.prune', request: { ids: undefined, olderThanDays: 14 } }]);
    expect(all.stdout).toBe('Removed 1 job.\n');
    const one = await mirrordeck(['jobs', 'prune', 'bcdf'], { answers });
    expect(one.calls).toEqual([{ name: 'jobs.prune', request: { ids: ['bcdf'], olderThanDays: undefined } }]);
  });

  test('an unknown one and a wrong word are told', async () => {
    const answers = { 'jobs.pause': new EngineError('job-unknown', 'no job', { facts: { id: 'x' } }) };
    expect((await mirrordeck(['jobs', 'pause', 'x'], { answers })).code).toBe(1);
    const wrong = await mirrordeck(['jobs', 'pouse']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('is it "pause"?');
    expect((await mirrordeck(['jobs', 'pause'])).code).toBe(2);
    expect((await mirrordeck(['jobs', '--help'])).stdout).toContain('jobs attach bcdf');
  });
});

test('jobs log tells what happened, a line each', async () => {
  const events: JobEvent[] = [
    started,
    {
      n: 2,
      at,
      type: 'engine',
      event: { type: 'file', name: 'a.tar.gz', state: 'retrying', total: 1, done: 0, reason: 'reset' },
    },
    { n: 3, at, type: 'rate', limitRate: null },
  ];
  const { stdout } = await mirrordeck(['jobs', 'log', 'bcdf'], { answers: { 'jobs.log': events } });
  expect(stdout.split('\n').slice(2, 5)).toEqual([
    `${at}  running`,
    `${at}  retrying  a.tar.gz: reset`,
    `${at}  rate      none`,
  ]);
});

/** The answers of a job that ends as `end` while it is followed. */
function following(end: Partial<JobDetail>, events: readonly JobEvent[] = [started]) {
  let followed = false;
  return {
    'jobs.log': [started],
    'jobs.get': () => (followed ? { ...detail, ...end } : detail),
    'jobs.follow': (_: string, { onEvent }: FollowOptions) => {
      followed = true;
      for (const event of events) onEvent?.(event);
      return { ...summary, ...end };
    },
  };
}

describe('jobs attach', () => {
  const identity: MirrorIdentity = {
    address: '/srv/mirror',
    kind: 'folder',
    fingerprint: 'f'.repeat(64),
    trust: 'local',
    rootVersion: 1,
    rootKeys: [],
    owners: [],
  };

  test('ends as the command would have, and says what it found', async () => {
    const problems = [{ file: 'a.tar.gz', code: 'hash-mismatch', reason: 'other bytes' }];
    const result = { identity, manifests: 4, files: 1, listed: 1, bytes: 5, problems, warnings: [] };
    const answers = following({ state: 'incomplete', exitCode: 4, result: { kind: 'verify', result } });
    const { code, stdout } = await mirrordeck(['jobs', 'attach', 'bcdf'], { answers });
    expect(code).toBe(4);
    expect(stdout).toContain('a.tar.gz: other bytes');
    expect(stdout).toContain('incomplete');
  });

  test('fails as the command would have', async () => {
    const error = {
      code: 'lock-held',
      facts: { holder: 'process 7' },
      message: 'held by process 7',
    } as const;
    const answers = following({ state: 'failed', exitCode: 1, error });
    const { code, stderr } = await mirrordeck(['jobs', 'attach', 'bcdf'], { answers });
    expect(code).toBe(1);
    expect(stderr).toContain('held by process 7');
  });

  test('begins with the newest process, and with --json tells every event', async () => {
    const answers = {
      ...following({ state: 'paused', exitCode: 130 }),
      'jobs.log': [started, { ...started, n: 9 }],
    };
    const { code, stdout, stderr, calls } = await mirrordeck(['jobs', 'attach', 'bcdf', '--json'], {
      answers,
    });
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ id, state: 'paused' });
    expect(JSON.parse(stderr.split('\n').at(-2) ?? '')).toEqual(started);
    expect(calls.find(({ name }) => name === 'jobs.follow')?.request).toBe(id);
  });

  test('leaves the job when it is stopped, and says how to come back', async () => {
    const stop = new AbortController();
    const answers = {
      ...following({}),
      'jobs.follow': () => {
        stop.abort();
        throw new EngineError('interrupted', 'stopped');
      },
    };
    const { code } = await mirrordeck(['jobs', 'attach', 'bcdf'], { answers, signal: stop.signal });
    expect(code).toBe(0);
  });
});

test('ids follow on a command line', async () => {
  const answers = {
    knownNames: { components: [], versions: [] },
    'jobs.list': [summary, { ...summary, id: '20260101-000000-xyzz', kind: 'serve', state: 'paused' }],
  };
  const words = ['completion', 'complete', '--', 'jobs', 'attach', '2026'];
  const { stdout } = await mirrordeck(words, { answers });
  expect(stdout.split('\n').slice(0, 2)).toEqual([
    `${id}\tverify, running: /srv/mirror`,
    '20260101-000000-xyzz\tserve, paused: /srv/mirror',
  ]);
  const commands = await mirrordeck(['completion', 'complete', '--', 'jobs', 'pa'], { answers });
  expect(commands.stdout).toContain('pause\t');
});

describe('--detach', () => {
  test('plans, starts a job and says how to follow it', async () => {
    const plan = clonePlan();
    const answers = { 'clone.plan': plan, 'jobs.start': { ...summary, kind: 'clone' } };
    const { code, stdout, calls } = await mirrordeck(
      ['mirror', 'clone', '/srv/mirror', '--full', '--detach'],
      {
        answers,
      },
    );
    expect(code).toBe(0);
    expect(calls.map(({ name }) => name)).toEqual(['clone.plan', 'jobs.start']);
    expect(calls[1]?.request).toEqual({ kind: 'clone', plan });
    expect(stdout).toContain(`mirrordeck jobs attach ${id}`);
  });

  test('goes with no dry run and no screen', async () => {
    expect((await mirrordeck(['mirror', 'prune', '--detach', '--dry-run'])).code).toBe(2);
    expect((await mirrordeck(['mirror', 'clone', 'x', '--full', '--detach', '-i'])).code).toBe(2);
    expect((await mirrordeck(['serve', 'x', '--detach', '--access-log', '-'])).code).toBe(2);
  });

  test('verify has no plan', async () => {
    const { calls } = await mirrordeck(['mirror', 'verify', '/srv/mirror', '--quick', '--detach', '--json'], {
      answers: { 'jobs.start': summary },
    });
    expect(calls).toEqual([
      { name: 'jobs.start', request: { kind: 'verify', request: expect.objectContaining({ quick: true }) } },
    ]);
  });

  test('what could not be carried out is refused here, not in the job', async () => {
    const missing = [{ name: 'index', kind: 'role', needed: 1, got: 0, keys: [], components: [] }];
    const empty = { yanks: [], kept: [], deletes: [], waits: [], signs: [], warnings: [] };
    const refused = new EngineError('target-keys-missing', 'no key', { facts: {} });
    const { code, calls } = await mirrordeck(['mirror', 'prune', '--detach'], {
      answers: {
        'prune.plan': { ...empty, missing, bytes: { deletes: 0, waits: 0 } },
        'prune.apply': refused,
      },
    });
    expect(code).toBe(1);
    expect(calls.map(({ name }) => name)).toEqual(['prune.plan', 'prune.apply']);
  });
});
