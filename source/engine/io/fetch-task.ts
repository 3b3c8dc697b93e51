import type { ErrorCode } from '../errors.ts';
import type { Facts, FileState } from '../events.ts';
import type { WantedFile } from './fetch-files.ts';
import type { Network } from './network.ts';

/** What a download thread is started with. */
export type FetchTask = {
  /** The base of the urls, ending in `/`, or the source's folder. */
  readonly source: {
    readonly kind: 'http' | 'folder';
    readonly base: string;
    /** Of http: the addresses it can be had from, the first one is `base`. Holds secrets: never shown. */
    readonly places: readonly { readonly base: string; readonly network: Network }[];
  };
  readonly files: readonly WantedFile[];
  readonly folder: string;
  /** Files at a time in this thread. */
  readonly slots: number;
  readonly maxLength: number;
  /** Files in a row that can't be reached before the rest is given up. */
  readonly giveUpAfter: number;
  /** Of the `Pace` that all share; null for none. */
  readonly pace: SharedArrayBuffer | null;
  /** Of the `FetchBoard`. */
  readonly memory: SharedArrayBuffer;
  /** Of the `PlaceBoard`. */
  readonly placeMemory: SharedArrayBuffer;
};

/** What happened to one file, by its number in `files`. */
export type FetchNews =
  | {
      readonly type: 'file';
      readonly file: number;
      readonly state: FileState;
      readonly reason?: string;
      /** Of a failure. */
      readonly code?: ErrorCode;
      /** Bytes that came from the source, of a file that is done. */
      readonly received?: number;
    }
  | { readonly type: 'part-discarded'; readonly file: number; readonly reason: string }
  /** An address gave wrong bytes and is not asked again. */
  | {
      readonly type: 'place-dropped';
      readonly file: number;
      readonly address: string;
      readonly reason: string;
    };

/** What a thread tells: news in bundles, a few times a second, or the one error that ends it all. */
export type FetchMessage =
  | { readonly type: 'news'; readonly news: readonly FetchNews[] }
  | { readonly type: 'fatal'; readonly code: ErrorCode; readonly message: string; readonly facts: Facts };
