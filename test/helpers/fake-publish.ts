import type {
  InspectResult,
  KeyEntry,
  ModifyPlan,
  PackagePlan,
  PackageRequest,
  PublishPlan,
  PublishRequest,
} from '../../source/engine/index.ts';
import { browseEngine, motley } from './fake-browse.ts';
import { type FakeEngine, fakeIdentity } from './fake-engine.ts';
import { fakeJobs } from './fake-jobs.ts';

const longest = `a-name-of-sixty-characters-${'x'.repeat(33)}`;

const key = (name: string, uses: KeyEntry['uses']): KeyEntry => ({
  id: name.padEnd(64, '0'),
  file: `/home/operator/.tiup/keys/${name}.json`,
  ...{ mode: 0o600, type: 'rsa', half: 'private', exposed: false, uses },
});

export const fakeKeys: readonly KeyEntry[] = [
  key('private', [{ kind: 'owner', name: 'pingcap' }]),
  key('root-1', [{ kind: 'role', name: 'root' }]),
  key('plant', [{ kind: 'owner', name: 'plant' }]),
];

/** What lies in any files that are picked: a script and a program for Linux, names that are long and strange. */
export const fakeInspected: InspectResult = {
  directory: '/srv/app',
  targets: ['bin', longest],
  entries: [
    { path: 'bin', type: 'folder', bytes: 0, executable: false },
    { path: 'bin/start.sh', type: 'file', bytes: 120, executable: true },
    { path: 'bin/server', type: 'file', bytes: 12_345_678, executable: true },
    { path: `日本語の名前/${longest}\u001b[2J`, type: 'file', bytes: 4, executable: false },
    ...Array.from({ length: 60 }, (_, at) => ({
      path: `data/file-${at}`,
      ...{ type: 'file' as const, bytes: 1000, executable: false },
    })),
  ],
  bytes: 12_405_802,
  programs: [
    { path: 'bin/start.sh', format: 'script', platforms: [] },
    { path: 'bin/server', format: 'elf', platforms: ['linux/arm64'] },
  ],
  named: { component: 'tidb', version: 'v9.0.0', os: 'linux', arch: 'amd64' },
};

function packagePlan(request: PackageRequest): PackagePlan {
  const { entry = '', os = '', arch = '' } = request;
  const { entries, bytes } = fakeInspected;
  const file = `/srv/package/${request.name}-${request.release}-${os}-${arch}.tar.gz`;
  const facts = { entry, platform: `${os}/${arch}`, found: 'linux/arm64' };
  return { request, file, entries, bytes, replaces: true, warnings: [{ code: 'entry-platform', facts }] };
}

function publishPlan(request: PublishRequest): PublishPlan {
  const { component, version, os, arch } = request;
  return {
    ...{ request, component, version, platform: `${os}/${arch}`, mirror: '/srv/mirror', owner: 'pingcap' },
    ...{ file: `${component}-${version}.tar.gz`, length: 12_345_678, sha256: 'ab'.repeat(32) },
    ...{ creates: false, replaces: false, timestampVersion: 7, warnings: [] },
    signs: [`2.${component}.json`, '3.index.json', 'snapshot.json', 'timestamp.json'].map((file) => ({
      ...{ file, version: 3, expires: '2027-03-01T00:00:00Z' },
    })),
  };
}

/** An engine for packaging and publishing; `found` is what a tarball's name and contents say. */
export function publishEngine(found: InspectResult = fakeInspected): FakeEngine {
  const never = () => new Promise<never>(() => {});
  return {
    ...browseEngine(motley),
    keys: {
      ...browseEngine().keys,
      list: async () => ({
        ...{ folders: [], mirror: fakeIdentity.address, mirrorProblem: null, unusable: [] },
        keys: fakeKeys,
      }),
    },
    inspect: async () => found,
    pack: {
      plan: async (request) => packagePlan(request),
      apply: async ({ file }) => ({ file, bytes: 9_876_543, sha256: 'cd'.repeat(32) }),
    },
    // of several the last one fails
    jobs: fakeJobs(async (request) => {
      if (request.kind !== 'publish') throw new Error(`no job ${request.kind}`);
      const [last] = request.plans.slice(-1);
      const error = { code: 'version-exists', facts: {}, message: 'it is there already' } as const;
      const { component = '', version = '', request: asked } = last ?? {};
      return {
        kind: 'publish',
        published: request.plans.slice(0, -1),
        failures: [{ component, version, tarball: asked?.tarball ?? '', error }],
      };
    }),
    publish: {
      plan: async (request) => publishPlan(request),
      apply: async ({ component, version, platform }) => ({ component, version, platform }),
    },
    modify: {
      plan: async (request): Promise<ModifyPlan> => ({
        ...{ request, mirror: '/srv/mirror', component: 'tidb', version: null, owner: 'pingcap' },
        ...{
          timestampVersion: 7,
          signs: publishPlan({ component: 'tidb', version: '', tarball: '', entry: '' }).signs,
        },
      }),
      apply: never,
    },
  };
}
