import { EngineError } from '../../errors.ts';
import { keyId, keyMaterial, keyProblem, verifyWith } from '../key.ts';
import { shown } from '../malformed.ts';
import type { Index, PublicKey } from '../manifest.ts';
import type { Parsed } from '../parse.ts';
import { own } from '../record.ts';

/** Who may sign something, and how many of them have to. A role of the root or an owner of the index. */
export type Signers = { readonly keys: Readonly<Record<string, PublicKey>>; readonly threshold: number };

/**
 * Throws `signature-invalid` (facts file, key) when any key id comes twice, or when the signature by a listed key
 * isn't right; signatures by others are passed over. Throws `signature-threshold` (facts file, needed, got) when
 * fewer different keys than needed have signed: two ids for the same key are one.
 */
export function checkSignatures(
  parsed: Pick<Parsed, 'file' | 'signatures' | 'signedBytes'>,
  { keys, threshold }: Signers,
): void {
  const { file, signatures, signedBytes } = parsed;
  const ids = new Set<string>();
  const signed = new Set<string>();
  for (const { keyid, sig } of signatures) {
    if (ids.has(keyid)) throw invalid(file, keyid, 'has signed twice');
    ids.add(keyid);
    const key = own(keys, keyid);
    if (key === undefined) continue;
    const material = keyMaterial(key);
    if (material === null || !verifyWith(key, signedBytes, sig)) {
      throw invalid(file, keyid, 'did not make the signature that bears its id');
    }
    signed.add(material);
  }
  if (signed.size >= threshold) return;
  throw new EngineError(
    'signature-threshold',
    `${file} needs ${threshold} signatures and has ${signed.size}`,
    {
      facts: { file, needed: threshold, got: signed.size },
    },
  );
}

function invalid(file: string, key: string, why: string): EngineError {
  return new EngineError('signature-invalid', `${file}: key ${shown(key)} ${why}`, {
    facts: { file, key: shown(key) },
  });
}

export type UnusableKey = { readonly key: string; readonly problem: string };

/** The first listed key that can't be relied on: it can't verify, or its id isn't the hash of it. */
export function unusableKey(keys: Readonly<Record<string, PublicKey>>): UnusableKey | null {
  for (const [id, key] of Object.entries(keys)) {
    const problem = keyProblem(key) ?? (keyId(key) === id ? null : 'its id is not the hash of it');
    if (problem !== null) return { key: id, problem };
  }
  return null;
}

/**
 * Owners whose components can't be trusted, because a key of theirs is unusable, and why. The rest of the index is
 * as good as ever.
 */
export function unusableOwners(index: Index): ReadonlyMap<string, UnusableKey> {
  const result = new Map<string, UnusableKey>();
  for (const [id, owner] of Object.entries(index.owners)) {
    const unusable = unusableKey(owner.keys);
    if (unusable !== null) result.set(id, unusable);
  }
  return result;
}
