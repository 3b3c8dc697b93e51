import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../source/engine/domain/parse.ts';
import { acceptRoot } from '../../../source/engine/domain/trust.ts';
import { signOperation } from '../../../source/engine/operations/sign.ts';
import { testContext } from '../../helpers/context.ts';
import { goldenFolder } from '../../helpers/golden.ts';
import { smallKeys } from '../../helpers/small-mirror.ts';
import { serveMirror } from './mirror-server.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });
const keyFile = (id: string) => join(goldenFolder(), 'origin', 'keys', `${id.slice(0, 16)}-root.json`);
const rootKeys = smallKeys.root.map(({ id }) => keyFile(id));

function setUp() {
  const context = testContext();
  const file = join(context.workingFolder, 'root.json');
  cpSync(join(goldenFolder(), 'origin', 'root.json'), file);
  return { context, file, ...signOperation(context) };
}
const contentOf = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

describe('sign', () => {
  it('adds signatures to a file, however it is laid out, and leaves the rest as it is', async () => {
    const { file, plan, apply } = setUp();
    const { signed } = contentOf(file);
    writeFileSync(file, JSON.stringify({ signed: { ...signed, note: 'odd' }, signatures: null }, null, 2), {
      mode: 0o640,
    });
    const planned = await plan({ target: 'root.json', keys: rootKeys });
    expect(planned).toMatchObject({ target: file, kind: 'file', type: 'root', version: 1, id: null });
    expect(planned.roles.map(({ role, threshold }) => [role, threshold])).toEqual([
      ['root', 3],
      ['index', 1],
      ['snapshot', 1],
      ['timestamp', 1],
    ]);
    expect(planned.keys.map(({ signature }) => signature)).toEqual(['new', 'new', 'new']);
    expect(contentOf(file).signatures).toBeNull();
    const { mode } = statSync(file);
    const done = await apply(JSON.parse(JSON.stringify(planned)));
    expect(done.signedBy).toEqual(planned.keys.map(({ key }) => key));
    expect(acceptRoot(readFileSync(file), 'root.json', { kind: 'self' }).signatures).toHaveLength(3);
    expect(contentOf(file).signed.note).toBe('odd');
    expect(statSync(file).mode).toBe(mode);
  });

  it('replaces a stale signature and keeps a right one (beat list 13)', async () => {
    const { file, plan, apply } = setUp();
    const { signed, signatures } = contentOf(file);
    const [first, second] = signatures;
    const twice = { ...first };
    writeFileSync(
      file,
      JSON.stringify({ signatures: [{ ...first, sig: second.sig }, second, twice], signed }),
    );
    const keys = [first, second].map(({ keyid }: { keyid: string }) => keyFile(keyid));
    const planned = await plan({ target: file, keys });
    expect(planned.keys.map(({ signature }) => signature)).toEqual(['replaced', 'kept']);
    await apply(planned);
    const { signatures: after } = parseManifest('root', readFileSync(file), file);
    expect(after.map(({ keyid }) => keyid)).toEqual([second.keyid, first.keyid]);
    expect(after[0]).toEqual(second);
    const bytes = readFileSync(file);
    const again = await plan({ target: file, keys });
    expect(again.keys.map(({ signature }) => signature)).toEqual(['kept', 'kept']);
    await apply(again);
    expect(readFileSync(file)).toEqual(bytes);
  });

  it('warns of a key whose signature counts for nothing, and of no other', async () => {
    const { file, plan } = setUp();
    const [right = ''] = rootKeys;
    const other = join(goldenFolder(), 'origin', 'keys', `${smallKeys.index.id.slice(0, 16)}-index.json`);
    const stranger = join(goldenFolder(), 'keys', 'jdoe.json');
    const { warnings } = await plan({ target: file, keys: [right, other, stranger] });
    expect(warnings).toEqual([
      { code: 'key-unlisted', facts: { key: smallKeys.index.id, file: other } },
      { code: 'key-unlisted', facts: { key: smallKeys.jdoe.id, file: stranger } },
    ]);
    expect((await plan({ target: file, keys: rootKeys })).warnings).toEqual([]);
    // whose keys sign a component isn't told by its manifest
    cpSync(join(goldenFolder(), 'origin', '1.hello.json'), file);
    expect((await plan({ target: file, keys: [stranger] })).warnings).toEqual([]);
  });

  it('judges a key that hands over by the root that is, where this machine has it', async () => {
    const { context, file, plan, apply } = setUp();
    const [first, second, third] = smallKeys.root.map(({ id }) => id);
    const stranger = join(goldenFolder(), 'keys', 'jdoe.json');
    const { signed } = contentOf(file);
    const { [first ?? '']: _, ...left } = signed.roles.root.keys;
    const root = { ...signed.roles.root, keys: left, threshold: 2 };
    const next = { ...signed, version: 2, roles: { ...signed.roles, root } };
    writeFileSync(file, JSON.stringify({ signatures: [], signed: next }));
    const request = { target: file, keys: [keyFile(first ?? ''), stranger] };
    const unknown = await plan(request);
    expect(unknown.keys.map(({ counts }) => counts)).toEqual([null, null]);
    expect(unknown.warnings).toEqual([]);
    expect((await apply(unknown)).standing).toMatchObject([{ name: 'new', needed: 2, got: 0 }]);

    const mirror = { ...context, mirrorOverride: join(goldenFolder(), 'origin') };
    const known = signOperation(mirror);
    const planned = await known.plan({ ...request, keys: [...request.keys, keyFile(second ?? '')] });
    expect(planned.keys.map(({ counts }) => counts)).toEqual([true, false, true]);
    expect(planned.warnings).toEqual([
      { code: 'key-unlisted', facts: { key: smallKeys.jdoe.id, file: stranger } },
    ]);
    const { standing } = await known.apply(planned);
    expect(standing).toMatchObject([
      { name: 'old', needed: 3, got: 2 },
      { name: 'new', needed: 2, got: 1 },
    ]);
    expect(standing[0]?.missing).toContain(third);
    expect(standing[1]?.missing).not.toContain(first);

    await context.home.setMirror(
      'http://127.0.0.1:1',
      readFileSync(join(goldenFolder(), 'origin', 'root.json')),
    );
    expect((await plan(request)).keys.map(({ counts }) => counts)).toEqual([true, false]);
  });

  it('takes a key of the home by its name; a path that is there comes first', async () => {
    const { context, file, plan } = setUp();
    const [first = '', second = ''] = rootKeys;
    await expect(plan({ target: file, keys: ['signer'] })).rejects.toThrow(
      refused('key-missing', { file: join(context.workingFolder, 'signer'), keys: '' }),
    );
    mkdirSync(context.home.keys, { recursive: true });
    cpSync(first, join(context.home.keys, 'signer.json'));
    for (const name of ['signer', 'signer.json', smallKeys.root[0]?.id.slice(0, 16) ?? ''])
      expect((await plan({ target: file, keys: [name] })).keys).toMatchObject([
        { file: join(context.home.keys, 'signer.json') },
      ]);
    for (const keys of [['sinner'], undefined])
      await expect(plan({ target: file, keys })).rejects.toThrow(refused('key-missing', { keys: 'signer' }));
    cpSync(second, join(context.workingFolder, 'signer.json'));
    expect((await plan({ target: file, keys: ['signer.json'] })).keys).toMatchObject([
      { file: join(context.workingFolder, 'signer.json') },
    ]);
  });

  it('refuses what is no manifest, what is not there, and keys that can not sign', async () => {
    const { context, file, plan, apply } = setUp();
    const { signed } = contentOf(file);
    await expect(plan({ target: file })).rejects.toThrow(refused('key-missing'));
    await expect(plan({ target: 'none', keys: rootKeys })).rejects.toThrow(refused('file-missing'));
    await expect(plan({ target: file, keys: rootKeys, timeout: 0 })).rejects.toThrow(refused('usage'));
    const bad = join(context.workingFolder, 'bad.json');
    for (const content of ['', '[]', '{"signed":{"_type":"other"}}', '{"signatures":[],"signed":null}']) {
      writeFileSync(bad, content);
      await expect(plan({ target: bad, keys: rootKeys })).rejects.toThrow(refused('manifest-malformed'));
    }
    const planned = await plan({ target: file, keys: rootKeys });
    writeFileSync(file, JSON.stringify({ signatures: [], signed: { ...signed, version: 2 } }));
    await expect(apply(planned)).rejects.toThrow(refused('source-changed'));
    const server = await serveMirror(context.workingFolder);
    const gone = plan({ target: `${server.address}/rotate/x`, keys: rootKeys });
    await expect(gone).rejects.toThrow(refused('file-missing', { status: 404 }));
    const nobody = plan({ target: 'http://127.0.0.1:1/rotate/x', keys: rootKeys, timeout: 1 });
    await expect(nobody).rejects.toThrow(refused('source-unreachable'));
  });
});
