import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { programKind, runsOn } from '../../../source/engine/domain/program-kind.ts';
import { namesOfTarball } from '../../../source/engine/domain/tarball-names.ts';
import { inspectQuery } from '../../../source/engine/operations/inspect.ts';
import { packOperation } from '../../../source/engine/operations/package.ts';
import { publishOperation } from '../../../source/engine/operations/publish/publish.ts';
import { testContext } from '../../helpers/context.ts';
import { goldenContext, someTarball } from '../../helpers/published.ts';

/** The first bytes of programs for Linux on ARM, and for both kinds of Macs. */
const elf = Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(57)]);
elf.writeUInt16LE(183, 18);
const fat = Buffer.from(`cafebabe00000002${'01000007'.padEnd(40, '0')}${'0100000c'.padEnd(40, '0')}`, 'hex');

describe('the first bytes of a program', () => {
  test('tell what it is made for', () => {
    expect(programKind(elf)).toEqual({ format: 'elf', platforms: ['linux/arm64'] });
    expect(programKind(fat)).toEqual({ format: 'macho', platforms: ['darwin/amd64', 'darwin/arm64'] });
    expect(programKind(Buffer.from('cffaedfe0c000001', 'hex')).platforms).toEqual(['darwin/arm64']);
    expect(programKind(Buffer.from('#!/bin/sh\n'))).toEqual({ format: 'script', platforms: [] });
    expect(programKind(Buffer.from('MZ..')).format).toBe('windows');
    for (const other of ['', 'x', 'cafebabe', 'cafebabe00000034', '7f454c46'])
      expect(programKind(Buffer.from(other, 'hex')).format).toBe('unknown');
  });

  test('a script runs anywhere, a Mac program not on Linux, and none for one machine on all', () => {
    expect(runsOn(programKind(Buffer.from('#!/bin/sh')), 'linux/arm64')).toBe(true);
    expect(runsOn(programKind(fat), 'linux/amd64')).toBe(false);
    expect(runsOn(programKind(fat), 'darwin/arm64')).toBe(true);
    expect(runsOn(programKind(elf), 'any/any')).toBe(false);
  });
});

test.each([
  ['hello-v0.0.1-linux-amd64.tar.gz', 'hello v0.0.1 linux amd64'],
  ['tidb-lightning-v8.5.1-alpha-1-darwin-arm64.tar.gz', 'tidb-lightning v8.5.1-alpha-1 darwin arm64'],
  ['x-v1-any-any.tar.gz', 'x v1 any any'],
  ['hello.tar.gz', ''],
  ['hello-1.0.0-linux-amd64.tar.gz', ''],
  ['v1.0.0-linux-amd64.tar.gz', ''],
])('the name %s says: %s', (name, said) => {
  const names = namesOfTarball(name);
  expect(names === null ? '' : Object.values(names).join(' ')).toBe(said);
});

describe('what somebody picked', () => {
  test('is told by the folder that all of it lies in, with its programs', async () => {
    const context = testContext();
    const top = join(context.workingFolder, 'app');
    mkdirSync(join(top, 'bin'), { recursive: true });
    writeFileSync(join(top, 'bin', 'run'), elf, { mode: 0o755 });
    writeFileSync(join(top, 'start.sh'), '#!/bin/sh\n', { mode: 0o755 });
    writeFileSync(join(top, 'readme'), 'hello');
    const inspect = inspectQuery(context);
    const found = await inspect({ kind: 'picks', paths: [join(top, 'bin'), join(top, 'start.sh')] });
    expect(found).toMatchObject({ directory: top, targets: ['bin', 'start.sh'], bytes: 74, named: null });
    expect(found.programs).toEqual([
      { path: 'start.sh', format: 'script', platforms: [] },
      { path: 'bin/run', format: 'elf', platforms: ['linux/arm64'] },
    ]);
    const whole = await inspect({ kind: 'picks', paths: [top] });
    expect(whole.entries.map(({ path }) => path)).toContain('app/bin/run');
    const inside = await inspect({ kind: 'picks', paths: [top], inside: true });
    expect(inside).toMatchObject({ directory: top, targets: ['.'] });
    expect(inside.entries.map(({ path }) => path)).toEqual(['bin', 'bin/run', 'readme', 'start.sh']);
  });

  test('is packed with a warning when the entry is for another platform', async () => {
    const context = testContext();
    writeFileSync(join(context.workingFolder, 'run'), elf, { mode: 0o755 });
    const request = { targets: ['run'], name: 'hello', release: 'v0.0.1', entry: 'run', os: 'linux' };
    const { plan } = packOperation(context);
    const { warnings } = await plan({ ...request, arch: 'amd64' });
    expect(warnings).toEqual([
      { code: 'entry-platform', facts: { entry: 'run', platform: 'linux/amd64', found: 'linux/arm64' } },
    ]);
    expect((await plan({ ...request, arch: 'arm64' })).warnings).toEqual([]);
  });
});

describe('a tarball', () => {
  test('is told with its programs, links to them too as what they are', async () => {
    const context = goldenContext();
    const found = await inspectQuery(context)({ kind: 'tarball', file: someTarball(context) });
    expect(found.named).toBeNull();
    expect(found.programs).toEqual([{ path: 'x.sh', format: 'script', platforms: [] }]);
    expect(found.entries).toContainEqual({ path: 'sub/link', type: 'link', bytes: 0, executable: false });
  });

  test('names first what is called like the component and runs on its platform', async () => {
    const context = testContext();
    for (const [name, bytes] of [
      ['a', '#!/bin/sh\n'],
      ['b', elf],
      ['hello', '#!/bin/sh\n'],
    ] as const)
      writeFileSync(join(context.workingFolder, name), bytes, { mode: 0o755 });
    const pack = packOperation(context);
    const request = {
      targets: ['a', 'b', 'hello'],
      name: 'hello',
      release: 'v1.0.0',
      os: 'linux',
      arch: 'amd64',
    };
    const { file } = await pack.apply(await pack.plan(request));
    const found = await inspectQuery(context)({ kind: 'tarball', file });
    expect(found.named).toEqual({ component: 'hello', version: 'v1.0.0', os: 'linux', arch: 'amd64' });
    expect(found.programs.map(({ path }) => path)).toEqual(['hello', 'a', 'b']);
  });

  test('is published with a warning when its entry is for another platform', async () => {
    const context = goldenContext();
    writeFileSync(join(context.workingFolder, 'run'), elf, { mode: 0o755 });
    const pack = packOperation(context);
    const request = { targets: ['run'], name: 'hello', release: 'v9.0.0', os: 'linux', arch: 'amd64' };
    const { file } = await pack.apply(await pack.plan(request));
    const plan = await publishOperation(context).plan({
      ...{ component: 'own', version: 'v9.0.0', tarball: file, entry: 'run', os: 'linux', arch: 'amd64' },
    });
    expect(plan.warnings).toMatchObject([{ code: 'entry-platform', facts: { found: 'linux/arm64' } }]);
  });
});
