import { EngineError } from '../../source/engine/index.ts';
import { type FakeMerge, fakeConflict, fakeMergeEngine } from '../helpers/fake-merge.ts';
import type { Scene } from '../helpers/scene.ts';

const long = 'a-component-with-a-name-as-long-as-a-name-of-one-may-be-here';

const scene = (name: string, steps: Scene['steps'], fake: FakeMerge = {}): Scene => ({
  name: `merge-${name}`,
  start: 'merge',
  engine: () => fakeMergeEngine(fake),
  steps,
});

/** From the sources to what they differ in. */
const toTable: Scene['steps'] = [
  () => 'plant',
  'G',
  'space',
  'enter',
  (m) => m.merge.trust.known.slice(0, 6),
  'enter',
];

const toDifferences: Scene['steps'] = [...toTable, () => 'tikv'];

/** On to the field for another name. */
const toName: Scene['steps'] = [
  ...toDifferences,
  'd',
  (m) => m.merge.choices.keep,
  'j',
  'j',
  'enter',
  (m) => m.merge.name,
];

/** On with everything taken. */
const toSigning: Scene['steps'] = [
  ...toDifferences,
  'p',
  (m) => m.merge.ask.policy,
  'j',
  'j',
  'enter',
  (m) => m.merge.rule(m.merge.short.take),
  'enter',
  (m) => m.merge.steps.signing,
  (m) => `4/6 ${m.merge.steps.signing}`,
];

const toReview: Scene['steps'] = [...toSigning, 'enter', (m) => `5/6 ${m.merge.steps.review}`];

const unsignable: Partial<FakeMerge['parts']> = {
  missingKeys: [{ owner: 'jdoe', component: long, needed: 2, got: 1 }],
  missingRoles: [{ name: 'index', kind: 'role', needed: 1, got: 0, keys: ['a'.repeat(64)], components: [] }],
};

export const scenes: readonly Scene[] = [
  scene('sources', [() => 'plant']),
  scene('no-sources', [(m) => m.merge.noSources.slice(0, 10)], { sources: [] }),
  scene('address', [() => 'plant', 'a', (m) => m.merge.ask.address]),
  scene('trust', [
    () => 'plant',
    'a',
    (m) => m.merge.ask.address,
    '/srv/another-mirror',
    'enter',
    (m) => m.merge.typed,
    'enter',
    () => '01234567 89abcdef',
  ]),
  scene(
    'unreachable',
    [
      () => 'plant',
      'G',
      'space',
      'enter',
      (m) => m.merge.trust.known.slice(0, 6),
      'enter',
      () => 'source-unreachable',
    ],
    {
      plan: () =>
        Promise.reject(
          new EngineError('source-unreachable', 'connection refused', {
            facts: { address: 'http://mirror.a-very-long-name-of-a-host.internal.example.com:8000/mirrors' },
          }),
        ),
    },
  ),
  scene(
    'comparing',
    [
      () => 'plant',
      'G',
      'space',
      'enter',
      (m) => m.merge.trust.known.slice(0, 6),
      'enter',
      (m) => m.merge.doing.plan,
    ],
    {
      plan: () => new Promise(() => undefined),
    },
  ),
  scene('differences', toDifferences),
  scene(
    'nothing',
    [
      () => 'plant',
      'G',
      'space',
      'enter',
      (m) => m.merge.trust.known.slice(0, 6),
      'enter',
      (m) => m.merge.noDifferences.slice(0, 8),
    ],
    {
      conflicts: [],
      parts: { components: [], alike: [], left: [], files: [], signs: [], unchanged: true },
    },
  ),
  scene('many', [...toTable, () => 'component-0', 'c', '/', '4', '9', () => '49▏'], {
    conflicts: Array.from({ length: 500 }, (_, at) => fakeConflict(`component-${at}`, `v1.${at}.0`)),
  }),
  scene('conflict', [...toDifferences, 'd', (m) => m.merge.choices.keep]),
  scene('long-names', [...toDifferences, 'd', (m) => m.merge.choices.keep], {
    conflicts: [
      fakeConflict(long, `v1.0.0-${'x'.repeat(40)}`),
      { ...fakeConflict('数据库\u001b[31m', 'v1.0.0'), source: `/srv/${'ミラー/'.repeat(12)}` },
    ],
  }),
  scene('owner', [...toDifferences, 'j', 'd', (m) => m.merge.facts.kinds.owner]),
  scene('not-all-possible', [...toDifferences, 'd', (m) => m.merge.cannotWhy.part.slice(0, 12)], {
    conflicts: [
      {
        ...fakeConflict('tidb', 'v8.5.1'),
        kind: 'nightly',
        version: null,
        platform: null,
        here: 'v9.0.0-nightly-20260101',
        there: 'v9.0.0-nightly-20260201',
        allowed: ['fail', 'keep', 'take'],
      },
    ],
  }),
  scene('rename', toName),
  scene('rename-taken', [...toName, 'tidb', 'enter', (m) => m.merge.nameWrong.taken.slice(0, 6)]),
  scene('component', [...toDifferences, 'j', 'j', 'd', (m) => m.merge.lists.added]),
  scene('policy', [...toDifferences, 'p', (m) => m.merge.ask.policy]),
  scene('save', [...toDifferences, 'w', (m) => m.merge.ask.save]),
  scene('signing', toSigning),
  scene('unsignable', toSigning, { parts: unsignable }),
  scene('review', toReview),
  scene('running', [...toReview, 'enter', (m) => m.jobView.starting], {
    apply: () => new Promise(() => undefined),
  }),
  scene('receipt', [...toReview, 'enter', (m) => `6/6 ${m.merge.steps.receipt}`]),
  scene('moved', [...toReview, 'enter', (m) => m.jobView.states.failed], {
    apply: () =>
      Promise.reject(new EngineError('mirror-changed', 'it was changed', { facts: { path: '/srv/mirror' } })),
  }),
];
