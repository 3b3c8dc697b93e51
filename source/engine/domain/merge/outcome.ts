import type { MergeComponent, MergeOwner, MissingOwnerKeys } from '../../api/merge.ts';
import { EngineError } from '../../errors.ts';
import { encodeCanonical } from '../canonical-json.ts';
import { eachItem, sameJson } from '../clone-manifests.ts';
import { isAvailable } from '../clone-selection.ts';
import { expiryIn, extendExpiry, type Lifetimes } from '../edits/lifetimes.ts';
import type { Component, Index, Owner } from '../manifest.ts';
import { own } from '../record.ts';
import { checkSignatures } from '../trust/signatures.ts';
import type { Verified } from '../trust.ts';
import { type Growing, type MergeState, sha256Of } from './merge-state.ts';

/** A component as the merge leaves it. */
export type MergedComponent = {
  readonly manifest: Component;
  /** The source's manifest, when it can stay as it was signed; then `manifest` is the one in it. */
  readonly kept: Verified<Component> | null;
  readonly shown: MergeComponent;
};

/**
 * The next manifest of a component; the source's own where that says the same and its signatures hold here. Null
 * when it came to nothing: a source brought what the next one took away again.
 */
export function mergedComponent(
  state: MergeState,
  growing: Growing,
  now: Date,
  lifetimes: Lifetimes,
): MergedComponent | null {
  const { id, base, description, nightly, items: platforms, from } = growing;
  const owner = own(state.items, id)?.owner ?? '';
  const signers = own(state.owners, owner);
  if (signers === undefined) throw new Error(`${id} has no owner ${owner}`);
  if (base !== null && sameLive(base.platforms, platforms)) return null;
  const last = base?.version ?? state.target.lastVersion(id);
  const versions = from.map(({ verified }) => verified.manifest.version);
  const next: Component = {
    _type: 'component',
    spec_version: '0.1.0',
    id,
    description,
    nightly,
    platforms,
    version: base === null ? Math.max(last + 1, ...versions) : last + 1,
    expires:
      base === null
        ? expiryIn(now, lifetimes.component)
        : extendExpiry(base.expires, now, lifetimes.component),
  };
  const kept = from.find(({ verified }) => staysSigned(verified, next, last, signers))?.verified ?? null;
  const manifest = kept?.manifest ?? next;
  return { manifest, kept, shown: shown(growing, owner, manifest, kept !== null) };
}

function staysSigned(verified: Verified<Component>, next: Component, last: number, owner: Owner): boolean {
  const { manifest } = verified;
  const { expires, version } = manifest;
  if (version <= last || !sameJson({ ...next, expires, version }, manifest)) return false;
  // Stock clients save a manifest in its canonical form and check its signatures again.
  if (encodeCanonical(manifest) !== Buffer.from(verified.signedBytes).toString('utf8')) return false;
  try {
    checkSignatures(verified, owner);
    return true;
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

function shown(growing: Growing, owner: string, manifest: Component, isKept: boolean): MergeComponent {
  const { id, base, from, description } = growing;
  const before = liveOf(base?.platforms ?? {});
  const after = liveOf(manifest.platforms);
  const came = [...after].filter(([name, sha256]) => before.get(name) !== sha256).map(([name]) => name);
  return {
    id,
    owner,
    action: base === null ? 'new' : 'changed',
    version: manifest.version,
    signedBy: isKept ? 'source' : 'owner',
    from: from.map(({ source, verified: { file, sha256, manifest: theirs } }) => ({
      source,
      component: theirs.id,
      file,
      sha256,
    })),
    added: came.filter((name) => !before.has(name)).sort(),
    replaced: came.filter((name) => before.has(name)).sort(),
    dropped: [...before.keys()].filter((name) => !after.has(name)).sort(),
    description: base !== null && base.description !== description ? description : null,
  };
}

/** `<version> <os>/<arch>` of what clients find → its sha256. */
function liveOf(platforms: Component['platforms']): ReadonlyMap<string, string> {
  const live = new Map<string, string>();
  for (const [platform, version, item] of eachItem({ platforms })) {
    if (isAvailable(item)) live.set(`${version} ${platform}`, sha256Of(item));
  }
  return live;
}

/** Whether clients find the same: what is withdrawn alone is no reason to sign anything. */
function sameLive(before: Component['platforms'], after: Component['platforms']): boolean {
  return sameJson(Object.fromEntries(liveOf(before)), Object.fromEntries(liveOf(after)));
}

/** The next index; the target's own when nothing in it changes. */
export function mergedIndex(state: MergeState, now: Date, lifetimes: Lifetimes): Index {
  const { index } = state.target;
  const granted = grantedOwners(state);
  const same =
    Object.keys(state.items).length === Object.keys(index.components).length &&
    granted.length === 0 &&
    state.defaults.length === index.default_components.length;
  if (same) return index;
  const owners = granted.flatMap(({ id }) => Object.entries(state.owners).filter(([name]) => name === id));
  return {
    ...index,
    version: index.version + 1,
    expires: extendExpiry(index.expires, now, lifetimes.index),
    owners: { ...index.owners, ...Object.fromEntries(owners) },
    components: state.items,
    default_components: state.defaults,
  };
}

/** Owners who come in: those with a component. */
export function grantedOwners(state: MergeState): readonly MergeOwner[] {
  const needed = new Set(Object.values(state.items).map(({ owner }) => owner));
  return state.newOwners.filter(({ id }) => needed.has(id));
}

/** Who would have to sign and can't: keys that aren't here, and owners whom nobody has granted anything. */
export function missingOwnerKeys(
  state: MergeState,
  components: readonly MergedComponent[],
): readonly MissingOwnerKeys[] {
  const unsigned = components.flatMap(({ kept, shown: { id, owner } }): MissingOwnerKeys[] => {
    const { keys = {}, threshold: needed = 1 } = own(state.owners, owner) ?? {};
    const got = Object.keys(keys).filter((key) => state.target.keys.has(key)).length;
    return kept !== null || got >= needed ? [] : [{ owner, component: id, needed, got }];
  });
  const all = [...unsigned, ...state.unowned.map((missing) => ({ ...missing, got: 0 }))];
  return all.sort((a, b) => (a.component < b.component ? -1 : 1));
}
