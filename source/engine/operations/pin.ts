import type { MirrorIdentity } from '../api/source.ts';
import { sameJson } from '../domain/clone-manifests.ts';
import { rollback } from '../domain/trust/age.ts';
import { EngineError } from '../errors.ts';
import type { Pin, SavedSettings } from '../io/settings.ts';
import type { Context } from './context.ts';
import type { TopManifests } from './top-manifests.ts';

/*
 * What the settings remember of an http address. Of the home's own mirror the home remembers more; of any other this
 * is what keeps its server, and whoever stands in between, from showing an older state again.
 */

/**
 * Refuses a timestamp that is older than the newest that was verified there. One of other keys counts anew: whoever
 * once held a key that was replaced since must not be able to lock anybody out with a huge number.
 * Throws `rollback` (facts file, expected, got).
 */
export function checkPin(pin: Pin | undefined, top: Pick<TopManifests, 'root' | 'timestamp'>): void {
  const known = pin?.timestamp;
  if (known === undefined || !sameJson(known.keys, timestampKeys(top))) return;
  const { file, manifest } = top.timestamp;
  if (manifest.version < known.version) throw rollback(file, known.version, manifest.version);
}

/** Remembers the root and the timestamp of an address. Writes only what changed. Throws the errors of settings. */
export async function remember(
  context: Context,
  settings: SavedSettings,
  { address, fingerprint, rootVersion }: MirrorIdentity,
  top: TopManifests,
): Promise<void> {
  const { threshold } = top.root.manifest.roles.root;
  const { version } = top.timestamp.manifest;
  const root = { fingerprint, rootVersion, threshold };
  const pin: Pin = { ...root, timestamp: { version, keys: timestampKeys(top) } };
  const before = settings.pins[address];
  if (sameJson(before, pin)) return;
  const { timestamp: _, ...rootBefore } = before ?? {};
  try {
    await context.settings.change((current) => ({
      ...current,
      pins: { ...current.pins, [address]: newer(current.pins[address], pin) },
    }));
  } catch (error) {
    // Who may not write here could always read a mirror whose root is known.
    const passing =
      error instanceof EngineError && ['permission-denied', 'disk-full', 'lock-held'].includes(error.code);
    if (!passing || !sameJson(rootBefore, root)) throw error;
  }
}

/** Another process may have seen a later state meanwhile. */
function newer(there: Pin | undefined, pin: Pin): Pin {
  const isSame = there !== undefined && sameJson({ ...there, timestamp: pin.timestamp }, pin);
  const known = isSame ? there.timestamp : undefined;
  const isLater = known !== undefined && sameJson(known.keys, pin.timestamp?.keys);
  return isLater && known.version > (pin.timestamp?.version ?? 0) ? { ...pin, timestamp: known } : pin;
}

function timestampKeys({ root }: Pick<TopManifests, 'root'>): readonly string[] {
  return Object.keys(root.manifest.roles.timestamp.keys).sort();
}
