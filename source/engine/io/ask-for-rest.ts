import type { Dispatcher } from 'undici';
import { checkSignal, interrupted } from '../errors.ts';
import type { Download, DownloadTools } from './download.ts';
import { type Asked, type Judgement, judgeAnswer, wrongLength } from './judge-answer.ts';
import { accessHeaders } from './network.ts';
import type { PartFile } from './part-file.ts';
import { faultOfError, type Headers, SourceFault } from './source-fault.ts';
import { StallWatch } from './stall-watch.ts';

/** Milliseconds between two looks at the pace while resting. */
const restAtMost = 100;

/** Hears the bytes of each chunk that was written, and whether the part began anew. */
export type OnBytes = (bytes: number, isRestarted: boolean) => void;

/**
 * One request for what a part still lacks, and its answer into the part. Null when the body was taken to its
 * end, a URL when the answer redirects. Rejects with a `SourceFault`, an error of the file system, `interrupted`.
 */
export async function askForRest(
  wanted: Download,
  part: PartFile,
  tools: DownloadTools,
  onBytes: OnBytes,
): Promise<URL | null> {
  checkSignal(tools.signal);
  const { url } = wanted;
  const asked: Asked = { ...wanted, offset: part.offset, validator: part.validator };
  const headers: Record<string, string> = {
    'accept-encoding': 'identity',
    'user-agent': 'mirrordeck',
    ...accessHeaders(tools.network, url),
  };
  if (asked.offset > 0) headers.range = `bytes=${asked.offset}-`;
  if (asked.offset > 0 && asked.validator !== '') headers['if-range'] = asked.validator;
  const exchange = new Exchange(asked, part, tools, onBytes);
  const options = { origin: url.origin, path: url.pathname + url.search, method: 'GET', headers } as const;
  tools.dispatcher.dispatch(options, exchange);
  const next = await exchange.ended;
  // a small file is here before anybody could have been held up
  await tools.pace?.granted(exchange.ticket, tools.signal).catch((cause: unknown) => {
    throw interrupted(cause);
  });
  return next;
}

/** What undici calls while an answer comes in. Once it has ended, nothing is written any more. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly ended: Promise<URL | null>;
  readonly #asked: Asked;
  readonly #part: PartFile;
  readonly #tools: DownloadTools;
  readonly #onBytes: OnBytes;
  readonly #resolve: (url: URL | null) => void;
  readonly #reject: (error: unknown) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #watch: StallWatch | undefined;
  #judgement: Judgement | undefined;
  #rest: NodeJS.Timeout | undefined;
  #ticket = 0n;

  constructor(asked: Asked, part: PartFile, tools: DownloadTools, onBytes: OnBytes) {
    this.#asked = asked;
    this.#part = part;
    this.#tools = tools;
    this.#onBytes = onBytes;
    const { promise, resolve, reject } = Promise.withResolvers<URL | null>();
    this.ended = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    // heard at once, also while a connection is still being made
    tools.signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    const { signal, network } = this.#tools;
    if (signal.aborted) {
      this.#onAbort();
      return;
    }
    // undici's own limits are rounded to seconds
    this.#timer = setTimeout(
      () => this.#fail(this.#slow('sent no answer', network.headersLimit)),
      network.headersLimit,
    );
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    // an informational answer; the real one follows
    if (status < 200) return;
    clearTimeout(this.#timer);
    this.#orFail(() => {
      const { chance, network } = this.#tools;
      const judgement = judgeAnswer(this.#asked, status, headers, chance.now());
      this.#judgement = judgement;
      if (judgement.kind === 'redirect') {
        this.#settle();
        this.#resolve(judgement.url);
        this.#controller?.abort(new Error('redirected'));
        return;
      }
      const isRestarted = judgement.kind === 'replace';
      if (isRestarted) this.#part.restart();
      this.#part.note(judgement.validator, judgement.length);
      this.#tools.onSize(this.#asked.length || judgement.length);
      this.#tools.onBytes(this.#part.offset);
      this.#onBytes(0, isRestarted);
      this.#watch = new StallWatch(network.stallLimit, () =>
        this.#fail(this.#slow('sent next to nothing', network.stallLimit)),
      );
    });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#orFail(() => {
      const { url, length, maxLength } = this.#asked;
      const bound = length || maxLength;
      const offset = this.#part.offset + chunk.length;
      if (offset > bound) throw wrongLength(url, bound, offset);
      this.#part.write(chunk);
      this.#watch?.arrived(chunk.length);
      this.#onBytes(chunk.length, false);
      this.#tools.onBytes(offset);
      this.#keepPace(chunk.length);
    });
  }

  /** For the bytes that came so far, at the `Pace`. */
  get ticket(): bigint {
    return this.#ticket;
  }

  #keepPace(bytes: number): void {
    const { pace } = this.#tools;
    if (pace === null) return;
    this.#ticket = pace.take(bytes);
    if (this.#rest !== undefined || pace.missing(this.#ticket) === 0) return;
    this.#controller?.pause();
    this.#watch?.hold(true);
    const look = () => {
      const wait = pace.missing(this.#ticket);
      if (wait > 0) {
        // not all at once: the rate may change
        this.#rest = setTimeout(look, Math.min(wait, restAtMost));
        return;
      }
      this.#rest = undefined;
      this.#watch?.hold(false);
      this.#controller?.resume();
    };
    look();
  }

  onResponseEnd(): void {
    const said = this.#judgement !== undefined && 'length' in this.#judgement ? this.#judgement.length : 0;
    if (this.#part.offset < (this.#asked.length || said)) {
      this.#fail(faultOfError(new Error('the answer ended too early'), this.#asked.url.href));
      return;
    }
    this.#settle();
    this.#resolve(null);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(faultOfError(error, this.#asked.url.href));
  }

  readonly #onAbort = () => this.#fail(interrupted(this.#tools.signal.reason));

  #orFail(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#settle();
    this.#reject(error);
    this.#controller?.abort(error instanceof Error ? error : new Error('refused'));
  }

  #settle(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#rest);
    this.#watch?.stop();
    this.#tools.signal.removeEventListener('abort', this.#onAbort);
  }

  #slow(what: string, limit: number): SourceFault {
    const address = this.#asked.url.href;
    return new SourceFault('source-unreachable', `${address}: ${what} within ${limit / 1000} s`, {
      facts: { address },
      passing: true,
    });
  }
}
