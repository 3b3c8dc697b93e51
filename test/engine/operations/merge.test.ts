import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { MergePlan, MergeRequest, MergeResult } from '../../../source/engine/api/merge.ts';
import type { Component, Index } from '../../../source/engine/domain/manifest.ts';
import type { EngineEvent } from '../../../source/engine/events.ts';
import type { Context } from '../../../source/engine/operations/context.ts';
import { grantOperation } from '../../../source/engine/operations/grant.ts';
import { mergeOperation } from '../../../source/engine/operations/merge/merge.ts';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { serveQuery } from '../../../source/engine/operations/serve/serve.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { editMirror } from '../../helpers/edited.ts';
import { goldenFile, goldenFolder } from '../../helpers/golden.ts';
import { goldenContext, stateOf } from '../../helpers/published.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

type Trial = {
  readonly context: Context;
  readonly mirror: string;
  /** A copy of a golden mirror beside the target. */
  source(name: string): string;
  plan(sources: readonly string[], more?: Partial<MergeRequest>): Promise<MergePlan>;
  merge(sources: readonly string[], more?: Partial<MergeRequest>): Promise<MergeResult>;
};

/** A golden mirror as the current one; jdoe is granted, as the documents do it. */
async function trial(target = 'clone-v2', { grant = true } = {}): Promise<Trial> {
  const context = goldenContext(target);
  if (grant) {
    const operation = grantOperation(context);
    await operation.apply(await operation.plan({ id: 'jdoe', keys: [join(context.home.keys, 'jdoe.json')] }));
  }
  const operation = mergeOperation(context);
  const plan: Trial['plan'] = (sources, more = {}) =>
    operation.plan({ sources: sources.map((address) => ({ address })), ...more });
  return {
    context,
    mirror: context.mirror,
    source: (name) => {
      const folder = join(context.folder, `source-${name}`);
      cpSync(join(goldenFolder(), name), folder, { recursive: true });
      return folder;
    },
    plan,
    merge: async (sources, more) => await operation.apply(await plan(sources, more)),
  };
}

/** Every file with all that a write would change. */
function fingerprints(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const { ino, size, mtimeMs, ctimeMs } = statSync(join(folder, name));
      return `${name} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
    })
    .sort();
}

const custom = 'custom';
const take = { onConflict: 'take' } as const;

describe('custom into a clone', () => {
  it('comes to what stock makes of it, in one commit (beat list 2, 17)', async () => {
    const { context, mirror, source, plan, merge } = await trial();
    const before = await stateOf(context, 'hello');
    const names = readdirSync(mirror);
    const planned = await plan([source(custom)], take);
    expect(planned.defaultComponents).toBeNull();
    // extra keeps its owner's signature.
    expect(planned.signs.map(({ file }) => file)).toEqual([
      '3.hello.json',
      '3.index.json',
      'snapshot.json',
      'timestamp.json',
    ]);
    const result = await merge([source(custom)], take);
    expect(result).toMatchObject({
      target: mirror,
      changed: true,
      components: ['extra', 'hello'],
      versions: 2,
      fetchedFiles: 2,
      keptFiles: 0,
    });
    const after = await stateOf(context, 'hello');
    const stocks = (path: string) => JSON.parse(Buffer.from(goldenFile(path)).toString('utf8')).signed;
    const hello = stocks('clone-v2-merged/3.hello.json') as Component;
    const index = stocks('clone-v2-merged/4.index.json') as Index;
    // Here both agree to the last field.
    expect(after.component).toEqual(hello);
    expect(after.index.components).toEqual(index.components);
    expect(after.index.default_components).toEqual(index.default_components);
    expect(after.index.owners).toEqual(index.owners);
    expect((await stateOf(context, 'extra')).component).toEqual(stocks('clone-v2-merged/1.extra.json'));
    // Stock needed three indexes for the grant and two components; here it is one for each command.
    expect(after.index.version).toBe(3);
    expect(after.timestamp).toBe(before.timestamp + 1);
    // A component that its owner signed the same way keeps the very bytes.
    expect(readFileSync(join(mirror, '1.extra.json'))).toEqual(
      readFileSync(join(source(custom), '1.extra.json')),
    );
    expect(readdirSync(mirror).filter((name) => !names.includes(name))).toEqual(
      ['1.extra.json', '3.hello.json', '3.index.json'].concat([
        'extra-v1.0.0-linux-amd64.tar.gz',
        'hello-v0.0.2-linux-amd64.tar.gz',
      ]),
    );
    for (const file of ['extra-v1.0.0-linux-amd64.tar.gz', 'hello-v0.0.2-linux-amd64.tar.gz']) {
      expect(readFileSync(join(mirror, file))).toEqual(Buffer.from(goldenFile(`clone-v2-merged/${file}`)));
    }
    const verified = await verifyQuery(context)({ address: mirror });
    expect(verified.problems).toEqual([]);
  });

  it('changes nothing the second time, not one byte', async () => {
    const { context, mirror, source, plan, merge } = await trial();
    const from = source(custom);
    await merge([from], take);
    const before = fingerprints(mirror);
    const again = await plan([from], take);
    expect(again).toMatchObject({ unchanged: true, signs: [], files: [], components: [], identical: 2 });
    expect(await merge([from], take)).toMatchObject({ changed: false, versions: 0, fetchedFiles: 0 });
    // What is merged already is no conflict any more.
    expect((await plan([from])).conflicts).toEqual([]);
    expect(fingerprints(mirror)).toEqual(before);
    expect((await stateOf(context, 'hello')).index.version).toBe(3);
  });

  it('writes nothing while a component belongs to somebody else and nobody decided', async () => {
    const { mirror, source, plan, merge } = await trial();
    const from = source(custom);
    const before = fingerprints(mirror);
    const planned = await plan([from]);
    expect(planned.conflicts).toEqual([
      {
        kind: 'owner',
        source: from,
        component: 'hello',
        version: null,
        platform: null,
        name: 'jdoe',
        here: 'pingcap',
        there: 'jdoe',
        allowed: ['fail', 'keep', 'take', 'rename'],
        decision: 'fail',
        to: null,
      },
    ]);
    await expect(merge([from])).rejects.toThrow(refused('merge-conflict', { path: mirror, got: 1 }));
    expect(fingerprints(mirror)).toEqual(before);
  });

  it('follows decisions as the dry run printed them, and a plan that was saved', async () => {
    const { context, mirror, source, plan } = await trial();
    const from = source(custom);
    const printed: MergePlan = JSON.parse(JSON.stringify(await plan([from])));
    const decisions = printed.conflicts.map((one) => ({ ...one, decision: 'rename' as const, to: 'hi' }));
    const planned = await plan([from], { decisions });
    expect(planned.components.map(({ id, owner, action }) => [id, owner, action])).toEqual([
      ['extra', 'jdoe', 'new'],
      ['hi', 'jdoe', 'new'],
    ]);
    await mergeOperation(context).apply(JSON.parse(JSON.stringify(planned)));
    const { component, index } = await stateOf(context, 'hi');
    expect(component?.platforms['linux/amd64']?.['v0.0.2']).toMatchObject({
      url: '/hi-v0.0.2-linux-amd64.tar.gz',
      released: '2026-11-22T01:16:37Z',
    });
    expect(index.components.hi).toMatchObject({ owner: 'jdoe', url: '/hi.json' });
    expect((await verifyQuery(context)({ address: mirror })).problems).toEqual([]);
    expect((await plan([from], { decisions })).unchanged).toBe(true);
  });
});

describe('keys', () => {
  it('names every component whose owner the target does not know, before anything starts', async () => {
    const { mirror, source, plan, merge } = await trial('clone-v2', { grant: false });
    const from = source(custom);
    const before = fingerprints(mirror);
    expect((await plan([from], take)).missingKeys).toEqual([
      { owner: 'jdoe', component: 'extra', needed: 1, got: 0 },
    ]);
    await expect(merge([from], take)).rejects.toThrow(
      expect.objectContaining({
        code: 'owner-keys-missing',
        message: 'missing owner keys for owner jdoe on component extra',
      }),
    );
    expect(fingerprints(mirror)).toEqual(before);
  });

  it('needs none of an owner whose components can stay as they are signed', async () => {
    const { context, source, plan, merge } = await trial();
    rmSync(join(context.home.keys, 'jdoe.json'));
    const planned = await plan([source(custom)], { onConflict: 'keep' });
    expect(planned.components).toMatchObject([{ id: 'extra', signedBy: 'source' }]);
    expect(planned.missingKeys).toEqual([]);
    await merge([source(custom)], { onConflict: 'keep' });
    expect((await stateOf(context, 'extra')).index.components.extra?.owner).toBe('jdoe');
  });

  it('says which keys of the mirror are missing, and fetches nothing', async () => {
    const { mirror, source, plan, merge } = await trial();
    rmSync(join(mirror, 'keys'), { recursive: true });
    const { missingRoles, missingKeys } = await plan([source(custom)], take);
    expect(missingRoles.map(({ name }) => name)).toEqual(['index', 'snapshot', 'timestamp']);
    expect(missingKeys).toEqual([{ owner: 'pingcap', component: 'hello', needed: 1, got: 0 }]);
    await expect(merge([source(custom)], { onConflict: 'keep' })).rejects.toThrow(
      refused('target-keys-missing', { path: mirror }),
    );
    expect(readdirSync(mirror)).not.toContain('.mirrordeck');
  });

  it('an owner of the source may have the same key under another id', async () => {
    const { context, source, merge } = await trial('clone-v2', { grant: false });
    const operation = grantOperation(context);
    await operation.apply(
      await operation.plan({ id: 'dvaneeden', keys: [join(context.home.keys, 'jdoe.json')] }),
    );
    await merge([source(custom)], { onConflict: 'keep' });
    expect((await stateOf(context, 'extra')).index.components.extra?.owner).toBe('dvaneeden');
  });

  it('of an owner with the id of another one here come in under another id, once', async () => {
    const { context, mirror, source, plan, merge } = await trial('clone-v2', { grant: false });
    const from = source('origin-published');
    const asked = (await plan([from])).conflicts;
    expect(asked).toMatchObject([{ kind: 'owner-keys', name: 'pingcap' }]);
    const owner = asked.map((one) => ({ ...one, decision: 'rename' as const, to: 'theirs' }));
    // what else there is to decide is only known now
    const open = (await plan([from], { decisions: owner })).conflicts;
    const decisions = open.map((one) =>
      one.decision === 'fail' ? { ...one, decision: 'keep' as const } : one,
    );
    const { components } = await merge([from], { decisions });
    expect(components.some((id) => id.endsWith('-theirs'))).toBe(true);
    expect((await verifyQuery(context)({ address: mirror })).problems).toEqual([]);
    const before = fingerprints(mirror);
    for (const again of [decisions, [...owner, ...decisions.filter(({ decision }) => decision === 'keep')]]) {
      expect(await plan([from], { decisions: again })).toMatchObject({
        unchanged: true,
        signs: [],
        files: [],
      });
      expect(await merge([from], { decisions: again })).toMatchObject({ changed: false, fetchedFiles: 0 });
    }
    expect(fingerprints(mirror)).toEqual(before);
  });
});

describe('sources', () => {
  it('comes over http from a server, after first contact or by its fingerprint', async () => {
    const { context, mirror, source, plan, merge } = await trial();
    const server = await serveQuery(context)({ path: source(custom), port: 0 });
    try {
      const wrong = { address: server.address, fingerprint: 'a'.repeat(64) };
      await expect(plan([], { sources: [wrong] })).rejects.toThrow(refused('fingerprint-mismatch'));
      const planned = await plan([server.address], take);
      expect(planned.sources).toMatchObject([{ kind: 'http', trust: 'new' }]);
      const { fingerprint } = planned.sources[0] ?? {};
      const events: EngineEvent[] = [];
      const named = await plan([], { sources: [{ address: server.address, fingerprint }], ...take });
      expect(named.sources).toMatchObject([{ trust: 'pinned' }]);
      await mergeOperation(context).apply(named, { onEvent: (event) => events.push(event) });
      expect(events.flatMap((event) => (event.type === 'phase' ? [event.phase] : []))).toEqual(
        expect.arrayContaining(['trust', 'manifests', 'plan', 'download', 'sign', 'commit']),
      );
      expect((await merge([server.address], take)).changed).toBe(false);
      expect((await verifyQuery(context)({ address: mirror })).problems).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('are verified: one byte in a manifest or a tarball, and nothing is merged (beat list 2)', async () => {
    const { mirror, source, plan, merge } = await trial();
    const from = source(custom);
    const before = fingerprints(mirror);
    const spoil = (name: string): Buffer => {
      const right = readFileSync(join(from, name));
      const wrong = Buffer.from(right);
      wrong[150] = wrong[150] === 65 ? 66 : 65;
      writeFileSync(join(from, name), wrong);
      return right;
    };
    const snapshot = spoil('snapshot.json');
    await expect(plan([from])).rejects.toThrow(refused('signature-invalid', { address: from }));
    writeFileSync(join(from, 'snapshot.json'), snapshot);
    const tarball = spoil('extra-v1.0.0-linux-amd64.tar.gz');
    await expect(merge([from], take)).rejects.toThrow(refused('incomplete', { needed: 2, got: 1 }));
    expect(fingerprints(mirror).filter((line) => !line.startsWith('.mirrordeck'))).toEqual(
      before.map((line) => expect.stringContaining(line.split(' ')[0] ?? '')),
    );
    writeFileSync(join(from, 'extra-v1.0.0-linux-amd64.tar.gz'), tarball);
    // The one that came then is there still, and not fetched again.
    expect((await merge([from], take)).fetchedBytes).toBeLessThan(2 * tarball.length);
    expect(readdirSync(mirror)).not.toContain('.mirrordeck');
  });

  it('with an unusable component say so, and the rest comes in (beat list 40)', async () => {
    const { source, plan } = await trial();
    const from = source(custom);
    rmSync(join(from, '1.hello.json'));
    const planned = await plan([from]);
    expect(planned.warnings).toMatchObject([
      { code: 'component-unusable', facts: { component: 'hello', address: from, code: 'file-missing' } },
    ]);
    expect(planned.components.map(({ id }) => id)).toEqual(['extra']);
  });

  it('several at once are one change, each compared with what the others brought', async () => {
    const { context, mirror, source, merge } = await trial('clone-picked');
    const before = await stateOf(context, 'tidb');
    await merge([source(custom), source('clone-full')], { onConflict: 'keep' });
    const after = await stateOf(context, 'hello');
    expect(after.timestamp).toBe(before.timestamp + 1);
    expect(after.index.version).toBe(before.index.version + 1);
    expect(after.component?.description).toBe('The hello component');
    expect((await verifyQuery(context)({ address: mirror })).problems).toEqual([]);
  });

  it('that are the target itself, or missing, or none', async () => {
    const { mirror, plan } = await trial();
    await expect(plan([mirror])).rejects.toThrow(refused('target-is-source', { path: mirror }));
    await expect(plan([])).rejects.toThrow(refused('usage'));
    await expect(plan(['./nowhere'])).rejects.toThrow(refused('source-unreachable'));
  });

  it('and a target that expired stop it, saying which file of which mirror', async () => {
    const { context, source } = await trial();
    const later = { ...context, now: () => new Date('2027-06-01T00:00:00Z') };
    const from = source(custom);
    await expect(mergeOperation(later).plan({ sources: [{ address: from }] })).rejects.toThrow(
      refused('manifest-expired', { address: from, file: 'timestamp.json' }),
    );
    const old = { ...later, mirrorOverride: from };
    await expect(mergeOperation(old).plan({ sources: [{ address: context.home.path }] })).rejects.toThrow(
      refused('manifest-expired', { address: from }),
    );
  });
});

describe('what lies in the target', () => {
  it('is not brought back once it was yanked', async () => {
    const { context, mirror, source, plan } = await trial('origin', { grant: false });
    await editMirror(context, mirror, async ({ index }) => {
      const hello = await (await openMirror(context, { address: mirror })).component('hello');
      const item = hello.manifest.platforms['linux/amd64']?.['v0.0.1'];
      if (item === undefined) throw new Error('no hello');
      const platforms = { 'linux/amd64': { 'v0.0.1': { ...item, yanked: true } } };
      return {
        index: index.manifest,
        components: [{ ...hello.manifest, version: hello.manifest.version + 1, platforms }],
      };
    });
    const planned = await plan([source('clone-full')], take);
    expect(planned.left).toContainEqual(
      expect.objectContaining({ component: 'hello', version: 'v0.0.1', reason: 'yanked-here' }),
    );
    expect(planned.components.map(({ id }) => id)).not.toContain('hello');
  });

  it('is never written over unasked: an orphan of that name is a conflict, the right bytes are used', async () => {
    const { context, mirror, source, plan, merge } = await trial();
    const file = 'extra-v1.0.0-linux-amd64.tar.gz';
    writeFileSync(join(mirror, file), 'somebody needs this');
    const from = source(custom);
    const { conflicts } = await plan([from], { onConflict: 'fail' });
    expect(conflicts).toMatchObject([{ kind: 'file', name: file }, { kind: 'owner' }]);
    cpSync(join(from, file), join(mirror, file));
    const planned = await plan([from], { onConflict: 'keep' });
    const before = await stateOf(context, 'extra');
    const vanished = mergeOperation(context).apply(planned, {
      // a prune clears it away while the rest is fetched
      onEvent: (event) => {
        if (event.type === 'phase' && event.phase === 'commit') rmSync(join(mirror, file), { force: true });
      },
    });
    await expect(vanished).rejects.toThrow(refused('mirror-changed', { file }));
    expect(await stateOf(context, 'extra')).toEqual(before);
    cpSync(join(from, file), join(mirror, file));
    const result = await merge([from], { onConflict: 'keep' });
    expect(result).toMatchObject({ fetchedFiles: 0, keptFiles: 1, changed: true });
  });

  it('and the source: a plan is carried out exactly or not at all', async () => {
    const { context, mirror, source, plan } = await trial();
    const { apply } = mergeOperation(context);
    const from = source(custom);
    const planned = await plan([from], take);
    renameSync(from, `${from}-away`);
    cpSync(join(goldenFolder(), 'origin'), from, { recursive: true });
    await expect(apply(planned)).rejects.toThrow(refused('source-changed'));
    rmSync(from, { recursive: true });
    renameSync(`${from}-away`, from);
    const operation = grantOperation(context);
    await operation.apply(await operation.plan({ id: 'other' }));
    await expect(apply(planned)).rejects.toThrow(refused('mirror-changed', { path: mirror }));
    await expect(apply({ ...planned, schema: 'x' as MergePlan['schema'] })).rejects.toThrow(
      refused('plan-corrupt'),
    );
  });

  it('and whose source it is: a root that nobody confirmed is not merged, though all else be the same', async () => {
    const { context, source, plan } = await trial();
    const planned = await plan([source(custom)], take);
    const sources = planned.sources.map((one) => ({ ...one, fingerprint: '0'.repeat(64) }));
    await expect(mergeOperation(context).apply({ ...planned, sources })).rejects.toThrow(
      refused('source-changed'),
    );
  });

  test('the client itself follows the latest version of component tiup', async () => {
    const { context, mirror, source, merge } = await trial('clone-meta', { grant: false });
    rmSync(join(mirror, 'tiup-linux-amd64.tar.gz'));
    const from = source('origin');
    await expect(merge([from], take)).rejects.toThrow(refused('owner-keys-missing'));
    const operation = grantOperation(context);
    await operation.apply(await operation.plan({ id: 'jdoe', keys: ['../home/keys/jdoe.json'] }));
    const result = await merge([from], take);
    expect(result.components).toContain('tiup');
    expect(readFileSync(join(mirror, 'tiup-linux-amd64.tar.gz'))).toEqual(
      readFileSync(join(from, 'tiup-v2.0.0-linux-amd64.tar.gz')),
    );
    expect((await verifyQuery(context)({ address: mirror })).problems).toEqual([]);
  });

  test('what was fetched before somebody stopped it is taken up; nothing had changed', async () => {
    const { context, mirror, source, plan } = await trial();
    const planned = await plan([source(custom)], take);
    const stop = new AbortController();
    const before = readFileSync(join(mirror, 'timestamp.json'));
    const { apply } = mergeOperation(context);
    const onEvent = (event: EngineEvent): void => {
      if (event.type === 'phase' && event.phase === 'commit') stop.abort();
    };
    await expect(apply(planned, { onEvent, signal: stop.signal })).rejects.toThrow(refused('interrupted'));
    expect(readFileSync(join(mirror, 'timestamp.json'))).toEqual(before);
    const result = await apply(planned);
    expect(result).toMatchObject({ changed: true, fetchedBytes: 0 });
    expect(readdirSync(mirror)).not.toContain('.mirrordeck');
  });
});
