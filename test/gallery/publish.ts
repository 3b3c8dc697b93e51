import { EngineError } from '../../source/engine/index.ts';
import { bigCatalogue } from '../helpers/fake-engine.ts';
import { fakeJobs } from '../helpers/fake-jobs.ts';
import { fakeInspected, publishEngine } from '../helpers/fake-publish.ts';
import type { Scene } from '../helpers/scene.ts';

const start = 'publish';
const engine = () => publishEngine();
const never = () => new Promise<never>(() => {});
const many = () => ({ ...publishEngine(), catalogue: async () => bigCatalogue(500) });

const tarball = {
  ...{ file: '/srv/package/greet-v1.0.0-linux-amd64.tar.gz', component: 'greet', version: 'v1.0.0' },
  ...{ os: 'linux', arch: 'amd64', entry: 'bin/greet', description: '', standalone: false, hidden: false },
};
const long = {
  ...tarball,
  component: 'c'.repeat(60),
  entry: `日本語/${'e'.repeat(60)}\u001b[2J`,
  arch: 'arm64',
};
const arrived = { route: 'publish', with: { tarballs: [tarball, long] } } as const;
const one = { route: 'publish', with: { tarballs: [tarball] } } as const;
const toTarballs = [() => 'greet'] as const;
const toKeys = [...toTarballs, 'enter', () => 'plant'] as const;
const toReview = [...toKeys, 'enter', () => 'sha256'] as const;

export const scenes: readonly Scene[] = [
  { name: 'publish', start, engine, steps: [() => 'tidb'] },
  { name: 'publish-many', start, engine: many, steps: [() => '-00000', 'G', () => '-00499'] },
  {
    name: 'publish-empty',
    start,
    engine: () => ({ ...publishEngine(), catalogue: async () => ({ ...bigCatalogue(0) }) }),
    steps: [(m) => m.publishing.none.slice(0, 8)],
  },
  {
    name: 'publish-loading',
    start,
    engine: () => ({ ...publishEngine(), catalogue: never }),
    steps: [(m) => m.publishing.doing.read],
  },
  {
    name: 'publish-error',
    start,
    engine: () => ({
      ...publishEngine(),
      catalogue: () => Promise.reject(new EngineError('manifest-expired', 'timestamp.json expired')),
    }),
    steps: [() => 'manifest-expired'],
  },
  { name: 'publish-versions', start, engine, steps: [() => 'tidb', 'enter', () => 'v7.5.0'] },
  {
    name: 'publish-describe',
    start,
    engine,
    steps: [() => 'tidb', 'd', (m) => m.publishing.hints.description.slice(0, 6)],
  },
  {
    name: 'publish-yank',
    start,
    engine,
    steps: [() => 'tidb', 'y', (m) => m.publishing.change.yank.slice(0, 6)],
  },
  {
    name: 'publish-files',
    start,
    engine,
    steps: [() => 'tidb', 'p', (m) => m.publishing.ask.files.slice(0, 6), () => 'bin/'],
  },
  { name: 'publish-tarballs', start: arrived, engine, steps: toTarballs },
  {
    name: 'publish-edit',
    start: arrived,
    engine,
    steps: [...toTarballs, 'd', (m) => m.publishing.fields.force],
  },
  { name: 'publish-keys', start: arrived, engine, steps: toKeys },
  {
    name: 'publish-no-keys',
    start: arrived,
    engine: () => {
      const one = publishEngine();
      const list = async () => ({ folders: [], mirror: null, mirrorProblem: null, unusable: [], keys: [] });
      return { ...one, keys: { ...one.keys, list } };
    },
    steps: [...toTarballs, 'enter', (m) => m.publishing.noKeys.slice(0, 8)],
  },
  { name: 'publish-review', start: arrived, engine, steps: toReview },
  {
    name: 'publish-running',
    start: one,
    engine: () => ({ ...publishEngine(), publish: { ...publishEngine().publish, apply: never } }),
    steps: [...toReview, 'enter', (m) => m.publishing.doing.publish],
  },
  {
    name: 'publish-done',
    start: one,
    engine,
    steps: [...toReview, 'enter', (m) => m.publishing.done.title],
  },
  {
    name: 'publish-several',
    start: arrived,
    engine: () => ({ ...publishEngine(), jobs: fakeJobs(never) }),
    steps: [...toReview, 'enter', (m) => m.publishing.doing.publish],
  },
  {
    name: 'publish-partly',
    start: arrived,
    engine,
    steps: [...toReview, 'enter', (m) => m.publishing.done.partly],
  },
  {
    name: 'publish-unnamed',
    start: { route: 'publish', with: { tarballs: [{ ...tarball, component: '', version: '' }] } },
    engine: () => publishEngine({ ...fakeInspected, named: null }),
    steps: [() => 'linux/amd64', 'enter', (m) => m.publishing.hints.component],
  },
];
