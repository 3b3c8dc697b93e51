import { createHash } from 'node:crypto';
import type { ManifestByKind, ManifestKind, Signature } from '../manifest.ts';
import type { Parsed } from '../parse.ts';

/**
 * A manifest that went through all the steps of `trust.ts`, and the bytes it came from, to be kept as they are.
 * Only `trust.ts` makes one: what isn't `Verified` can't be planned with.
 */
export class Verified<M extends ManifestByKind[ManifestKind] = ManifestByKind[ManifestKind]> {
  readonly manifest: M;
  /** The name for messages and for the mirror's folder, as in `12.tidb.json`. */
  readonly file: string;
  /** The whole file. */
  readonly bytes: Uint8Array;
  /** The part that the signatures are made over. */
  readonly signedBytes: Uint8Array;
  readonly signatures: readonly Signature[];
  #sha256: string | null = null;

  constructor(parsed: Omit<Parsed, 'kind' | 'signed'> & { readonly signed: M }) {
    this.manifest = parsed.signed;
    this.file = parsed.file;
    this.bytes = parsed.bytes;
    this.signedBytes = parsed.signedBytes;
    this.signatures = parsed.signatures;
  }

  /** Of the whole file, in hex. Worked out when it is asked for: of hundreds of components it rarely is. */
  get sha256(): string {
    this.#sha256 ??= createHash('sha256').update(this.bytes).digest('hex');
    return this.#sha256;
  }
}
