import type { ShowResult } from '../api/mirror.ts';
import { officialAddress } from '../domain/official-root.ts';
import type { Context } from './context.ts';

/** The address of the current mirror, as it was given: stock compares addresses as text. Throws `toml-corrupt`. */
export async function showMirror(context: Context): Promise<ShowResult> {
  return { address: context.mirrorOverride || (await context.home.mirror()) || officialAddress };
}
