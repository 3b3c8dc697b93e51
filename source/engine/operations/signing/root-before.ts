import { join } from 'node:path';
import { topRoles } from '../../domain/edits/rotate.ts';
import type { Root } from '../../domain/manifest.ts';
import { acceptRoot } from '../../domain/trust.ts';
import { EngineError } from '../../errors.ts';
import { readIfThere } from '../../io/files.ts';
import type { Context } from '../context.ts';
import { currentAddress, isHttp } from '../mirror-address.ts';

/**
 * The root that hands over to `next`, where this machine has it: in the current mirror's folder, or in the home. It
 * is only looked for on the disk, since who signs may well have no network, and it decides nothing but what a
 * person is told. Null where none is found.
 */
export async function rootBefore(context: Context, next: Root): Promise<Root | null> {
  const { home } = context;
  for (const read of [
    ...(await inMirror(context, next.version - 1)),
    () => home.readManifest('root.json'),
    async () => (await home.trust()).anchor,
  ]) {
    const root = await usable(read);
    if (root?.version === next.version - 1 && isSameMirror(root, next)) return root;
  }
  return null;
}

type Read = () => Promise<Uint8Array | null>;

async function inMirror(context: Context, version: number): Promise<readonly Read[]> {
  const address = await currentAddress(context).catch(passOver);
  if (address === null || isHttp(address)) return [];
  return [`${version}.root.json`, 'root.json'].map((name) => () => readIfThere(join(address, name)));
}

async function usable(read: Read): Promise<Root | null> {
  const bytes = await read().catch(passOver);
  if (bytes === null) return null;
  try {
    return acceptRoot(bytes, 'root.json', { kind: 'self' }).manifest;
  } catch (error) {
    return passOver(error);
  }
}

/** What can't be read here is as good as not there: signing goes on without it. */
function passOver(error: unknown): null {
  if (error instanceof EngineError) return null;
  throw error;
}

/** The mirror that this machine is set to may be another one than the file's: theirs have no key in common. */
function isSameMirror(root: Root, next: Root): boolean {
  return topRoles.some((role) =>
    Object.keys(root.roles[role].keys).some((id) => Object.hasOwn(next.roles[role].keys, id)),
  );
}
