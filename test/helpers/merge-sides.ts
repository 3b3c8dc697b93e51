import { encodeCanonical } from '../../source/engine/domain/canonical-json.ts';
import type { Component, Index, Owner, VersionItem } from '../../source/engine/domain/manifest.ts';
import type { MergeOutcome, MergeSide, MergeTarget } from '../../source/engine/domain/merge-plan.ts';
import { tarballName } from '../../source/engine/domain/names.ts';
import { Verified } from '../../source/engine/domain/trust/verified.ts';

/** Platform → version → the letter that its sha256 is made of; `-` in front of it for a yanked one. */
export type Tarballs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Sketch = {
  /** Owner → its key ids. */
  readonly owners?: Readonly<Record<string, readonly string[]>>;
  readonly components?: Readonly<
    Record<string, { readonly owner?: string; readonly tarballs: Tarballs } & Partial<Component>>
  >;
  readonly defaults?: readonly string[];
  readonly yanked?: readonly string[];
};

const base = { spec_version: '0.1.0', expires: '2030-01-01T00:00:00Z', version: 1 } as const;
const fakeKey = (id: string) => ({ keytype: 'rsa', keyval: { public: id }, scheme: 'rsassa-pss-sha256' });

export function item(component: string, version: string, platform: string, letter: string): VersionItem {
  return {
    url: `/${tarballName(component, version, platform)}`,
    yanked: letter.startsWith('-'),
    entry: 'bin/x',
    released: '2026-01-01T00:00:00Z',
    dependencies: null,
    hashes: { sha256: letter.replace('-', '').repeat(64) },
    length: 100,
  };
}

/** Verified as far as a plan can tell: nobody has signed it. */
export function verifiedOf(component: Component): Verified<Component> {
  const text = encodeCanonical(component);
  return new Verified({
    file: `${component.version}.${component.id}.json`,
    bytes: Buffer.from(text),
    signatures: [],
    signedBytes: Buffer.from(text),
    signed: component,
  });
}

/** A mirror from a few words: owner `o` with key `k` has all components that don't say otherwise. */
export function side(sketch: Sketch, address = '/source'): MergeSide {
  const owners = Object.entries({ o: ['k'], ...sketch.owners }).map(([id, keys]): [string, Owner] => [
    id,
    { name: id, keys: Object.fromEntries(keys.map((key) => [key, fakeKey(key)])), threshold: 1 },
  ]);
  const described = Object.entries(sketch.components ?? {});
  const components = described.map(([id, { owner: _, tarballs, ...more }]): [string, Component] => {
    const platforms = Object.entries(tarballs).map(([platform, versions]) => [
      platform,
      Object.fromEntries(
        Object.entries(versions).map(([version, letter]) => [version, item(id, version, platform, letter)]),
      ),
    ]);
    const texts = { description: `${id} of ${address}`, nightly: '' };
    return [
      id,
      { _type: 'component', ...base, id, ...texts, platforms: Object.fromEntries(platforms), ...more },
    ];
  });
  const index: Index = {
    _type: 'index',
    ...base,
    owners: Object.fromEntries(owners),
    components: Object.fromEntries(
      described.map(([id, { owner = 'o' }]) => [
        id,
        {
          yanked: sketch.yanked?.includes(id) ?? false,
          owner,
          url: `/${id}.json`,
          standalone: false,
          hidden: false,
        },
      ]),
    ),
    default_components: sketch.defaults ?? [],
  };
  const verified = new Map(components.map(([id, component]) => [id, verifiedOf(component)]));
  return { address, index, components: verified };
}

/** The same as a target, with every live tarball on its disk. */
export function targetOf(
  mirror: Pick<MergeSide, 'index' | 'components'>,
  more: Partial<MergeTarget> = {},
): MergeTarget {
  const files = new Map<string, string>();
  for (const { manifest } of mirror.components.values()) {
    for (const versions of Object.values(manifest.platforms)) {
      for (const { url, yanked, hashes } of Object.values(versions)) {
        if (!yanked) files.set(url.slice(1), hashes?.sha256 ?? '');
      }
    }
  }
  const { index, components } = mirror;
  const keys = new Set(['k']);
  const disk = (name: string) => files.get(name) ?? null;
  return { index, components, lastVersion: () => 0, keys, homeKeys: keys, disk, ...more };
}

/** What the target is once an outcome is written to it. */
export function after(target: MergeTarget, outcome: MergeOutcome): MergeTarget {
  const changed = outcome.components.map((component) => [component.id, verifiedOf(component)] as const);
  const components = new Map([...target.components, ...changed]);
  const files = new Map(outcome.shown.files.map(({ name, sha256 }) => [name, sha256]));
  const disk = (name: string) => files.get(name) ?? target.disk(name);
  return { ...target, index: outcome.index, components, disk };
}

/** Component → platform → version → the letter of its sha256, `-` in front for a yanked one. */
export function sketchOf({ components }: Pick<MergeSide, 'components'>): Record<string, Tarballs> {
  const letters = (versions: Readonly<Record<string, VersionItem>>) =>
    Object.fromEntries(
      Object.entries(versions).map(([version, { yanked, hashes }]) => [
        version,
        `${yanked ? '-' : ''}${hashes?.sha256?.[0] ?? ''}`,
      ]),
    );
  return Object.fromEntries(
    [...components].map(([id, { manifest }]) => [
      id,
      Object.fromEntries(
        Object.entries(manifest.platforms).map(([platform, versions]) => [platform, letters(versions)]),
      ),
    ]),
  );
}
