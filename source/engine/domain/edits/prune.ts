import type { Component } from '../manifest.ts';
import type { Lifetimes } from './lifetimes.ts';
import { renewed } from './renew.ts';

/** The next manifest of a component, in which these versions are yanked on every platform; its hashes stay. */
export function yankVersions(
  component: Component,
  versions: ReadonlySet<string>,
  now: Date,
  lifetimes: Lifetimes,
): Component {
  const platforms = Object.fromEntries(
    Object.entries(component.platforms).map(([platform, items]) => [
      platform,
      Object.fromEntries(
        Object.entries(items).map(([version, item]) => [
          version,
          versions.has(version) ? { ...item, yanked: true } : item,
        ]),
      ),
    ]),
  );
  return renewed({ ...component, platforms }, now, lifetimes.component);
}
