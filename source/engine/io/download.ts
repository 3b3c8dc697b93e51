import type { Dispatcher } from 'undici';
import { askForRest } from './ask-for-rest.ts';
import { wrongAnswer } from './judge-answer.ts';
import type { Network } from './network.ts';
import type { Pace } from './pace.ts';
import type { PartFile } from './part-file.ts';
import { type Chance, retrying } from './retry.ts';
import { mostRedirects, redirectLoop, SourceFault } from './source-fault.ts';
import { trustSystemAuthorities } from './system-authorities.ts';

/** Whole downloads of one file that turned out wrong before it is given up. */
const mostWrong = 2;

export type Download = {
  readonly url: URL;
  /** Bytes of the whole file; 0 when unknown. */
  readonly length: number;
  readonly maxLength: number;
};

export type DownloadTools = {
  readonly dispatcher: Dispatcher;
  readonly network: Network;
  /** That of the network, opened; null for none. */
  readonly pace: Pace | null;
  readonly chance: Chance;
  readonly signal: AbortSignal;
  /** Bytes that are here now, after every chunk. */
  readonly onBytes: (offset: number) => void;
  /** Bytes of the whole file, once the server said so. */
  readonly onSize: (length: number) => void;
  readonly onRetry: (reason: string) => void;
};

/**
 * Gets the rest of a part from its server, from where it is, with retries, until it is right. Returns the bytes
 * that came. Throws the last `SourceFault`, the errors of the file system, or `interrupted`; the part is open then.
 */
export async function download(wanted: Download, part: PartFile, tools: DownloadTools): Promise<number> {
  let received = 0;
  let wrong = 0;
  let reached = part.offset;
  /** Begins anew; a part of an earlier run may be to blame the first time, and does not count. */
  const begin = (fault: SourceFault, isFresh: boolean) => {
    if (isFresh) wrong += 1;
    if (wrong >= mostWrong) throw lasting(fault);
    part.restart();
    tools.onBytes(0);
  };
  let fromStart = part.offset === 0;
  const attempt = async () => {
    try {
      if (wanted.length === 0 || part.offset < wanted.length) {
        await getRest(wanted, part, tools, (bytes, isRestarted) => {
          received += bytes;
          reached = Math.max(reached, part.offset);
          fromStart ||= isRestarted;
        });
      }
      if (!part.isRight()) throw wrongAnswer(wanted.url, 'the bytes are not what the manifest says');
    } catch (error) {
      if (error instanceof SourceFault && error.passing && isAboutContent(error)) {
        begin(error, fromStart);
        fromStart = true;
      }
      throw error;
    }
  };
  await retrying(attempt, {
    network: tools.network,
    chance: tools.chance,
    signal: tools.signal,
    reached: () => reached,
    onRetry: (fault) => tools.onRetry(fault.message),
  });
  return received;
}

function isAboutContent(fault: SourceFault): boolean {
  return fault.code === 'hash-mismatch' || fault.code === 'length-mismatch';
}

function lasting(fault: SourceFault): SourceFault {
  return new SourceFault(fault.code, fault.message, { facts: fault.facts, cause: fault, passing: false });
}

/** One request and its redirects. `onBytes` hears the bytes of each chunk, and whether the part began anew. */
async function getRest(
  wanted: Download,
  part: PartFile,
  tools: DownloadTools,
  onBytes: (bytes: number, isRestarted: boolean) => void,
): Promise<void> {
  let url = wanted.url;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    let next: URL | null;
    try {
      next = await askForRest({ ...wanted, url }, part, tools, onBytes);
    } catch (error) {
      if (!trustSystemAuthorities(error)) throw error;
      next = await askForRest({ ...wanted, url }, part, tools, onBytes);
    }
    if (next === null) return;
    url = next;
  }
  throw redirectLoop(wanted.url.href);
}
