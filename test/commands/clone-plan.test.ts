import { expect, test } from 'vitest';
import { clonePlan, cloneResult } from './clone-values.ts';
import { mirrordeck } from './run-program.ts';

test('a client that is missing everywhere is one warning', async () => {
  const warnings = ['linux/amd64', 'linux/arm64', 'darwin/amd64'].map((platform) => ({
    code: 'client-missing' as const,
    facts: { platform },
  }));
  const outcome = await mirrordeck(['mirror', 'clone', 'W/clone', '--full', '--dry-run'], {
    answers: { 'clone.plan': clonePlan({ warnings }) },
  });
  expect(outcome.stderr).toBe(
    'Warning: The source has no TiUP client for linux/amd64, linux/arm64, darwin/amd64: the clone has none either.\n',
  );
});

test('a file that goes by two names is fetched once and said to be a copy', async () => {
  const [file] = clonePlan().files;
  if (file === undefined) throw new Error('a plan has a file');
  const files = [
    { ...file, action: 'resume' as const },
    { ...file, name: 'tiup-linux-amd64.tar.gz' },
  ];
  const outcome = await mirrordeck(['mirror', 'clone', 'W/clone', 'v1.0.0', '--dry-run'], {
    answers: { 'clone.plan': clonePlan({ files, request: { target: 'W/clone', versions: ['v1.0.0'] } }) },
  });
  expect(outcome.stdout).toContain('Selected: 1 component, 2 files, 1.00 kB\nTo fetch: 1 file, 1.00 kB\n');
  expect(outcome.stdout).toContain('\nHalf here, to go on with: 1 file\nCopies of these: 1 file\n');
  expect(outcome.stdout).not.toContain('--full');
});

test('naming nothing says what that means, although the client comes along', async () => {
  const answers = { 'clone.plan': clonePlan(), 'clone.apply': cloneResult() };
  const outcome = await mirrordeck(['mirror', 'clone', 'W/clone'], { answers });
  expect(outcome.stdout).toContain('only the metadata is cloned (--full takes everything)');
});

test('a preset says what it brings, why, and what the source lacks (beat list 27)', async () => {
  const brought = (id: string, version: string, reason: 'database' | 'monitoring') => ({
    id,
    versions: [version],
    reason,
  });
  const presets = [
    {
      name: 'cluster:v8.5.1',
      components: [
        brought('tidb', 'v8.5.1', 'database'),
        brought('grafana', 'latest', 'monitoring'),
        brought('pd', 'v8.5.1', 'database'),
      ],
      absent: [{ id: 'bench', wanted: 'latest', reason: 'benchmark' as const }],
    },
  ];
  const request = { target: 'W/clone', presets: ['cluster:v8.5.1'] };
  const outcome = await mirrordeck(
    ['mirror', 'clone', 'W/clone', '--preset', 'cluster:v8.5.1', '--dry-run'],
    {
      answers: { 'clone.plan': clonePlan({ presets, request }) },
    },
  );
  expect(outcome.stdout).toContain(`The preset cluster:v8.5.1 brings:
  the database: tidb v8.5.1, pd v8.5.1
  monitoring: grafana latest
  not in the source: bench latest
`);
  expect(outcome.stdout).not.toContain('only the metadata');
});
