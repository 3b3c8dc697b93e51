import type { Listing } from '../domain/listing.ts';
import { checkSignal, interrupted } from '../errors.ts';
import { FetchBoard } from './fetch-board.ts';
import { runWorkers } from './worker-crew.ts';

/** A mirror in a folder, by the bytes of what was verified of it, and the components wanted. */
export type ListRequest = {
  /** Absolute. */
  readonly folder: string;
  readonly root: { readonly bytes: Uint8Array; readonly file: string };
  readonly timestamp: Uint8Array;
  readonly snapshot: Uint8Array;
  readonly index: Uint8Array;
  /** The moment that expiry is judged at, in milliseconds since 1970. */
  readonly now: number;
  /** Of the index. */
  readonly ids: readonly string[];
  readonly withYanked: boolean;
};

/** What a thread is started with. */
export type ListTask = ListRequest & { readonly memory: SharedArrayBuffer };

export type ListMessage = readonly Listing[];

const threads = 2;

/** Megabytes. Most of what a manifest is parsed into is needed until its listing is made: more room, fewer looks. */
const youngMegabytes = 16;

/**
 * Verifies many components of a folder in threads, and tells what each offers, in any order. A component that can't be
 * used or read isn't told. Throws `interrupted`.
 */
export async function listComponents(
  request: ListRequest,
  onListing: (listing: Listing) => void,
  signal?: AbortSignal,
): Promise<void> {
  checkSignal(signal);
  const board = new FetchBoard(request.ids.length);
  const task: ListTask = { ...request, memory: board.memory };
  await runWorkers(
    'list-worker',
    Array.from({ length: threads }, () => task),
    {
      onMessage: (listings: ListMessage) => {
        for (const listing of listings) onListing(listing);
        return true;
      },
      stop: () => board.stop(),
      signal,
      youngMegabytes,
    },
  );
  if (signal?.aborted) throw interrupted(signal.reason);
}
