import {
  EngineError,
  type KeysCheckResult,
  type OwnersResult,
  type RolesResult,
} from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const keyId = '0123456789abcdef'.repeat(4);
const otherId = 'fedcba9876543210'.repeat(4);

const owners: OwnersResult = {
  mirror: '/srv/mirror',
  expires: '2027-02-01T00:00:00Z',
  owners: [
    {
      id: 'jdoe',
      name: 'J. Doe',
      threshold: 1,
      keys: [keyId],
      components: [],
      yanked: ['old'],
    },
    {
      id: 'pingcap',
      name: 'PingCAP 平凯星辰',
      threshold: 2,
      keys: [otherId, keyId],
      components: ['tidb', 'tikv', 'pd', 'tiflash', 'prometheus', 'grafana', 'alertmanager', 'node_exporter'],
      yanked: [],
    },
  ],
};

const keys: KeysCheckResult = {
  folders: ['/home/operator/.tiup/keys'],
  mirror: '/srv/mirror',
  mirrorProblem: null,
  keys: [
    {
      id: keyId,
      file: '/home/operator/.tiup/keys/private.json',
      mode: 0o644,
      type: 'rsa',
      half: 'private',
      exposed: true,
      uses: [{ kind: 'owner', name: 'jdoe' }],
    },
    {
      id: otherId,
      file: '/home/operator/.tiup/keys/a-key-with-a-very-long-name-of-somebody-who-publishes.json',
      mode: 0o600,
      type: 'rsa',
      half: 'public',
      exposed: false,
      uses: [],
    },
  ],
  unusable: [],
  problems: [{ code: 'exposed', facts: { file: '/home/operator/.tiup/keys/private.json', mode: '0644' } }],
  missing: [],
};

/** Every role with one key, that of the root in another's hands. */
export const roles: RolesResult = {
  mirror: '/srv/mirror',
  kind: 'folder',
  version: 1,
  expires: '2027-03-01T00:00:00Z',
  at: '2026-03-01T12:00:00Z',
  roles: (['root', 'index', 'snapshot', 'timestamp'] as const).map((role) => ({
    role,
    threshold: 1,
    keys: [{ id: keyId, type: 'rsa', files: role === 'root' ? [] : [`/srv/mirror/keys/${role}.json`] }],
  })),
};

const idOf = (name: string): string =>
  Array.from(name.repeat(64).slice(0, 32), (one) =>
    (one.charCodeAt(0) % 256).toString(16).padStart(2, '0'),
  ).join('');

const signs = [{ file: 'index.json', version: 4, expires: '2027-02-01T00:00:00Z' }];

/** An engine whose mirror has two owners, and whose home has two keys. */
export function ownersEngine(): FakeEngine {
  const engine = fakeEngine();
  const { calls } = engine;
  return {
    ...engine,
    owners: async () => owners,
    roles: async () => roles,
    keys: {
      ...engine.keys,
      list: async () => ({ ...keys, keys: keys.keys.map((one) => ({ ...one, uses: [] })) }),
      import: {
        plan: async ({ files, texts = [] }) => ({
          imports: [
            ...files.map((from) => ({ from, id: idOf(from) })),
            ...texts.map((text) => ({ from: null, text, id: idOf(text) })),
          ].map((one) => ({
            ...one,
            ...{ type: 'rsa', half: 'public', present: false },
            to: `/home/operator/.tiup/public-keys/${one.id.slice(0, 16)}-public.json`,
          })),
        }),
        apply: async ({ imports }) => {
          calls.push(`keys.import ${imports.length}`);
          return { imported: imports };
        },
      },
      check: async ({ mirror }) => {
        if (mirror === true) throw new EngineError('source-not-a-mirror', 'no folder');
        return keys;
      },
      export: {
        plan: async ({ key = '', to = '' }) => ({ from: key, id: keyId, half: 'public', to }),
        apply: async ({ to }) => {
          calls.push(`keys.export ${to}`);
          return { path: to, keyId };
        },
      },
    },
    genkey: {
      plan: async ({ name = 'private' }) => ({
        name,
        path: `/home/operator/.tiup/keys/${name}.json`,
        type: 'rsa',
      }),
      apply: async ({ path }) => {
        calls.push(`genkey ${path}`);
        return { path, keyId: idOf(path) };
      },
    },
    grant: {
      plan: async ({ id, name = id, keys: files = ['private.json'], threshold = 1 }) => ({
        mirror: '/srv/mirror',
        id,
        name,
        threshold,
        allowEd25519: false,
        keys: files.map((file) => ({ file, id: keyId })),
        timestampVersion: 3,
        signs,
      }),
      apply: async ({ id, name, threshold }) => {
        calls.push(`grant ${id} ${threshold}`);
        return { id, name, threshold, keyIds: [keyId] };
      },
    },
    changeOwner: {
      plan: async (request) => ({
        request,
        mirror: '/srv/mirror',
        owner: request.change === 'revoke' ? null : (owners.owners[0] ?? null),
        keys: [],
        resigned: [],
        removed: request.change === 'revoke' ? ['old'] : [],
        missing: [],
        timestampVersion: 3,
        signs,
      }),
      apply: async ({ request }) => {
        calls.push(`changeOwner ${request.change} ${request.id}`);
        return { id: request.id, owner: null, resigned: [], removed: [] };
      },
    },
  };
}

const nobody = (): FakeEngine => {
  const engine = ownersEngine();
  return {
    ...engine,
    owners: () => Promise.reject(new EngineError('source-not-a-mirror', 'no mirror is set')),
    keys: {
      ...engine.keys,
      check: async () => ({ ...keys, keys: [], problems: [] }),
      list: async () => ({ ...keys, keys: [] }),
    },
  };
};

const shown = () => 'jdoe';

const toKeys: Scene['steps'] = [
  shown,
  'a',
  (m) => m.owners.changes.grant(''),
  'team',
  'enter',
  'The team',
  'enter',
  (m) => m.owners.changes.grant('team'),
];
const toThreshold: Scene['steps'] = [...toKeys, 'a', 'enter', (m) => m.owners.thresholdOf(2)];

const longName = `${'a'.repeat(60)}-${'数据库组件'.repeat(8)}\u0007\u001b[31m`;

const longNames = (): FakeEngine => {
  const engine = ownersEngine();
  const [first] = owners.owners;
  const [key] = keys.keys;
  if (first === undefined || key === undefined) throw new Error('no owner, no key');
  const many = Array.from({ length: 500 }, (_, at) => ({
    ...first,
    id: `${'a'.repeat(57)}${at}`,
    name: longName,
  }));
  const long = {
    ...key,
    file: `/home/operator/${longName}/private.json`,
    uses: [{ kind: 'owner', name: longName }] as const,
  };
  return {
    ...engine,
    owners: async () => ({ ...owners, owners: many }),
    keys: { ...engine.keys, check: async () => ({ ...keys, keys: [long], problems: [] }) },
  };
};

export const scenes: readonly Scene[] = [
  {
    name: 'owners-loading',
    start: 'owners',
    engine: () => ({ ...ownersEngine(), owners: () => new Promise(() => undefined) }),
    steps: [(m) => m.owners.doing.list],
  },
  { name: 'owners', start: 'owners', engine: ownersEngine, steps: [shown] },
  { name: 'owners-keys', start: 'owners', engine: ownersEngine, steps: [shown, 'tab', () => 'private.json'] },
  { name: 'owners-none', start: 'owners', engine: nobody, steps: [(m) => m.owners.empty.owners.slice(0, 8)] },
  {
    name: 'owners-no-keys',
    start: 'owners',
    engine: nobody,
    steps: [(m) => m.owners.empty.owners.slice(0, 8), 'tab', (m) => m.owners.empty.keys.slice(0, 8)],
  },
  {
    name: 'owners-details',
    start: 'owners',
    engine: ownersEngine,
    steps: [shown, 'j', 'enter', () => otherId.slice(0, 40)],
  },
  {
    name: 'owners-grant',
    start: 'owners',
    engine: ownersEngine,
    steps: [shown, 'a', (m) => m.owners.changes.grant('')],
  },
  { name: 'owners-grant-keys', start: 'owners', engine: ownersEngine, steps: [...toKeys, 'space'] },
  {
    name: 'owners-new-key',
    start: 'owners',
    engine: ownersEngine,
    steps: [...toKeys, '+', (m) => m.keyChoice.fields.name],
  },
  {
    name: 'owners-paste',
    start: 'owners',
    engine: ownersEngine,
    steps: [...toKeys, 'p', (m) => m.keyChoice.fields.paste],
  },
  { name: 'owners-threshold', start: 'owners', engine: ownersEngine, steps: toThreshold },
  {
    name: 'owners-no-home-keys',
    start: 'owners',
    engine: () => ({ ...ownersEngine(), keys: nobody().keys }),
    steps: [shown, 'a', 'team', 'enter', 'enter', (m) => m.keyChoice.empty],
  },
  {
    name: 'owners-review',
    start: 'owners',
    engine: ownersEngine,
    steps: [...toThreshold, 'enter', (m) => m.clone.review.signs],
  },
  {
    name: 'owners-granted',
    start: 'owners',
    engine: ownersEngine,
    steps: [
      ...toThreshold,
      'enter',
      (m) => m.clone.review.signs,
      'enter',
      (m) => m.owners.done.granted('team'),
    ],
  },
  {
    name: 'owners-replace',
    start: 'owners',
    engine: ownersEngine,
    steps: [shown, 'j', 'r', (m) => m.owners.askOld('pingcap')],
  },
  {
    name: 'owners-private-pasted',
    start: 'owners',
    engine: () => {
      const engine = ownersEngine();
      const refuse = () =>
        Promise.reject(new EngineError('private-key-shown', 'the text holds a private key'));
      return { ...engine, keys: { ...engine.keys, import: { ...engine.keys.import, plan: refuse } } };
    },
    steps: [
      ...toKeys,
      'p',
      (m) => m.keyChoice.fields.paste,
      'x',
      'enter',
      (m) => m.errors['private-key-shown'].title({}),
    ],
  },
  {
    name: 'owners-long',
    start: 'owners',
    engine: longNames,
    steps: ['a'.repeat(20)].map((name) => () => name),
  },
  {
    name: 'owners-long-keys',
    start: 'owners',
    engine: longNames,
    steps: [() => 'a'.repeat(20), 'tab', () => 'private'],
  },
  {
    name: 'owners-revoke',
    start: 'owners',
    engine: ownersEngine,
    steps: [shown, 'x', (m) => m.owners.revokeMeans.slice(0, 8)],
  },
];
