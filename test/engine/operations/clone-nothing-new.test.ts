/** A refresh that finds nothing new, and the next ones, which only look whether that still holds. */
import {
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ClonePlan, CloneRequest, CloneResult } from '../../../source/engine/api/clone.ts';
import { cloneOperation } from '../../../source/engine/operations/clone/clone.ts';
import { setOperation } from '../../../source/engine/operations/set.ts';
import { testContext } from '../../helpers/context.ts';
import { editMirror } from '../../helpers/edited.ts';
import { goldenFolder, goldenNow } from '../../helpers/golden.ts';
import { serveMirror } from './mirror-server.ts';

const day = 86_400_000;

async function trial() {
  const at = { now: goldenNow };
  const context = testContext({ now: () => at.now });
  const source = join(context.folder, 'origin');
  const target = join(context.folder, 'target');
  cpSync(join(goldenFolder(), 'origin'), source, { recursive: true });
  const server = await serveMirror(source);
  const set = setOperation(context);
  await set.apply(await set.plan({ address: server.address }));
  const operation = cloneOperation(context);
  const request: CloneRequest = {
    source: { address: server.address },
    target,
    components: { tidb: ['v1.0.0'] },
    oses: ['linux'],
    archs: ['amd64'],
  };
  /** What one more run of it comes to, and what the source was asked for meanwhile. */
  const refresh = async (
    change: Partial<CloneRequest> = {},
  ): Promise<{ plan: ClonePlan; result: CloneResult; asked: readonly string[] }> => {
    server.asked.length = 0;
    const plan = await operation.plan({ ...request, ...change });
    return { plan, result: await operation.apply(plan), asked: [...server.asked] };
  };
  await refresh();
  const first = await refresh();
  const memory = join(context.home.path, '.mirrordeck', 'nothing-new');
  return { at, context, source, target, server, refresh, first, memory };
}

test('asks for the timestamp alone, and says the same again', async () => {
  const { refresh, first } = await trial();
  expect(first.asked).toContain('snapshot.json');
  const second = await refresh();
  expect(second.asked).toEqual(['timestamp.json']);
  const { bytes, ...plan } = second.plan;
  expect({ ...first.plan, bytes: null }).toEqual({ ...plan, bytes: null });
  expect(bytes).toMatchObject({ fetch: 0, keep: first.plan.bytes.keep });
  expect({ ...second.result, milliseconds: 0 }).toEqual({ ...first.result, milliseconds: 0 });
  expect(second.result).toMatchObject({ changed: false, fetchedFiles: 0 });
});

test('looks at all anew when something else is asked for', async () => {
  const { refresh } = await trial();
  const other = await refresh({ components: { tidb: ['v2.0.0'] } });
  expect(other.result).toMatchObject({ changed: true, fetchedFiles: 1 });
  // and the earlier wish is looked at anew as well: the target is another one now
  expect((await refresh()).asked).toContain('snapshot.json');
});

test('finds what was published since', async () => {
  const { context, source, refresh } = await trial();
  await editMirror(context, source, async (mirror) => {
    const { manifest } = await mirror.component('tidb');
    return { components: [{ ...manifest, version: manifest.version + 1, description: 'another' }] };
  });
  const { asked, result } = await refresh();
  expect(asked).toContain('snapshot.json');
  expect(result).toMatchObject({ changed: true, fetchedFiles: 0 });
});

test.each<[string, (file: string) => void]>([
  ['is another size', (file) => writeFileSync(file, 'short')],
  ['was written to', (file) => utimesSync(file, new Date(0), new Date(0))],
])('looks at all anew when a file of the target %s', async (_what, harm) => {
  const { target, refresh } = await trial();
  harm(join(target, 'tidb-v1.0.0-linux-amd64.tar.gz'));
  expect((await refresh()).asked).toContain('snapshot.json');
});

test('a target whose manifest was spoilt is refused as ever', async () => {
  const { target, refresh } = await trial();
  const file = join(target, 'snapshot.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"version":', '"version" :'));
  await expect(refresh()).rejects.toMatchObject({ exitCode: 4 });
});

test('what runs out in between is refused as ever', async () => {
  const { at, refresh } = await trial();
  at.now = new Date(goldenNow.getTime() + 29 * day);
  await expect(refresh()).resolves.toMatchObject({ asked: ['timestamp.json'] });
  at.now = new Date(goldenNow.getTime() + 400 * day);
  await expect(refresh()).rejects.toMatchObject({ code: 'manifest-expired' });
});

test('an older timestamp, and one that somebody made up, are refused as ever', async () => {
  const { context, source, server, refresh } = await trial();
  const old = readFileSync(join(source, 'timestamp.json'));
  const oldSnapshot = readFileSync(join(source, 'snapshot.json'));
  await editMirror(context, source, async (mirror) => {
    const { manifest } = await mirror.component('tidb');
    return { components: [{ ...manifest, version: manifest.version + 1, description: 'another' }] };
  });
  await refresh();
  await refresh();
  server.answers.set('timestamp.json', old);
  server.answers.set('snapshot.json', oldSnapshot);
  await expect(refresh()).rejects.toMatchObject({ code: 'rollback' });
  server.answers.set('timestamp.json', Buffer.from(old.toString().replace('"version":', '"version":9')));
  await expect(refresh()).rejects.toMatchObject({ exitCode: 4 });
});

test('a memory that is damaged, or of somebody else’s making, only costs the long way', async () => {
  const { memory, refresh } = await trial();
  const [name = ''] = readdirSync(memory);
  expect(statSync(join(memory, name)).mode & 0o777).toBe(0o600);
  const right = readFileSync(join(memory, name), 'utf8');
  const changed = right.replace('rootVersion', 'rootversion');
  expect(changed).not.toBe(right);
  for (const text of ['', '{"schema":', '[]', '{"schema":"mirrordeck/nothing-new/2"}', changed]) {
    writeFileSync(join(memory, name), text);
    expect((await refresh()).asked).toContain('snapshot.json');
    expect((await refresh()).asked).toEqual(['timestamp.json']);
  }
});

test.each<[string, (kept: Record<string, unknown>) => unknown]>([
  ['has a hollow plan', (kept) => ({ ...kept, plan: {} })],
  ['has a plan of another shape', (kept) => ({ ...kept, plan: { ...Object(kept.plan), files: null } })],
  ['has a hollow receipt', (kept) => ({ ...kept, receipt: {} })],
])('a memory that %s only costs the long way', async (_what, spoil) => {
  const { memory, refresh, first } = await trial();
  const [name = ''] = readdirSync(memory);
  const path = join(memory, name);
  const document: { readonly kept: string } = JSON.parse(readFileSync(path, 'utf8'));
  const kept = JSON.stringify(spoil(JSON.parse(document.kept)));
  writeFileSync(path, JSON.stringify({ ...document, kept }));
  const { asked, result } = await refresh();
  expect(asked).toContain('snapshot.json');
  expect(result).toMatchObject({ changed: false, keptFiles: first.result.keptFiles });
});

test('a memory that can’t be read only costs the long way', async () => {
  const { memory, refresh } = await trial();
  const [name = ''] = readdirSync(memory);
  rmSync(join(memory, name));
  symlinkSync(name, join(memory, name));
  expect((await refresh()).asked).toContain('snapshot.json');
  expect((await refresh()).asked).toEqual(['timestamp.json']);
});
