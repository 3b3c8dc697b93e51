import type { HomeStatus, JobSummary } from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine, fakeNow } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const job = (state: JobSummary['state'], target: string): JobSummary => ({
  id: `20260301-1100-${state}`,
  kind: 'clone',
  title: { target, sources: [], names: [] },
  state,
  startedAt: fakeNow.toISOString(),
  endedAt: null,
  pid: null,
  progress: { done: 42, total: 100, filesDone: 1, filesTotal: 3 },
  limitRate: null,
  exitCode: null,
  error: null,
  serving: null,
});

const long = '/srv/mirrors/of-a-plant-with-a-very-long-name/and-a-folder-in-it/mirror';

/** An engine whose home is in a state. */
function homeEngine(over: Partial<HomeStatus>, more: Partial<FakeEngine> = {}): () => FakeEngine {
  return () => {
    const engine = fakeEngine();
    return { ...engine, status: async () => ({ ...(await engine.status()), ...over }), ...more };
  };
}

const everything = (): FakeEngine => {
  const engine = fakeEngine();
  const jobs = [job('running', long), job('interrupted', long)];
  return {
    ...engine,
    jobs: { ...engine.jobs, list: async () => jobs },
    waiting: async () => ({
      mirror: long,
      waiting: [
        {
          ...{ kind: 'transfer', path: `${long}/tidb.json`, version: 3, signedBy: ['0123456789abcdef'] },
          ...{ component: 'a-component-with-a-name-that-is-as-long-as-names-can-be', owner: 'pingcap' },
        },
      ],
    }),
    news: async () => ({
      mirror: long,
      source: `http://mirror.example.com${long}`,
      newer: { tidb: 'v8.5.2', tikv: 'v8.5.2' },
    }),
    status: async () => {
      const status = await engine.status();
      const expires = [
        { file: 'timestamp.json', expires: '2026-02-20T00:00:00Z' },
        {
          file: 'a-component-with-a-name-that-is-as-long-as-names-can-be.json',
          expires: '2026-03-04T00:00:00Z',
        },
      ];
      const report = status.report === null ? null : { ...status.report, expires };
      return { ...status, address: long, home: `${long}/.tiup`, diskFree: 1_200_000, report };
    },
  };
};

const leftOff = (): FakeEngine => {
  const engine = fakeEngine();
  const when = fakeNow.toISOString();
  const merge = { kind: 'merge', request: { sources: [], decisions: [] }, id: 'merge-1', when } as const;
  const components = Array.from({ length: 123 }, (_, at) => `c${at}`);
  const answers = { components, mode: 'all', newest: 1, prefix: '', typed: '', picks: [] } as const;
  const clone = { kind: 'clone', request: { target: long }, answers, id: 'clone-1', when } as const;
  const whole = { ...clone, request: { target: long, full: true }, id: 'clone-2' } as const;
  return { ...engine, unfinished: { ...engine.unfinished, list: async () => [clone, whole, merge] } };
};

export const scenes: readonly Scene[] = [
  { name: 'home', start: 'home', steps: [() => 'v1.16.5', (m) => m.home.needs.nothing.slice(0, 8)] },
  {
    name: 'home-loading',
    start: 'home',
    engine: () => ({ ...fakeEngine(), status: () => new Promise<never>(() => undefined) }),
    unheaded: true,
    steps: [(m) => m.home.loading],
  },
  {
    name: 'home-new',
    start: 'home',
    engine: homeEngine({ address: null, report: null, installed: [] }),
    steps: [(m) => m.home.needs.none],
  },
  { name: 'home-everything', start: 'home', engine: everything, steps: [() => '42%', () => 'tidb v8.5.2'] },
  {
    name: 'home-left-off',
    start: 'home',
    engine: leftOff,
    steps: [
      (m) => m.home.needs.unfinished.clone(123, '').slice(0, 20),
      'home',
      'x',
      (m) => m.shell.reasons.discardAgain,
    ],
  },
  {
    name: 'home-bottom',
    start: 'home',
    engine: everything,
    steps: [() => '42%', () => 'tidb v8.5.2', 'end', (m) => m.rooms.setup.note],
  },
  {
    name: 'home-unreadable',
    start: 'home',
    engine: homeEngine({
      problem: { code: 'source-unreachable', message: 'connection refused' },
      report: null,
    }),
    steps: [(m) => m.errors['source-unreachable'].title({}).slice(0, 10)],
  },
];
