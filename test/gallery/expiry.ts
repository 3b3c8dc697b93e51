import {
  EngineError,
  type ExpiryEntry,
  type ExpiryResult,
  type RenewItem,
  type RenewPlan,
  type RenewResult,
  type Run,
} from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const identity: ExpiryResult['identity'] = {
  address: '/srv/mirror',
  kind: 'folder',
  fingerprint: 'ab'.repeat(32),
  trust: 'pinned',
  rootVersion: 1,
  rootKeys: [],
  owners: [],
};

function entry(name: string, days: number, kind: ExpiryEntry['kind'] = 'component'): ExpiryEntry {
  return {
    ...{ kind, name, key: kind === 'key' ? 'cd'.repeat(32) : null, file: `1.${name}.json`, days },
    expires: '2026-03-10T00:00:00Z',
    state: days < 0 ? 'expired' : 'fine',
    yanked: false,
  };
}

const due = '2026-03-10T00:00:00Z';
const item = (file: string, name: string): RenewItem => ({
  ...{ file, name, kind: name === 'hello' ? 'component' : 'role', version: 2, from: due },
  to: '2027-03-01T00:00:00Z',
});
const renewed = [
  item('2.root.json', 'root'),
  item('4.hello.json', 'hello'),
  item('snapshot.json', 'snapshot'),
  item('timestamp.json', 'timestamp'),
];
const done: RenewResult = { mirror: '/srv/mirror', saved: null, renewed, left: [] };
const key = (digits: string): string => digits.repeat(32);
const quorums = {
  root: { name: 'root', needed: 2, signed: [], here: [], elsewhere: [key('01'), key('23'), key('45')] },
  jdoe: { name: 'jdoe', needed: 1, signed: [], here: [], elsewhere: [key('67')] },
  snapshot: { name: 'snapshot', needed: 1, signed: [], here: [key('89')], elsewhere: [] },
  timestamp: { name: 'timestamp', needed: 1, signed: [], here: [key('ab')], elsewhere: [] },
} as const;
const ways = {
  here: { kind: 'here' },
  file: { kind: 'file', path: '/srv/to-sign' },
  server: { kind: 'server', path: '/srv/renewal-c0ffee00', temporary: true, host: '127.0.0.1', port: 8080 },
} as const satisfies Readonly<Record<string, RenewPlan['way']>>;

/** Holders of the root's keys and of an owner's are elsewhere; waits for them unless told otherwise. */
function scattered(way: keyof typeof ways, apply: FakeEngine['renew']['apply'] = waiting): () => FakeEngine {
  const collects = ['2.root.json', '4.hello.json'].map((file) => ({ file, signed: '{}', signatures: [] }));
  const missing: RenewPlan['missing'] = [
    { name: 'root', kind: 'role', needed: 2, got: 0, keys: quorums.root.elsewhere, components: [] },
    { name: 'jdoe', kind: 'owner', needed: 1, got: 0, keys: quorums.jdoe.elsewhere, components: ['hello'] },
  ];
  const fake = expiring(some)();
  const plan = async (): Promise<RenewPlan> => ({
    ...(await fake.renew.plan({})),
    items: renewed,
    signers: Object.values(quorums).map((quorum, at) => ({
      file: renewed[at]?.file ?? '',
      quorums: [quorum],
    })),
    missing: way === 'here' ? missing : [],
    collects: way === 'here' ? [] : collects,
    way: ways[way],
  });
  return () => ({ ...fake, renew: { plan, apply } });
}

function waiting(_: RenewPlan, run?: Run): Promise<RenewResult> {
  const { root, jdoe } = quorums;
  const at = (tag: string) =>
    ['127.0.0.1', '10.0.0.5'].map((host) => `http://${host}:8080/rotate/${tag.repeat(4)}`);
  const told = { type: 'signing', path: '/srv/renewal-c0ffee00' } as const;
  run?.onEvent?.({
    ...{ ...told, file: '2.root.json', addresses: at('c0ffee'), signed: [key('01')] },
    quorums: [{ name: 'root', needed: 2, got: 1, missing: root.elsewhere.slice(1) }],
  });
  run?.onEvent?.({
    ...{ ...told, file: '4.hello.json', addresses: at('decade'), signed: jdoe.elsewhere },
    quorums: [{ name: 'jdoe', needed: 1, got: 1, missing: [] }],
  });
  return new Promise(() => undefined);
}

function expiring(entries: readonly ExpiryEntry[]): () => FakeEngine {
  const found: ExpiryResult = {
    identity,
    now: '2026-03-01T00:00:00Z',
    within: 0,
    entries,
    due: 0,
    warnings: [],
  };
  const plan: RenewPlan = {
    schema: 'mirrordeck/renew-plan/1',
    scope: { components: [], roles: [], days: null, files: [] },
    signers: [],
    collects: [],
    way: { kind: 'here' },
    keys: [],
    request: { roles: ['snapshot'] },
    mirror: '/srv/mirror',
    at: found.now,
    timestampVersion: 3,
    items: [],
    kept: [],
    missing: [{ name: 'root', kind: 'role', needed: 3, got: 1, keys: ['ef'.repeat(32)], components: [] }],
    left: [],
    expired: [],
    warnings: [],
  };
  return () => ({
    ...fakeEngine(),
    expiry: () => Promise.resolve(found),
    renew: { plan: () => Promise.resolve(plan), apply: () => Promise.reject(new Error('no')) },
  });
}

const some = [
  entry('timestamp', -2, 'role'),
  entry('snapshot', 12, 'role'),
  entry('jdoe', 200, 'key'),
  entry('组件-with-a-name-that-goes-on-and-on-until-sixty-characters', 364),
];
const many = Array.from({ length: 500 }, (_, at) => entry(`component-${at}`, at));

const toReview: Scene['steps'] = [
  () => 'snapshot',
  'enter',
  (m) => m.expiring.askDays,
  'enter',
  (m) => m.expiring.signers,
];

export const scenes: readonly Scene[] = [
  {
    name: 'expiry-loading',
    start: 'expiry',
    engine: () => ({ ...fakeEngine(), expiry: () => new Promise(() => undefined) }),
    steps: [(m) => m.expiring.doing.read],
  },
  {
    name: 'expiry-failed',
    start: 'expiry',
    engine: () => ({ ...fakeEngine(), expiry: () => Promise.reject(new Error('the disk is gone')) }),
    steps: [() => 'the disk is gone'],
  },
  {
    name: 'expiry-empty',
    start: 'expiry',
    engine: expiring([]),
    steps: [(m) => m.expiring.none.slice(0, 12)],
  },
  { name: 'expiry-full', start: 'expiry', engine: expiring(some), steps: [() => 'snapshot'] },
  { name: 'expiry-many', start: 'expiry', engine: expiring(many), steps: [() => 'component-3', 'end'] },
  {
    name: 'expiry-days',
    start: 'expiry',
    engine: expiring(some),
    steps: [() => 'snapshot', 'enter', (m) => m.expiring.askDays],
  },
  {
    name: 'expiry-review-without-keys',
    start: 'expiry',
    engine: expiring(some),
    steps: [() => 'snapshot', 'enter', (m) => m.expiring.askDays, 'enter', (m) => m.expiring.missing],
  },
  { name: 'expiry-review-elsewhere', start: 'expiry', engine: scattered('here'), steps: toReview },
  {
    name: 'expiry-way',
    start: 'expiry',
    engine: scattered('here'),
    steps: [...toReview, 's', (m) => m.expiring.askWay],
  },
  {
    name: 'expiry-way-wrong',
    start: 'expiry',
    engine: scattered('here'),
    steps: [...toReview, 's', (m) => m.expiring.askWay, 'x', 'down', 'y', 'enter', (m) => m.expiring.oneWay],
  },
  {
    name: 'expiry-waiting',
    start: 'expiry',
    engine: scattered('server'),
    steps: [...toReview, 'enter', (m) => m.rotating.waiting],
  },
  {
    name: 'expiry-stopping',
    start: 'expiry',
    engine: scattered('server'),
    steps: [...toReview, 'enter', (m) => m.rotating.waiting, 'escape', (m) => m.shell.leaving.stop],
  },
  {
    name: 'expiry-running',
    start: 'expiry',
    engine: scattered('server', () => new Promise(() => undefined)),
    steps: [...toReview, 'enter', (m) => m.expiring.doing.renew],
  },
  {
    name: 'expiry-changed',
    start: 'expiry',
    engine: scattered('server', () =>
      Promise.reject(new EngineError('mirror-changed', 'it moved', { facts: {} })),
    ),
    steps: [...toReview, 'enter', () => 'mirror-changed'],
  },
  {
    name: 'expiry-saved',
    start: 'expiry',
    engine: scattered('file', () => Promise.resolve({ ...done, saved: '/srv/to-sign', renewed: [] })),
    steps: [...toReview, 'enter', (m) => m.rotation.saved('/srv/to-sign').slice(0, 12)],
  },
  {
    name: 'expiry-receipt',
    start: 'expiry',
    engine: scattered('server', () => Promise.resolve(done)),
    steps: [...toReview, 'enter', (m) => m.upkeep.renewed(4)],
  },
];
