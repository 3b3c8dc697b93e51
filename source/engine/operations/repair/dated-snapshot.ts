import type { Root, Snapshot, Timestamp } from '../../domain/manifest.ts';
import { longestManifest } from '../../domain/parse.ts';
import { own } from '../../domain/record.ts';
import { longestTimestamp } from '../../domain/sign.ts';
import { type Verified, verifySnapshot, verifyTimestamp, verifyUndatedSnapshot } from '../../domain/trust.ts';
import { EngineError } from '../../errors.ts';
import { versionOf } from '../../io/mirror-names.ts';
import { attempt } from '../known-state.ts';
import { filesIn } from '../prune/folder-files.ts';
import { type Findings, problemOf } from './findings.ts';
import type { Candidate, Pool } from './pool.ts';

/** What a mirror is read by, and the newest timestamp that anybody has: a new one has to be newer. */
export type DatedSnapshot = {
  readonly snapshot: Verified<Snapshot>;
  /** Null where none fits the snapshot: one is to be signed. */
  readonly timestamp: Verified<Timestamp> | null;
  readonly newest: Verified<Timestamp>;
};

/** At the beginning of time nothing has expired: an expired mirror can be repaired, and then renewed. */
export const noExpiry = new Date(0);

type Seen<M extends Snapshot | Timestamp> = { readonly verified: Verified<M>; readonly candidate: Candidate };

/**
 * Snapshot and timestamp that belong together, with as little change as can be. A snapshot that lies in its place and
 * is rightly signed is gone on with, because a commit that was stopped half-way has put it there: its timestamp is
 * looked for, else made anew; unless it is one from before, which would put clients back into the past. Otherwise the
 * snapshot is the one that the timestamp names. Never an older timestamp than the one that clients have seen here.
 * Null when there is no way; what is broken is noted.
 */
export async function surveyDates(
  root: Verified<Root>,
  pool: Pool,
  canSign: boolean,
  findings: Findings,
): Promise<DatedSnapshot | null> {
  const timestamps = await collect(pool, 'timestamp.json', longestTimestamp, (bytes) =>
    verifyTimestamp(bytes, root, noExpiry),
  );
  const snapshots = await collect(pool, 'snapshot.json', longestManifest, (bytes) =>
    verifyUndatedSnapshot(bytes, root),
  );
  const inPlace = timestamps.seen.find(({ candidate }) => candidate.from === null);
  const least = inPlace?.verified.manifest.version ?? 0;
  const usable = timestamps.seen
    .filter(({ verified }) => verified.manifest.version >= least)
    .sort((a, b) => Number(b === inPlace) - Number(a === inPlace) || version(b) - version(a));
  const newest = [...timestamps.seen].sort((a, b) => version(b) - version(a))[0]?.verified;
  const here = snapshots.seen.find(({ candidate }) => candidate.from === null);
  const fitting = (of: Seen<Snapshot>) =>
    usable.find(({ verified }) => attempt(() => verifySnapshot(of.verified.bytes, root, verified, noExpiry)));
  const settle = (snapshot: Seen<Snapshot>, timestamp: Seen<Timestamp> | undefined): DatedSnapshot | null => {
    if (newest === undefined) return null;
    if (snapshot.candidate.from !== null) {
      findings.restore(
        'snapshot.json',
        snapshot.candidate,
        snapshots.refused ?? undatedRefusal(root, here, inPlace),
      );
    }
    if (timestamp !== undefined && timestamp !== inPlace) {
      findings.restore(
        'timestamp.json',
        timestamp.candidate,
        timestamps.refused ?? undatedRefusal(root, here, inPlace),
      );
    }
    return { snapshot: snapshot.verified, timestamp: timestamp?.verified ?? null, newest };
  };
  const [named] = usable.flatMap((timestamp) => {
    const isNamed = ({ verified }: Seen<Snapshot>) =>
      attempt(() => verifySnapshot(verified.bytes, root, timestamp.verified, noExpiry)) !== undefined;
    const snapshot = snapshots.seen.find(isNamed);
    return snapshot === undefined ? [] : [{ snapshot, timestamp }];
  });
  if (here !== undefined) {
    const timestamp = fitting(here);
    if (timestamp !== undefined) return settle(here, timestamp);
    const { meta } = here.verified.manifest;
    const isStale = named !== undefined && isBehind(meta, named.snapshot.verified.manifest.meta);
    if (canSign && !isStale && !(await hasNewer(pool.folder, meta))) return settle(here, undefined);
  }
  if (named !== undefined) return settle(named.snapshot, named.timestamp);
  if (timestamps.refused !== null || inPlace === undefined)
    findings.left.push(problemOf('timestamp.json', timestamps.refused));
  if (timestamps.refused === null || snapshots.refused !== null || here === undefined)
    findings.left.push(problemOf('snapshot.json', snapshots.refused ?? undatedRefusal(root, here, inPlace)));
  return null;
}

/** Whether `other` has something newer. */
function isBehind(meta: Snapshot['meta'], other: Snapshot['meta']): boolean {
  return Object.entries(other).some(([url, { version: theirs }]) => theirs > (own(meta, url)?.version ?? 0));
}

/** Whether newer manifests lie here than a snapshot names: it is older than what clients have seen. */
async function hasNewer(folder: string, meta: Snapshot['meta']): Promise<boolean> {
  return [...(await filesIn(folder)).keys()].some((name) => {
    const found = versionOf(name);
    // Roots go ahead of the snapshot: stock's rotation leaves it as it is.
    if (found === null || found.url === '/root.json') return false;
    return found.version > (own(meta, found.url)?.version ?? found.version);
  });
}

function version({ verified }: Seen<Timestamp>): number {
  return verified.manifest.version;
}

/** Both are right in themselves and don't belong together: what a client says of it. */
function undatedRefusal(
  root: Verified<Root>,
  snapshot: Seen<Snapshot> | undefined,
  timestamp: Seen<Timestamp> | undefined,
): EngineError | null {
  if (snapshot === undefined || timestamp === undefined) return null;
  return refusalOf(() => verifySnapshot(snapshot.verified.bytes, root, timestamp.verified, noExpiry));
}

async function collect<M extends Snapshot | Timestamp>(
  pool: Pool,
  name: string,
  limit: number,
  accept: (bytes: Uint8Array) => Verified<M>,
): Promise<{ readonly seen: readonly Seen<M>[]; readonly refused: EngineError | null }> {
  const seen: Seen<M>[] = [];
  let refused: EngineError | null = null;
  for await (const candidate of pool.find(name, limit)) {
    const verified = attempt(() => accept(candidate.bytes));
    if (verified !== undefined) seen.push({ verified, candidate });
    else if (candidate.from === null) refused = refusalOf(() => accept(candidate.bytes));
  }
  return { seen, refused };
}

function refusalOf(work: () => unknown): EngineError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
}
