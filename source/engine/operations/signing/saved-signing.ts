import type { SigningWay } from '../../api/rotation.ts';
import { encodeCanonical } from '../../domain/canonical-json.ts';
import { type CarriedManifest, readCarried } from '../../domain/carried-manifest.ts';
import type { Manifest, Signature } from '../../domain/manifest.ts';
import { manifestFile } from '../../domain/sign.ts';
import { rightSignatures, type Signing } from '../../domain/signing.ts';
import { EngineError } from '../../errors.ts';
import { writeAtomic } from '../../io/atomic-file.ts';
import { readIfThere, removeFile } from '../../io/files.ts';

/** A manifest that waits for signatures, as a file: what either client's `mirror sign` takes. */
export type SavedSigning = {
  /** Right signatures that the file held already. */
  readonly found: readonly Signature[];
  /** There was none. */
  readonly isNew: boolean;
  save(signatures: readonly Signature[]): Promise<void>;
  remove(): Promise<void>;
};

/**
 * The file that keeps the signatures of `signing`. One that is there is gone on with if it is about the very same;
 * any other is left alone: `file-exists`.
 * @param path absolute
 */
export async function openSaved(path: string, signing: Signing): Promise<SavedSigning> {
  const there = await readIfThere(path);
  const known = there === null ? null : readOrNull(there, path);
  if (there !== null && known?.signed !== signing.signed) {
    throw new EngineError('file-exists', `${path} is there and holds something else`, { facts: { path } });
  }
  const save = (signatures: readonly Signature[]) =>
    writeAtomic(path, manifestFile(signing.signed, signatures));
  return {
    found: known === null ? [] : rightSignatures(signing, known.signatures),
    isNew: there === null,
    save,
    remove: () => removeFile(path),
  };
}

function readOrNull(bytes: Uint8Array, path: string): CarriedManifest | null {
  try {
    return readCarried(bytes, path);
  } catch (error) {
    // whatever else it is, it is not ours
    if (error instanceof EngineError) return null;
    throw error;
  }
}

/**
 * What a signing server that was stopped has left for the very same change: only the expiry was another, because it
 * is counted from the moment at which it was planned. Null when there is nothing of the kind.
 */
export async function leftOver<M extends Manifest>(
  way: SigningWay,
  manifest: M,
): Promise<{ readonly manifest: M; readonly signatures: readonly Signature[] } | null> {
  const there = way.kind === 'server' && way.temporary ? await readIfThere(way.path) : null;
  const found = there === null ? null : readOrNull(there, 'saved');
  if (found === null) return null;
  const same = { ...manifest, expires: found.manifest.expires };
  return encodeCanonical(same) === found.signed ? { manifest: same, signatures: found.signatures } : null;
}

/** The same where there may be none. */
export async function carriedIfThere(path: string): Promise<CarriedManifest | null> {
  const bytes = await readIfThere(path);
  return bytes === null ? null : readCarried(bytes, path);
}

/** A manifest that came back from its signers. Throws `file-missing`, `manifest-malformed`, errors of files. */
export async function readSaved(path: string): Promise<CarriedManifest> {
  const carried = await carriedIfThere(path);
  if (carried !== null) return carried;
  throw new EngineError('file-missing', `${path}: no such file`, { facts: { file: path } });
}
