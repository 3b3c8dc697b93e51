import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodePrivateKey, encodePublicKey } from '../../../source/engine/domain/key-file.ts';
import { genkeyOperation } from '../../../source/engine/operations/genkey.ts';
import { grantOperation } from '../../../source/engine/operations/grant.ts';
import { checkKeysQuery } from '../../../source/engine/operations/keys/check.ts';
import { exportKeyOperation } from '../../../source/engine/operations/keys/export.ts';
import { importKeysOperation } from '../../../source/engine/operations/keys/import.ts';
import { listKeysQuery } from '../../../source/engine/operations/keys/list.ts';
import { testContext } from '../../helpers/context.ts';
import { fingerprint } from '../../helpers/fingerprint.ts';
import { goldenContext, stateOf } from '../../helpers/published.ts';
import { smallKeys } from '../../helpers/small-mirror.ts';
import { carryOut } from './trial.ts';

const { jdoe, pingcap } = smallKeys;
const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('keys list', () => {
  test('tells each key of the home with what it signs in the current mirror', async () => {
    const context = goldenContext();
    writeFileSync(join(context.home.keys, 'notes.txt'), 'x');
    const result = await listKeysQuery(context)({});
    expect(result.mirror).toBe(context.mirror);
    expect(result.keys).toContainEqual(
      expect.objectContaining({
        id: pingcap.id,
        half: 'private',
        type: 'rsa',
        uses: [{ kind: 'owner', name: 'pingcap' }],
      }),
    );
    expect(result.unusable.map(({ file }) => file)).toEqual([join(context.home.keys, 'notes.txt')]);
    const roles = await listKeysQuery(context)({ mirror: true });
    expect(roles.keys.flatMap(({ uses }) => uses.map(({ name }) => name)).sort()).toEqual(
      expect.arrayContaining(['index', 'root', 'root', 'root', 'snapshot', 'timestamp']),
    );
  });

  test('a mirror that can’t be read is said, and no failure', async () => {
    const context = goldenContext('custom', { mirrorOverride: '/nowhere/at/all' });
    const { mirror, mirrorProblem, keys } = await listKeysQuery(context)({});
    expect({ mirror, keys: keys.length > 0 }).toEqual({ mirror: null, keys: true });
    expect(mirrorProblem).toContain('/nowhere/at/all');
  });
});

describe('keys import', () => {
  test('0600 in a folder of 0700, once, and never in the place of another', async () => {
    const context = testContext();
    const file = join(context.workingFolder, 'jdoe.json');
    writeFileSync(file, encodePrivateKey(jdoe), { mode: 0o644 });
    const { imported } = await carryOut(importKeysOperation(context), { files: ['jdoe.json'] });
    const to = join(context.home.keys, 'jdoe.json');
    expect(imported).toEqual([{ from: file, id: jdoe.id, type: 'rsa', half: 'private', to, present: false }]);
    expect([modeOf(to), modeOf(context.home.keys)]).toEqual([0o600, 0o700]);
    expect(readFileSync(to, 'utf8')).toBe(encodePrivateKey(jdoe));
    // Under another name it is the same key still.
    const again = await importKeysOperation(context).plan({ files: ['jdoe.json'], name: 'other' });
    expect(again.imports).toMatchObject([{ present: true, to }]);
    writeFileSync(file, encodePrivateKey(pingcap));
    await expect(importKeysOperation(context).plan({ files: ['jdoe.json'] })).rejects.toMatchObject({
      code: 'key-exists',
    });
    expect(readFileSync(to, 'utf8')).toBe(encodePrivateKey(jdoe));
  });

  test('a pasted public half lies beside the keys, once; a private one never does', async () => {
    const context = testContext();
    const texts = [jdoe.public.keyval.public.replaceAll('\n', ' ')];
    const { imported } = await carryOut(importKeysOperation(context), { files: [], texts });
    const to = join(context.home.path, 'public-keys', `${jdoe.id.slice(0, 16)}-public.json`);
    expect(imported).toMatchObject([{ from: null, id: jdoe.id, half: 'public', to, present: false }]);
    expect(readFileSync(to, 'utf8')).toBe(encodePublicKey(jdoe.public));
    const { plan } = importKeysOperation(context);
    expect((await plan({ files: [], texts })).imports).toMatchObject([{ present: true }]);
    await expect(plan({ files: [], texts: [encodePrivateKey(jdoe)] })).rejects.toMatchObject({
      code: 'private-key-shown',
    });
    await expect(plan({ files: [], texts: ['nothing'] })).rejects.toMatchObject({ code: 'key-malformed' });
  });

  test('refuses what is no key, a public half without being asked, a plan whose file has changed', async () => {
    const context = testContext();
    const at = (name: string) => join(context.workingFolder, name);
    writeFileSync(at('garbage.json'), '{"keytype":"rsa"}');
    writeFileSync(at('half.json'), encodePublicKey(jdoe.public));
    writeFileSync(at('key.json'), encodePrivateKey(jdoe));
    const { plan, apply } = importKeysOperation(context);
    await expect(plan({ files: ['garbage.json'] })).rejects.toMatchObject({ code: 'key-malformed' });
    await expect(plan({ files: ['half.json'] })).rejects.toMatchObject({ code: 'key-malformed' });
    await expect(plan({ files: ['none.json'] })).rejects.toMatchObject({ code: 'key-missing' });
    await expect(plan({ files: ['key.json'], name: '../x' })).rejects.toMatchObject({ code: 'name-invalid' });
    const planned = await plan({ files: ['key.json'] });
    writeFileSync(at('key.json'), encodePrivateKey(pingcap));
    await expect(apply(planned)).rejects.toMatchObject({ code: 'source-changed' });
    expect(existsSync(context.home.keys)).toBe(false);
  });

  test('public halves lie beside the keys, where no stock client takes them for private ones', async () => {
    const context = testContext();
    writeFileSync(join(context.workingFolder, 'half.json'), encodePublicKey(jdoe.public));
    const { imported } = await carryOut(importKeysOperation(context), { files: ['half.json'], public: true });
    const to = join(context.home.path, 'public-keys', `${jdoe.id.slice(0, 16)}-public.json`);
    expect(imported[0]?.to).toBe(to);
    expect(readFileSync(to, 'utf8')).toBe(encodePublicKey(jdoe.public));
    expect(existsSync(context.home.keys)).toBe(false);
    expect((await listKeysQuery({ ...context, mirrorOverride: '/nowhere' })({})).keys).toMatchObject([
      { id: jdoe.id, half: 'public' },
    ]);
  });
});

describe('keys export', () => {
  test('the public half by name, file or id; the private one only into a file that is named and new', async () => {
    const context = goldenContext();
    const { plan, apply } = exportKeyOperation(context);
    for (const key of ['jdoe', 'jdoe.json', jdoe.id.slice(0, 12)])
      expect((await plan({ key })).id).toBe(jdoe.id);
    const [rootKey = ''] = readdirSync(join(context.mirror, 'keys')).filter((name) => name.includes('-root'));
    const elsewhere = join(context.mirror, 'keys', rootKey);
    expect(await plan({ key: elsewhere })).toMatchObject({ from: elsewhere, half: 'public' });
    await expect(plan({ key: 'nobody' })).rejects.toMatchObject({ code: 'key-missing' });
    const { path } = await apply(await plan({ key: 'jdoe' }));
    expect(path).toBe(join(context.workingFolder, `${jdoe.id.slice(0, 16)}-public.json`));
    expect(readFileSync(path, 'utf8')).toBe(encodePublicKey(jdoe.public));
    expect(readFileSync(path, 'utf8')).not.toContain('private');
    await expect(plan({ key: 'jdoe', private: true })).rejects.toMatchObject({ code: 'usage' });
    const secret = await apply(await plan({ key: 'jdoe', private: true, to: 'safe.json' }));
    expect(modeOf(secret.path)).toBe(0o600);
    expect(readFileSync(secret.path, 'utf8')).toBe(encodePrivateKey(jdoe));
    await expect(plan({ key: 'jdoe', private: true, to: 'safe.json' })).rejects.toMatchObject({
      code: 'key-exists',
    });
  });
});

describe('keys check', () => {
  test('finds nothing to say of keys that are right', async () => {
    const context = goldenContext();
    chmodSync(context.home.keys, 0o700);
    for (const name of ['private.json', 'jdoe.json']) chmodSync(join(context.home.keys, name), 0o600);
    const before = fingerprint(context.home.keys);
    const { problems } = await checkKeysQuery(context)({});
    expect(problems).toEqual([]);
    expect(fingerprint(context.home.keys)).toEqual(before);
  });

  test('open ones, twice the same, what is none, ed25519, a role that lacks its keys (beat list 1)', async () => {
    const context = goldenContext();
    const at = (name: string) => join(context.home.keys, name);
    chmodSync(context.home.keys, 0o777);
    chmodSync(at('jdoe.json'), 0o644);
    chmodSync(at('private.json'), 0o600);
    copyFileSync(at('private.json'), at('zcopy.json'));
    chmodSync(at('zcopy.json'), 0o600);
    writeFileSync(at('notes.txt'), 'x');
    await carryOut(genkeyOperation(context), { name: 'curve', type: 'ed25519', stockRefusalKnown: true });
    const { problems } = await checkKeysQuery(context)({});
    expect(problems.map(({ code }) => code)).toEqual([
      'folder-open',
      'exposed',
      'ed25519',
      'twice',
      'unusable',
    ]);
    mkdirSync(join(context.folder, 'away'));
    const index = smallKeys.index.id.slice(0, 16);
    const name = `${index}-index.json`;
    copyFileSync(join(context.mirror, 'keys', name), join(context.folder, 'away', name));
    writeFileSync(join(context.mirror, 'keys', name), encodePrivateKey(jdoe));
    const roles = await checkKeysQuery(context)({ mirror: true });
    expect(roles.missing).toMatchObject([{ name: 'index', needed: 1, got: 0 }]);
  });
});

describe('ed25519', () => {
  test('is made where somebody asked and knows, and granted only when that is said too', async () => {
    const context = goldenContext('custom');
    const { plan } = genkeyOperation(context);
    await expect(plan({ name: 'curve', type: 'ed25519' })).rejects.toMatchObject({ code: 'usage' });
    const made = await carryOut(genkeyOperation(context), {
      name: 'curve',
      type: 'ed25519',
      stockRefusalKnown: true,
    });
    expect(modeOf(made.path)).toBe(0o600);
    const key = made.path;
    await expect(grantOperation(context).plan({ id: 'eva', keys: [key] })).rejects.toMatchObject({
      code: 'key-unusable',
    });
    await carryOut(grantOperation(context), { id: 'eva', keys: [key], allowEd25519: true });
    expect(Object.keys((await stateOf(context, 'none')).index.owners.eva?.keys ?? {})).toEqual([made.keyId]);
  });
});
