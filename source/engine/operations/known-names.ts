import type { KnownNames, KnownNamesRequest } from '../api/completion.ts';
import type { Query } from '../api/run.ts';
import type { Component } from '../domain/manifest.ts';
import { isComponentName } from '../domain/names.ts';
import { parseManifest } from '../domain/parse.ts';
import { sortVersions } from '../domain/version.ts';
import { EngineError } from '../errors.ts';
import { keptComponent } from './client-home.ts';
import type { Context } from './context.ts';

/**
 * Components and versions for completing a command line: what the home remembers of its mirror, and what is
 * installed. Nothing is asked over the network and nothing verified, since a name that is offered decides nothing;
 * what is damaged is passed over, and never thrown.
 */
export function knownNamesQuery(context: Context): Query<KnownNamesRequest, KnownNames> {
  return async ({ component }) =>
    component === undefined
      ? { components: await components(context), versions: [] }
      : { components: [], versions: await versions(context, component) };
}

async function components(context: Context): Promise<KnownNames['components']> {
  const names = new Set((await orNothing(() => context.home.installed()))?.map((found) => found.component));
  const bytes = await orNothing(() => context.home.readManifest('index.json'));
  const index =
    bytes === null ? null : await orNothing(async () => parseManifest('index', bytes, 'index.json').signed);
  for (const [name, { yanked, hidden }] of Object.entries(index?.components ?? {}))
    if (!yanked && !hidden) names.add(name);
  const found: { name: string; description: string }[] = [];
  for (const name of [...names].sort()) {
    const kept = await orNothing(() => keptComponent(context, name));
    found.push({ name, description: (kept?.description ?? '').split('\n')[0] ?? '' });
  }
  return found;
}

async function versions(context: Context, component: string): Promise<readonly string[]> {
  if (!isComponentName(component)) return [];
  const names = new Set(await orNothing(() => context.home.versionsOf(component)));
  const kept: Component | null = await orNothing(() => keptComponent(context, component));
  for (const items of Object.values(kept?.platforms ?? {}))
    for (const [version, item] of Object.entries(items))
      if (!item.yanked && item.entry !== '') names.add(version);
  return sortVersions(names).reverse();
}

async function orNothing<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}
