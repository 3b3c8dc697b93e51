import { EngineError } from '../../source/engine/index.ts';
import { fakeEngine } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const unreachable = () =>
  fakeEngine({
    test: () =>
      Promise.reject(
        new EngineError('source-unreachable', 'connection refused', {
          facts: {
            address: 'http://mirror.a-very-long-name-of-a-host.internal.example.com:8000/mirrors/tidb',
          },
        }),
      ),
  });

export const scenes: readonly Scene[] = [
  { name: 'sources', start: 'sources', steps: [() => 'plant'] },
  { name: 'sources-tested', start: 'sources', steps: [() => 'plant', 'enter', () => /42/] },
  { name: 'sources-add', start: 'sources', steps: [() => 'plant', 'a', (m) => m.sources.add] },
  {
    name: 'sources-edit',
    start: 'sources',
    steps: [() => 'plant', 'j', 'm', (m) => m.sources.edit('plant')],
  },
  { name: 'sources-use', start: 'sources', steps: [() => 'plant', 'j', 'u', () => '01234567 89abcdef'] },
  {
    name: 'sources-unreachable',
    start: 'sources',
    engine: unreachable,
    steps: [() => 'plant', 'enter', () => 'source-unreachable'],
  },
  {
    name: 'sources-none',
    start: 'sources',
    engine: () => ({ ...fakeEngine({ sources: [] }), show: async () => ({ address: '/srv/mirror' }) }),
    steps: [() => '/srv/mirror'],
  },
];
