import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redactArguments } from '../../../source/engine/domain/redact.ts';
import { runOperation } from '../../../source/engine/operations/run.ts';
import { clientWorld } from './client-world.ts';

/** A world in which `hello` is a program that writes what it was told into the working folder. */
async function world() {
  const made = await clientWorld({ copy: true, installed: true });
  fs.rmSync(made.inHome('components/notes'), { recursive: true });
  const program = made.inHome('components/hello/v0.0.1/hello.sh');
  const script =
    '#!/bin/sh\n{ pwd; echo "$@"; env | grep ^TIUP; ls -A "$TIUP_INSTANCE_DATA_DIR"; } >out\nexit 7\n';
  fs.writeFileSync(program, script);
  const { plan, apply } = runOperation(made.context);
  const out = () => fs.readFileSync(join(made.context.workingFolder, 'out'), 'utf8').split('\n');
  return { ...made, program, plan, apply, out };
}

test("runs what is installed, in the caller's folder, with stock's variables, and gives its exit code", async () => {
  const { context, plan, apply, out, address, program, inHome } = await world();
  fs.rmSync(address, { recursive: true });
  const planned = await plan({ component: 'hello', args: ['a', '--password=x', '--tag', 'mine'] });
  expect(planned).toMatchObject({ component: 'hello', version: 'v0.0.1', entry: program, install: null });
  expect(await apply(planned)).toEqual({ exitCode: 7 });
  const [folder, args, ...rest] = out();
  expect(folder).toBe(context.workingFolder);
  expect(args).toBe('a --password=x --tag mine');
  expect(rest).toEqual(
    expect.arrayContaining([
      `TIUP_HOME=${context.home.path}`,
      'TIUP_VERSION=1.16.5',
      'TIUP_USER_INPUT_VERSION=',
      `TIUP_COMPONENT_DATA_DIR=${inHome('storage/hello')}`,
      `TIUP_COMPONENT_INSTALL_DIR=${inHome('components/hello/v0.0.1')}`,
      `TIUP_WORK_DIR=${context.workingFolder}`,
      'TIUP_TAG=mine',
      `TIUP_INSTANCE_DATA_DIR=${inHome('data/mine')}`,
    ]),
  );
  const note = JSON.parse(fs.readFileSync(inHome('data/mine/tiup_process_meta'), 'utf8'));
  expect(note).toMatchObject({
    component: 'hello',
    exec: program,
    args: [program, 'a', '--password******', '--tag', 'mine'],
  });
  const row = JSON.parse(fs.readFileSync(inHome('history/tiup-history-0'), 'utf8'));
  expect(row).toEqual({
    time: '2026-11-22T02:00:00.000Z',
    command: 'mirrordeck hello a --password****** --tag mine',
    exit_code: 7,
  });
});

test('an instance that nobody named is gone afterwards, its storage stays', async () => {
  const { plan, apply, inHome } = await world();
  await apply(await plan({ component: 'hello:v0.0.1', args: [] }));
  expect(fs.readdirSync(inHome('data'))).toEqual([]);
  expect(fs.readdirSync(inHome('storage'))).toEqual(['hello']);
});

test('another program, a folder and a tag of the caller', async () => {
  const { context, plan, inHome, out } = await world();
  fs.copyFileSync(inHome('components/hello/v0.0.1/hello.sh'), join(context.workingFolder, 'own.sh'));
  fs.chmodSync(join(context.workingFolder, 'own.sh'), 0o755);
  const environment = { ...context.environment, TIUP_INSTANCE_DATA_DIR: inHome('mine'), TIUP_TAG: 'outer' };
  const { apply } = runOperation({ ...context, environment });
  expect(await apply(await plan({ component: 'hello', args: [], binary: 'own.sh' }))).toEqual({
    exitCode: 7,
  });
  expect(out()).toEqual(
    expect.arrayContaining([`TIUP_INSTANCE_DATA_DIR=${inHome('mine')}`, 'TIUP_TAG=outer']),
  );
  expect(fs.existsSync(inHome('mine'))).toBe(true);
});

test('installs first what is not there: latest, nightly, a version that no installed one fits', async () => {
  const { plan, apply, inHome } = await world();
  const kept = await plan({ component: 'tidb', args: [] });
  expect(kept).toMatchObject({ version: 'v1.0.0', install: null });
  expect(await plan({ component: 'tidb:1', args: [] })).toMatchObject({ version: 'v1.0.0', install: null });
  for (const [spec, version] of [
    ['tidb:latest', 'v2.0.0'],
    ['tidb:nightly', 'v2.2.0-alpha-nightly-20260201'],
    ['tidb:v1.1', 'v1.1.0'],
    ['notes', 'v1.0.0'],
  ]) {
    const planned = await plan({ component: spec ?? '', args: [] });
    expect(planned).toMatchObject({ version, install: { items: [{ version, action: 'install' }] } });
  }
  const planned = await plan({ component: 'notes', args: [] });
  expect(await apply({ ...planned, request: { ...planned.request, args: ['>/dev/null'] } })).toEqual({
    exitCode: 0,
  });
  expect(fs.existsSync(inHome('components/notes/v1.0.0/notes.sh'))).toBe(true);
});

test('without the manifests of the home, the mirror is asked', async () => {
  const { plan, inHome } = await world();
  fs.rmSync(inHome('manifests'), { recursive: true });
  expect(await plan({ component: 'hello', args: [] })).toMatchObject({ version: 'v0.0.1', install: null });
});

test.each([
  [{ component: '../hello', args: [] }, 'name-invalid'],
  [{ component: 'hello', args: [], tag: '../x' }, 'name-invalid'],
  [{ component: 'nothing', args: [] }, 'component-unknown'],
  [{ component: 'hello:v9', args: [] }, 'version-unknown'],
])('%j is %s', async (request, code) => {
  const { plan } = await world();
  await expect(plan(request)).rejects.toMatchObject({ code });
});

test('a program that can not be started', async () => {
  const { plan, apply, program } = await world();
  const planned = await plan({ component: 'hello', args: [] });
  fs.chmodSync(program, 0o644);
  await expect(apply(planned)).rejects.toMatchObject({ code: 'program-failed' });
});

test('secrets of arguments', () => {
  expect(
    redactArguments([
      '-p',
      'x',
      '-px',
      '--password',
      'x',
      'encrypt',
      'x',
      '--sink-uri=kafka://a:b@c/d?sasl-password=x&y=z',
      '--port',
      '1',
      'plain',
    ]),
  ).toEqual([
    '-p',
    '******',
    '-p******',
    '--password',
    '******',
    'encrypt',
    '******',
    '--sink-uri=kafka://a:******@c/d?sasl-password=******&y=z',
    '--port',
    '1',
    'plain',
  ]);
});
