import {
  EngineError,
  type HomeStatus,
  type InstallPlan,
  type ListedComponent,
} from '../../source/engine/index.ts';
import { motley } from '../helpers/fake-browse.ts';
import { bigCatalogue, type FakeEngine, fakeEngine, fakeIdentity } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const start = 'install';
const never = () => new Promise<never>(() => {});
const longest = `a-name-of-sixty-characters-${'x'.repeat(33)}`;

function installed(id: string, versions: readonly string[], description = ''): ListedComponent {
  const plain = { owner: 'pingcap', hidden: false, standalone: false, platforms: [] };
  return { id, description, installed: versions, ...plain };
}

function engineWith(here: readonly ListedComponent[], many = false): FakeEngine {
  const plan: InstallPlan = {
    mirror: fakeIdentity.address,
    items: [longest, 'tidb'].map((component, at) => ({
      ...{ component, version: 'v8.5.1', platform: 'linux/amd64', file: 'x.tar.gz', length: 12_345_678 },
      ...{ sha256: 'ab'.repeat(32), entry: 'x', action: at === 0 ? ('install' as const) : ('keep' as const) },
    })),
    bytes: 12_345_678,
    warnings: [],
  };
  return {
    ...fakeEngine({ catalogue: many ? bigCatalogue(500) : motley }),
    list: async () => ({ kind: 'components', components: here, warnings: [] }),
    install: {
      plan: async () => plan,
      apply: async () => ({ installed: plan.items.slice(0, 1), kept: plan.items.slice(1) }),
    },
    uninstall: {
      plan: async () => ({
        items: [
          { component: 'tidb', version: 'v8.5.0', path: '/home/operator/.tiup/components/tidb/v8.5.0' },
        ],
        storage: [],
      }),
      apply: never,
    },
  };
}

const unset: HomeStatus = {
  ...{ home: '/home/operator/.tiup', address: null, problem: null, report: null, diskFree: null },
  installed: [],
};

const some = () =>
  engineWith([
    installed('tidb', ['v7.5.0', 'v8.5.0']),
    installed(longest, ['v1.0.0'], '説明\u001b[2J'.repeat(20)),
  ]);

export const scenes: readonly Scene[] = [
  { name: 'install', start, engine: some, steps: [() => 'v7.5.0'] },
  { name: 'install-none', start, engine: () => engineWith([]), steps: [(m) => m.install.none.slice(0, 8)] },
  {
    name: 'install-many',
    start,
    engine: () =>
      engineWith(
        Array.from({ length: 500 }, (_, at) => installed(`c-${at}`, ['v1.0.0'])),
        true,
      ),
    steps: [() => 'c-0', 'G', () => 'c-499'],
  },
  {
    name: 'install-loading',
    start,
    engine: () => ({ ...engineWith([]), list: never }),
    steps: [(m) => m.install.doing.read.slice(0, 8)],
  },
  {
    name: 'install-unread',
    start,
    engine: () => ({
      ...some(),
      catalogue: () => Promise.reject(new EngineError('manifest-expired', 'timestamp.json expired')),
    }),
    steps: [() => 'v7.5.0'],
  },
  {
    name: 'install-unset',
    start,
    engine: () => ({
      ...engineWith([]),
      status: async () => unset,
      catalogue: () => Promise.reject(new EngineError('source-unreachable', 'connection refused')),
    }),
    steps: [(m) => m.install.unset.slice(0, 12)],
  },
  { name: 'install-choose', start, engine: some, steps: [() => 'v7.5.0', 'I', () => 'ctl', ' '] },
  {
    name: 'install-args',
    start,
    engine: some,
    steps: [() => 'v7.5.0', 'enter', (m) => m.install.args, '--help'],
  },
  {
    name: 'install-review',
    start,
    engine: some,
    steps: [() => 'v7.5.0', 'I', () => 'ctl', 'enter', () => '12.3 MB'],
  },
  {
    name: 'install-done',
    start,
    engine: some,
    steps: [
      () => 'v7.5.0',
      'I',
      () => 'ctl',
      'enter',
      () => '12.3 MB',
      'enter',
      (m) => m.install.done.install,
    ],
  },
  {
    name: 'install-remove',
    start,
    engine: some,
    steps: [() => 'v7.5.0', 'd', () => 'components/tidb/v8.5.0'],
  },
  {
    name: 'install-working',
    start,
    engine: some,
    steps: [
      () => 'v7.5.0',
      'd',
      () => 'components/tidb/v8.5.0',
      'enter',
      (m) => m.install.applying.uninstall,
    ],
  },
];
