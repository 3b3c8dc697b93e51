import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RotateRequest } from '../../../source/engine/api/rotation.ts';
import { changedRoot } from '../../../source/engine/domain/edits/rotate.ts';
import type { EngineEvent } from '../../../source/engine/events.ts';
import { readSigningKey } from '../../../source/engine/operations/key-files.ts';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { rotateOperation } from '../../../source/engine/operations/rotate/rotate.ts';
import { signOperation } from '../../../source/engine/operations/sign.ts';
import { editMirror } from '../../helpers/edited.ts';
import { goldenContext } from '../../helpers/published.ts';
import { carryAway, strangeKeys } from '../../helpers/root-keys.ts';
import { smallKeys } from '../../helpers/small-mirror.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

type Signing = Extract<EngineEvent, { type: 'signing' }>;

async function setUp(mirror = 'origin-published') {
  const context = goldenContext(mirror);
  const strange = strangeKeys(context.folder);
  const ids = await Promise.all(strange.map(async (file) => (await readSigningKey(file)).id));
  // a client that knows the root as it is now
  mkdirSync(context.home.bin, { recursive: true });
  cpSync(join(context.mirror, 'root.json'), join(context.home.bin, 'root.json'));
  writeFileSync(join(context.home.path, 'tiup.toml'), `mirror = "${context.mirror}"\n`);
  return { context, strange, ids, ...rotateOperation(context) };
}

const signersOf = (mirror: string, name: string): string[] => {
  const { signatures } = JSON.parse(readFileSync(join(mirror, name), 'utf8'));
  return signatures.map(({ keyid }: { keyid: string }) => keyid).sort();
};
const replaced = (key: { readonly id: string }, by = ''): { key: string; by: string } => ({
  key: key.id.slice(0, 16),
  by,
});

describe('rotate with the keys here', () => {
  it('replaces a key of every role in one commit; nothing is left with old signatures alone (beat list 12)', async () => {
    const { context, strange, ids, plan, apply } = await setUp();
    const { root, index, snapshot, timestamp } = smallKeys;
    const [lost] = root;
    if (lost === undefined) throw new Error('no keys');
    const names = readdirSync(context.mirror);
    const request: RotateRequest = {
      replaceKeys: [lost, index, snapshot, timestamp].map((key, at) => replaced(key, strange[at])),
    };
    const planned = await plan(request);
    expect(planned).toMatchObject({ file: '2.root.json', kind: 'folder', way: { kind: 'here' } });
    expect(planned.changes.map(({ role }) => role)).toEqual(['root', 'index', 'snapshot', 'timestamp']);
    expect(planned.signs.map(({ file }) => file)).toEqual([
      '2.root.json',
      '13.index.json',
      'snapshot.json',
      'timestamp.json',
    ]);
    expect(planned.quorums.map(({ name, needed, here }) => [name, needed, here.length])).toEqual([
      ['old', 3, 3],
      ['new', 3, 3],
    ]);
    expect(planned.stores.map(({ role }) => role)).toEqual(['index', 'snapshot', 'timestamp']);
    expect(readdirSync(context.mirror)).toEqual(names);

    const done = await apply(JSON.parse(JSON.stringify(planned)));
    expect(done).toMatchObject({ version: 2, saved: null });
    expect(done.signedBy).toHaveLength(4);
    expect(readdirSync(context.mirror).filter((name) => !names.includes(name))).toEqual([
      '13.index.json',
      '2.root.json',
    ]);
    for (const [at, file] of ['13.index.json', 'snapshot.json', 'timestamp.json'].entries())
      expect(signersOf(context.mirror, file)).toEqual([ids[at + 1]]);
    // the first root stays what it was: clients walk on from there
    expect(readFileSync(join(context.mirror, 'root.json'))).toEqual(
      readFileSync(join(context.home.bin, 'root.json')),
    );
    const mirror = await openMirror(context, {});
    expect(mirror.identity).toMatchObject({ rootVersion: 2, fingerprint: done.fingerprint });
    expect(mirror.root.manifest).toEqual(planned.root);
    await mirror.close();
    // the private halves that sign every day are kept with the mirror, the root's is left where it is
    expect((await plan({ days: 900 })).quorums[0]?.elsewhere).toEqual([ids[0]]);
    const again = await plan({ days: 900, keys: [strange[0] ?? ''] });
    expect((await apply(again)).version).toBe(3);
    await expect(apply(planned)).rejects.toThrow(refused('mirror-changed'));
  });

  it('refuses before anybody signs what could not be read, signed or followed', async () => {
    const { context, strange, plan } = await setUp();
    const names = readdirSync(context.mirror);
    const [first, second] = smallKeys.root;
    if (first === undefined || second === undefined) throw new Error('no keys');
    const by = strange[0] ?? '';
    await expect(plan({ removeKeys: [first.id] })).rejects.toThrow(
      refused('threshold-unreachable', { role: 'root', needed: 3, got: 2 }),
    );
    await expect(plan({ addKeys: [by], lostKeys: [first.id] })).rejects.toThrow(
      refused('root-keys-lost', { needed: 3, got: 2 }),
    );
    await expect(plan({ replaceKeys: [replaced(smallKeys.snapshot, by)] })).rejects.toThrow(
      refused('rotation-unreadable'),
    );
    await expect(plan({ addKeys: [by], role: 'timestamp' })).rejects.toThrow(refused('rotation-unreadable'));
    await expect(plan({ addKeys: [join(context.home.keys, 'jdoe.json')] })).rejects.toThrow(
      refused('key-exists', { owner: 'jdoe' }),
    );
    await expect(plan({ days: 1 })).rejects.toThrow(
      refused('expiry-earlier', { got: '2026-11-23T02:00:00Z', expected: expect.stringContaining('20') }),
    );
    await expect(plan({})).rejects.toThrow(refused('usage'));
    await expect(plan({ days: 400, file: 'x' })).rejects.toThrow(refused('usage'));
    await expect(plan({ days: 400, listen: 'nowhere' })).resolves.toMatchObject({ way: { kind: 'here' } });
    await expect(plan({ days: 400, out: 'x', listen: ':0' })).rejects.toThrow(refused('usage'));
    // the new index key is a public half alone: nobody here could sign the index
    const { public: half } = await readSigningKey(by);
    writeFileSync(join(context.workingFolder, 'half.json'), JSON.stringify(half));
    await expect(plan({ replaceKeys: [replaced(smallKeys.index, 'half.json')] })).rejects.toThrow(
      refused('target-keys-missing', { owner: 'index' }),
    );
    expect(readdirSync(context.mirror)).toEqual(names);
  });

  it('an expired mirror is rotated by those who hold its keys, and lives again (beat list 12)', async () => {
    const { context, strange } = await setUp();
    const later = { ...context, now: () => new Date('2028-06-01T00:00:00Z') };
    await expect(openMirror(later, {})).rejects.toThrow(refused('manifest-expired'));
    const { plan, apply } = rotateOperation(later);
    const [first] = smallKeys.root;
    if (first === undefined) throw new Error('no keys');
    const planned = await plan({ replaceKeys: [replaced(first, strange[0])] });
    expect(planned.signs.map(({ file }) => file)).toContain('13.index.json');
    await apply(planned);
    const mirror = await openMirror(later, {});
    expect(mirror.expired).toEqual([]);
    await mirror.close();
  });

  it('takes an edited file, or what an editor with arguments leaves, and raises the version itself', async () => {
    const { context, plan, apply } = await setUp();
    const { signed } = JSON.parse(readFileSync(join(context.mirror, 'root.json'), 'utf8'));
    signed.expires = '2029-01-01T00:00:00Z';
    writeFileSync(join(context.workingFolder, 'edited.json'), JSON.stringify(signed, null, 4));
    const planned = await plan({ file: 'edited.json' });
    expect(planned.root).toMatchObject({ version: 2, expires: '2029-01-01T00:00:00Z' });
    await expect(plan({ file: 'none.json' })).rejects.toThrow(refused('file-missing'));
    writeFileSync(join(context.workingFolder, 'bad.json'), '{"_type":"root"}');
    await expect(plan({ file: 'bad.json' })).rejects.toThrow(refused('manifest-malformed'));
    writeFileSync(join(context.workingFolder, 'odd.json'), JSON.stringify({ ...signed, version: 7 }));
    await expect(plan({ file: 'odd.json' })).rejects.toThrow(refused('binding-mismatch', { expected: 2 }));

    const edit = { ...context, environment: { ...process.env, EDITOR: 'unused' } };
    const { plan: planIn } = rotateOperation(edit);
    const inEditor = await planIn({ editor: `sed -i "s/202[0-9]-/2031-/"` });
    expect(inEditor.root.expires.startsWith('2031-')).toBe(true);
    await expect(planIn({ editor: 'false' })).rejects.toThrow(refused('program-failed'));
    await expect(planIn({ editor: 'true' })).rejects.toThrow(refused('usage'));
    expect((await apply(inEditor)).version).toBe(2);
  });
});

describe("a rotation of stock's", () => {
  it("of the snapshot's key alone leaves its own clients behind, not ours", async () => {
    const { context, strange } = await setUp();
    const key = await readSigningKey(strange[0] ?? '');
    const change = { kind: 'replace', role: 'snapshot', key: smallKeys.snapshot.id, by: key.public } as const;
    await editMirror(
      context,
      context.mirror,
      async ({ root }) => ({ root: changedRoot(root.manifest, [change], '2030-01-01T00:00:00Z') }),
      [key],
    );
    const mirror = await openMirror(context, {});
    expect(mirror.identity).toMatchObject({ rootVersion: 2, trust: 'remembered' });
    await mirror.close();
    const bytes = readFileSync(join(context.mirror, 'snapshot.json'), 'utf8');
    rmSync(join(context.mirror, '2.root.json'));
    await expect(openMirror(context, {})).rejects.toThrow(refused('signature-threshold'));
    expect(bytes).toContain(key.id);
  });
});

describe('a rotation that is carried from signer to signer', () => {
  it('goes out unsigned, is signed elsewhere, and comes back (beat list 12)', async () => {
    const { context, strange, plan, apply } = await setUp();
    const holders = carryAway(context.mirror, 'root', context.folder);
    const [first] = smallKeys.root;
    if (first === undefined) throw new Error('no keys');
    const request = { replaceKeys: [replaced(first, strange[0])], out: 'carried.json' };
    const file = join(context.workingFolder, 'carried.json');
    const planned = await plan(request);
    expect(planned.way).toEqual({ kind: 'file', path: file });
    expect(existsSync(file)).toBe(false);
    expect(await apply(planned)).toMatchObject({ saved: file, signedBy: [] });
    expect(signersOf(context.workingFolder, 'carried.json')).toEqual([]);

    const sign = signOperation(context);
    const [one, ...others] = holders;
    for (const key of others) await sign.apply(await sign.plan({ target: file, keys: [key] }));
    await expect(plan({ from: file })).rejects.toThrow(refused('signatures-missing', { needed: 3, got: 2 }));
    // a signature of another rotation is no use, and is replaced by the right one (beat list 13)
    const stale = JSON.parse(readFileSync(file, 'utf8'));
    stale.signatures.push({ keyid: (await readSigningKey(one ?? '')).id, sig: stale.signatures[0].sig });
    writeFileSync(file, JSON.stringify(stale));
    await expect(plan({ from: file })).rejects.toThrow(refused('signatures-missing', { got: 2 }));
    const resign = await sign.plan({ target: file, keys: [one ?? ''] });
    expect(resign.keys[0]?.signature).toBe('replaced');
    await sign.apply(resign);
    // the new key is the operator's own: it was named when the file went out, and lies elsewhere by now
    const own = join(context.folder, 'own.json');
    renameSync(strange[0] ?? '', own);
    await expect(plan({ from: file })).rejects.toThrow(refused('signatures-missing', { needed: 3, got: 2 }));
    const back = await plan({ from: file, keys: [own] });
    expect(back).toMatchObject({ way: { kind: 'here' }, root: planned.root });
    expect(await apply(back)).toMatchObject({ version: 2, saved: null });
    await expect(plan({ from: file })).rejects.toThrow(refused('mirror-changed'));
    const mirror = await openMirror(context, {});
    expect(mirror.identity.rootVersion).toBe(2);
    await mirror.close();
  });

  it('never writes over a file that is something else', async () => {
    const { context, plan, apply } = await setUp();
    writeFileSync(join(context.workingFolder, 'mine.txt'), 'mine');
    const planned = await plan({ days: 700, out: 'mine.txt' });
    await expect(apply(planned)).rejects.toThrow(refused('file-exists'));
    expect(readFileSync(join(context.workingFolder, 'mine.txt'), 'utf8')).toBe('mine');
  });
});

describe('a rotation that is signed through the signing server', () => {
  it('serves what stock asks for, takes right signatures of the keys that have to sign, survives a stop', async () => {
    const { context, strange, plan, apply } = await setUp();
    const holders = carryAway(context.mirror, 'root', context.folder);
    const [first] = smallKeys.root;
    if (first === undefined) throw new Error('no keys');
    const planned = await plan({ replaceKeys: [replaced(first, strange[0])], listen: '127.0.0.1:0' });
    const state = join(context.workingFolder, 'rotation-2.json');
    expect(planned.way).toEqual({ kind: 'server', path: state, temporary: true, host: '127.0.0.1', port: 0 });

    const sign = signOperation(context);
    const signAt = async (target: string, key: string | undefined) =>
      await sign.apply(await sign.plan({ target, keys: [key ?? ''] }));
    const abort = new AbortController();
    const opened = Promise.withResolvers<Signing>();
    const events: Signing[] = [];
    const onEvent = (event: EngineEvent) => {
      if (event.type !== 'signing') return;
      events.push(event);
      opened.resolve(event);
    };
    const running = apply(planned, { onEvent, signal: abort.signal });
    running.catch(opened.reject);
    const [address = ''] = (await opened.promise).addresses;
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/rotate\/[0-9a-f]{32}$/);

    const shown = await fetch(address);
    const text = await shown.text();
    expect(text).toBe(`{"signatures":null,"signed":${planned.signed}}`);
    expect(shown.headers.get('content-type')).toBe('application/json');
    const elsewhere = await fetch(new URL('/rotate/other', address));
    expect([elsewhere.status, (await fetch(address, { method: 'PUT' })).status]).toEqual([404, 405]);
    const post = async (body: string) => (await fetch(address, { method: 'POST', body })).status;
    expect(await post('{')).toBe(400);
    expect(await post(text)).toBe(406);
    const key = await readSigningKey(holders[0] ?? '');
    const wrong = [{ keyid: key.id, sig: 'AAAA' }];
    expect(await post(JSON.stringify({ signatures: wrong, signed: planned.root }))).toBe(406);
    await expect(signAt(address, strange[3])).rejects.toThrow(refused('signature-refused', { status: 406 }));

    await signAt(address, holders[0]);
    await signAt(address, holders[0]); // again changes nothing
    expect(events.at(-1)?.quorums[0]).toMatchObject({ name: 'old', needed: 3, got: 1 });
    abort.abort();
    await expect(running).rejects.toThrow(refused('interrupted'));
    expect(signersOf(context.workingFolder, 'rotation-2.json')).toContain(key.id);
    await expect(fetch(address)).rejects.toThrow();

    // a new one may not be started over it, and it is gone on with
    const other = await plan({ days: 800, listen: '127.0.0.1:0' });
    await expect(apply(other)).rejects.toThrow(refused('file-exists', { path: state }));
    // the same command again goes on with it, though its expiry would be another by now
    const later = rotateOperation({ ...context, now: () => new Date('2026-11-23T00:00:00Z') });
    const same = await later.plan({ replaceKeys: [replaced(first, strange[0])], listen: '127.0.0.1:0' });
    expect(same.root).toEqual(planned.root);
    expect(same.quorums[0]?.signed).toEqual([key.id]);
    const resumed = await plan({ from: state, listen: '127.0.0.1:0', keys: [strange[0] ?? ''] });
    expect(resumed.quorums[0]?.signed).toEqual([key.id]);
    const again = Promise.withResolvers<string>();
    const finished = apply(resumed, {
      onEvent: (event) => event.type === 'signing' && again.resolve(event.addresses[0] ?? ''),
    });
    const next = await again.promise;
    expect(next).not.toBe(address);
    await Promise.all([signAt(next, holders[1]), signAt(next, holders[2])]);
    expect(await finished).toMatchObject({ version: 2, saved: null });
    await expect(fetch(next)).rejects.toThrow();
    const mirror = await openMirror(context, {});
    expect(mirror.identity.rootVersion).toBe(2);
    await mirror.close();
  });
});
