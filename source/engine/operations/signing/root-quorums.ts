import type { SignStanding } from '../../api/rotation.ts';
import type { CarriedManifest } from '../../domain/carried-manifest.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import { type Quorum, rightSignatures, rootSigning, standingOf } from '../../domain/signing.ts';
import type { Context } from '../context.ts';
import { rootBefore } from './root-before.ts';

/** Who signs a manifest, as far as it can be told here, and whether that is all of them. */
export type KnownQuorums = { readonly quorums: readonly Quorum[]; readonly isAll: boolean };

/**
 * Only a root names those who sign it, and the root before it those who hand over; a first root has none before it.
 * Whose keys sign anything else isn't in the file at all.
 */
export async function quorumsOf(context: Context, { manifest }: CarriedManifest): Promise<KnownQuorums> {
  if (manifest._type !== 'root') return { quorums: [], isAll: false };
  const current = manifest.version === 1 ? null : await rootBefore(context, manifest);
  if (current !== null) return { quorums: rootSigning(current, manifest).quorums, isAll: true };
  return { quorums: [{ name: 'new', ...manifest.roles.root }], isAll: manifest.version === 1 };
}

/** Whether a key's signature counts; null where it may count by a quorum that isn't known here. */
export function countsFor({ quorums, isAll }: KnownQuorums, { id }: Pick<PrivateKey, 'id'>): boolean | null {
  if (quorums.some(({ keys }) => Object.hasOwn(keys, id))) return true;
  return isAll ? false : null;
}

/** How far a file is by the signatures in it that are right. */
export async function standingIn(context: Context, carried: CarriedManifest): Promise<SignStanding[]> {
  const { quorums } = await quorumsOf(context, carried);
  const signing = { file: '', signed: carried.signed, quorums };
  return standingOf(signing, rightSignatures(signing, carried.signatures));
}
