import { createHash } from 'node:crypto';
import { EngineError } from '../../errors.ts';
import { verifyWith } from '../key.ts';
import type { Root } from '../manifest.ts';
import { isOfficialRoot } from '../official-root.ts';
import { type Parsed, parseManifest } from '../parse.ts';
import { expiryOf, rollback } from './age.ts';
import { checkBinding } from './binding.ts';
import { checkSignatures, unusableKey } from './signatures.ts';
import { Verified } from './verified.ts';

/** Why the first root of a chain is the right one. */
export type RootAnchor =
  /** Nothing is known: it is what it says it is. The person is shown its fingerprint. */
  | { readonly kind: 'self' }
  /** These are its keys; where `threshold` is known too, as many of them have to sign, whatever the file says. */
  | { readonly kind: 'fingerprint'; readonly fingerprint: string; readonly threshold?: number | undefined }
  /** Built in: one of the official mirror's. */
  | { readonly kind: 'official' };

/**
 * The fingerprint of a mirror, as a person compares it: sha256 (hex) over the sorted ids of the keys of role root,
 * joined by newlines.
 */
export function fingerprintOf(rootKeyIds: readonly string[]): string {
  return createHash('sha256')
    .update([...rootKeyIds].sort().join('\n'))
    .digest('hex');
}

/** The fingerprint of a root's own keys. */
export function rootFingerprint(root: Root): string {
  return fingerprintOf(Object.keys(root.roles.root.keys));
}

/**
 * The first root of a chain. Its expiry is not looked at: a chain may start from an old one.
 * Throws `manifest-malformed`, `manifest-too-long`, `key-unusable`, `signature-invalid`, `signature-threshold`,
 * `binding-mismatch` when `N.root.json` isn't version N, `fingerprint-mismatch` when the anchor doesn't hold.
 */
export function acceptRoot(bytes: Uint8Array, file: string, anchor: RootAnchor): Verified<Root> {
  const parsed = parseManifest('root', bytes, file);
  checkName(parsed);
  checkRootKeys(parsed.signed, parsed.file);
  checkSignatures(parsed, parsed.signed.roles.root);
  checkAnchor(parsed, anchor);
  return new Verified(parsed);
}

/**
 * The root after `current`: exactly the next version, signed by both its own threshold and the old one's, and it
 * doesn't expire before the old one. Throws as `acceptRoot`, and `rollback` for an older version or expiry.
 */
export function nextRoot(current: Verified<Root>, bytes: Uint8Array, file: string): Verified<Root> {
  const parsed = parseManifest('root', bytes, file);
  checkRootKeys(parsed.signed, parsed.file);
  // Both: the old keys hand over, and whoever holds the new ones has to show that he does.
  checkSignatures(parsed, current.manifest.roles.root);
  checkSignatures(parsed, parsed.signed.roles.root);
  const expected = current.manifest.version + 1;
  if (parsed.signed.version < expected) throw rollback(file, expected, parsed.signed.version);
  checkBinding(file, 'the version', expected, parsed.signed.version);
  checkName(parsed);
  if (expiryOf(parsed.signed) < expiryOf(current.manifest)) {
    const { expires } = current.manifest;
    throw new EngineError('rollback', `${file} expires before ${current.file}, at ${parsed.signed.expires}`, {
      facts: { file, expected: expires, got: parsed.signed.expires },
    });
  }
  return new Verified(parsed);
}

/**
 * The root before one that is trusted, as somebody else has it. Whoever holds a single key of `next` could make one
 * up that hands over to it, and whatever keys it lists besides would be believed by new clients: so as many as either
 * of the two asks for have to have signed both. Throws as `nextRoot`.
 */
export function previousRoot(next: Verified<Root>, bytes: Uint8Array, file: string): Verified<Root> {
  const root = acceptRoot(bytes, file, { kind: 'self' });
  nextRoot(root, next.bytes, next.file);
  const mine = root.manifest.roles.root;
  const signedBoth = Object.entries(mine.keys).filter(([id, key]) =>
    next.signatures.some(({ keyid, sig }) => keyid === id && verifyWith(key, next.signedBytes, sig)),
  );
  const threshold = Math.max(mine.threshold, next.manifest.roles.root.threshold);
  checkSignatures(root, { keys: Object.fromEntries(signedBoth), threshold });
  return root;
}

/** A file called `7.root.json` holds version 7. */
function checkName({ file, signed }: Parsed<'root'>): void {
  const version = /^([0-9]+)\.root\.json$/.exec(file)?.[1];
  if (version !== undefined) checkBinding(file, 'the version', Number(version), signed.version);
}

/**
 * Unlike an owner's, a role's unusable key is never passed over: nothing in the mirror hangs on less. Throws
 * `key-unusable` (facts file, key, field).
 */
export function checkRootKeys(root: Root, file: string): void {
  for (const [role, { keys }] of Object.entries(root.roles)) {
    const unusable = unusableKey(keys);
    if (unusable === null) continue;
    const { key, problem } = unusable;
    throw new EngineError('key-unusable', `${file}: key ${key} of role ${role} can't be used: ${problem}`, {
      facts: { file, key, field: `signed.roles.${role}.keys.${key}` },
    });
  }
}

function checkAnchor(parsed: Parsed<'root'>, anchor: RootAnchor): void {
  const { file, signed } = parsed;
  const got = rootFingerprint(signed);
  const refuse = (expected: string): never => {
    throw new EngineError(
      'fingerprint-mismatch',
      `${file}: the root's fingerprint is ${got}, not ${expected}`,
      {
        facts: { file, expected, got },
      },
    );
  };
  switch (anchor.kind) {
    case 'self':
      return;
    case 'fingerprint': {
      const { fingerprint, threshold = 0 } = anchor;
      if (got !== fingerprint.toLowerCase()) refuse(fingerprint);
      // Were the threshold in the file lower than the known one, fewer keys would do.
      checkSignatures(parsed, { keys: signed.roles.root.keys, threshold });
      return;
    }
    case 'official':
      if (!isOfficialRoot(signed)) refuse('one of the official mirror');
  }
}
