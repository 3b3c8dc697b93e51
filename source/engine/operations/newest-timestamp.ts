import type { Run } from '../api/run.ts';
import type { SourceReference, TrustOrigin } from '../api/source.ts';
import { longestTimestamp } from '../domain/sign.ts';
import { verifyTimestamp } from '../domain/trust.ts';
import { EngineError } from '../errors.ts';
import type { Context } from './context.ts';
import { knownInHome, nothingKnown } from './known-state.ts';
import { openReached } from './open-reached.ts';
import { checkPin } from './pin.ts';
import { trustAnchor } from './trust-anchor.ts';

export type NewestTimestamp = {
  readonly bytes: Uint8Array;
  /** Of the source. */
  readonly address: string;
  readonly trust: TrustOrigin;
};

/**
 * The timestamp of a mirror alone, verified by the root that the trust begins with and against what was seen of it
 * before. It says whether anything can have changed, and nothing else: who wants to know more opens the mirror. Null
 * when it doesn't verify so, of which opening the mirror tells the whole. Throws what reaching a source throws.
 */
export async function newestTimestamp(
  context: Context,
  reference: SourceReference,
  now: Date,
  run: Run,
): Promise<NewestTimestamp | null> {
  const settings = await context.settings.read();
  const source = await openReached(context, reference, settings);
  try {
    const anchor = await trustAnchor(context, reference, source, settings, {}, run.signal);
    const known = anchor.isHomes ? await knownInHome(context.home) : nothingKnown;
    const bytes = await source.read('timestamp.json', longestTimestamp, run.signal);
    const { root } = anchor;
    if (bytes === null || known.rootVersion > root.manifest.version) return null;
    const timestamp = verifyTimestamp(bytes, root, now, known.under(root).timestamp);
    if (source.kind === 'http') checkPin(settings.pins[source.address], { root, timestamp });
    return { bytes, address: source.address, trust: anchor.origin };
  } catch (error) {
    if (error instanceof EngineError && error.exitCode === 4) return null;
    throw error;
  } finally {
    await source.close();
  }
}
