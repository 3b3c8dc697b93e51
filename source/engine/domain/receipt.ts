import type {
  FileFailure,
  MissingVersion,
  Receipt,
  ReceiptComponent,
  ReceiptPlatform,
} from '../api/clone.ts';
import { effectivePlatforms, isAvailable } from './clone-selection.ts';
import type { Component } from './manifest.ts';
import { fileOfUrl } from './names.ts';
import { own } from './record.ts';
import { compareVersions, latestOf } from './version.ts';

export type ReceiptFacts = {
  readonly madeAt: Date;
  readonly source: Receipt['source'];
  readonly mirror: Receipt['mirror'];
  readonly platforms: readonly string[];
  /** Every component of the mirror, with its owner. */
  readonly components: readonly { readonly owner: string; readonly manifest: Component }[];
  /** Platform → the client's version, its tarball's name and size. */
  readonly clients: ReadonlyMap<
    string,
    { readonly version: string; readonly name: string; readonly length: number }
  >;
  readonly missing: readonly MissingVersion[];
  readonly failures: readonly FileFailure[];
};

/** What clients will find, platform by platform, as they resolve it: `any/any` only where a component lacks theirs. */
export function makeReceipt(facts: ReceiptFacts): Receipt {
  return {
    schema: 'mirrordeck/receipt/1',
    madeAt: facts.madeAt.toISOString(),
    source: facts.source,
    mirror: facts.mirror,
    platforms: facts.platforms.map((platform) => platformReceipt(platform, facts)),
    missing: facts.missing,
    failures: facts.failures,
  };
}

function platformReceipt(platform: string, facts: ReceiptFacts): ReceiptPlatform {
  const components: ReceiptComponent[] = [];
  const sizes = new Map<string, number>();
  for (const { owner, manifest } of facts.components) {
    const [key] = effectivePlatforms(manifest, [platform]);
    const items = key === undefined ? {} : (own(manifest.platforms, key) ?? {});
    const live = Object.entries(items).filter(([, item]) => isAvailable(item));
    if (live.length === 0) continue;
    for (const [, item] of live) sizes.set(fileOfUrl(item.url), item.length);
    const versions = live.map(([version]) => version).sort((a, b) => compareVersions(b, a));
    components.push({
      id: manifest.id,
      owner,
      versions,
      latest: latestOf(versions),
      nightly: versions.includes(manifest.nightly) ? manifest.nightly : null,
    });
  }
  const client = facts.clients.get(platform);
  if (client !== undefined) sizes.set(client.name, client.length);
  components.sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    platform,
    client: client?.version ?? null,
    components,
    files: sizes.size,
    bytes: [...sizes.values()].reduce((sum, length) => sum + length, 0),
  };
}
