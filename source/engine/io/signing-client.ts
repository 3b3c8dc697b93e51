import type { Dispatcher } from 'undici';
import { parseJson } from '../domain/json.ts';
import { shown } from '../domain/malformed.ts';
import { checkSignal, EngineError, interrupted } from '../errors.ts';
import { openDispatcher } from './dispatcher.ts';
import type { Network } from './network.ts';

export type SigningClientOptions = {
  readonly network: Network;
  /** Milliseconds for each of the two requests. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
};

/** Bytes of an answer that are read. */
const longestAnswer = 64 * 1024 * 1024;

/**
 * What a signing server wants signed. Throws `source-unreachable`, `file-missing` when nothing is to be signed there
 * any more, `manifest-too-long`, `interrupted`.
 */
export async function fetchUnsigned(address: string, options: SigningClientOptions): Promise<Uint8Array> {
  const { status, body } = await ask(address, { method: 'GET' }, options);
  if (status < 300) return body;
  const facts = { address, status };
  if (status === 404) throw new EngineError('file-missing', `${address} has nothing to sign`, { facts });
  throw new EngineError('source-unreachable', `${address} answered ${status}: ${words(body)}`, { facts });
}

/** Hands in what was signed. Throws `signature-refused` (facts address, status), `source-unreachable`, `interrupted`. */
export async function postSigned(
  address: string,
  manifest: Uint8Array,
  options: SigningClientOptions,
): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const { status, body } = await ask(address, { method: 'POST', headers, body: manifest }, options);
  if (status < 300) return;
  throw new EngineError('signature-refused', `${address} answered ${status}: ${words(body)}`, {
    facts: { address, status },
  });
}

async function ask(
  address: string,
  request: Pick<Dispatcher.RequestOptions, 'method' | 'body'> & { headers?: Record<string, string> },
  { network, limit, signal }: SigningClientOptions,
): Promise<{ readonly status: number; readonly body: Uint8Array }> {
  checkSignal(signal);
  const { request: send } = (await import('undici')).default;
  const dispatcher = await openDispatcher(new URL(address), 1, network);
  const timed = AbortSignal.timeout(limit);
  try {
    const either = signal === undefined ? timed : AbortSignal.any([signal, timed]);
    const response = await send(address, { ...request, dispatcher, signal: either });
    return { status: response.statusCode, body: await bounded(response.body, address) };
  } catch (error) {
    if (error instanceof EngineError) throw error;
    if (signal?.aborted) throw interrupted(error);
    const detail = timed.aborted ? `no answer within ${limit / 1000} seconds` : textOf(error);
    throw new EngineError('source-unreachable', `${address}: ${detail}`, {
      facts: { address },
      cause: error,
    });
  } finally {
    await dispatcher.destroy();
  }
}

async function bounded(body: AsyncIterable<Uint8Array>, address: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > longestAnswer) {
      throw new EngineError('manifest-too-long', `${address} sends more than any manifest has`, {
        facts: { file: address, expected: longestAnswer, got: length },
      });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `message` of a server's answer, or what there is instead. */
function words(body: Uint8Array): string {
  const text = Buffer.from(body.subarray(0, 4096)).toString('utf8').trim();
  try {
    const value = parseJson(body, 'answer');
    if (typeof value === 'object' && value !== null && 'message' in value)
      return shown(String(value.message));
  } catch (error) {
    // not the API's form: shown as it is
    if (!(error instanceof EngineError)) throw error;
  }
  return shown(text);
}
