import type { MergeRequest } from '../../engine/index.ts';
import { reading } from '../work/work-state.ts';
import { withLoaded } from './decisions.ts';
import { withSource } from './merge-rows.ts';
import { type MergeState, type MergeWork, mergeAtStart, mergeRequest } from './merge-state.ts';

/** A merge that was begun before: what was asked for, and the kept choices that it is from. */
export type MergeArrival = { readonly request: MergeRequest; readonly kept: string };

/**
 * A merge that was begun before, with its sources being read and verified anew; a root that was compared then was
 * compared.
 */
export function mergeFrom({ request, kept }: MergeArrival): MergeState {
  const addresses = request.sources.flatMap(({ address }) => address ?? []);
  return {
    ...mergeAtStart,
    kept,
    sources: addresses.reduce(withSource, mergeAtStart.sources),
    compared: new Set(request.sources.flatMap(({ fingerprint }) => fingerprint ?? [])),
    policy: request.onConflict ?? 'fail',
    decisions: withLoaded(new Map(), request.decisions ?? []),
    work: reading<MergeWork>(mergeAtStart.work, { kind: 'meet', addresses }),
  };
}

/** What is kept of a merge: with the roots that the person has compared, not those that are only on the screen. */
export function keptMerge(state: MergeState): MergeRequest {
  const request = mergeRequest(state);
  const sources = request.sources.map(({ fingerprint = '', ...source }) =>
    state.compared.has(fingerprint) ? { ...source, fingerprint } : source,
  );
  return { ...request, sources };
}
