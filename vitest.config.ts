import { defineConfig } from 'vitest/config';

/** What every project shares: a world that is the same on every machine. */
const shared = {
  setupFiles: ['test/setup.ts'],
  env: { TZ: 'UTC', LC_ALL: 'en_US.UTF-8', NO_COLOR: '1' },
  unstubEnvs: true,
  restoreMocks: true,
  // they wait for conditions, never for the clock: a busy machine only takes longer
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

const folders = {
  ui: ['test/ui/**', 'test/screens/**'],
  'end-to-end': ['test/end-to-end/**'],
  architecture: ['test/architecture/**'],
  interop: ['test/interop/**'],
  kill: ['test/kill/**'],
};

function testsIn(patterns: readonly string[]): string[] {
  return patterns.map((pattern) => `${pattern}/*.test.{ts,tsx}`);
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...Object.values(folders).flat(), 'test/golden/**'],
        },
      },
      { test: { ...shared, name: 'ui', include: testsIn(folders.ui) } },
      {
        // crashes and failing disks: some points of each operation, all of them with `npm run test:kill`
        test: {
          ...shared,
          name: 'kill',
          include: testsIn(folders.kill),
          globalSetup: ['test/kill/built-child.ts'],
          testTimeout: process.env.MIRRORDECK_KILL === 'all' ? 3_600_000 : 600_000,
        },
      },
      { test: { ...shared, name: 'architecture', include: testsIn(folders.architecture) } },
      {
        // the built program, in processes and terminals of its own: slow machines get time
        test: {
          ...shared,
          name: 'end-to-end',
          include: testsIn(folders['end-to-end']),
          globalSetup: ['test/helpers/built-program.ts'],
          testTimeout: 300_000,
        },
      },
      {
        // skipped, and saying so, without TIUP_BIN: see test/helpers/stock-client.ts
        test: {
          ...shared,
          name: 'interop',
          include: testsIn(folders.interop),
          globalSetup: ['test/helpers/built-program.ts'],
          testTimeout: 300_000,
        },
      },
    ],
  },
});
