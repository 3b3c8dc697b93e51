import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CloneRequest } from '../../../source/engine/api/clone.ts';
import type { EngineEvent } from '../../../source/engine/events.ts';
import { cloneOperation } from '../../../source/engine/operations/clone/clone.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { testContext } from '../../helpers/context.ts';
import { editMirror } from '../../helpers/edited.ts';
import { goldenFolder, goldenNow } from '../../helpers/golden.ts';
import { type MirrorServer, serveMirror } from './mirror-server.ts';

const tarball = 'tidb-v1.0.0-linux-amd64.tar.gz';
const request: Partial<CloneRequest> = {
  components: { tidb: ['v1.0.0'] },
  oses: ['linux'],
  archs: ['amd64'],
};

/** A served mirror, and what is published in it next: other bytes for a tarball, the old manifest gone. */
async function trial() {
  const context = { ...testContext({ now: () => goldenNow, jobs: 2 }) };
  const live = join(context.folder, 'live');
  const next = join(context.folder, 'next');
  for (const folder of [live, next]) cpSync(join(goldenFolder(), 'origin'), folder, { recursive: true });
  const bytes = Buffer.from('another tarball');
  writeFileSync(join(next, tarball), bytes);
  const hash = (name: string) => createHash(name).update(bytes).digest('hex');
  await editMirror(context, next, async (mirror) => {
    const { manifest } = await mirror.component('tidb');
    const changed = { ...structuredClone(manifest), version: manifest.version + 1 };
    Object.assign(changed.platforms['linux/amd64']?.['v1.0.0'] ?? {}, {
      hashes: { sha256: hash('sha256'), sha512: hash('sha512') },
      length: bytes.length,
    });
    return { components: [changed] };
  });
  const server = await serveMirror(live);
  const publish = () => {
    cpSync(next, live, { recursive: true });
    rmSync(join(live, '12.tidb.json'));
  };
  const operation = cloneOperation(context);
  const events: EngineEvent[] = [];
  const run = { onEvent: (event: EngineEvent) => events.push(event) };
  const target = join(context.folder, 'target');
  const plan = () => operation.plan({ source: { address: server.address }, target, ...request }, run);
  const warnings = () => events.flatMap((event) => (event.type === 'warning' ? [event.warning] : []));
  return { context, server, publish, plan, apply: operation.apply, run, warnings, target, bytes };
}

/** Calls `then` when a file is asked for, once. */
function onceAsked(server: MirrorServer, name: string, then: () => void): void {
  let isDone = false;
  server.onRequest = (asked) => {
    if (asked !== name || isDone) return;
    isDone = true;
    then();
  };
}

test('a source that is published while its manifests are read is read from its timestamp again', async () => {
  const { server, publish, plan, warnings, bytes } = await trial();
  onceAsked(server, '12.tidb.json', publish);
  const made = await plan();
  expect(warnings()).toEqual([{ code: 'source-republished', facts: { address: server.address } }]);
  expect(made.warnings).toEqual([]);
  expect(made.files.find(({ name }) => name === tarball)?.length).toBe(bytes.length);
});

test('one that is published while its tarballs come is planned anew, and what is verified is kept', async () => {
  const { context, server, publish, plan, apply, run, warnings, target, bytes } = await trial();
  const made = await plan();
  onceAsked(server, tarball, publish);
  const result = await apply(made, run);
  expect(result).toMatchObject({ changed: true, failures: [] });
  expect(warnings()).toEqual([{ code: 'source-republished', facts: { address: server.address } }]);
  expect(readFileSync(join(target, tarball))).toEqual(bytes);
  // the client came before, and not twice
  expect(server.asked.filter((name) => name.startsWith('tiup-v'))).toHaveLength(1);
  expect((await verifyQuery(context)({ address: target })).problems).toEqual([]);
});

test('one that is published again and again is taken as it is in the end', async () => {
  const { server, plan, warnings } = await trial();
  let version = 0;
  // never the same timestamp twice, and never the manifest that it leads to
  server.answers.set('12.tidb.json', null);
  const { onRequest } = server;
  server.onRequest = (name) => {
    onRequest(name);
    if (name !== '12.tidb.json') return;
    version += 1;
    const right = readFileSync(join(goldenFolder(), 'origin/timestamp.json'));
    server.answers.set('timestamp.json', Buffer.concat([right, Buffer.from(' '.repeat(version))]));
  };
  await expect(plan()).rejects.toMatchObject({
    code: expect.stringMatching(/file-missing|manifest-malformed/),
  });
  expect(warnings().length).toBeLessThanOrEqual(3);
});

test('a file that is wrong in a source that stays as it is, is no reason to start over', async () => {
  const { server, plan, warnings } = await trial();
  server.answers.set('12.tidb.json', null);
  await expect(plan()).rejects.toMatchObject({ code: 'file-missing' });
  expect(warnings()).toEqual([]);
});
