import type {
  JobRequest,
  JobResult,
  RepairPlan,
  VerifyProblem,
  VerifyResult,
} from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine, fakeIdentity } from '../helpers/fake-engine.ts';
import { fakeJobs } from '../helpers/fake-jobs.ts';
import type { Scene } from '../helpers/scene.ts';

function foundOf(problems: readonly VerifyProblem[]): VerifyResult {
  return {
    identity: { ...fakeIdentity, address: '/srv/mirror', kind: 'folder', trust: 'local' },
    manifests: 42,
    files: 500,
    listed: 500,
    bytes: 12_345_678_901,
    problems,
    warnings: [{ code: 'orphan-file', facts: { file: 'left-over-私有.txt\u001b[2J' } }],
  };
}

const problem = (file: string, code: string): VerifyProblem => ({
  file,
  code,
  reason: `${file} has another sha256 and sha512 than its manifest says`,
});
const name = `${'a-component-with-a-very-long-name'.repeat(2)}-v8.5.1-linux-amd64.tar.gz`;
const problems: readonly VerifyProblem[] = [
  problem(name, 'hash-mismatch'),
  problem('12.tidb.json', 'signature-invalid'),
  problem('pd-v8.5.1-linux-amd64.tar.gz', 'file-missing'),
  problem('ctl-v8.5.1-linux-amd64.tar.gz', 'permission-denied'),
];
const many = Array.from({ length: 500 }, (_, at) => problem(`file-${at}.tar.gz`, 'hash-mismatch'));

const plan: RepairPlan = {
  schema: 'mirrordeck/repair-plan/1',
  mirror: '/srv/mirror',
  sources: [fakeIdentity.address],
  timestamp: null,
  items: [
    {
      ...problem(name, 'hash-mismatch'),
      action: 'fetch',
      from: name,
      length: 87_000_000,
      sha256: 'a'.repeat(64),
    },
    {
      ...problem('12.tidb.json', 'signature-invalid'),
      action: 'restore',
      from: fakeIdentity.address,
      length: 0,
      sha256: 'b'.repeat(64),
    },
  ],
  signs: [{ file: 'timestamp.json', version: 12, expires: '2026-04-01T00:00:00Z' }],
  left: [problem('pd-v8.5.1-linux-amd64.tar.gz', 'file-missing')],
  warnings: [],
};

function verifyEngine(
  found: readonly VerifyProblem[],
  jobs: ((request: JobRequest) => Promise<JobResult>) | null = null,
): () => FakeEngine {
  return () => {
    const engine = fakeEngine();
    const carryOut = async (request: JobRequest): Promise<JobResult> =>
      request.kind === 'repair'
        ? {
            kind: 'repair',
            result: {
              mirror: '/srv/mirror',
              repaired: [name],
              signed: [],
              fetchedBytes: 87_000_000,
              left: [],
            },
          }
        : { kind: 'verify', result: foundOf(found) };
    return {
      ...engine,
      jobs: fakeJobs(jobs ?? carryOut),
      repair: { plan: async () => plan, apply: () => Promise.reject(new Error('jobs repair')) },
    };
  };
}

const never = () => new Promise<JobResult>(() => undefined);

export const scenes: readonly Scene[] = [
  { name: 'verify-target', start: 'verify', engine: verifyEngine([]), steps: [(m) => m.verify.askDepth] },
  {
    name: 'verify-typing',
    start: 'verify',
    engine: verifyEngine([]),
    steps: [
      (m) => m.verify.askDepth,
      'p',
      (m) => m.verify.addressHint.slice(0, 8),
      `/srv/${'镜像/'.repeat(30)}`,
    ],
  },
  {
    name: 'verify-verifying',
    start: 'verify',
    engine: verifyEngine([], never),
    steps: [(m) => m.verify.askDepth, 'enter', (m) => m.shell.actions.pause],
  },
  {
    name: 'verify-failed',
    start: 'verify',
    engine: verifyEngine([], () => Promise.reject(new Error('the disk is gone'))),
    steps: [(m) => m.verify.askDepth, 'enter', (m) => m.jobView.states.failed.slice(0, 10)],
  },
  {
    name: 'verify-fine',
    start: 'verify',
    engine: verifyEngine([]),
    steps: [(m) => m.verify.askDepth, 'enter', (m) => m.commands.wholeMirror.slice(0, 20)],
  },
  {
    name: 'verify-findings',
    start: 'verify',
    engine: verifyEngine(problems),
    steps: [(m) => m.verify.askDepth, 'enter', (m) => m.verify.gravities.forged.title(1)],
  },
  {
    name: 'verify-many',
    start: 'verify',
    engine: verifyEngine(many),
    steps: [(m) => m.verify.askDepth, 'enter', (m) => m.verify.gravities.damaged.title(500), 'end'],
  },
  {
    name: 'verify-sources',
    start: 'verify',
    engine: verifyEngine(problems),
    steps: [(m) => m.verify.askDepth, 'enter', (m) => m.verify.gravities.forged.title(1), 'r', () => 'plant'],
  },
  {
    name: 'verify-review',
    start: 'verify',
    engine: verifyEngine(problems),
    steps: [
      (m) => m.verify.askDepth,
      'enter',
      (m) => m.verify.gravities.forged.title(1),
      'r',
      () => 'plant',
      'space',
      'enter',
      (m) => m.verify.plan('/srv/mirror'),
    ],
  },
  {
    name: 'verify-report',
    start: 'verify',
    engine: verifyEngine(problems),
    steps: [
      (m) => m.verify.askDepth,
      'enter',
      (m) => m.verify.gravities.forged.title(1),
      'r',
      () => 'plant',
      'space',
      'enter',
      (m) => m.verify.plan('/srv/mirror'),
      'enter',
      (m) => m.verify.verifiedAgain,
    ],
  },
];
