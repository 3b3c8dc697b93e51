import { stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import type { SourceReference } from '../api/source.ts';
import { officialAddress } from '../domain/official-root.ts';
import { EngineError } from '../errors.ts';
import type { SavedSettings, SavedSource } from '../io/settings.ts';
import type { Context } from './context.ts';

/** The name under which the official mirror is always there. */
export const officialName = 'official';

export const officialSource: SavedSource = {
  name: officialName,
  address: officialAddress,
  fingerprint: null,
};

/** Whether it is an address of the network. */
export function isHttp(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

/** An address in the form it is kept in: http as it was given, a folder absolute. */
export function settledAddress(address: string, workingFolder: string): string {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(address)) return address;
  return isAbsolute(address) ? resolve(address) : resolve(workingFolder, address);
}

/** The mirror that this process works with: TIUP_MIRRORS, else the home's, else stock's default. */
export async function currentAddress(context: Context): Promise<string> {
  const address = context.mirrorOverride || (await context.home.mirror()) || officialAddress;
  return settledAddress(address, context.workingFolder);
}

/**
 * What a reference stands for: the current mirror, a remembered source by its name, an http address, a folder.
 * Throws `source-unknown` (facts address) for a single word that is neither a source nor a folder.
 */
export async function resolveAddress(
  context: Context,
  reference: SourceReference,
  settings: SavedSettings,
): Promise<string> {
  const { address } = reference;
  if (address === undefined || address === '') return await currentAddress(context);
  const source = [officialSource, ...settings.sources].find(({ name }) => name === address);
  if (source !== undefined) return source.address;
  const settled = settledAddress(address, context.workingFolder);
  if (/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(address) && !(await isThere(settled))) {
    throw new EngineError('source-unknown', `there is neither a source nor a folder called ${address}`, {
      facts: { address },
    });
  }
  return settled;
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
