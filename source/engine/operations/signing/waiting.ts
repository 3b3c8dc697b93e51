import type { WaitingChange, WaitingResult } from '../../api/rotation.ts';
import type { Query } from '../../api/run.ts';
import { type CarriedManifest, readCarried } from '../../domain/carried-manifest.ts';
import type { Manifest } from '../../domain/manifest.ts';
import { own } from '../../domain/record.ts';
import { componentSigning, rightSignatures, rootSigning, type Signing } from '../../domain/signing.ts';
import { EngineError } from '../../errors.ts';
import { readIfThere } from '../../io/files.ts';
import type { SavedWaiting } from '../../io/settings.ts';
import type { Context } from '../context.ts';
import { whereWritable } from '../keep-in-home.ts';
import { readSigningKey } from '../key-files.ts';
import { currentAddress } from '../mirror-address.ts';
import { type OpenMirror, openMirror } from '../open-mirror.ts';

/** More are not kept: what has long been done, and whose file still lies somewhere, is forgotten some day. */
const mostKept = 50;

/**
 * Keeps in mind where a change waits for signatures, so that it is found again; files that are gone are forgotten.
 * Where that can't be written down, whoever knows the file goes on with it all the same.
 */
export async function rememberWaiting(
  { settings }: Pick<Context, 'settings'>,
  change: SavedWaiting,
): Promise<void> {
  const gone = new Set<string>();
  for (const { path } of (await settings.read()).waiting ?? []) if (!(await isThere(path))) gone.add(path);
  await whereWritable(async () => {
    await settings.change((saved) => {
      const there = (saved.waiting ?? []).filter(({ path }) => path !== change.path && !gone.has(path));
      return { ...saved, waiting: [...there, change].slice(-mostKept) };
    });
  });
}

/** Files of keys that a change was begun with, as far as they still hold them: they need not be named again. */
export async function keysBegunWith(
  { settings }: Pick<Context, 'settings'>,
  path: string,
): Promise<readonly string[]> {
  const begun = (await settings.read()).waiting?.find((one) => one.path === path);
  const there: string[] = [];
  for (const file of begun?.keys ?? []) if (await holdsKey(file)) there.push(file);
  return there;
}

async function holdsKey(file: string): Promise<boolean> {
  try {
    await readSigningKey(file);
    return true;
  } catch (error) {
    // what is gone is as if it had not been named
    if (error instanceof EngineError) return false;
    throw error;
  }
}

/** The change stands in the mirror, whether that can be written down or not: it does not lead on from it any more. */
export async function forgetWaiting({ settings }: Pick<Context, 'settings'>, path: string): Promise<void> {
  await whereWritable(async () => {
    const { waiting = [] } = await settings.read();
    if (!waiting.some((one) => one.path === path)) return;
    await settings.change((saved) => ({
      ...saved,
      waiting: (saved.waiting ?? []).filter((one) => one.path !== path),
    }));
  });
}

/** What waits for signatures in the current mirror, as far as its files are still there and lead on from it. */
export function waitingQuery(context: Context): Query<void, WaitingResult> {
  return async (_, run) => {
    const { waiting = [] } = await context.settings.read();
    // mostly nothing waits: then the mirror, which may be far away, is not asked
    if (waiting.length === 0) return { mirror: await currentAddress(context), waiting: [] };
    const mirror = await openMirror(context, {}, run, { allowExpired: true, remember: false });
    try {
      const { address } = mirror.identity;
      const found: WaitingChange[] = [];
      for (const saved of waiting) {
        const change = saved.mirror === address ? await changeIn(saved, mirror, run?.signal) : null;
        if (change !== null) found.push(change);
      }
      return { mirror: address, waiting: found };
    } finally {
      await mirror.close();
    }
  };
}

async function changeIn(
  { path, component, owner }: SavedWaiting,
  mirror: OpenMirror,
  signal: AbortSignal | undefined,
): Promise<WaitingChange | null> {
  const carried = await carriedIn(path);
  if (carried === null) return null;
  const { manifest, signed, signatures } = carried;
  const now = await versionNow(mirror, component, signal);
  const signing = signingIn(manifest, mirror, { component, owner });
  if (now === null || signing === null || manifest.version <= now) return null;
  // others had it in their hands: what a file says of itself is nobody's signature yet
  const right = rightSignatures({ ...signing, signed }, signatures);
  const kind = component === null ? 'rotation' : 'transfer';
  const signedBy = right.map(({ keyid }) => keyid).sort();
  return { kind, path, version: manifest.version, component, owner, signedBy };
}

/** Who has to sign; null where it is the manifest of something else, or of an owner who is gone. */
function signingIn(
  manifest: Manifest,
  { root, index }: OpenMirror,
  { component, owner: id }: Pick<SavedWaiting, 'component' | 'owner'>,
): Signing | null {
  if (component === null) return manifest._type === 'root' ? rootSigning(root.manifest, manifest) : null;
  const owner = id === null ? undefined : own(index.manifest.owners, id);
  if (manifest._type !== 'component' || id === null || owner === undefined) return null;
  return componentSigning(manifest, id, owner);
}

/** Of the root, or of a component; null where there is none of that name any more. */
async function versionNow(
  mirror: OpenMirror,
  component: string | null,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  if (component === null) return mirror.root.manifest.version;
  if (own(mirror.index.manifest.components, component) === undefined) return null;
  return (await mirror.component(component, signal)).manifest.version;
}

/** The manifest in a file; null where there is none that can be read. */
export async function carriedIn(path: string): Promise<CarriedManifest | null> {
  try {
    const bytes = await readIfThere(path);
    return bytes === null ? null : readCarried(bytes, path);
  } catch (error) {
    // something else lies there by now, or it can't be read: nothing to go on with
    if (error instanceof EngineError) return null;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await readIfThere(path).catch(() => null)) !== null;
}
