import { expect, test } from 'vitest';
import type { HomeStatus, JobSummary, WaitingChange } from '../../source/engine/index.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { needsOf } from '../../source/screens/home/home-needs.ts';
import { type FakeEngine, fakeEngine, fakeIdentity, fakeNow } from '../helpers/fake-engine.ts';
import { fakeJobs } from '../helpers/fake-jobs.ts';
import { Screen } from '../helpers/screen.ts';

const status = await fakeEngine().status();
const ours = '/srv/ours';

function jobOf(state: JobSummary['state']): JobSummary {
  return {
    id: '20260301-1100-abcd',
    kind: 'clone',
    title: { target: '/srv/mirror', sources: [], names: [] },
    state,
    startedAt: fakeNow.toISOString(),
    endedAt: null,
    pid: null,
    progress: { done: 42, total: 100, filesDone: 1, filesTotal: 3 },
    limitRate: null,
    exitCode: null,
    error: null,
    serving: null,
  };
}

const waits: WaitingChange = {
  ...{ kind: 'transfer', path: '/tmp/x.json', version: 3 },
  ...{ component: 'tidb', owner: 'jdoe', signedBy: ['0123456789abcdef'] },
};

function reportOf(...expires: readonly { readonly file: string; readonly expires: string }[]) {
  return status.report === null ? null : { ...status.report, expires };
}

function engineWith(over: Partial<HomeStatus>, more: Partial<FakeEngine> = {}): FakeEngine {
  return { ...fakeEngine(), status: async () => ({ ...status, ...over }), ...more };
}

test.each(['en', 'zh', 'ja'] as const)(
  'a problem of the mirror leads to its remedy, in %s',
  async (language) => {
    const problem = { code: 'root-changed' as const, message: 'another root' };
    const engine = engineWith({ problem, report: null });
    const screen = new Screen({ engine, language, columns: 60, rows: 20 });
    const { errors, rooms } = messagesFor(language);
    await screen.see(errors['root-changed'].title({}).slice(0, 12));
    expect(screen.text()).toContain(status.home);
    await screen.press('enter');
    await screen.see((text) => text.split('\n')[0]?.includes(rooms.doctor.label) === true);
    expect(await screen.leave()).toBe(0);
  },
);

test('what needs doing comes the most urgent first', () => {
  const jobs = [jobOf('running'), jobOf('interrupted'), jobOf('done')];
  const report = reportOf(
    { file: 'timestamp.json', expires: '2026-02-28T00:00:00Z' },
    { file: 'snapshot.json', expires: '2026-02-28T00:00:00Z' },
    { file: 'tidb.json', expires: '2026-03-10T00:00:00Z' },
    { file: 'root.json', expires: '2027-01-01T00:00:00Z' },
  );
  const facts = {
    status: { ...status, address: ours, report, diskFree: 1_000_000 },
    at: fakeNow.toISOString(),
    jobs,
    news: { mirror: ours, source: 'http://a', newer: { tidb: 'v8.5.2' } },
    waiting: [waits],
    unfinished: [
      { kind: 'merge', request: { sources: [] }, id: 'merge-1', when: fakeNow.toISOString() },
    ] as const,
    routes: [],
  };
  expect(needsOf(facts).map(({ kind }) => kind)).toEqual([
    'expired',
    'expires',
    'interrupted',
    'waiting',
    'unfinished',
    'news',
    'disk',
    'running',
  ]);
  expect(needsOf(facts)[0]).toMatchObject({ file: 'timestamp.json', more: 1 });
});

test('what expires soon in a mirror that somebody else renews is no work of ours', () => {
  const report = reportOf({ file: 'timestamp.json', expires: '2026-03-04T00:00:00Z' });
  const facts = { at: fakeNow.toISOString(), jobs: [], news: null, waiting: [], unfinished: [], routes: [] };
  expect(needsOf({ ...facts, status: { ...status, report } })).toEqual([]);
  expect(needsOf({ ...facts, status: { ...status, address: ours, report } })).toHaveLength(1);
});

test('a change that waits for signatures is said, and leads to where it is gone on with', async () => {
  const waiting = async () => ({ mirror: ours, waiting: [waits] });
  const screen = new Screen({ engine: engineWith({ address: ours }, { waiting }) });
  await screen.see('Waits for signatures (1 so far): tidb for jdoe');
  await screen.press('home', 'j', 'enter');
  await screen.see(messagesFor('en').rotating.askWay);
  await screen.leave();
});

test('an update of the source opens the clone with source and target', async () => {
  const news = { mirror: ours, source: fakeIdentity.address, newer: { tidb: 'v8.5.2', pd: 'v8.5.2' } };
  const screen = new Screen({ engine: engineWith({ address: ours }, { news: async () => news }) });
  await screen.see('Newer at the source: pd v8.5.2 and 1 more');
  await screen.press('home', 'j', 'enter');
  await screen.see(messagesFor('en').clone.ask.way);
  await screen.leave();
});

test('no mirror yet: the set-up is one key away', async () => {
  const screen = new Screen({ engine: engineWith({ address: null, report: null }) });
  await screen.see(messagesFor('en').home.needs.none);
  await screen.press('enter');
  await screen.see(messagesFor('en').setup.ask.language);
  await screen.leave();
});

test('a running job says how far it is, and the cursor stays on its row when others come', async () => {
  const running = { ...fakeJobs(() => new Promise(() => undefined)), list: async () => [jobOf('running')] };
  const screen = new Screen({ engine: engineWith({}, { jobs: running }), columns: 60, rows: 20 });
  await screen.see('42%');
  await screen.press('end');
  await screen.see(/> .*First set-up/);
  await screen.press('r');
  await screen.see(/> .*First set-up/);
  await screen.leave();
});
