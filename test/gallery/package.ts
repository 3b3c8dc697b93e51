import { publishEngine } from '../helpers/fake-publish.ts';
import type { Scene } from '../helpers/scene.ts';

const start = 'package';
const engine = () => publishEngine();
const never = () => new Promise<never>(() => {});
const first = [() => 'bin/', '/', 'source', 'enter', ' ', 't'] as const;
const toAbout = [
  ...first,
  (m: { packaging: { fields: { inside: string } } }) => m.packaging.fields.inside.slice(0, 8),
] as const;
const toPlatforms = [
  ...toAbout,
  ...['app', 'enter', 'v1.0.0', 'enter', 'An app', 'enter', 'enter', 'enter', 'enter', 'enter'],
  () => 'darwin/arm64',
] as const;
const toEntry = [...toPlatforms, 'enter', () => 'bin/start.sh'] as const;
const toReview = [...toEntry, 'enter', () => 'app-v1.0.0'] as const;

export const scenes: readonly Scene[] = [
  { name: 'package', start, engine, steps: [() => 'bin/'] },
  { name: 'package-path', start, engine, steps: [() => 'bin/', 'p', 's', '\t', () => 'scripts/'] },
  {
    name: 'package-missing',
    start,
    engine,
    steps: [() => 'bin/', 'p', 'no-such-folder', 'enter', (m) => m.picking.problems.missing.slice(0, 8)],
  },
  { name: 'package-about', start, engine, steps: toAbout },
  {
    name: 'package-wrong',
    start,
    engine,
    steps: [
      ...toAbout,
      'enter',
      '1.0',
      'enter',
      'enter',
      'enter',
      'enter',
      'enter',
      'enter',
      (m) => m.packaging.wrong.empty,
    ],
  },
  { name: 'package-platforms', start, engine, steps: toPlatforms },
  { name: 'package-entry', start, engine, steps: [...toEntry, 'j', () => 'linux/arm64'] },
  {
    name: 'package-no-program',
    start,
    engine: () => {
      const one = publishEngine();
      const inspect: typeof one.inspect = async (request) => ({
        ...(await one.inspect(request)),
        programs: [],
      });
      return { ...one, inspect };
    },
    steps: [...toPlatforms, 'enter', (m) => m.packaging.noProgram.slice(0, 8)],
  },
  { name: 'package-review', start, engine, steps: toReview },
  {
    name: 'package-running',
    start,
    engine: () => ({ ...publishEngine(), pack: { ...publishEngine().pack, apply: never } }),
    steps: [...toReview, 'enter', (m) => m.packaging.doing.pack],
  },
  { name: 'package-done', start, engine, steps: [...toReview, 'enter', (m) => m.packaging.done.title] },
];
