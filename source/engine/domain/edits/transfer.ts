import { EngineError } from '../../errors.ts';
import type { Component, Index } from '../manifest.ts';
import { own } from '../record.ts';
import { extendExpiry, type Lifetimes } from './lifetimes.ts';
import { ownerOf } from './owners.ts';
import { renewed } from './renew.ts';

/** What the new owner signs, and the index that says whose it is. */
export type Transferred = { readonly component: Component; readonly index: Index };

/**
 * The next manifests once a component has another owner, who signs its next version.
 * @throws `owner-unknown`, `component-unknown`, `usage` when it is the owner's already
 */
export function transferComponent(
  component: Component,
  index: Index,
  owner: string,
  now: Date,
  lifetimes: Lifetimes,
): Transferred {
  const { id } = component;
  ownerOf(index, owner);
  const item = own(index.components, id);
  if (item === undefined) {
    throw new EngineError('component-unknown', `the index has no component ${id}`, {
      facts: { component: id },
    });
  }
  if (item.owner === owner) {
    throw new EngineError('usage', `${id} belongs to ${owner} already`, {
      facts: { field: 'owner', owner, component: id },
    });
  }
  return {
    component: renewed(component, now, lifetimes.component),
    index: {
      ...index,
      version: index.version + 1,
      expires: extendExpiry(index.expires, now, lifetimes.index),
      components: { ...index.components, [id]: { ...item, owner } },
    },
  };
}
