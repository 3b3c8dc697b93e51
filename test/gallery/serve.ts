import {
  type AccessEntry,
  EngineError,
  type JobServing,
  type JobSummary,
} from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine, fakeNow } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const at = fakeNow.toISOString();

function entry(number: number): AccessEntry {
  return {
    at,
    client: '10.0.0.7',
    owner: null,
    method: 'GET',
    path: `/a-component-with-a-very-long-name-版本-v8.5.${number}-linux-amd64.tar.gz\u001b[2J`,
    protocol: 'HTTP/1.1',
    status: number % 7 === 0 ? 404 : 200,
    range: null,
    bytes: 87_000_000,
    milliseconds: 12,
    note: null,
  };
}

const serving: JobServing = {
  address: 'http://0.0.0.0:8989',
  port: 8989,
  exposure: { local: false, encrypted: false, publish: true, tokens: null, keys: ['/srv/mirror/keys'] },
  requests: 1234,
  bytes: 12_345_678_901,
  clients: Array.from({ length: 9 }, (_, host) => ({
    client: `10.0.0.${host}`,
    requests: 100,
    bytes: 87_000_000,
    last: at,
  })),
  recent: Array.from({ length: 50 }, (_, number) => entry(number)),
  publishes: [{ ...entry(1), method: 'POST', path: '/api/v1/component/tidb', note: 'published' }],
};

const quiet: JobServing = {
  ...serving,
  address: 'http://127.0.0.1:8989',
  exposure: { local: true, encrypted: true, publish: false, tokens: null, keys: [] },
  requests: 0,
  bytes: 0,
  clients: [],
  recent: [],
  publishes: [],
};

/** An engine where a server of that kind runs, or none. */
function serveEngine(running: JobServing | null): () => FakeEngine {
  return () => {
    const engine = fakeEngine();
    const job: JobSummary = {
      id: '20260301-120000-bcdf',
      kind: 'serve',
      title: { target: '/srv/mirror', sources: [], names: [] },
      state: 'running',
      startedAt: at,
      endedAt: null,
      pid: 4711,
      progress: { done: 0, total: 0, filesDone: 0, filesTotal: 0 },
      limitRate: null,
      exitCode: null,
      error: null,
      serving: running,
    };
    return {
      ...engine,
      show: async () => ({ address: '/srv/mirror' }),
      jobs: {
        ...engine.jobs,
        list: async () => (running === null ? [] : [job]),
        get: async () => ({
          ...job,
          request: { kind: 'serve', request: { path: '/srv/mirror' } },
          result: null,
        }),
        follow: () => new Promise(() => undefined),
      },
    };
  };
}

export const scenes: readonly Scene[] = [
  {
    name: 'serve-looking',
    start: 'serve',
    engine: () => ({ ...fakeEngine(), show: () => new Promise(() => undefined) }),
    steps: [(m) => m.serve.looking.slice(0, 10)],
  },
  {
    name: 'serve-form',
    start: 'serve',
    engine: serveEngine(null),
    steps: [(m) => m.serve.hints.path.slice(0, 8), () => '/srv/mirror', 'down'],
  },
  {
    name: 'serve-wrong',
    start: 'serve',
    engine: serveEngine(null),
    steps: [
      (m) => m.serve.hints.path.slice(0, 8),
      'down',
      'down',
      '99999',
      'enter',
      (m) => m.serve.wrong.port,
    ],
  },
  {
    name: 'serve-form-end',
    start: 'serve',
    engine: serveEngine(null),
    steps: [(m) => m.serve.hints.path.slice(0, 8), 'up', (m) => m.serve.fields.json],
  },
  {
    name: 'serve-absent',
    start: 'serve',
    engine: () => ({
      ...serveEngine(null)(),
      exposure: () => Promise.reject(new EngineError('file-missing', 'not there', { facts: { path: '/x' } })),
    }),
    steps: [(m) => m.serve.hints.path.slice(0, 8), 'enter', (m) => m.serve.wrong.absent],
  },
  {
    name: 'serve-local',
    start: 'serve',
    engine: serveEngine(null),
    steps: [(m) => m.serve.hints.path.slice(0, 8), 'enter', (m) => m.serve.start],
  },
  {
    name: 'serve-open',
    start: 'serve',
    engine: serveEngine(null),
    steps: [(m) => m.serve.hints.path.slice(0, 8), 'down', 'x', 'enter', (m) => m.serve.askOpen],
  },
  {
    name: 'serve-quiet',
    start: 'serve',
    engine: serveEngine(quiet),
    steps: [(m) => m.serve.nobody],
  },
  {
    name: 'serve-busy',
    start: 'serve',
    engine: serveEngine(serving),
    steps: [(m) => m.serve.clients, 'end'],
  },
  {
    name: 'serve-stopping',
    start: 'serve',
    engine: serveEngine(serving),
    steps: [(m) => m.serve.clients, 'x', (m) => m.serve.askStop],
  },
];
