import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CollectedFile, RenewalScope, RenewRequest } from '../../api/renew.ts';
import type { SigningWay } from '../../api/rotation.ts';
import type { Signature } from '../../domain/manifest.ts';
import { isSigned, rightSignatures, type Signing, standingOf } from '../../domain/signing.ts';
import { EngineError } from '../../errors.ts';
import { type Context, resolvePath } from '../context.ts';
import { carriedIfThere } from '../signing/saved-signing.ts';
import { listenAt, signaturesMissing } from '../signing/way.ts';
import type { RenewDraft } from './draft.ts';
import type { FileSigning } from './file-signings.ts';

/** The folder in which a request keeps what others sign; null when nobody else is to be asked. */
export function folderOf(
  context: Context,
  { out, from, listen }: RenewRequest,
  mirror: string,
  { days, files }: RenewalScope,
): string | null {
  const named = out ?? from;
  if (named !== undefined) return resolvePath(context, named);
  if (listen === undefined) return null;
  // The same for the same manifests: whoever asks again, goes on. What has moved on is another renewal.
  const subject = JSON.stringify([mirror, days, files]);
  const mark = createHash('sha256').update(subject).digest('hex').slice(0, 8);
  return resolvePath(context, `renewal-${mark}`);
}

/** Signatures that came back, by the names of their files. Throws `mirror-changed` for a file that isn't what is to be signed. */
export async function handedSignatures(
  folder: string | null,
  signings: readonly FileSigning[],
): Promise<ReadonlyMap<string, readonly Signature[]>> {
  const handed = new Map<string, readonly Signature[]>();
  if (folder === null) return handed;
  for (const { file, signing } of signings) {
    const path = join(folder, file);
    const there = await carriedIfThere(path);
    if (there === null) continue;
    const wanted = signing();
    if (there.signed !== wanted.signed) throw movedOn(path);
    handed.set(file, rightSignatures(wanted, there.signatures));
  }
  return handed;
}

/** What others sign, or have signed. */
export function collectedFiles(
  { signings, keys }: Pick<RenewDraft, 'signings' | 'keys'>,
  handed: ReadonlyMap<string, readonly Signature[]>,
): CollectedFile[] {
  const own = keys.map(({ id }) => ({ keyid: id, sig: '' }));
  return signings.flatMap(({ file, quorum, signing }): CollectedFile[] => {
    const signatures = handed.get(file) ?? [];
    const isEnough = isSigned(standingOf({ file, signed: '', quorums: [quorum] }, own));
    return isEnough && signatures.length === 0 ? [] : [{ file, signed: signing().signed, signatures }];
  });
}

/**
 * How what is missing comes in: by files when that is asked for, not at all when the keys here are enough, through a
 * server when one is to listen. Throws `usage`, `signatures-missing`.
 */
export function renewalWay(
  request: RenewRequest,
  folder: string | null,
  { signings, keys }: Pick<RenewDraft, 'signings' | 'keys'>,
  collects: readonly CollectedFile[],
): SigningWay {
  const { out, from, listen } = request;
  if (out !== undefined && (from ?? listen) !== undefined)
    throw wrong('either it is saved to a folder, or it is gone on with');
  const short = collects.flatMap(({ file, signed, signatures }): [Signing, Signature[]][] => {
    const quorum = signings.find((one) => one.file === file)?.quorum;
    const known = [...signatures, ...keys.map(({ id }) => ({ keyid: id, sig: '' }))];
    const signing = { file, signed, quorums: quorum === undefined ? [] : [quorum] };
    return isSigned(standingOf(signing, known)) ? [] : [[signing, known]];
  });
  const [first] = short;
  if (out !== undefined && collects.length === 0)
    throw wrong('every key that signs is here: nothing has to be carried to anyone');
  if (folder === null || (first === undefined && out === undefined)) return { kind: 'here' };
  if (out !== undefined) return { kind: 'file', path: folder };
  if (listen !== undefined)
    return { kind: 'server', path: folder, temporary: from === undefined, ...listenAt(listen) };
  if (first !== undefined) throw signaturesMissing(...first);
  return { kind: 'here' };
}

function wrong(detail: string): EngineError {
  return new EngineError('usage', detail, { facts: { field: 'out' } });
}

/** Somebody published, renewed or rotated meanwhile: these signatures are for nothing any more. */
export function movedOn(file: string): EngineError {
  return new EngineError('mirror-changed', `${file} is not what would be signed now: the mirror moved on`, {
    facts: { path: file },
  });
}
