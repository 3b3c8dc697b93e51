import {
  EngineError,
  type JobRequest,
  type JobResult,
  type PrunePlan,
  type PruneRequest,
} from '../../source/engine/index.ts';
import type { Messages } from '../../source/messages/index.ts';
import { type FakeEngine, fakeEngine, fakeNow } from '../helpers/fake-engine.ts';
import { fakeJobs } from '../helpers/fake-jobs.ts';
import type { Scene } from '../helpers/scene.ts';

const at = fakeNow.toISOString();
const long = `a-component-with-a-very-long-name-${'and-more-'.repeat(3)}end`;

/** As many versions go as the policy counts below `count`. */
function planOf(request: PruneRequest, count: number, missing: boolean): PrunePlan {
  const stay = request.keepLast ?? count;
  const names = Array.from({ length: count }, (_, number) => `v8.${number}.0`);
  const ids = [long, 'tidb'];
  const yanks = ids.flatMap((component) =>
    names.slice(stay).map((version) => ({
      component,
      version,
      platforms: ['darwin/amd64', 'darwin/arm64', 'linux/amd64', 'linux/arm64'],
      released: '2024-01-15T00:00:00Z',
      files: [`${component}-${version}-linux-amd64.tar.gz`],
      bytes: 87_000_000,
    })),
  );
  const waits = yanks.map(({ files: [file = ''], bytes }) => ({
    file,
    kind: 'tarball' as const,
    bytes,
    due: '2026-03-08T12:00:00Z',
  }));
  return {
    schema: 'mirrordeck/prune-plan/1',
    request,
    mirror: '/srv/镜像/mirror',
    at,
    timestampVersion: 7,
    yanks,
    kept: ids.flatMap((component) =>
      names.slice(0, stay).map((version) => ({
        component,
        version,
        reason: { code: 'keep-last' as const, of: String(stay) },
      })),
    ),
    deletes: [{ file: '3.tidb.json', kind: 'manifest', bytes: 4_000, due: at }],
    waits,
    bytes: { deletes: 4_000, waits: waits.length * 87_000_000 },
    signs: [{ file: 'timestamp.json', version: 8, expires: '2026-04-01T00:00:00Z' }],
    missing: missing
      ? [{ name: 'pingcap', kind: 'owner', needed: 2, got: 1, keys: ['a'.repeat(64)], components: ['tidb'] }]
      : [],
    warnings: [],
  };
}

type Parts = { readonly count?: number; readonly missing?: boolean };

function pruneEngine({ count = 5, missing = false }: Parts = {}): () => FakeEngine {
  return () => ({
    ...fakeEngine(),
    jobs: fakeJobs(async (request: JobRequest): Promise<JobResult> => {
      if (request.kind !== 'prune') throw new Error('only prune');
      const { mirror, yanks, waits } = request.plan;
      return {
        kind: 'prune',
        result: { mirror, yanked: yanks.length, deleted: ['3.tidb.json'], bytes: 4_000, waits },
      };
    }),
    prune: {
      plan: async (request) => planOf(request, count, missing),
      apply: () => Promise.reject(new Error('jobs prune')),
    },
  });
}

const refused = () =>
  Promise.reject(
    new EngineError('address-invalid', 'https://mirror.example.com/ is no folder', {
      facts: { address: 'https://mirror.example.com/' },
    }),
  );

const goes = ({ prune, units }: Messages) => prune.goes(units.versions(8), '696 MB', units.versions(2));

export const scenes: readonly Scene[] = [
  {
    name: 'prune-reading',
    start: 'prune',
    engine: () => ({
      ...fakeEngine(),
      prune: { plan: () => new Promise<PrunePlan>(() => undefined), apply: refused },
    }),
    steps: [(m) => m.prune.reading],
  },
  {
    name: 'prune-refused',
    start: 'prune',
    engine: () => ({ ...fakeEngine(), prune: { plan: refused, apply: refused } }),
    steps: [() => 'address-invalid'],
  },
  { name: 'prune-policy', start: 'prune', engine: pruneEngine(), steps: [(m) => m.prune.nothingSaid] },
  {
    name: 'prune-goes',
    start: 'prune',
    engine: pruneEngine(),
    steps: [(m) => m.prune.nothingSaid, 'right', 'right', () => '522', 'end'],
  },
  {
    name: 'prune-typed',
    start: 'prune',
    engine: pruneEngine(),
    steps: [(m) => m.prune.nothingSaid, 'down', 'down', 'space', (m) => m.prune.hints.keep.slice(0, 12)],
  },
  {
    name: 'prune-not-a-number',
    start: 'prune',
    engine: pruneEngine(),
    steps: [
      (m) => m.prune.nothingSaid,
      'space',
      (m) => m.prune.hints.keepLast.slice(0, 8),
      'x',
      'enter',
      (m) => m.prune.notANumber,
    ],
  },
  {
    name: 'prune-versions',
    start: 'prune',
    engine: pruneEngine({ count: 250 }),
    steps: [
      (m) => m.prune.nothingSaid,
      'right',
      () => '43.3',
      'tab',
      (m) => m.prune.why,
      'end',
      () => 'v8.0.0',
    ],
  },
  {
    name: 'prune-components',
    start: 'prune',
    engine: pruneEngine(),
    steps: [
      (m) => m.prune.nothingSaid,
      'down',
      'down',
      'down',
      'down',
      'space',
      (m) => m.prune.askComponents.slice(0, 10),
    ],
  },
  {
    name: 'prune-review',
    start: 'prune',
    engine: pruneEngine({ missing: true }),
    steps: [(m) => m.prune.nothingSaid, 'right', goes, 'enter', (m) => m.prune.steps.review, 'end'],
  },
  {
    name: 'prune-confirm',
    start: 'prune',
    engine: pruneEngine(),
    steps: [
      (m) => m.prune.nothingSaid,
      'right',
      goes,
      'enter',
      (m) => m.prune.steps.review,
      'enter',
      (m) => m.shell.confirm.ask,
      'other',
      'enter',
      (m) => m.shell.confirm.wrong,
    ],
  },
  {
    name: 'prune-receipt',
    start: 'prune',
    engine: pruneEngine(),
    steps: [
      (m) => m.prune.nothingSaid,
      'right',
      goes,
      'enter',
      (m) => m.prune.steps.review,
      'enter',
      (m) => m.shell.confirm.ask,
      'mirror',
      'enter',
      (m) => m.prune.steps.receipt,
    ],
  },
];
