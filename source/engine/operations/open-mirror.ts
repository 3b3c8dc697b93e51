import { setTimeout as pause } from 'node:timers/promises';
import type { Run } from '../api/run.ts';
import type { ExpiryFact, MirrorIdentity, SourceReference } from '../api/source.ts';
import type { Component, Index, Root } from '../domain/manifest.ts';
import { expiryOf, isExpired, rootFingerprint, type Verified } from '../domain/trust.ts';
import { checkSignal, EngineError } from '../errors.ts';
import type { EngineWarning } from '../events.ts';
import type { MirrorSource } from '../io/mirror-source.ts';
import { openStore } from '../io/mirror-store.ts';
import { componentReader, type Look } from './component-reader.ts';
import { type Context, downloadsAtOnce } from './context.ts';
import { keepInHome } from './keep-in-home.ts';
import { type KnownState, knownInHome, nothingKnown } from './known-state.ts';
import { openReached } from './open-reached.ts';
import { checkPin, remember } from './pin.ts';
import { checkPlaces } from './places.ts';
import { walkRoots } from './root-chain.ts';
import { readTopManifests, type TopManifests } from './top-manifests.ts';
import { type AnchorOptions, type TrustAnchor, trustAnchor } from './trust-anchor.ts';

export type OpenOptions = AnchorOptions & {
  /** Remember root and timestamp of an http address in the settings once everything is verified; default true. */
  readonly remember?: boolean | undefined;
  /**
   * Everything is verified but expiry: for those who hold the keys of a mirror that nobody renewed in time, and for
   * telling what expires when. Nothing of it is left with the home or the settings. A mirror that hasn't expired is the same.
   */
  readonly allowExpired?: boolean | undefined;
};

/** A mirror whose root, timestamp, snapshot and index are verified and belong together. */
export type OpenMirror = TopManifests & {
  readonly identity: MirrorIdentity;
  readonly source: MirrorSource;
  /** The moment that everything is judged at. */
  readonly now: Date;
  /** Which of root, index, snapshot and timestamp have expired; never any but with `allowExpired`. */
  readonly expired: readonly ExpiryFact[];
  /** Ids of the components that aren't yanked, sorted. */
  listed(): readonly string[];
  /** One component, verified; read once. Throws `component-unknown`, `file-missing`, and the errors of trust. */
  component(id: string, signal?: AbortSignal): Promise<Verified<Component>>;
  /**
   * Many at once, in the order asked. One that can't be used (expired, wrongly signed, missing) is left out and
   * a warning `component-unusable` goes to the events and to `warnings`; so is, without one, an id that isn't in
   * the index. Who is going to write the mirror asks for each by `component`, which throws.
   */
  components(ids: readonly string[], run?: Run): Promise<ReadonlyMap<string, Verified<Component>>>;
  /** As `components`, but one by one, in any order, and without keeping them: for mirrors of any size. */
  visit(ids: readonly string[], run: Run, look: Look): Promise<void>;
  /** All warnings so far. */
  warnings(): readonly EngineWarning[];
  /** When the first of all manifests that were read so far runs out, in milliseconds since 1970. */
  soonest(): number;
  /** Leaves what was verified with the home, for both clients, if this is the mirror the home is set to. */
  keep(): Promise<void>;
  close(): Promise<void>;
};

/** Milliseconds before the readings after one that didn't fit together, because somebody was committing. */
const pauses = [30, 150, 400];

/**
 * Opens a mirror for reading: finds the root to trust (`trust-anchor.ts`), reads timestamp, snapshot and index by
 * the steps of a TiUP client, and only then remembers anything. Close it when done.
 * Throws `source-unknown`, `address-invalid`, `root-changed`, `fingerprint-mismatch`, the errors of trust, of
 * reaching a source, `settings-corrupt`, `toml-corrupt`, `interrupted`.
 */
export async function openMirror(
  context: Context,
  reference: SourceReference,
  run: Run = {},
  options: OpenOptions = {},
): Promise<OpenMirror> {
  const now = context.now();
  const settings = await context.settings.read();
  const source = await openReached(context, reference, settings);
  const { address } = source;
  try {
    run.onEvent?.({ type: 'phase', phase: 'trust' });
    if (source.kind === 'folder') await tidy(source.address);
    const anchor = await trustAnchor(context, reference, source, settings, options, run.signal);
    const known = anchor.isHomes ? await knownInHome(context.home) : nothingKnown;
    const { top, judgedAt } = await readTop(source, anchor, known, now, options, run.signal);
    await checkPlaces(source, top.root, run);
    const identity = identityOf(source, anchor, top.root, top.index);
    if (anchor.origin === 'new') {
      const { fingerprint, rootKeys, owners } = identity;
      run.onEvent?.({ type: 'first-contact', address, fingerprint, rootKeys, owners });
    }
    if (source.kind === 'http' && !(anchor.isHomes && anchor.isKept)) {
      checkPin(settings.pins[address], top);
      const isRight = expiredOf(top, now).length === 0;
      if (options.remember !== false && isRight) await remember(context, settings, identity, top);
    }
    const crewed = { ...context, jobs: await downloadsAtOnce(context) };
    return assemble(crewed, source, identity, top, known, { now, judgedAt }, anchor.isHomes);
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** Before anything had expired. */
const beginning = new Date(0);

async function readTop(
  source: MirrorSource,
  anchor: TrustAnchor,
  known: KnownState,
  now: Date,
  { allowExpired }: OpenOptions,
  signal: AbortSignal | undefined,
): Promise<{ readonly top: TopManifests; readonly judgedAt: Date }> {
  if (allowExpired !== true)
    return { top: await readSettled(source, anchor, known, now, signal), judgedAt: now };
  // With nothing too old, nothing leads to the newest root: it is looked for at once.
  const root = await walkRoots(source, anchor.root, signal).catch((error: unknown) => {
    // What doesn't follow from our root is none of this mirror's, and stock's server answers so to what it lacks;
    // if more is wrong, what is read next says what.
    const passing =
      error instanceof EngineError && (error.exitCode === 4 || error.code === 'source-unreachable');
    if (passing) return anchor.root;
    throw error;
  });
  return {
    top: await readSettled(source, { ...anchor, root }, known, beginning, signal),
    judgedAt: beginning,
  };
}

/** A reader in the middle of somebody's commit sees files that don't belong together: it looks again. */
async function readSettled(
  source: MirrorSource,
  anchor: TrustAnchor,
  known: KnownState,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<TopManifests> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await readTopManifests(source, anchor, known, now, signal);
    } catch (error) {
      const wait = pauses[attempt];
      if (wait === undefined || !mayBeACommit(error)) throw error;
      if (source.kind === 'folder') await finishCommit(source.address);
      await pause(wait);
      checkSignal(signal);
    }
  }
}

/**
 * What a crash left is finished or cleared away by the next who comes, so that what is planned is planned on what
 * there will be. Whoever only reads, and may not write there, or finds what is not ours to finish, reads all the same.
 */
async function tidy(folder: string): Promise<void> {
  try {
    await openStore(folder).tidy();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}

/** In a folder it may also be a commit that a crash stopped: whoever may write there can finish it. */
async function finishCommit(folder: string): Promise<void> {
  try {
    await openStore(folder).recover({ wait: 1000 });
  } catch (error) {
    const passing =
      error instanceof EngineError && ['permission-denied', 'lock-held', 'disk-full'].includes(error.code);
    if (!passing) throw error;
  }
}

/** Whether it is what a reader meets in the middle of somebody's commit. */
export function mayBeACommit(error: unknown): boolean {
  if (!(error instanceof EngineError)) return false;
  return (
    ['hash-mismatch', 'binding-mismatch', 'manifest-too-long', 'file-missing'].includes(error.code) ||
    // Stock writes over a file in place: what is read then ends in the middle.
    (error.code === 'manifest-malformed' && error.facts.file !== 'root.json')
  );
}

function identityOf(
  source: MirrorSource,
  anchor: TrustAnchor,
  root: Verified<Root>,
  index: Verified<Index>,
): MirrorIdentity {
  return {
    address: source.address,
    kind: source.kind,
    fingerprint: rootFingerprint(root.manifest),
    trust: anchor.origin,
    rootVersion: root.manifest.version,
    rootKeys: Object.keys(root.manifest.roles.root.keys).sort(),
    owners: Object.keys(index.manifest.owners).sort(),
  };
}

function expiredOf({ root, index, snapshot, timestamp }: TopManifests, now: Date): readonly ExpiryFact[] {
  return [root, index, snapshot, timestamp].flatMap(({ file, manifest }) =>
    isExpired(manifest, now) ? [{ file, expires: manifest.expires }] : [],
  );
}

function assemble(
  context: Context & { readonly jobs: number },
  source: MirrorSource,
  identity: MirrorIdentity,
  top: TopManifests,
  known: KnownState,
  { now, judgedAt }: { readonly now: Date; readonly judgedAt: Date },
  isHomes: boolean,
): OpenMirror {
  const reader = componentReader(source, top, known, judgedAt, context.jobs);
  const items = Object.entries(top.index.manifest.components);
  const listed = items.flatMap(([id, item]) => (item.yanked ? [] : [id])).sort();
  return {
    ...top,
    identity,
    source,
    now,
    expired: expiredOf(top, now),
    listed: () => listed,
    component: (id, signal) => reader.component(id, signal),
    components: (ids, run) => reader.components(ids, run ?? {}),
    visit: (ids, run, look) => reader.visit(ids, run, look),
    warnings: () => reader.warnings(),
    soonest: () => {
      const { root, index, snapshot, timestamp } = top;
      const tops = [root, index, snapshot, timestamp].map(({ manifest }) => expiryOf(manifest));
      return Math.min(reader.soonest(), ...tops);
    },
    keep: async () => {
      if (isHomes && judgedAt === now) await keepInHome(context, identity.address, top, reader.read());
    },
    close: () => source.close(),
  };
}
