/** What `listTarball`, `unpackTarball` and `packTarball` speak about. */

/** One member of a tarball. Paths use `/`, are relative and normal: no `.`, `..` or empty part, no slash at the end. */
export type TarballEntry = {
  readonly path: string;
  readonly type: 'file' | 'folder' | 'symlink' | 'hardlink';
  /** Bytes of content; 0 for all but files. */
  readonly bytes: number;
  readonly executable: boolean;
  /** Symlink: as it stands in the tarball. Hard link: the path of the entry that it repeats. Otherwise null. */
  readonly target: string | null;
};

/** What a tarball may unpack to. A gzip stream can grow a thousandfold: without these, a small file fills a disk. */
export type TarballLimits = {
  /** Members, folders and links included. */
  readonly entries: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Bytes of the whole unpacked stream, headers included. */
  readonly totalBytes: number;
};

const mib = 1024 * 1024;
const gib = 1024 * mib;

/**
 * Bounds that no real component comes near: 200,000 members, and 100 times the size of the tarball (binaries
 * compress to a quarter, text to a tenth), but at least 256 MiB and at most 64 GiB. `packedBytes`: size of the tarball.
 */
export function limitsFor(packedBytes: number): TarballLimits {
  const totalBytes = Math.min(64 * gib, Math.max(256 * mib, packedBytes * 100));
  return { entries: 200_000, fileBytes: totalBytes, totalBytes };
}
