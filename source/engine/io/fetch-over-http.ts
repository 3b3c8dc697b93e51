import type { EngineError } from '../errors.ts';
import { openDispatcher } from './dispatcher.ts';
import { download } from './download.ts';
import type { WantedFile } from './fetch-files.ts';
import type { FetchTools } from './fetch-one.ts';
import type { FetchTask } from './fetch-task.ts';
import { Pace } from './pace.ts';
import type { PartFile } from './part-file.ts';
import { PlaceBoard } from './place-board.ts';
import { realChance } from './retry.ts';
import { fileUrl } from './source-address.ts';
import { SourceFault } from './source-fault.ts';

/** Milliseconds between two looks at how fast a download is. */
const sampleEvery = 500;
/** Tries at one address while there is another one. */
const fewAttempts = 2;

export type Progress = {
  readonly onBytes: (offset: number) => void;
  readonly onSize: (length: number) => void;
};

export type HttpFetcher = {
  /** Gets the rest of a part from whichever address serves best; the bytes that came. Throws as `download`. */
  fetch(file: number, wanted: WantedFile, part: PartFile, progress: Progress): Promise<number>;
  close(): Promise<void>;
};

/** Downloads from the addresses of one source, with one pool of connections for each that is used. */
export function openHttpFetcher(task: FetchTask, tools: FetchTools): HttpFetcher {
  const { places } = task.source;
  const board = new PlaceBoard(places.length, task.placeMemory);
  const dispatchers = new Map<number, ReturnType<typeof openDispatcher>>();

  const dispatcherOf = (at: number) => {
    const known = dispatchers.get(at);
    if (known !== undefined) return known;
    const place = placeAt(at);
    const made = openDispatcher(new URL(place.base), task.slots, place.network);
    dispatchers.set(at, made);
    return made;
  };

  const placeAt = (at: number) => {
    const place = places[at];
    if (place === undefined) throw new RangeError(`there is no address ${at}`);
    return place;
  };

  async function from(
    at: number,
    isOnly: boolean,
    file: number,
    wanted: WantedFile,
    part: PartFile,
    progress: Progress,
  ): Promise<number | 'move'> {
    const { base, network } = placeAt(at);
    const sampler = new Sampler(board, at, places.length > 1, part.offset);
    const signal = AbortSignal.any([tools.signal, sampler.move]);
    board.begin(at);
    try {
      return await download(
        {
          url: fileUrl(new URL(base), wanted.url ?? wanted.name),
          length: wanted.length,
          maxLength: task.maxLength,
        },
        part,
        {
          dispatcher: await dispatcherOf(at),
          network: isOnly ? network : { ...network, attempts: Math.min(fewAttempts, network.attempts) },
          pace: network.pace === null ? null : new Pace(network.pace),
          chance: realChance,
          signal,
          onBytes: (offset) => {
            sampler.reached(offset);
            progress.onBytes(offset);
          },
          onSize: progress.onSize,
          onRetry: (reason) => tools.tell({ type: 'file', file, state: 'retrying', reason }),
        },
      );
    } catch (error) {
      if (sampler.move.aborted && !tools.signal.aborted) return 'move';
      throw error;
    } finally {
      sampler.end();
      board.end(at);
    }
  }

  return {
    async fetch(file, wanted, part, progress) {
      const tried = new Set<number>();
      for (let at = board.choose(tried) ?? 0; ; ) {
        const next = board.choose(new Set([...tried, at]));
        try {
          const came = await from(at, next === null, file, wanted, part, progress);
          if (came !== 'move') return came;
          const reason = 'another address is much faster';
          tools.tell({ type: 'file', file, state: 'retrying', reason });
        } catch (error) {
          if (next === null || !(error instanceof SourceFault)) throw error;
          tried.add(at);
          if (isWrong(error)) {
            const { base: address } = placeAt(at);
            part.restart();
            progress.onBytes(0);
            if (board.drop(at)) tools.tell({ type: 'place-dropped', file, address, reason: error.message });
          } else if (error.code !== 'file-missing') board.rest(at);
          tools.tell({ type: 'file', file, state: 'retrying', reason: error.message });
        }
        part.goElsewhere();
        at = board.choose(tried) ?? next ?? at;
      }
    },
    async close() {
      for (const one of dispatchers.values()) await (await one).destroy();
    },
  };
}

function isWrong({ code }: EngineError): boolean {
  return code === 'hash-mismatch' || code === 'length-mismatch';
}

/** Watches how fast one download is, and when it had better move to another address. */
class Sampler {
  readonly #stop = new AbortController();
  readonly #board: PlaceBoard;
  readonly #place: number;
  readonly #timer: NodeJS.Timeout | undefined;
  #began = performance.now();
  #from: number;
  #offset: number;
  #slow = 0;

  constructor(board: PlaceBoard, place: number, hasOthers: boolean, offset: number) {
    this.#board = board;
    this.#place = place;
    this.#from = offset;
    this.#offset = offset;
    if (hasOthers) this.#timer = setInterval(() => this.#look(), sampleEvery);
  }

  /** Fires when another address is so much faster that moving pays. */
  get move(): AbortSignal {
    return this.#stop.signal;
  }

  reached(offset: number): void {
    // begun anew
    if (offset < this.#from) this.#from = offset;
    this.#offset = offset;
  }

  end(): void {
    clearInterval(this.#timer);
    this.#note();
  }

  #look(): void {
    const rate = this.#note();
    this.#slow = this.#board.isMuchFasterElsewhere(this.#place, rate) ? this.#slow + 1 : 0;
    // a moment is no measure
    if (this.#slow >= 3) this.#stop.abort();
  }

  #note(): number {
    const now = performance.now();
    const bytes = this.#offset - this.#from;
    const milliseconds = now - this.#began;
    this.#board.note(this.#place, bytes, milliseconds);
    this.#from = this.#offset;
    this.#began = now;
    return (bytes * 1000) / Math.max(1, milliseconds);
  }
}
