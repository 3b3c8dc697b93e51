import type { DemoPlan, InitPlan, SetPlan } from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine, fakeIdentity } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const long = '/srv/mirrors/of-a-plant-with-a-very-long-name/and-a-folder-in-it/mirror';

const plan: SetPlan = { address: fakeIdentity.address, previous: null, identity: fakeIdentity };

function initPlan(): InitPlan {
  const signs = ['root.json', 'index.json', 'snapshot.json', 'timestamp.json'].map((file) => ({
    file,
    version: 1,
    expires: '2027-03-01T00:00:00Z',
  }));
  return { path: long, keyDir: `${long}/keys`, creates: true, signs };
}

const demoPlan: DemoPlan = {
  path: '/home/operator/.local/state/mirrordeck/demo',
  mirror: '/home/operator/.local/state/mirrordeck/demo/mirror',
  home: '/home/operator/.local/state/mirrordeck/demo/operator',
  action: 'make',
  components: ['pd', 'tidb', 'tikv', 'tiup'].map((id) => ({
    id,
    description: `Demo: ${id}`,
    versions: ['v8.5.1'],
    platforms: ['linux/amd64'],
    bytes: 100_000,
  })),
  tarballs: 59,
  bytes: 4_040_000,
};

/** An engine that meets a mirror for the first time, and makes one. */
function setupEngine(over: Partial<FakeEngine> = {}): () => FakeEngine {
  return () => {
    const meet = (trust: SetPlan['identity']['trust']) => ({ ...plan, identity: { ...fakeIdentity, trust } });
    const key = { name: 'private', path: '/home/operator/.tiup/keys/private.json', type: 'rsa' as const };
    return {
      ...fakeEngine(),
      set: {
        plan: async ({ reset, address }) =>
          reset === true ? meet('official') : { ...meet('new'), address: address ?? '' },
        apply: async ({ address, identity }) => ({ address, fingerprint: identity.fingerprint }),
      },
      show: async () => ({ address: fakeIdentity.address }),
      init: {
        plan: async () => initPlan(),
        apply: async ({ path, keyDir }) => ({ path, keyDir, fingerprint: fakeIdentity.fingerprint }),
      },
      genkey: { plan: async () => key, apply: async () => ({ path: key.path, keyId: 'ab'.repeat(32) }) },
      demo: {
        plan: async () => demoPlan,
        apply: async ({ path, mirror, home, tarballs, bytes }) => {
          const { fingerprint } = fakeIdentity;
          return { path, mirror, home, fingerprint, components: 4, tarballs, bytes };
        },
      },
      ...over,
    };
  };
}

const never = () => new Promise<never>(() => undefined);
const purpose: Scene['steps'] = [(m) => m.setup.ask.language, 'enter', (m) => m.setup.ask.purpose];
const source: Scene['steps'] = [...purpose, 'down', 'down', 'enter', (m) => m.setup.ask.source];
const address: Scene['steps'] = [...source, 'down', 'enter', (m) => m.setup.ask.address];
const own: Scene['steps'] = [...purpose, 'down', 'enter', (m) => m.setup.ask.own];
const demo: Scene['steps'] = [...source, 'end', 'enter', (m) => m.demo.title];
const start = 'setup' as const;
const engine = setupEngine();

export const scenes: readonly Scene[] = [
  { name: 'setup-language', start, engine, steps: [(m) => m.setup.ask.language] },
  { name: 'setup-purpose', start, engine, steps: purpose },
  { name: 'setup-source', start, engine, steps: source },
  { name: 'setup-address', start, engine, steps: address },
  {
    name: 'setup-folder',
    start,
    engine,
    steps: [...source, 'down', 'down', 'enter', (m) => m.setup.ask.folder, long, () => 'in-it/mirror'],
  },
  {
    name: 'setup-reading',
    start,
    engine: setupEngine({ set: { plan: never, apply: never } }),
    steps: [...source, 'enter', (m) => m.setup.doing.meet],
  },
  {
    name: 'setup-trust',
    start,
    engine,
    steps: [...address, 'http://mirror.example.com', 'enter', () => '01234567 89abcdef'],
  },
  { name: 'setup-official', start, engine, steps: [...source, 'enter', () => '01234567 89abcdef'] },
  { name: 'setup-demo', start, engine, steps: demo },
  {
    name: 'setup-demo-making',
    start,
    engine: setupEngine({
      demo: {
        plan: async () => demoPlan,
        apply: (_, run) => {
          const active = [{ name: 'tidb v8.5.1 linux/amd64', done: 0, total: 90_000 }];
          run?.onEvent?.({ type: 'phase', phase: 'pack' });
          run?.onEvent?.({
            type: 'bytes',
            active,
            done: 400_000,
            total: 4_040_000,
            filesDone: 5,
            filesTotal: 59,
          });
          return never();
        },
      },
    }),
    steps: [...demo, 'enter', (m) => m.setup.doing['make-demo'], () => 'tidb v8.5.1'],
  },
  { name: 'setup-demo-trust', start, engine, steps: [...demo, 'enter', () => '01234567 89abcdef'] },
  {
    name: 'setup-demo-done',
    start,
    engine,
    steps: [...demo, 'enter', () => '01234567 89abcdef', 'y', (m) => m.setup.done.title.use],
  },
  { name: 'setup-own', start, engine, steps: own },
  {
    name: 'setup-own-wrong',
    start,
    engine,
    steps: [...own, 'down', 'down', 'x', 'down', 'enter', (m) => m.setup.wrong.empty],
  },
  {
    name: 'setup-review',
    start,
    engine,
    steps: [...own, 'm', 'enter', 'enter', 'enter', 'jdoe', 'enter', () => 'root.json'],
  },
  {
    name: 'setup-making',
    start,
    engine: setupEngine({ init: { plan: async () => initPlan(), apply: never } }),
    steps: [
      ...own,
      ...['m', 'enter', 'enter', 'enter', 'jdoe', 'enter', () => 'root.json', 'enter'],
      (m) => m.setup.doing['make-own'],
    ],
  },
  {
    name: 'setup-done',
    start,
    engine,
    steps: [...source, 'enter', () => '01234567 89abcdef', 'enter', (m) => m.setup.done.title.use],
  },
];
