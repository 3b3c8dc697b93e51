import { EngineError } from '../../source/engine/index.ts';
import { browseEngine } from '../helpers/fake-browse.ts';
import { bigCatalogue, fakeCatalogue } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const start = 'browse';
const engine = () => browseEngine();
const never = () => new Promise<never>(() => {});

export const scenes: readonly Scene[] = [
  { name: 'browse', start, engine, steps: [() => 'tidb'] },
  { name: 'browse-many', start, engine: () => browseEngine(bigCatalogue(500)), steps: [() => '-00000', 'G'] },
  {
    name: 'browse-loading',
    start,
    engine: () => ({ ...browseEngine(), catalogue: never }),
    steps: [(m) => m.browse.doing.catalogue],
  },
  {
    name: 'browse-empty',
    start,
    engine: () => browseEngine({ ...fakeCatalogue, components: [] }),
    steps: [(m) => m.browse.empty.slice(0, 8)],
  },
  {
    name: 'browse-error',
    start,
    engine: () => ({
      ...browseEngine(),
      catalogue: () => Promise.reject(new EngineError('manifest-expired', 'timestamp.json expired')),
    }),
    steps: [() => 'manifest-expired'],
  },
  { name: 'browse-yanked', start, engine, steps: [() => 'tidb', 'f', 'f', (m) => m.browse.kinds.yanked] },
  { name: 'browse-versions', start, engine, steps: [() => 'tidb', 'enter', () => 'v7.5.0', ' '] },
  {
    name: 'browse-files',
    start,
    engine,
    steps: [() => 'tidb', 'enter', () => 'v7.5.0', 'enter', () => 'linux/arm64'],
  },
  {
    name: 'browse-details',
    start,
    engine,
    steps: [() => 'tidb', 'enter', () => 'v7.5.0', 'enter', () => 'linux/arm64', 'enter', () => 'sha256'],
  },
  { name: 'browse-filter', start, engine, steps: [() => 'tidb', '/', 'nothing', () => 'nothing'] },
  { name: 'browse-sources', start, engine, steps: [() => 'tidb', 'o', () => 'plant'] },
  {
    name: 'browse-compare',
    start,
    engine,
    steps: [() => 'tidb', 't', (m) => m.browse.ask.compare.slice(0, 10)],
  },
];
