import { bigCatalogue, fakeCatalogue, fakeEngine, fakeIdentity, resultOf } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const preset = { source: 'x', components: { tidb: ['latest'] }, target: 'm' } as const;
const atComponents = { route: 'clone', with: preset } as const;
const atReview = { route: 'clone', with: { ...preset, begin: 'review' } } as const;

const long = fakeEngine({
  catalogue: {
    ...fakeCatalogue,
    components: fakeCatalogue.components.map((component) => ({
      ...component,
      id:
        component.id === 'tidb'
          ? `a-component-with-a-name-as-long-as-names-may-be-${component.id}`
          : component.id,
      owner: 'an-owner-with-a-long-name',
      description: '数据库的 SQL 层，兼容 MySQL 协议；\u001b[31mデータベースの SQL レイヤー',
    })),
  },
});

/** A job that fetches and never ends. */
const fetching = () =>
  fakeEngine({
    apply: (_, { onEvent, signal }) => {
      onEvent?.({ type: 'phase', phase: 'download' });
      onEvent?.({
        type: 'warning',
        warning: { code: 'expires-soon', facts: { file: 'timestamp.json', days: 3 } },
      });
      onEvent?.({
        type: 'bytes',
        active: Array.from({ length: 50 }, (__, at) => ({
          name: `component-${at}-v8.5.1-linux-amd64.tar.gz`,
          done: at * 10_000,
          total: 1_000_000,
        })),
        done: 15_000_000,
        total: 40_000_000,
        filesDone: 11,
        filesTotal: 61,
      });
      return new Promise((__, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('stopped')));
      });
    },
  });

const fromStart = (...steps: Scene['steps']): Scene['steps'] => [
  () => 'plant',
  'enter',
  (m) => m.clone.ask.way,
  ...steps,
];

export const scenes: readonly Scene[] = [
  { name: 'clone-source', start: 'clone', steps: [() => 'plant'] },
  { name: 'clone-address', start: 'clone', steps: [() => 'plant', 'G', 'enter', (m) => m.clone.ask.address] },
  {
    name: 'clone-trust',
    start: 'clone',
    engine: () =>
      fakeEngine({ catalogue: { ...fakeCatalogue, identity: { ...fakeIdentity, trust: 'new' } } }),
    steps: [() => 'plant', 'enter', () => '01234567 89abcdef'],
  },
  { name: 'clone-way', start: 'clone', steps: fromStart() },
  { name: 'clone-cluster', start: 'clone', steps: fromStart('j', 'enter', (m) => m.clone.ask.cluster) },
  {
    name: 'clone-brings',
    start: 'clone',
    steps: fromStart(
      'j',
      'enter',
      (m) => m.clone.ask.cluster,
      'enter',
      () => 'tiflash',
    ),
  },
  { name: 'clone-release', start: 'clone', steps: fromStart('j', 'j', 'enter', (m) => m.clone.ask.release) },
  { name: 'clone-saved', start: 'clone', steps: fromStart('G', 'enter', (m) => m.clone.ask.saved) },
  { name: 'clone-components', start: atComponents, steps: [() => '[x] tidb'] },
  {
    name: 'clone-long-names',
    start: 'clone',
    engine: () => long,
    steps: fromStart('enter', () => 'a-component'),
  },
  {
    name: 'clone-many',
    start: 'clone',
    engine: () => fakeEngine({ catalogue: bigCatalogue(500) }),
    steps: fromStart(
      'enter',
      () => 'component-00001',
      'a',
      '/',
      '0',
      () => '0▏',
    ),
  },
  {
    name: 'clone-versions',
    start: atComponents,
    steps: [() => '[x] tidb', 'enter', (m) => m.clone.ask.versions],
  },
  {
    name: 'clone-picks',
    start: atComponents,
    steps: [() => '[x] tidb', 'enter', (m) => m.clone.ask.versions, 'G', 'enter', () => 'l/amd'],
  },
  {
    name: 'clone-platforms',
    start: atComponents,
    steps: [() => '[x] tidb', 'enter', (m) => m.clone.ask.versions, 'enter', (m) => m.clone.ask.platforms],
  },
  {
    name: 'clone-target',
    start: atComponents,
    steps: [
      () => '[x] tidb',
      'enter',
      (m) => m.clone.ask.versions,
      'enter',
      (m) => m.clone.ask.platforms,
      'enter',
      (m) => m.clone.ask.target,
    ],
  },
  { name: 'clone-review', start: atReview, steps: [(m) => m.clone.review.stateNew] },
  {
    name: 'clone-save',
    start: atReview,
    steps: [(m) => m.clone.review.stateNew, 's', (m) => m.clone.ask.saving],
  },
  {
    name: 'clone-running',
    start: atReview,
    engine: fetching,
    steps: [(m) => m.clone.review.stateNew, 'enter', () => '37%'],
  },
  {
    name: 'clone-rate',
    start: atReview,
    engine: fetching,
    steps: [(m) => m.clone.review.stateNew, 'enter', () => '37%', 'l', (m) => m.jobView.rate],
  },
  {
    name: 'clone-paused',
    start: atReview,
    engine: fetching,
    steps: [(m) => m.clone.review.stateNew, 'enter', () => '37%', 'p', (m) => m.jobView.states.paused],
  },
  {
    name: 'clone-receipt',
    start: atReview,
    steps: [(m) => m.clone.review.stateNew, 'enter', (m) => m.clone.receipt.done],
  },
  {
    name: 'clone-receipt-broken',
    start: atReview,
    engine: () =>
      fakeEngine({
        apply: async (plan) => {
          const { receipt, ...result } = resultOf(plan);
          const { walk } = receipt;
          const file = `a-component-with-a-name-of-its-own-v8.5.1-${'x'.repeat(30)}.tar.gz`;
          const problem = { file, code: 'file-missing', reason: 'it is not there' };
          const platforms = (walk?.platforms ?? []).map((one) => ({
            ...one,
            verdict: 'broken' as const,
            problems: [problem],
          }));
          const broken = { manifests: 6, problems: [{ ...problem, file: '12.pd.json' }], platforms };
          return { ...result, receipt: { ...receipt, walk: broken } };
        },
      }),
    steps: [(m) => m.clone.review.stateNew, 'enter', (m) => m.clone.receipt.done, () => '12.pd.json'],
  },
];
