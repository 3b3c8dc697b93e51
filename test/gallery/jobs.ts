import type { JobDetail, JobEvent, JobState, JobSummary } from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine, fakeNow } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const at = fakeNow.toISOString();

function job(number: number, state: JobState, target = `/srv/mirror-${number}`): JobSummary {
  return {
    id: `20260301-120000-${String(number).padStart(4, 'b')}`,
    kind: 'verify',
    title: { target, sources: [], names: ['v8.5.1'] },
    state,
    startedAt: at,
    endedAt: state === 'running' ? null : at,
    pid: state === 'running' ? 4711 : null,
    progress: { done: 4_000_000, total: 12_000_000, filesDone: 3, filesTotal: 12 },
    limitRate: null,
    exitCode: null,
    error:
      state === 'failed'
        ? { code: 'disk-full', facts: { path: '/srv' }, message: 'no space left on the device' }
        : null,
    serving: null,
  };
}

const long = `/srv/${'长的目录/'.repeat(20)}\u001b[31mmirror`;
const states: readonly JobState[] = ['running', 'paused', 'interrupted', 'failed', 'done', 'cancelled'];
const some = states.map((state, at) => job(at, state, at === 1 ? long : undefined));

function jobsEngine(list: readonly JobSummary[], log: readonly JobEvent[] = []): () => FakeEngine {
  return () => {
    const engine = fakeEngine();
    const get = async (id: string): Promise<JobDetail> => {
      const found = list.find((one) => one.id === id);
      if (found === undefined) throw new Error('no such job');
      return { ...found, request: { kind: 'verify', request: {} }, result: null };
    };
    const follow = (id: string): Promise<JobSummary> =>
      list.find((one) => one.id === id)?.state === 'running' ? new Promise(() => undefined) : get(id);
    return { ...engine, jobs: { ...engine.jobs, list: async () => list, get, follow, log: async () => log } };
  };
}

const told = Array.from(
  { length: 300 },
  (_, n): JobEvent => ({
    n: n + 1,
    at,
    type: 'engine',
    event: { type: 'file', state: 'done', name: `file-${n}.tar.gz`, done: 1, total: 1 },
  }),
);

/** A speed is known from the second look on: before it, the list has not come to rest. */
const speedShown = () => /\b0 B\/(s|秒)/;

export const scenes: readonly Scene[] = [
  {
    name: 'jobs-reading',
    start: 'jobs',
    engine: () => {
      const engine = fakeEngine();
      return { ...engine, jobs: { ...engine.jobs, list: () => new Promise(() => undefined) } };
    },
    unheaded: true,
    steps: [(m) => m.jobsView.reading],
  },
  { name: 'jobs-none', start: 'jobs', engine: jobsEngine([]), steps: [(m) => m.jobs.none] },
  {
    name: 'jobs-some',
    start: 'jobs',
    engine: jobsEngine(some),
    steps: [(m) => m.jobsView.summary(1, 2, 6), speedShown],
  },
  {
    name: 'jobs-many',
    start: 'jobs',
    engine: jobsEngine(Array.from({ length: 500 }, (_, number) => job(number, 'done'))),
    steps: [(m) => m.jobsView.summary(0, 0, 500), 'end', () => '/srv/mirror-499'],
  },
  {
    name: 'jobs-asking',
    start: 'jobs',
    engine: jobsEngine(some),
    steps: [(m) => m.jobsView.summary(1, 2, 6), speedShown, 'c', (m) => m.jobsView.askClear.slice(0, 10)],
  },
  {
    name: 'jobs-following',
    start: 'jobs',
    engine: jobsEngine(some),
    steps: [(m) => m.jobsView.summary(1, 2, 6), 'enter', (m) => m.shell.actions.pause],
  },
  {
    name: 'jobs-failed',
    start: 'jobs',
    engine: jobsEngine(some),
    steps: [(m) => m.jobsView.summary(1, 2, 6), 'down', 'down', 'down', 'enter', () => 'disk-full'],
  },
  {
    name: 'jobs-log',
    start: 'jobs',
    engine: jobsEngine(some, told),
    steps: [(m) => m.jobsView.summary(1, 2, 6), 'o', () => 'file-3.tar.gz'],
  },
  {
    name: 'jobs-leaving',
    start: 'jobs',
    engine: jobsEngine(some),
    steps: [
      (m) => m.jobsView.summary(1, 2, 6),
      (m) => m.jobsView.atWork(1),
      'q',
      (m) => m.shell.leaving.jobs.ask(1),
    ],
  },
];
