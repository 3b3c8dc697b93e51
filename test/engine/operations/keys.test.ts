import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { genkeyOperation } from '../../../source/engine/operations/genkey.ts';
import { exportPublicKeyQuery, publicKeyQuery } from '../../../source/engine/operations/public-key.ts';
import { testContext } from '../../helpers/context.ts';

const refused = (code: string) => expect.objectContaining({ code });

describe('genkey', () => {
  it('makes an RSA key of 0600 in the home, once', async () => {
    const context = testContext();
    const { plan, apply } = genkeyOperation(context);
    const planned = await plan({});
    expect(planned).toEqual({ name: 'private', path: join(context.home.keys, 'private.json'), type: 'rsa' });
    const made = await apply(planned);
    expect(made.path).toBe(planned.path);
    expect(statSync(made.path).mode & 0o777).toBe(0o600);
    const text = readFileSync(made.path, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ keytype: 'rsa', scheme: 'rsassa-pss-sha256' });
    await expect(plan({})).rejects.toThrow(refused('key-exists'));
    await expect(apply(planned)).rejects.toThrow(refused('key-exists'));
    expect(readFileSync(made.path, 'utf8')).toBe(text);

    const shown = await publicKeyQuery(context)({});
    expect(shown.keyId).toBe(made.keyId);
    expect(shown.key.keyval).toEqual({ public: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n/) });

    const exportKey = exportPublicKeyQuery(context);
    const { path } = await exportKey({});
    expect(path).toBe(join(context.workingFolder, `${made.keyId.slice(0, 16)}-public.json`));
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(shown.key)}\n`);
    await expect(exportKey({})).resolves.toEqual({ path });
    writeFileSync(path, 'mine');
    await expect(exportKey({})).rejects.toThrow(refused('key-exists'));
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(readdirSync(context.workingFolder)).toHaveLength(1);
  });

  it('refuses names that leave the folder, and keys that are not there', async () => {
    const context = testContext();
    const { plan } = genkeyOperation(context);
    for (const name of ['../x', '', 'a/b', '.x'])
      await expect(plan({ name })).rejects.toThrow(refused('name-invalid'));
    await expect(publicKeyQuery(context)({ name: 'jdoe' })).rejects.toThrow(refused('key-missing'));
  });
});
