import { checkSignal, EngineError, type ErrorCode, interrupted } from '../errors.ts';
import type { EngineEvent } from '../events.ts';
import { FetchBoard } from './fetch-board.ts';
import { FetchProgress } from './fetch-progress.ts';
import type { FetchMessage, FetchTask } from './fetch-task.ts';
import { makeFolder } from './files.ts';
import type { MirrorSource, Place } from './mirror-source.ts';
import { type Network, networkOf } from './network.ts';
import { PlaceBoard } from './place-board.ts';
import { nameParts, parseAddress } from './source-address.ts';
import { runWorkers } from './worker-crew.ts';

/** A file to have whole and right in a folder. */
export type WantedFile = {
  /** Its flat name in the folder. */
  readonly name: string;
  /** Where it lies in the source, when that is not its name; a leading `/` may be there. */
  readonly url?: string | undefined;
  /** Bytes that it has; 0 when unknown. */
  readonly length: number;
  /** 64 hex digits, small: what decides. */
  readonly sha256: string;
};

export type FetchOptions = {
  /** Absolute; made when it is not there. */
  readonly folder: string;
  /** Files at a time. */
  readonly jobs: number;
  readonly network?: Partial<Network> | undefined;
  /** Bytes that a file of unknown length may have. */
  readonly maxLength?: number | undefined;
  /** Worker threads; default 2, or fewer for few files. */
  readonly workers?: number | undefined;
  readonly onEvent?: ((event: EngineEvent) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type FetchFailure = { readonly name: string; readonly reason: string; readonly code: ErrorCode };

export type FetchReport = {
  /** Fetched (or finished) now, verified. */
  readonly done: readonly string[];
  /** Lay there already, verified again. */
  readonly kept: readonly string[];
  readonly failures: readonly FetchFailure[];
  /** Bytes that came from the source for the files that are done. */
  readonly bytes: number;
};

/** A tarball of a component is a few GB at most; one without a known length must not fill the disk. */
const longestUnknown = 16 * 1024 ** 3;

/**
 * Gets `<folder>/<name>` for each file. A finished file is there whole and verified, or not at all; a half one
 * is `<name>.part` with its journal `<name>.part.json`, and the next run goes on with it. Failures of single
 * files are in the report. Throws `interrupted` and `disk-full`, and for wrong use `name-invalid`,
 * `address-invalid`; what is there then can be gone on with.
 */
export async function fetchFiles(
  source: Pick<MirrorSource, 'address' | 'kind'> & { readonly places?: readonly Place[] | undefined },
  files: readonly WantedFile[],
  options: FetchOptions,
): Promise<FetchReport> {
  const { signal } = options;
  checkSignal(signal);
  for (const file of files) checkWanted(file);
  const parsed = parseAddress(source.address, '/');
  const base = parsed.kind === 'http' ? parsed.base.href : parsed.path;
  const network = networkOf(options.network);
  const places = placesOf(source, network);
  await makeFolder(options.folder);
  // the longest first, so that no thread is left alone with a long one at the end
  const sorted = [...files].sort((a, b) => b.length - a.length);
  const board = new FetchBoard(sorted.length);
  const { memory: placeMemory } = new PlaceBoard(places.length);
  const progress = new FetchProgress(sorted, board, options.onEvent);
  const jobs = Math.max(1, Math.floor(options.jobs));
  const workers = Math.min(options.workers ?? 2, jobs, sorted.length);
  const tasks = Array.from(
    { length: workers },
    (_, worker): FetchTask => ({
      source: { kind: source.kind, base, places },
      files: sorted,
      folder: options.folder,
      slots: source.kind === 'folder' ? 1 : Math.floor(jobs / workers) + (worker < jobs % workers ? 1 : 0),
      maxLength: options.maxLength ?? longestUnknown,
      giveUpAfter: source.kind === 'http' ? jobs : 0,
      pace: network.pace,
      memory: board.memory,
      placeMemory,
    }),
  );
  let fatal: EngineError | undefined;
  const onMessage = (message: FetchMessage) => {
    if (message.type === 'news') progress.hear(message.news);
    else fatal ??= new EngineError(message.code, message.message, { facts: message.facts });
    return fatal === undefined;
  };
  progress.begin();
  try {
    await runWorkers('fetch-worker', tasks, { onMessage, stop: () => board.stop(), signal });
  } finally {
    progress.end();
  }
  if (fatal !== undefined) throw fatal;
  if (signal?.aborted) throw interrupted(signal.reason);
  return progress.report();
}

/** Without places of its own, a source is reached as the options say. */
function placesOf(
  {
    kind,
    address,
    places = [{ address, network: null }],
  }: {
    readonly kind: 'http' | 'folder';
    readonly address: string;
    readonly places?: readonly { readonly address: string; readonly network: Network | null }[] | undefined;
  },
  network: Network,
): FetchTask['source']['places'] {
  if (kind === 'folder') return [];
  return places.flatMap((place) => {
    const parsed = parseAddress(place.address, '/');
    return parsed.kind === 'http' ? [{ base: parsed.base.href, network: place.network ?? network }] : [];
  });
}

function checkWanted(file: WantedFile): void {
  if (nameParts(file.name).length !== 1 || file.name.startsWith('/')) {
    throw new EngineError('name-invalid', `${file.name} is not the name of a file`, {
      facts: { file: file.name },
    });
  }
  nameParts(file.url ?? file.name);
  if (!/^[0-9a-f]{64}$/.test(file.sha256) || !Number.isSafeInteger(file.length) || file.length < 0) {
    throw new TypeError(`${file.name}: a sha256 and a length are needed`);
  }
}
