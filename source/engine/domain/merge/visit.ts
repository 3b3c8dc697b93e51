import type { Component, IndexItem } from '../manifest.ts';
import { own } from '../record.ts';
import type { Verified } from '../trust.ts';
import type { OwnerMap } from './merge-owners.ts';
import type { MergeSide, MergeState } from './merge-state.ts';

/** One component of a source on its way into the target. */
export type Visit = {
  readonly state: MergeState;
  readonly source: MergeSide;
  readonly owners: OwnerMap;
  readonly verified: Verified<Component>;
  /** The id in the target. */
  readonly id: string;
  /** It has another one in the source. */
  readonly isRenamed: boolean;
};

/** What the source's index says of it. */
export function itemIn({ source, verified }: Visit): IndexItem {
  const item = own(source.index.components, verified.manifest.id);
  if (item === undefined) throw new Error(`${verified.manifest.id} is not in the index that it was read by`);
  return item;
}
