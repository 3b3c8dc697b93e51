import { EngineError } from '../errors.ts';
import { encodeCanonical } from './canonical-json.ts';
import { differences, topRoles } from './edits/rotate.ts';
import { keyId, keyMaterial, signatureLength } from './key.ts';
import type { Index, PublicKey, Role, Root, Timestamp, TopRole } from './manifest.ts';
import { longestRoot, parseManifest } from './parse.ts';
import { own } from './record.ts';
import { longestTimestamp, manifestFile } from './sign.ts';
import { rootSigning } from './signing.ts';
import { checkRootKeys, expiryOf, isExpired } from './trust.ts';

export type RotationRules = {
  readonly index: Index;
  readonly now: Date;
  /** Ids of root keys that nobody can sign with any more. */
  readonly lost: readonly string[];
  /** A key that stock clients can't read is meant to be there. */
  readonly allowEd25519: boolean;
};

/**
 * Everything about the next root that can be known before anybody signs it: each step keeps one kind of mirror that
 * can't be read, written or rotated any more from coming about.
 * @throws `binding-mismatch`, `manifest-malformed`, `key-unusable`, `key-exists`, `root-keys-lost`,
 *   `threshold-unreachable`, `expiry-earlier`, `manifest-expired`, `rotation-unreadable`, `manifest-too-long`
 */
export function checkRotation(current: Root, next: Root, rules: RotationRules): void {
  const file = `${next.version}.root.json`;
  checkVersion(current, next);
  checkStructure(next, file); // what no client would read
  checkKeys(current, next, file, rules); // keys that nobody, or no stock client, can verify with
  checkOwners(current, next, rules.index); // an owner who is a role by the same key
  checkThresholds(current, next, rules.lost); // what not enough people could sign
  checkAge(current, next, file, rules.now); // what clients take for a step back
  checkSizes(current, next, file); // what is longer than clients read
  checkWay(current, next); // clients who can't find out that there is a new root
}

function checkVersion(current: Root, next: Root): void {
  const expected = current.version + 1;
  if (next.version === expected) return;
  const file = `${expected}.root.json`;
  throw new EngineError('binding-mismatch', `the next root is version ${expected}, not ${next.version}`, {
    facts: { file, field: 'version', expected, got: next.version },
  });
}

function checkStructure(next: Root, file: string): void {
  for (const role of topRoles) {
    const { keys, threshold } = next.roles[role];
    checkReachable(role, keys, threshold, []);
  }
  parseManifest('root', manifestFile(encodeCanonical(next), []), file);
}

function checkReachable(
  role: TopRole,
  keys: Readonly<Record<string, PublicKey>>,
  threshold: number,
  lost: readonly string[],
): void {
  const left = Object.entries(keys).flatMap(([id, key]) => (lost.includes(id) ? [] : [keyMaterial(key)]));
  const got = new Set(left).size;
  if (threshold >= 1 && got >= threshold) return;
  throw new EngineError(
    'threshold-unreachable',
    `role ${role} would need the signatures of ${threshold} keys, and ${got} could sign`,
    { facts: { role, needed: threshold, got } },
  );
}

function checkKeys(current: Root, next: Root, file: string, { allowEd25519 }: RotationRules): void {
  checkRootKeys(next, file);
  for (const [role, key] of newKeys(current, next)) {
    if (key.keytype === 'rsa' || allowEd25519) continue;
    throw new EngineError(
      'key-unusable',
      `a key of type ${key.keytype} for role ${role}: stock clients would refuse the whole mirror for it`,
      { facts: { key: keyId(key), field: 'keytype', got: key.keytype, expected: 'rsa' } },
    );
  }
}

function newKeys(current: Root, next: Root): [TopRole, PublicKey][] {
  return topRoles.flatMap((role) =>
    Object.entries(next.roles[role].keys).flatMap(([id, key]): [TopRole, PublicKey][] =>
      own(current.roles[role].keys, id) === undefined ? [[role, key]] : [],
    ),
  );
}

function checkOwners(current: Root, next: Root, { owners }: Index): void {
  for (const [role, key] of newKeys(current, next)) {
    for (const [owner, { keys }] of Object.entries(owners)) {
      const material = keyMaterial(key);
      if (!Object.values(keys).some((other) => keyMaterial(other) === material)) continue;
      throw new EngineError('key-exists', `the key for role ${role} is the one of owner ${owner}`, {
        facts: { key: keyId(key), owner },
      });
    }
  }
}

function checkThresholds(current: Root, next: Root, lost: readonly string[]): void {
  const { keys, threshold: needed } = current.roles.root;
  const left = Object.keys(keys).filter((id) => !lost.includes(id));
  const got = new Set(left.map((id) => keyMaterial(keys[id] ?? noKey))).size;
  if (got < needed) {
    throw new EngineError(
      'root-keys-lost',
      `${needed} keys of the root have to sign the next one, and ${got} are left`,
      { facts: { file: `${next.version}.root.json`, needed, got } },
    );
  }
  checkReachable('root', next.roles.root.keys, next.roles.root.threshold, lost);
}

const noKey: PublicKey = { keytype: '', scheme: '', keyval: { public: '' } };

function checkAge(current: Root, next: Root, file: string, now: Date): void {
  if (expiryOf(next) < expiryOf(current)) {
    throw new EngineError(
      'expiry-earlier',
      `the next root would expire at ${next.expires}, before the one that is, at ${current.expires}`,
      { facts: { file, expected: current.expires, got: next.expires } },
    );
  }
  if (!isExpired(next, now)) return;
  throw new EngineError('manifest-expired', `the next root would have expired at ${next.expires} already`, {
    facts: { file, expires: next.expires, now: now.toISOString() },
  });
}

/** Every key that is listed signs, as stock does it. */
function withAllSignatures(signed: string, roles: readonly Role[]): number {
  const keys = new Map(roles.flatMap((role) => Object.entries(role.keys)));
  const signatures = [...keys].map(([keyid, key]) => ({ keyid, sig: 'A'.repeat(signatureLength(key)) }));
  return manifestFile(signed, signatures).length;
}

function checkSizes(current: Root, next: Root, file: string): void {
  const root = withAllSignatures(rootSigning(current, next).signed, [current.roles.root, next.roles.root]);
  if (root > longestRoot) throw tooLong('manifest-too-long', file, longestRoot, root);
  const timestamp: Timestamp = {
    _type: 'timestamp',
    spec_version: '0.1.0',
    expires: '2026-01-01T00:00:00Z',
    version: 1_000_000,
    meta: { '/snapshot.json': { hashes: { sha256: '0'.repeat(64) }, length: 10_000_000 } },
  };
  const length = withAllSignatures(encodeCanonical(timestamp), [next.roles.timestamp]);
  if (length > longestTimestamp)
    throw tooLong('rotation-unreadable', 'timestamp.json', longestTimestamp, length);
}

function tooLong(
  code: 'manifest-too-long' | 'rotation-unreadable',
  file: string,
  expected: number,
  got: number,
): EngineError {
  return new EngineError(
    code,
    `${file} would have ${got} bytes with all its signatures, clients read ${expected}`,
    { facts: { file, expected, got } },
  );
}

/** Whether what the new keys sign is still taken by who knows the old root only. */
function isTaken(before: Role, after: Role): boolean {
  const kept = Object.keys(after.keys).filter((id) => own(before.keys, id) !== undefined);
  return kept.length >= before.threshold;
}

/**
 * A client with the old root looks for a newer one when the timestamp's signature isn't one that it knows, or when
 * the snapshot names it. One that can't read the snapshot must have stumbled over the timestamp before.
 */
function checkWay({ roles: before }: Root, { roles: after }: Root): void {
  if (isTaken(before.snapshot, after.snapshot) || !isTaken(before.timestamp, after.timestamp)) return;
  throw new EngineError(
    'rotation-unreadable',
    'clients that know the old root would stop at the snapshot: they look for a newer root only when the ' +
      'timestamp is signed by a key that they do not know',
    { facts: { file: 'snapshot.json' } },
  );
}

/** Whether there is anything to sign for: throws `usage` when the next root would be the same but for its version. */
export function checkChange(current: Root, next: Root): void {
  if (differences(current, next).length > 0 || next.expires !== current.expires) return;
  throw new EngineError('usage', 'the next root would be the same as the one that is', {
    facts: { field: 'root' },
  });
}
