import type { MergeFile, MergeItem, MergeLeft, MergeOwner, MergePlan } from '../../api/merge.ts';
import { isAvailable } from '../clone-selection.ts';
import type { Component, Index, IndexItem, Owner, VersionItem } from '../manifest.ts';
import { fileOfUrl } from '../names.ts';
import { own } from '../record.ts';
import type { Verified } from '../trust.ts';
import type { Conflicts } from './conflicts.ts';

/** A mirror that is merged, or that is merged into: its components are those that could be verified. */
export type MergeSide = {
  readonly address: string;
  readonly index: Index;
  readonly components: ReadonlyMap<string, Verified<Component>>;
};

export type MergeTarget = Omit<MergeSide, 'address'> & {
  /** Version of the manifest that a component had which the index doesn't list any more; 0 for none. */
  readonly lastVersion: (id: string) => number;
  /** Ids of the private keys that can sign. */
  readonly keys: ReadonlySet<string>;
  /** Those of them that lie in the home: whoever merges acts for their owners. */
  readonly homeKeys: ReadonlySet<string>;
  /** sha256 of a file in the target's folder; null when there is none. */
  readonly disk: (name: string) => string | null;
};

/** Platform → version → item, while it is put together. */
export type Items = Record<string, Record<string, VersionItem>>;

/** A component of the target on its way to what it will be. */
export type Growing = {
  readonly id: string;
  /** As the target has it; null for one that comes in. */
  readonly base: Component | null;
  description: string;
  nightly: string;
  readonly items: Items;
  readonly from: { readonly source: string; readonly verified: Verified<Component> }[];
};

/** Whose tarball a file is; each as `<component> <version> <os>/<arch>`. */
type Claim = { readonly sha256: string; readonly by: Set<string> };

/** The target as it is after the sources so far: what the next one is compared with. */
export class MergeState {
  readonly target: MergeTarget;
  readonly conflicts: Conflicts;
  readonly owners: Record<string, Owner>;
  readonly items: Record<string, IndexItem>;
  readonly defaults: string[];
  readonly grown = new Map<string, Growing>();
  readonly files = new Map<string, MergeFile>();
  readonly newOwners: MergeOwner[] = [];
  readonly left: MergeLeft[] = [];
  /** Components whose owner nobody has decided about. */
  readonly unowned: { readonly owner: string; readonly component: string; readonly needed: number }[] = [];
  /** Other ids that were given: of a component, and of an owner by its keys. */
  readonly namedComponents = new Map<string, string>();
  readonly namedOwners = new Map<string, string>();
  readonly alike: MergePlan['alike'][number][] = [];
  readonly #claims = new Map<string, Claim>();
  readonly #urls: Set<string>;

  constructor(target: MergeTarget, conflicts: Conflicts) {
    this.target = target;
    this.conflicts = conflicts;
    this.owners = { ...target.index.owners };
    this.items = { ...target.index.components };
    this.defaults = [...target.index.default_components];
    this.#urls = new Set(Object.values(this.items).map(({ url }) => url.replace(/^\//, '')));
    for (const { manifest } of target.components.values()) {
      for (const [platform, versions] of Object.entries(manifest.platforms)) {
        for (const [version, item] of Object.entries(versions)) {
          if (isAvailable(item)) this.claim(item, `${manifest.id} ${version} ${platform}`);
        }
      }
    }
  }

  /** What there is of a component so far; null for none, and for one that can't be verified. */
  component(id: string): Growing | null {
    const known = this.grown.get(id);
    const base = this.target.components.get(id)?.manifest;
    if (known !== undefined || base === undefined) return known ?? null;
    const items = Object.entries(base.platforms).map(([platform, versions]) => [platform, { ...versions }]);
    const growing = { ...empty(id), base, description: base.description, nightly: base.nightly };
    return { ...growing, items: Object.fromEntries(items) };
  }

  /** A component of that name can be added: its manifest's place is free. */
  isFree(id: string): boolean {
    return own(this.items, id) === undefined && !this.#urls.has(`${id}.json`);
  }

  add(item: IndexItem, id: string): void {
    this.items[id] = item;
    this.#urls.add(item.url.replace(/^\//, ''));
  }

  leave(
    source: MergeSide,
    component: string,
    reason: MergeLeft['reason'],
    version: string | null = null,
    platform: string | null = null,
  ): void {
    this.left.push({ source: source.address, component, version, platform, reason });
  }

  claim(item: VersionItem, by: string): void {
    const name = fileOfUrl(item.url);
    const sha256 = sha256Of(item);
    const known = this.#claims.get(name);
    if (known?.sha256 === sha256) known.by.add(by);
    else this.#claims.set(name, { sha256, by: new Set([by]) });
  }

  /** That version has no need of its file any more. */
  release(item: VersionItem, by: string): void {
    const name = fileOfUrl(item.url);
    const claim = this.#claims.get(name);
    if (claim?.by.delete(by) !== true || claim.by.size > 0) return;
    this.#claims.delete(name);
    this.files.delete(name);
  }

  /** Who else needs the file of that name to have other bytes; null when nobody does. */
  claimedBy(name: string, sha256: string, by: string): string | null {
    const claim = this.#claims.get(name);
    if (claim === undefined || claim.sha256 === sha256) return null;
    const others = [...claim.by].filter((other) => other !== by);
    return others.length === 0 ? null : `${others.sort().join(', ')} ${claim.sha256}`;
  }

  isClaimed(name: string): boolean {
    return this.#claims.has(name);
  }
}

export function empty(id: string): Growing {
  return {
    id,
    base: null,
    description: '',
    nightly: '',
    items: {},
    from: [],
  };
}

export function sha256Of(item: VersionItem): string {
  return item.hashes?.sha256 ?? '';
}

/** A tarball as a plan shows it. */
export function shownItem(item: VersionItem, owner: string): MergeItem {
  return { owner, sha256: sha256Of(item), length: item.length, released: item.released };
}
