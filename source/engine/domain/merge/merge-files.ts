import type { MergeDecision } from '../../api/merge.ts';
import { EngineError } from '../../errors.ts';
import type { VersionItem } from '../manifest.ts';
import { fileOfUrl, isTarballUrl, tarballName } from '../names.ts';
import { own } from '../record.ts';
import { type MergeSide, type MergeState, sha256Of, shownItem } from './merge-state.ts';

/** A version of a source's component, and where it goes. */
export type Arrival = {
  readonly source: MergeSide;
  /** The id in the target. */
  readonly component: string;
  readonly version: string;
  readonly platform: string;
  readonly item: VersionItem;
  /** The component has another id in the source. */
  readonly isRenamed: boolean;
};

export function nameOf({
  component,
  version,
  platform,
}: Omit<Arrival, 'source' | 'item' | 'isRenamed'>): string {
  return `${component} ${version} ${platform}`;
}

/**
 * Finds the place of an arrival's tarball in the target and puts it on the list of files. Gives the item as it is to
 * stand there; null when its name holds something else and nobody decided that it may come in.
 */
export function placeTarball(state: MergeState, arrival: Arrival): VersionItem | null {
  const { component, version, platform, item, isRenamed, source } = arrival;
  const by = nameOf(arrival);
  const sha256 = sha256Of(item);
  const from = fileOfUrl(item.url);
  const wanted = isRenamed ? tarballName(component, version, platform) : from;
  const name = decideName(state, arrival, wanted);
  if (name === null) return null;
  const placed = name === from ? item : { ...item, url: `/${name}` };
  state.claim(placed, by);
  const there = state.target.disk(name);
  const known = state.files.get(name);
  if (known?.sha256 === sha256) return placed;
  const action = there === null ? 'fetch' : there === sha256 ? 'keep' : 'replace';
  const facts = { source: source.address, component, version, platform, length: item.length };
  state.files.set(name, { name, from, ...facts, sha256, action });
  return placed;
}

function decideName(state: MergeState, arrival: Arrival, wanted: string): string | null {
  const { source, component, version, platform, item } = arrival;
  const sha256 = sha256Of(item);
  const claim = state.claimedBy(wanted, sha256, nameOf(arrival));
  const onDisk = state.isClaimed(wanted) ? null : state.target.disk(wanted);
  if (claim === null && (onDisk === null || onDisk === sha256)) return wanted;
  // A file that a version needs is never replaced by another version's.
  const take: MergeDecision[] = claim === null ? ['take'] : [];
  const { decision, to } = state.conflicts.decide({
    kind: 'file',
    source: source.address,
    component,
    version,
    platform,
    name: wanted,
    here: claim ?? onDisk ?? '',
    there: sha256,
    allowed: ['fail', 'keep', ...take, 'rename'],
    otherName: freeName(state, arrival, wanted),
    compared: { here: null, there: shownItem(item, own(state.items, component)?.owner ?? '') },
  });
  if (decision === 'take') return wanted;
  if (decision !== 'rename' || to === null) {
    state.leave(source, component, decision === 'keep' ? 'kept' : 'undecided', version, platform);
    return null;
  }
  if (isTarballUrl(to) && isFree(state, to, sha256)) return to;
  throw new EngineError('name-invalid', `${to} can't be the name of the tarball of ${nameOf(arrival)}`, {
    facts: { file: to },
  });
}

/** The name that it would have been given here; with the beginning of its hash when that is taken too. */
function freeName(
  state: MergeState,
  { component, version, platform, item }: Arrival,
  wanted: string,
): string {
  const sha256 = sha256Of(item);
  const usual = tarballName(component, version, platform);
  if (usual !== wanted && isFree(state, usual, sha256)) return usual;
  return usual.replace(/\.tar\.gz$/, `-${sha256.slice(0, 8)}.tar.gz`);
}

function isFree(state: MergeState, name: string, sha256: string): boolean {
  const there = state.target.disk(name);
  return !state.isClaimed(name) && (there === null || there === sha256);
}
