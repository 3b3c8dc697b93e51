import type { VerifyProblem } from '../api/mirror.ts';
import type { Component, VersionItem } from '../domain/manifest.ts';
import { fileOfUrl } from '../domain/names.ts';
import type { Verified } from '../domain/trust.ts';
import { EngineError } from '../errors.ts';

/** A tarball as the manifests describe it. */
export type ExpectedTarball = {
  readonly file: string;
  /** Bytes; 0 where the manifest doesn't say. */
  readonly length: number;
  readonly sha256: string;
  readonly sha512: string | null;
};

export type ExpectedTarballs = {
  /** One per file, sorted by name. */
  readonly tarballs: readonly ExpectedTarball[];
  readonly problems: readonly VerifyProblem[];
};

/** The tarballs of all versions that aren't yanked, and what is wrong with how they are described. */
export function expectedTarballs(components: readonly Verified<Component>[]): ExpectedTarballs {
  const tarballs = new Map<string, ExpectedTarball>();
  const problems: VerifyProblem[] = [];
  for (const { file: manifest, manifest: component } of components) {
    for (const [platform, versions] of Object.entries(component.platforms)) {
      for (const [version, item] of Object.entries(versions)) {
        if (item.yanked) continue;
        try {
          const tarball = describe(item);
          const other = tarballs.get(tarball.file);
          if (other !== undefined && !isSame(other, tarball))
            throw mismatch(`${tarball.file} is described in two ways`);
          tarballs.set(tarball.file, tarball);
        } catch (error) {
          if (!(error instanceof EngineError)) throw error;
          const reason = `${version} on ${platform}: ${error.message}`;
          problems.push({ file: manifest, code: error.code, reason });
        }
      }
    }
  }
  return { tarballs: [...tarballs.values()].sort((a, b) => (a.file < b.file ? -1 : 1)), problems };
}

function describe({ url, hashes, length }: VersionItem): ExpectedTarball {
  const file = fileOfUrl(url);
  const sha256 = hashes?.sha256;
  const sha512 = hashes?.sha512 ?? null;
  // Without one, the stock client's clone would take any bytes.
  if (sha256 === undefined) throw mismatch(`${file} has no sha256`);
  return { file, length, sha256, sha512 };
}

function isSame(a: ExpectedTarball, b: ExpectedTarball): boolean {
  return a.sha256 === b.sha256 && a.length === b.length;
}

function mismatch(reason: string): EngineError {
  return new EngineError('hash-mismatch', reason);
}
