import type { Run } from '../api/run.ts';
import type { Root } from '../domain/manifest.ts';
import { rootFingerprint, type Verified } from '../domain/trust.ts';
import { checkSignal, EngineError } from '../errors.ts';
import type { MirrorSource } from '../io/mirror-source.ts';
import { isSeveral, type SeveralPlaces } from '../io/several-places.ts';
import { foreignRoot } from './root-chain.ts';

/** Milliseconds that an address has to show its root: the others wait for it. */
const patience = 8000;

/**
 * All addresses of a source have to show the same mirror; one that shows another is a mistake to be told, not to be
 * got around. One that does not answer now is left out, with a warning `address-dropped`.
 * Throws `fingerprint-mismatch` (facts address, expected, got).
 */
export async function checkPlaces(source: MirrorSource, root: Verified<Root>, run: Run): Promise<void> {
  if (!isSeveral(source)) return;
  await Promise.all(source.members.map((member) => checkOne(source, member, root, run)));
}

async function checkOne(
  source: SeveralPlaces,
  member: MirrorSource,
  root: Verified<Root>,
  { signal, onEvent }: Run,
): Promise<void> {
  const { address } = member;
  let got: string | null;
  try {
    const soon = AbortSignal.timeout(patience);
    got = await foreignRoot(member, root, signal === undefined ? soon : AbortSignal.any([signal, soon]));
  } catch (error) {
    checkSignal(signal);
    if (!(error instanceof EngineError)) throw error;
    source.drop(member);
    const facts = { address, reason: error.message };
    onEvent?.({ type: 'warning', warning: { code: 'address-dropped', facts } });
    return;
  }
  if (got === null) return;
  const expected = rootFingerprint(root.manifest);
  throw new EngineError('fingerprint-mismatch', `${address} shows another mirror than ${source.address}`, {
    facts: { address, expected, got },
  });
}
