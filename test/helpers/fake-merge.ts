import type {
  ListedSource,
  MergeConflict,
  MergePlan,
  MergeRequest,
  MergeResult,
  SourceReport,
} from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine, fakeIdentity, fakeNow } from './fake-engine.ts';
import { fakeJobs } from './fake-jobs.ts';

export const fakeTarget = '/srv/mirror';
export const fakeOther = '/srv/another-mirror';

/** What a fake merge is about. */
export type FakeMerge = {
  readonly conflicts?: readonly MergeConflict[];
  readonly parts?: Partial<MergePlan>;
  readonly plan?: () => Promise<MergePlan>;
  readonly apply?: () => Promise<MergeResult>;
  readonly sources?: readonly ListedSource[];
};

/** The same version of a component with other bytes. */
export function fakeConflict(component: string, version: string): MergeConflict {
  return {
    kind: 'version',
    source: fakeOther,
    component,
    version,
    platform: 'linux/amd64',
    name: null,
    here: 'a'.repeat(64),
    there: 'b'.repeat(64),
    allowed: ['fail', 'keep', 'take', 'rename'],
    decision: 'fail',
    to: null,
  };
}

export const fakeConflicts: readonly MergeConflict[] = [
  fakeConflict('tidb', 'v8.5.1'),
  {
    ...fakeConflict('hello', 'v1.0.0'),
    kind: 'owner',
    version: null,
    platform: null,
    name: 'jdoe',
    here: 'pingcap',
    there: 'jdoe',
  },
];

const keyOf = ({ kind, component, version, name }: MergeConflict): string =>
  JSON.stringify([kind, component, version, name]);

/** The plan of a request: decided as it says, a component that comes in and one that is alike. */
export function fakeMergePlan(
  request: MergeRequest,
  { conflicts = fakeConflicts, parts }: FakeMerge,
): MergePlan {
  const decisions = new Map((request.decisions ?? []).map((one) => [keyOf(one), one]));
  const policy = request.onConflict ?? 'fail';
  const decided = conflicts.map((one): MergeConflict => {
    const by = decisions.get(keyOf(one));
    if (by !== undefined) return { ...one, decision: by.decision, to: by.to };
    return { ...one, decision: one.allowed.includes(policy) ? policy : 'fail' };
  });
  const released = '2026-01-15T00:00:00Z';
  return {
    schema: 'mirrordeck/merge-plan/1',
    request,
    target: { path: fakeTarget, fingerprint: fakeIdentity.fingerprint, timestampVersion: 7 },
    sources: request.sources.map(({ address = '' }) => ({ ...fakeIdentity, address })),
    components: [
      {
        id: 'extra',
        owner: 'jdoe',
        action: 'new',
        version: 1,
        signedBy: 'source',
        from: [{ source: fakeOther, component: 'extra', file: '1.extra.json', sha256: 'c'.repeat(64) }],
        added: ['v1.0.0 linux/amd64', 'v1.1.0 linux/amd64'],
        replaced: [],
        dropped: [],
        description: null,
      },
    ],
    files: [
      {
        name: 'extra-v1.0.0-linux-amd64.tar.gz',
        from: 'extra-v1.0.0-linux-amd64.tar.gz',
        source: fakeOther,
        component: 'extra',
        version: 'v1.0.0',
        platform: 'linux/amd64',
        length: 1_000_000,
        sha256: 'c'.repeat(64),
        action: 'fetch',
      },
    ],
    clients: [],
    owners: [],
    defaultComponents: null,
    identical: 24,
    alike: [{ source: fakeOther, component: 'tikv', versions: 24 }],
    left: [
      {
        source: fakeOther,
        component: 'pd',
        version: 'v7.1.0',
        platform: 'linux/amd64',
        reason: 'yanked-here',
      },
    ],
    conflicts: decided,
    compared: conflicts.map(({ kind, here, there }) =>
      kind === 'version'
        ? {
            here: { owner: 'pingcap', sha256: here, length: 1_000_000, released },
            there: { owner: 'jdoe', sha256: there, length: 1_200_000, released: '2026-02-15T00:00:00Z' },
          }
        : { here: null, there: null },
    ),
    missingKeys: [],
    missingRoles: [],
    signs: [{ file: '8.index.json', version: 8, expires: '2027-01-01T00:00:00Z' }],
    bytes: { fetch: 1_000_000, keep: 0, free: 123_000_000_000 },
    warnings: [],
    unchanged: false,
    ...parts,
  };
}

const done: MergeResult = {
  target: fakeTarget,
  changed: true,
  components: ['extra', 'tidb'],
  versions: 3,
  fetchedFiles: 3,
  fetchedBytes: 2_000_000,
  keptFiles: 1,
  milliseconds: 4200,
};

/** An engine that merges: it knows two sources, verifies whatever it is given, and plans as it is told. */
export function fakeMergeEngine(fake: FakeMerge = {}): FakeEngine {
  const engine = fakeEngine(fake.sources === undefined ? {} : { sources: fake.sources });
  const { calls } = engine;
  let saved: readonly MergeConflict[] = [];
  const report = (address: string): SourceReport => ({
    identity: { ...fakeIdentity, address, trust: address.startsWith('/') ? 'local' : 'remembered' },
    milliseconds: 42,
    components: 8,
    versions: 40,
    expires: [{ file: 'timestamp.json', expires: new Date(fakeNow.getTime() + 3e8).toISOString() }],
    clientVersion: 'v1.16.5',
  });
  return {
    ...engine,
    show: async () => ({ address: fakeTarget }),
    sources: { ...engine.sources, test: async ({ address = '' }) => report(address) },
    merge: {
      async plan(request) {
        calls.push(`merge.plan ${JSON.stringify(request)}`);
        return await (fake.plan ?? (async () => fakeMergePlan(request, fake)))();
      },
      apply: engine.merge.apply,
    },
    saved: {
      ...engine.saved,
      readDecisions: async () => saved,
      writeDecisions: async (file, conflicts) => {
        calls.push(`saved.writeDecisions ${file}`);
        saved = conflicts;
      },
    },
    jobs: fakeJobs(async (request) => {
      if (request.kind !== 'merge') throw new Error(`the fake engine has no job ${request.kind}`);
      calls.push('merge.apply');
      return { kind: 'merge', result: await (fake.apply ?? (async () => done))() };
    }),
  };
}
