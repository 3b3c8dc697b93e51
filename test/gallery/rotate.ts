import {
  EngineError,
  type ListedOwner,
  type NewRootPlan,
  type RolesResult,
  type RotatePlan,
  type TransferPlan,
  type WaitingChange,
} from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';
import { ownersEngine } from './owners.ts';

const key = (digits: string): string => digits.repeat(32);

const plan: RotatePlan = {
  ...{ kind: 'folder', mirror: '/srv/mirror', file: '2.root.json', signed: '{}', signatures: [], keys: [] },
  root: {
    _type: 'root',
    expires: '2027-03-01T00:00:00Z',
    roles: {} as RotatePlan['root']['roles'],
    spec_version: '0.1.0',
    version: 2,
  },
  follows: key('ab'),
  expires: { from: '2026-03-01T00:00:00Z', to: '2027-03-01T00:00:00Z' },
  changes: [{ role: 'root', added: [key('cd')], removed: [key('ef')], threshold: { from: 3, to: 2 } }],
  quorums: [
    { name: 'old', needed: 3, signed: [], here: [key('01')], elsewhere: [key('23'), key('45')] },
    { name: 'new', needed: 2, signed: [], here: [key('01'), key('cd')], elsewhere: [] },
  ],
  way: { kind: 'server', path: '/srv/next-root.json', temporary: true, host: '127.0.0.1', port: 8080 },
  signs: [],
  stores: [],
  missing: [],
};

/** Goes out as a file, to come back with a key that is nowhere here yet. */
const carried: RotatePlan = {
  ...plan,
  way: { kind: 'file', path: '/srv/next-root.json' },
  missing: [{ name: 'timestamp', kind: 'role', needed: 1, got: 0, keys: [key('9a')], components: [] }],
};

const waiting = (): FakeEngine => ({
  ...fakeEngine(),
  rotate: {
    plan: () => Promise.resolve(plan),
    apply: (_, run) => {
      run?.onEvent?.({
        type: 'signing',
        addresses: ['http://127.0.0.1:8080/rotate/c0ffee', 'http://10.0.0.5:8080/rotate/c0ffee'],
        file: '2.root.json',
        path: '/srv/next-root.json',
        signed: [key('01')],
        quorums: [{ name: 'old', needed: 3, got: 1, missing: [key('23'), key('45')] }],
      });
      return new Promise(() => undefined);
    },
  },
});

/** Five keys of the root, two of them here; one key of each other role. */
export const roles: RolesResult = {
  ...{
    mirror: '/srv/mirror',
    kind: 'folder',
    version: 1,
    expires: '2026-03-01T00:00:00Z',
    at: '2026-03-01T12:00:00Z',
  },
  roles: [
    {
      role: 'root',
      threshold: 3,
      keys: ['01', '23', '45', '67', '89'].map((digits, at) => ({
        id: key(digits),
        type: 'rsa',
        files: at < 2 ? [`/srv/mirror/keys/${digits.repeat(8)}-root.json`] : [],
      })),
    },
    ...(['index', 'snapshot', 'timestamp'] as const).map((role) => ({
      role,
      threshold: 1,
      keys: [{ id: key('ab'), type: 'rsa' as const, files: [`/srv/mirror/keys/${role}.json`] }],
    })),
  ],
};

const owner = (id: string, components: readonly string[]): ListedOwner => ({
  ...{ id, name: id === 'pingcap' ? 'PingCAP 平凯星辰' : 'J. Doe', threshold: 1, keys: [key('cd')] },
  ...{ components, yanked: [] },
});

const transfer: TransferPlan = {
  ...{ mirror: '/srv/mirror', file: '2.hello.json', signed: '{}', signatures: [], keys: [] },
  ...{ component: 'hello', from: 'jdoe', to: 'pingcap', follows: key('ab') },
  quorums: [{ name: 'pingcap', needed: 1, signed: [], here: [key('cd')], elsewhere: [] }],
  way: { kind: 'here' },
  signs: [{ file: 'index.json', version: 4, expires: '2027-02-01T00:00:00Z' }],
};

const waits: readonly WaitingChange[] = [
  {
    kind: 'rotation',
    path: '/srv/next-root.json',
    version: 2,
    component: null,
    owner: null,
    signedBy: [key('01')],
  },
  {
    ...{ kind: 'transfer', path: '/home/operator/transfer-hello.json', version: 3 },
    ...{ component: 'hello', owner: 'pingcap', signedBy: [] },
  },
];

const newRoot: NewRootPlan = {
  ...{
    mirror: '/srv/mirror',
    keyDir: '/srv/mirror/keys',
    version: 2,
    previous: key('ab'),
    timestampVersion: 9,
  },
  ...{ removes: [], signs: [{ file: 'root.json', version: 2, expires: '2027-03-01T00:00:00Z' }] },
};

/** An engine whose mirror can be rotated by the keys here; `change` is what is otherwise. */
const rotating =
  (change: Partial<FakeEngine> = {}) =>
  (): FakeEngine => ({
    ...waiting(),
    roles: async () => roles,
    owners: async () => ({
      ...{ mirror: '/srv/mirror', expires: '2027-02-01T00:00:00Z' },
      owners: [owner('jdoe', ['hello', 'greet']), owner('pingcap', ['tidb', 'tikv'])],
    }),
    waiting: async () => ({ mirror: '/srv/mirror', waiting: waits }),
    giveUp: {
      plan: async ({ path }) => {
        const [change = waits[0]] = waits.filter((one) => one.path === path);
        if (change === undefined) throw new EngineError('not-waiting', path, { facts: { path } });
        return { ...change, mirror: '/srv/mirror', removes: [path] };
      },
      apply: async ({ path }) => ({ path, removed: [path] }),
    },
    keys: ownersEngine().keys,
    genkey: ownersEngine().genkey,
    transferOwner: {
      plan: async () => transfer,
      apply: async () => ({ component: 'hello', owner: 'pingcap', saved: null, signedBy: [key('cd')] }),
    },
    newRoot: {
      plan: async () => newRoot,
      apply: async ({ mirror, keyDir, version }) => ({ mirror, keyDir, version, fingerprint: key('ef') }),
    },
    ...change,
  });

const applied = (saved: string | null) =>
  rotating({
    rotate: {
      plan: async () => plan,
      apply: async () => ({ version: 2, saved, signedBy: [key('01'), key('cd')], fingerprint: key('ef') }),
    },
  });

const forever = () => new Promise<never>(() => undefined);
const longName = `${'c'.repeat(60)}${'数据库组件'.repeat(4)}\u0007\u001b[31m`;
const manyOwners = rotating({
  owners: async () => ({
    ...{ mirror: '/srv/mirror', expires: '2027-02-01T00:00:00Z' },
    owners: [
      owner(
        longName,
        Array.from({ length: 500 }, (_, at) => `${longName}${at}`),
      ),
      owner('jdoe', []),
    ],
  }),
});
const lost = rotating({
  rotate: {
    plan: () =>
      Promise.reject(
        new EngineError('threshold-unreachable', 'too few', { facts: { role: 'root', needed: 3, got: 2 } }),
      ),
    apply: forever,
  },
});

const toRoles: Scene['steps'] = [(m) => m.rotating.askWay, 'enter', (m) => m.rotating.asks.role('')];
const toKeys: Scene['steps'] = [...toRoles, 'enter', (m) => m.rotating.role.title('root', 3, 5)];
const toChosen: Scene['steps'] = [
  ...toKeys,
  'r',
  (m) => m.rotating.role.askInstead(key('01').slice(0, 16)),
  'enter',
  'j',
  'x',
  '+',
  (m) => m.rotating.role.askAdded('root'),
  'j',
  'enter',
  (m) => m.rotating.role.fates.new,
];
const toWho: Scene['steps'] = [...toKeys, 'enter', (m) => m.rotating.askWho];
const toReview: Scene['steps'] = [...toWho, 'enter', (m) => m.rotation.oldKeys];
const toComponents: Scene['steps'] = [
  (m) => m.rotating.askWay,
  'j',
  'j',
  'enter',
  (m) => m.rotating.asks.component(''),
];
const toTransfer: Scene['steps'] = [
  ...toComponents,
  'j',
  'enter',
  (m) => m.rotating.asks.owner('hello'),
  'enter',
  (m) => m.rotation.transfer('hello', 'jdoe', 'pingcap'),
];
const toWaiting: Scene['steps'] = [(m) => m.rotating.askWay, 'j', 'enter'];
const toNewRoot: Scene['steps'] = [
  (m) => m.rotating.askWay,
  'end',
  'enter',
  (m) => m.rotation.newRootAhead(2, '/srv/mirror/keys').slice(0, 10),
];

const scene = (name: string, steps: Scene['steps'], engine = rotating()): Scene => ({
  ...{ name: `rotate-${name}`, start: 'rotate', engine, steps },
});

export const scenes: readonly Scene[] = [
  scene('way', [(m) => m.rotating.askWay]),
  scene(
    'loading',
    [(m) => m.rotating.askWay, 'enter', (m) => m.rotating.doing.roles],
    rotating({ roles: forever }),
  ),
  scene('role', toRoles),
  scene('keys', toKeys),
  scene('changed', toChosen),
  scene('choice', [...toKeys, '+', (m) => m.rotating.role.askAdded('root')]),
  scene('lost', [...toKeys, 'l', 'j', 'l', 'j', 'l', (m) => m.rotating.role.oneWayOut.slice(0, 8)]),
  scene('numbers', [...toKeys, 't', (m) => m.rotating.fields.days]),
  scene('who', toWho),
  scene('review', toReview),
  scene(
    'carried',
    [...toReview.slice(0, -1), (m) => m.rotation.bringKeys.slice(0, 12)],
    rotating({ rotate: { plan: async () => carried, apply: forever } }),
  ),
  scene('waiting', [...toReview, 'enter', (m) => m.rotating.waiting]),
  scene(
    'saved',
    [...toReview, 'enter', (m) => m.rotation.saved('/srv/next-root.json').slice(0, 8)],
    applied('/srv/next-root.json'),
  ),
  scene('receipt', [...toReview, 'enter', (m) => m.rotation.rotated(2)], applied(null)),
  scene(
    'error',
    [...toKeys, 'enter', (m) => m.errors['threshold-unreachable'].title({ role: 'root', needed: 3, got: 2 })],
    lost,
  ),
  scene('waits', [...toWaiting, (m) => m.rotating.asks.waiting('')]),
  scene('waits-on', [
    ...toWaiting,
    (m) => m.rotating.asks.waiting(''),
    'enter',
    (m) => m.rotating.fields.from,
  ]),
  scene('give-up', [
    ...toWaiting,
    (m) => m.rotating.asks.waiting(''),
    'x',
    (m) => m.rotation.copiesUseless.slice(0, 8),
  ]),
  scene(
    'waits-none',
    [...toWaiting, (m) => m.rotating.empty.waiting],
    rotating({ waiting: async () => ({ mirror: '/srv/mirror', waiting: [] }) }),
  ),
  scene('components', toComponents),
  scene('owners', toTransfer.slice(0, 8)),
  scene('transfer', toTransfer),
  scene('transferred', [...toTransfer, 'enter', (m) => m.rotation.transferred('hello', 'pingcap')]),
  scene('new-root', toNewRoot),
  scene('confirm', [...toNewRoot, 'enter', (m) => m.shell.confirm.ask]),
  scene('new-root-made', [
    ...toNewRoot,
    'enter',
    (m) => m.shell.confirm.ask,
    '/srv/mirror',
    'enter',
    (m) => m.rotation.newRootMade(2),
  ]),
  scene('long', [...toComponents], manyOwners),
];
