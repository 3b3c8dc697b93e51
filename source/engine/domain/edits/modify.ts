import { EngineError } from '../../errors.ts';
import type { Component, Index, Versions } from '../manifest.ts';
import { own } from '../record.ts';
import { isNightly, withV } from '../version.ts';
import { extendExpiry, type Lifetimes } from './lifetimes.ts';
import { renewed } from './renew.ts';

/** What is to be different; what is undefined stays. */
export type Modification = {
  /** Of a component: one of its versions, on all platforms that have it. Only `yanked` and `description` go with it. */
  readonly version?: string | undefined;
  readonly description?: string | undefined;
  readonly hidden?: boolean | undefined;
  readonly standalone?: boolean | undefined;
  readonly yanked?: boolean | undefined;
};

/** Each of them is the object given when nothing in it changes; the component goes along with any change. */
export type Modified = { readonly component: Component; readonly index: Index };

/**
 * The next manifests of a component whose description, flags or yanked versions change. A flag of the whole
 * component stands in the index; the component's own manifest is signed anew with it, because that is what shows
 * that its owner wants it.
 * @throws `version-unknown`, `usage` for a nightly that is to be yanked, and for flags that no version has
 */
export function modifyComponent(
  component: Component,
  index: Index,
  change: Modification,
  now: Date,
  lifetimes: Lifetimes,
): Modified {
  const nextIndex =
    change.version === undefined ? withFlags(component.id, index, change, now, lifetimes) : index;
  const platforms =
    change.version === undefined ? component.platforms : withYank(component, change.version, change);
  const description = change.description ?? component.description;
  const same =
    nextIndex === index && platforms === component.platforms && description === component.description;
  if (same) return { component, index };
  const next = { ...component, description, platforms };
  return { component: renewed(next, now, lifetimes.component), index: nextIndex };
}

/** The index with other flags of a component that is in it; the one given when nothing changes. */
export function withFlags(
  id: string,
  index: Index,
  change: Modification,
  now: Date,
  lifetimes: Lifetimes,
): Index {
  const item = own(index.components, id);
  if (item === undefined) throw new Error(`${id} is not in the index`);
  const { yanked = item.yanked, standalone = item.standalone, hidden = item.hidden } = change;
  if (yanked === item.yanked && standalone === item.standalone && hidden === item.hidden) return index;
  return {
    ...index,
    version: index.version + 1,
    expires: extendExpiry(index.expires, now, lifetimes.index),
    components: { ...index.components, [id]: { ...item, yanked, standalone, hidden } },
  };
}

function withYank(
  component: Component,
  asked: string,
  { yanked, hidden, standalone }: Modification,
): Component['platforms'] {
  const version = versionOf(component, asked);
  const facts = { component: component.id, version };
  if (hidden !== undefined || standalone !== undefined) {
    throw new EngineError(
      'usage',
      `only ${component.id} as a whole can be hidden or standalone, no version`,
      {
        facts,
      },
    );
  }
  if (yanked === true && isNightly(version)) {
    throw new EngineError(
      'usage',
      `${version} is a nightly: it can't be yanked, a newer one takes its place`,
      {
        facts,
      },
    );
  }
  const entries = Object.entries(component.platforms);
  const changes = entries.some(([, versions]) => (own(versions, version)?.yanked ?? yanked) !== yanked);
  if (yanked === undefined || !changes) return component.platforms;
  return Object.fromEntries(
    entries.map(([platform, versions]) => [platform, withYankedVersion(versions, version, yanked)]),
  );
}

function withYankedVersion(versions: Versions, version: string, yanked: boolean): Versions {
  const item = own(versions, version);
  return item === undefined ? versions : { ...versions, [version]: { ...item, yanked } };
}

/** The version as the component has it: `1.0.0` and `nightly` are understood. Throws `version-unknown`. */
function versionOf({ id, nightly, platforms }: Component, asked: string): string {
  const has = (version: string) =>
    Object.values(platforms).some((versions) => own(versions, version) !== undefined);
  const alias = asked.toLowerCase() === 'nightly' ? nightly : asked;
  const found = [asked, alias, withV(asked)].find(has);
  if (found !== undefined) return found;
  throw new EngineError('version-unknown', `${id} has no version ${asked} on any platform`, {
    facts: { component: id, version: asked },
  });
}
