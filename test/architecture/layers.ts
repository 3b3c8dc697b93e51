/** The house's rules of who may import whom, as data. CONTRIBUTING.md says the same in words. */

export type Layer = {
  readonly name: string;
  /** Path prefixes of its files; the longest matching prefix of all layers decides. */
  readonly folders: readonly string[];
  readonly mayImport: readonly string[];
  /** Layers of which only types may be imported. */
  readonly typesOf?: readonly string[];
  /** Packages; an entry ending in `:` or `/` is a prefix. */
  readonly packages: readonly string[];
  /** Why, for whoever breaks it. */
  readonly reason: string;
};

const engineDoor = 'the engine has one door, engine/index.ts, so that what lies behind it can change';

export const layers: readonly Layer[] = [
  {
    name: 'main',
    folders: ['source/main.ts', 'source/job-process.ts', 'source/program.ts', 'source/process-world.ts'],
    mayImport: ['main', 'commands', 'screens', 'ui', 'messages', 'engine'],
    packages: ['node:'],
    reason: engineDoor,
  },
  {
    name: 'commands',
    folders: ['source/commands/'],
    mayImport: ['commands', 'messages', 'engine'],
    packages: ['node:', 'commander', 'string-width', 'semver', '@bomb.sh/tab'],
    reason: `commands know no screen, and ${engineDoor}`,
  },
  {
    name: 'screens',
    folders: ['source/screens/'],
    mayImport: ['screens', 'ui', 'messages', 'engine'],
    packages: ['react', 'ink', 'ink-select-input', 'string-width'],
    reason: `screens show and ask; what they know comes through the engine (never node:*), and ${engineDoor}`,
  },
  {
    name: 'ui',
    folders: ['source/ui/'],
    mayImport: ['ui', 'messages', 'engine'],
    packages: ['node:', 'react', 'ink', 'ink-select-input', 'string-width'],
    reason: `what screens share knows no screen, and ${engineDoor}`,
  },
  {
    name: 'messages',
    folders: ['source/messages/'],
    mayImport: ['messages'],
    typesOf: ['engine'],
    packages: ['string-width'],
    reason: 'texts are data: they know the names of errors and nothing else of the program',
  },
  {
    name: 'engine',
    folders: ['source/engine/index.ts', 'source/engine/engine.ts'],
    mayImport: ['engine', 'api', 'vocabulary', 'operations', 'jobs', 'io', 'domain'],
    packages: ['node:'],
    reason: 'createEngine() puts the engine together and knows nothing of commands, screens or texts',
  },
  {
    name: 'api',
    folders: ['source/engine/api/'],
    mayImport: ['api', 'vocabulary'],
    typesOf: ['domain'],
    packages: [],
    reason: 'requests, plans and results are plain JSON: types alone',
  },
  {
    name: 'vocabulary',
    folders: ['source/engine/errors.ts', 'source/engine/events.ts'],
    mayImport: ['vocabulary'],
    packages: [],
    reason: 'errors and events are what all layers speak: they rest on nothing',
  },
  {
    name: 'jobs',
    folders: ['source/engine/jobs/'],
    mayImport: ['jobs', 'operations', 'io', 'domain', 'api', 'vocabulary'],
    packages: ['node:'],
    reason: 'a job runs an operation in a process of its own',
  },
  {
    name: 'operations',
    folders: ['source/engine/operations/'],
    mayImport: ['operations', 'io', 'domain', 'api', 'vocabulary'],
    packages: ['node:', 'p-queue', 'semver'],
    reason: 'an operation decides with the domain and acts through io; it knows no screen and no command',
  },
  {
    name: 'io',
    folders: ['source/engine/io/'],
    mayImport: ['io', 'domain', 'vocabulary'],
    typesOf: ['api'],
    packages: ['node:', 'undici', 'tar', 'conf', 'smol-toml', 'p-queue', 'prom-client'],
    reason: 'the edge does what it is told: what should happen is decided in operations',
  },
  {
    name: 'domain',
    folders: ['source/engine/domain/'],
    mayImport: ['domain', 'vocabulary'],
    typesOf: ['api'],
    // node:buffer and node:util only compute: UTF-8 checks, promises for key generation
    packages: ['node:crypto', 'node:buffer', 'node:util', '@noble/ed25519', 'semver'],
    reason: 'the domain is pure: no files, no network, no processes, no clock',
  },
];

/** The layer a file belongs to, or null for a file that no rule knows. */
export function layerOf(path: string): Layer | null {
  let best: { layer: Layer; length: number } | null = null;
  for (const layer of layers) {
    for (const folder of layer.folders) {
      const matches = folder.endsWith('/') ? path.startsWith(folder) : path === folder;
      if (matches && folder.length > (best?.length ?? 0)) best = { layer, length: folder.length };
    }
  }
  return best?.layer ?? null;
}

/** Whether a layer may import a package or a `node:` module. */
export function mayUse(layer: Layer, specifier: string): boolean {
  return layer.packages.some((name) =>
    name.endsWith(':') || name.endsWith('/')
      ? specifier.startsWith(name)
      : specifier === name || specifier.startsWith(`${name}/`),
  );
}
