import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyId, keyMaterial, keyProblem, verifyWith } from '../../../source/engine/domain/key.ts';
import {
  encodePrivateKey,
  encodePublicKey,
  parseKeyFile,
  parsePrivateKey,
  parsePublicText,
} from '../../../source/engine/domain/key-file.ts';
import type { PublicKey } from '../../../source/engine/domain/manifest.ts';
import { encodePem } from '../../../source/engine/domain/pem.ts';
import { generateKey } from '../../../source/engine/domain/private-key.ts';
import { goldenFile } from '../../helpers/golden.ts';
import { refusal } from '../../helpers/refusal.ts';

const files = ['keys/private.json', 'keys/jdoe.json', 'origin/keys/ebcd7ad12171e6d6-index.json'];
const message = Buffer.from('some bytes');

const rsa = (pem: string, rest: Partial<PublicKey> = {}): PublicKey => ({
  keytype: 'rsa',
  keyval: { public: pem },
  scheme: 'rsassa-pss-sha256',
  ...rest,
});
const golden = parsePrivateKey(goldenFile('keys/private.json'), 'private.json');
const pem = golden.public.keyval.public;

describe('key files', () => {
  test.each(files)('%s is read, and written again byte for byte', (file) => {
    const key = parsePrivateKey(goldenFile(file), file);
    expect(encodePrivateKey(key)).toBe(Buffer.from(goldenFile(file)).toString());
    expect(key.id).toBe(keyId(key.public));
    if (file.includes('-index')) expect(key.id).toMatch(/^ebcd7ad12171e6d6/);
    expect(verifyWith(key.public, message, Buffer.from(key.sign(message)).toString('base64'))).toBe(true);
  });

  test('a public half is read as one, and is no private key', () => {
    const bytes = Buffer.from(encodePublicKey(golden.public));
    expect(parseKeyFile(bytes, 'p.json')).toEqual({ public: golden.public, private: null });
    expect(parseKeyFile(bytes, 'p.json').public).toEqual(
      parseKeyFile(goldenFile('keys/private.json'), 'p.json').public,
    );
    expect(refusal(() => parsePrivateKey(bytes, 'p.json'))?.facts).toEqual({
      file: 'p.json',
      field: 'keyval.private',
    });
  });

  test('a public half is read from a PEM block, and pasted, however its lines were broken', async () => {
    const half = golden.public;
    expect(parseKeyFile(Buffer.from(pem), 'p.pem')).toEqual({ public: half, private: null });
    const long = `-----BEGIN PUBLIC KEY-----\r\n${pem.split('\n').slice(1, -2).join('')}\r\n-----END PUBLIC KEY-----`;
    for (const text of [
      pem,
      long,
      pem.replaceAll('\n', ' '),
      encodePublicKey(half),
      ` ${encodePublicKey(half)}`,
    ])
      expect(parsePublicText(text)).toEqual(half);
    expect(parsePublicText(JSON.stringify(half, null, 4))).toEqual(half);
    const edKey = await generateKey('ed25519');
    expect(parsePublicText(encodePublicKey(edKey.public))).toEqual(edKey.public);
    const shown = [golden.secret(), encodePrivateKey(golden), encodePrivateKey(edKey), '{"private":'];
    for (const text of shown) expect(refusal(() => parsePublicText(text))?.code).toBe('private-key-shown');
    const others = ['', 'ssh-rsa AAAA', pem.slice(0, -40), pem.replace('MI', 'NI'), pem + pem, '{"a":1}'];
    for (const text of others) expect(refusal(() => parsePublicText(text))?.code).toBe('key-malformed');
  });

  test('a file of blanks that never becomes a PEM block is refused at once', () => {
    const begun = `-----BEGIN PUBLIC KEY-----${' '.repeat(60_000)}`;
    for (const text of [`${begun}!`, `${begun}${'A '.repeat(1000)}-----END`])
      expect(refusal(() => parsePublicText(text))?.code).toBe('key-malformed');
  });

  test('new keys come back from their files, and ed25519 ones sign too', async () => {
    for (const type of ['rsa', 'ed25519'] as const) {
      const key = await generateKey(type);
      const read = parsePrivateKey(Buffer.from(encodePrivateKey(key)), 'k.json');
      expect(read.id).toBe(key.id);
      const signature = Buffer.from(read.sign(message)).toString('base64');
      expect(verifyWith(key.public, message, signature)).toBe(true);
      expect(verifyWith(key.public, Buffer.from('other bytes'), signature)).toBe(false);
      expect(verifyWith(golden.public, message, signature)).toBe(false);
    }
  });

  test('the longest salt: a 2048 bit signature has 222 bytes of it', async () => {
    const { constants, createPublicKey, verify } = await import('node:crypto');
    const key = createPublicKey(pem);
    const check = (saltLength: number) =>
      verify(
        'sha256',
        message,
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength },
        golden.sign(message),
      );
    expect([check(222), check(32)]).toEqual([true, false]);
  });

  const secret = golden.secret();
  const pkcs8 = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' });
  const file = (keyval: unknown, more = {}) =>
    JSON.stringify({ keytype: 'rsa', keyval, scheme: 'rsassa-pss-sha256', ...more });
  test.each<[string, string, string]>([
    ['no JSON', 'private', ''],
    ['a repeated field', '{"keytype":"rsa","keytype":"rsa"}', 'keytype'],
    ['no keyval', '{"keytype":"rsa","scheme":"rsassa-pss-sha256"}', 'keyval'],
    ['an empty keyval', file({}), 'keyval'],
    ['null', file({ private: null }), 'keyval.private'],
    ['more in keyval', file({ private: secret, hint: 'x' }), 'keyval.hint'],
    ['another scheme', file({ private: secret }, { scheme: 'rsa' }), 'keytype'],
    ['another kind', file({ private: secret }, { keytype: 'ecdsa' }), 'keytype'],
    ['cut PEM', file({ private: secret.slice(0, -30) }), 'keyval.private'],
    ['cut DER', file({ private: encodePem('PRIVATE KEY', Buffer.alloc(40)) }), 'keyval.private'],
    ['PKCS#8', file({ private: encodePem('PRIVATE KEY', pkcs8()) }), 'keyval.private'],
    ['a public half of another key', file({ private: secret, public: 'x' }), 'keyval.public'],
    [
      'a short ed25519 seed',
      file({ private: 'ab' }, { keytype: 'ed25519', scheme: 'ed25519' }),
      'keyval.private',
    ],
  ])('%s is refused, without a word of the secret', (_, text, field) => {
    let shown = '';
    try {
      parseKeyFile(Buffer.from(text), 'k.json');
    } catch (error) {
      shown = `${error} ${(error as Error).stack}`;
    }
    expect(shown).not.toContain(secret.slice(40, 80));
    const refused = refusal(() => parseKeyFile(Buffer.from(text), 'k.json'));
    expect(refused).toEqual({ code: 'key-malformed', facts: { file: 'k.json', field } });
  });

  test('a key does not show its secret where it is logged', () => {
    expect(JSON.stringify(golden)).not.toContain('PRIVATE');
  });
});

describe('keys that nobody can rely on', () => {
  const spki = (key: { export(options: { type: 'spki'; format: 'pem' }): string | Buffer }) =>
    String(key.export({ type: 'spki', format: 'pem' }));
  const ec = spki(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);
  const short = spki(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey);
  const pss = spki(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey);
  const ed = (half: string): PublicKey => ({
    keytype: 'ed25519',
    keyval: { public: half },
    scheme: 'ed25519',
  });
  const pkcs1 = encodePem('RSA PUBLIC KEY', Buffer.from(pem.split('\n').slice(1, -2).join(''), 'base64'));

  test.each<[string, PublicKey]>([
    ['an EC key labelled rsa', rsa(ec)],
    ['RSA with 1024 bits', rsa(short)],
    ['an RSA-PSS key', rsa(pss)],
    ['another label', rsa(pkcs1)],
    ['text before the PEM block', rsa(`x\n${pem}`)],
    ['two PEM blocks', rsa(pem + pem)],
    ['no PEM', rsa('')],
    ['more than the public half', rsa(pem, { keyval: Object.assign({ public: pem }, { private: '' }) })],
    ['another scheme', rsa(pem, { scheme: 'ed25519' })],
    ['another kind', rsa(pem, { keytype: 'ecdsa' })],
    ['ed25519, too short', ed('ab')],
    ['ed25519, capitals', ed('A'.repeat(64))],
    ['ed25519, of small order', ed(`01${'00'.repeat(31)}`)],
    ['ed25519, not on the curve', ed(`02${'00'.repeat(31)}`)],
  ])('%s', (_, key) => {
    expect(keyProblem(key)).toEqual(expect.any(String));
    expect(keyProblem(key)).not.toBeNull();
    expect(keyMaterial(key)).toBeNull();
    expect(verifyWith(key, message, Buffer.from(golden.sign(message)).toString('base64'))).toBe(false);
  });

  test('one key in two ways of writing has two ids and one material', () => {
    const other = rsa(pem.trimEnd());
    expect(keyProblem(other)).toBeNull();
    expect(keyId(other)).not.toBe(golden.id);
    expect(keyMaterial(other)).toBe(keyMaterial(golden.public));
  });

  test('a signature is standard base64 and nothing else', () => {
    const signature = Buffer.from(golden.sign(message)).toString('base64');
    const url = signature.replaceAll('+', '-').replaceAll('/', '_');
    for (const text of [
      '',
      '=',
      `${signature}\n`,
      `${signature}AAAA`,
      signature.slice(0, -2),
      ` ${signature}`,
    ]) {
      expect(verifyWith(golden.public, message, text)).toBe(false);
    }
    if (url !== signature) expect(verifyWith(golden.public, message, url)).toBe(false);
  });
});
