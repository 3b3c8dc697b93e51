import { EngineError, type Settings } from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const never = () => new Promise<Settings>(() => undefined);

/** An engine whose settings are kept in memory. */
function settingsEngine(start: Settings, over: Partial<FakeEngine['settings']> = {}): () => FakeEngine {
  return () => {
    let now = start;
    const write = async (change: Partial<Settings>) => {
      now = { ...now, ...change };
      return now;
    };
    return { ...fakeEngine(), settings: { read: async () => now, write, ...over } };
  };
}

const everything: Settings = {
  language: null,
  animations: false,
  limitRate: '20M,08:00-12:00=500k,12:00-13:00=none,13:00-18:00=500k,22:00-06:00=none',
  jobs: 256,
  timeout: 'connect=5s,headers=20s,stall=2m',
};

const unreadable = () =>
  Promise.reject(
    new EngineError('settings-corrupt', 'settings.json: pins can not be read', {
      facts: { file: '/home/operator/.config/mirrordeck/settings.json', field: 'pins' },
    }),
  );

export const scenes: readonly Scene[] = [
  {
    name: 'settings-loading',
    start: 'settings',
    engine: settingsEngine({ language: null }, { read: never }),
    steps: [(m) => m.settings.loading],
  },
  {
    name: 'settings',
    start: 'settings',
    engine: settingsEngine({ language: null }),
    steps: [(m) => m.settings.intro],
  },
  {
    name: 'settings-everything',
    start: 'settings',
    engine: settingsEngine(everything),
    steps: [(m) => m.settings.intro, 'end', 'up', 'up', 'up', () => '08:00'],
  },
  {
    name: 'settings-typed',
    start: 'settings',
    engine: settingsEngine(everything),
    steps: [(m) => m.settings.intro, 'end', 'up', 'up', 'enter', (m) => m.settings.fields.jobs],
  },
  {
    name: 'settings-refused',
    start: 'settings',
    engine: settingsEngine(everything),
    steps: [(m) => m.settings.intro, 'end', 'up', 'up', 'enter', '0', 'enter', (m) => m.settings.wrong.jobs],
  },
  {
    name: 'settings-unreadable',
    start: 'settings',
    engine: settingsEngine({ language: null }, { read: unreadable }),
    steps: [() => 'settings-corrupt'],
  },
];
