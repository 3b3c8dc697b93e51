import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Component, VersionItem } from '../domain/manifest.ts';
import { parseManifest } from '../domain/parse.ts';
import { ANY } from '../domain/platform.ts';
import { own } from '../domain/record.ts';
import type { Context } from './context.ts';

/**
 * The component's manifest as the home keeps it, or null. Its signatures are not looked at again: who can write the
 * home can as well write the programs in it. Throws `manifest-malformed` when it is damaged.
 */
export async function keptComponent(context: Context, id: string): Promise<Component | null> {
  const bytes = await context.home.readManifest(`${id}.json`);
  if (bytes === null) return null;
  const { signed } = parseManifest('component', bytes, join(context.home.manifests, `${id}.json`));
  return signed.id === id ? signed : null;
}

/** The item of a version on this platform, yanked or not: one that is installed may have been yanked since. */
export function itemOf(component: Component, platform: string, version: string): VersionItem | null {
  const items = own(component.platforms, platform) ?? own(component.platforms, ANY);
  return items === undefined ? null : (own(items, version) ?? null);
}

/** Where a version's program lies. `entry` has passed the grammar: it does not leave the folder by its name. */
export function programPath(context: Context, component: string, version: string, entry: string): string {
  return join(context.home.components, component, version, entry);
}

/** A version whose folder lacks its program was not finished: an interrupted install of a stock client. */
export function isWhole(context: Context, component: string, version: string, entry: string): boolean {
  const stats = statSync(programPath(context, component, version, entry), { throwIfNoEntry: false });
  return stats?.isFile() ?? false;
}
