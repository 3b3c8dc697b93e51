import type { SourceReference, TrustOrigin } from '../api/source.ts';
import type { Root } from '../domain/manifest.ts';
import { officialAddress } from '../domain/official-root.ts';
import { acceptRoot, type Verified } from '../domain/trust.ts';
import { EngineError } from '../errors.ts';
import { readIfThere } from '../io/files.ts';
import type { MirrorSource } from '../io/mirror-source.ts';
import type { SavedSettings } from '../io/settings.ts';
import { type Context, resolvePath } from './context.ts';
import { isHttp, settledAddress } from './mirror-address.ts';
import { findRoot, ownRoot } from './root-chain.ts';

/** Where the trust in a mirror begins. */
export type TrustAnchor = {
  readonly root: Verified<Root>;
  readonly origin: TrustOrigin;
  /** It is the mirror that the home is set to: what the home knows of it counts. */
  readonly isHomes: boolean;
  /** The home keeps this root: nothing is to be remembered besides. */
  readonly isKept: boolean;
};

export type AnchorOptions = {
  /** Take a folder's own root although the home or the settings know another: the person names it anew. */
  readonly trustFolder?: boolean | undefined;
};

/**
 * The root that a mirror's chain has to start from, by the first of these that there is: the root file or the
 * fingerprint given; what the home keeps for this address; what the settings remember of it; the official
 * mirror's known root; a folder's own; else, over http, the root that it shows (first contact).
 * Throws `usage`, `file-missing`, `fingerprint-mismatch`, `root-changed` (facts address, expected, got), and what
 * reading and `acceptRoot` throw.
 */
export async function trustAnchor(
  context: Context,
  reference: SourceReference,
  source: MirrorSource,
  settings: SavedSettings,
  options: AnchorOptions,
  signal: AbortSignal | undefined,
): Promise<TrustAnchor> {
  const { address } = source;
  const { mirror, anchor } = await context.home.trust();
  const isHomes = mirror !== null && settledAddress(mirror, context.workingFolder) === address;
  const begin = (root: Verified<Root>, origin: TrustOrigin) => ({ root, origin, isHomes, isKept: false });
  const given = await givenRoot(context, reference, source, signal);
  if (given !== null) return { ...begin(given, 'pinned'), isHomes: false };
  if (options.trustFolder === true && source.kind === 'folder') {
    return { ...begin(await ownRoot(source, signal), 'local'), isHomes: false };
  }
  const kept = (isHomes ? anchor : null) ?? (await keptRoot(context, address));
  if (kept !== null) {
    return { ...begin(acceptRoot(kept, 'root.json', { kind: 'self' }), 'remembered'), isKept: true };
  }
  const remembered = await rememberedRoot(source, settings, signal);
  if (remembered !== null) return begin(remembered, 'remembered');
  if (isOfficial(address)) return begin(await findRoot(source, { kind: 'official' }, signal), 'official');
  return begin(await ownRoot(source, signal), source.kind === 'folder' ? 'local' : 'new');
}

function isOfficial(address: string): boolean {
  return address === officialAddress || `${address}/` === officialAddress;
}

async function keptRoot(context: Context, address: string): Promise<Uint8Array | null> {
  return isHttp(address) ? await context.home.addressRoot(address) : null;
}

async function givenRoot(
  context: Context,
  { rootFile, fingerprint }: SourceReference,
  source: MirrorSource,
  signal: AbortSignal | undefined,
): Promise<Verified<Root> | null> {
  if (fingerprint !== undefined && !/^[0-9a-f]{64}$/i.test(fingerprint)) {
    throw new EngineError('usage', 'a fingerprint has 64 hexadecimal digits', {
      facts: { field: 'fingerprint' },
    });
  }
  const anchor =
    fingerprint === undefined ? ({ kind: 'self' } as const) : ({ kind: 'fingerprint', fingerprint } as const);
  if (rootFile !== undefined)
    return acceptRoot(await readRootFile(resolvePath(context, rootFile)), 'root.json', anchor);
  return fingerprint === undefined ? null : await findRoot(source, anchor, signal);
}

async function readRootFile(path: string): Promise<Uint8Array> {
  const bytes = await readIfThere(path);
  if (bytes !== null) return bytes;
  throw new EngineError('file-missing', `${path}: no such file`, { facts: { file: path } });
}

async function rememberedRoot(
  source: MirrorSource,
  settings: SavedSettings,
  signal: AbortSignal | undefined,
): Promise<Verified<Root> | null> {
  const { address } = source;
  const pin = settings.pins[address];
  const listed = settings.sources.find(
    (one) => one.address === address && one.fingerprint !== null,
  )?.fingerprint;
  const fingerprint = pin?.fingerprint ?? listed ?? null;
  if (fingerprint === null) return null;
  try {
    const { rootVersion, threshold } = pin ?? {};
    return await findRoot(source, { kind: 'fingerprint', fingerprint, threshold }, signal, rootVersion);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'fingerprint-mismatch') throw error;
    throw rootChanged(address, String(error.facts.expected ?? ''), String(error.facts.got ?? ''), error);
  }
}

/** A known address shows another root: its mirror was made anew, or somebody stands in between. */
export function rootChanged(address: string, expected: string, got: string, cause?: unknown): EngineError {
  return new EngineError('root-changed', `${address} shows the root ${got}; known is ${expected}`, {
    facts: { address, expected, got },
    cause,
  });
}
