import type { PlatformWalk, ReceiptPlatform } from '../api/clone.ts';
import type { VerifyProblem } from '../api/mirror.ts';
import { effectivePlatforms } from './clone-selection.ts';
import type { Component } from './manifest.ts';
import { clientTarballName, fileOfUrl } from './names.ts';
import { own } from './record.ts';

export type WalkFacts = {
  readonly components: readonly { readonly manifest: Component }[];
  /** Platform → size of the client's tarball, as it came or as it was when it was chosen. */
  readonly clients: ReadonlyMap<string, { readonly name: string; readonly length: number }>;
  /** Size of a file of the mirror; null when it isn't there. */
  readonly sizeOf: (name: string) => number | null;
};

/**
 * What a client of a platform meets that installs the newest of each component, and itself: the version is found, its
 * tarball is there with the length that is signed. Hashes were checked when the tarballs came.
 */
export function walkPlatform(
  { platform, components: offered }: ReceiptPlatform,
  facts: WalkFacts,
): PlatformWalk {
  const manifests = new Map(facts.components.map(({ manifest }) => [manifest.id, manifest]));
  const problems: VerifyProblem[] = [];
  let installs = 0;
  for (const { id, latest, nightly, versions } of offered) {
    const manifest = manifests.get(id);
    const version = latest ?? nightly ?? versions[0];
    const [key] = manifest === undefined ? [] : effectivePlatforms(manifest, [platform]);
    if (manifest === undefined || version === undefined || key === undefined) continue;
    const item = own(own(manifest.platforms, key) ?? {}, version);
    const problem = item === undefined ? null : problemOf(fileOfUrl(item.url), item.length, facts);
    if (problem === null) installs += 1;
    else problems.push(problem);
  }
  const client = facts.clients.get(platform);
  const broken = client === undefined ? null : problemOf(clientTarballName(platform), client.length, facts);
  if (broken !== null) problems.push(broken);
  return {
    platform,
    verdict: problems.length === 0 ? 'fine' : 'broken',
    installs,
    client: client !== undefined && broken === null,
    problems,
  };
}

function problemOf(file: string, length: number, { sizeOf }: WalkFacts): VerifyProblem | null {
  const got = sizeOf(file);
  if (got === null) return { file, code: 'file-missing', reason: 'it is not there' };
  if (got === length) return null;
  return { file, code: 'length-mismatch', reason: `it has ${got} bytes, not ${length}` };
}
