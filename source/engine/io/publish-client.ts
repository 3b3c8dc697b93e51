import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { shown } from '../domain/malformed.ts';
import { checkSignal, EngineError, interrupted } from '../errors.ts';
import { secureContextOf } from './authorities.ts';
import { fileError } from './files.ts';
import { accessHeaders, isLoopback, type Network } from './network.ts';

/** A signed component manifest on its way to a served mirror, with the tarball that it names if that is new. */
export type Upload = {
  readonly component: string;
  /** The component's manifest file, signed by its owner. */
  readonly manifest: Uint8Array;
  /** A file of this machine, and the name that the manifest's url gives it. */
  readonly tarball?: { readonly path: string; readonly name: string } | undefined;
  /** Flags of the index that are to change; undefined leaves them. */
  readonly yanked?: boolean | undefined;
  readonly standalone?: boolean | undefined;
  readonly hidden?: boolean | undefined;
};

export type UploadOptions = {
  /** Its proxies, authorities, credentials and the time limit for connecting count. */
  readonly network: Network;
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes of the tarball that were handed over since the last call. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
};

/** Milliseconds that the server may take to check and sign before it answers. */
const answerLimit = 300_000;
const longestAnswer = 64 * 1024;

/**
 * Publishes to a mirror that is served over http, by stock's API: the tarball, if there is one, then the manifest.
 * @throws `upload-refused` (facts status, address), `mirror-changed` when somebody published in between,
 *   `source-unreachable`, `interrupted`, and the errors of reading the tarball
 */
export async function uploadRelease(address: string, upload: Upload, options: UploadOptions): Promise<void> {
  const { signal, network } = options;
  checkSignal(signal);
  // A slash at the end of the address would make a path that stock's server doesn't know.
  const base = address.replace(/\/+$/, '');
  const access = accessHeaders(network, new URL(base));
  const session = randomUUID();
  const agent = await openAgent(new URL(base), network);
  const post = (path: string, headers: Record<string, string>, body: Dispatcher.RequestOptions['body']) =>
    postTo(agent, `${base}${path}`, {
      method: 'POST',
      headers: { ...headers, ...access },
      body: body ?? null,
      signal: signal ?? null,
    });
  try {
    if (upload.tarball !== undefined) {
      const form = await tarballForm(upload.tarball, options);
      await post(`/api/v1/tarball/${session}`, form.headers, form.body);
    }
    await post(
      `/api/v1/component/${session}/${upload.component}${flagsOf(upload)}`,
      { 'content-type': 'application/json' },
      upload.manifest,
    );
  } finally {
    await agent.close();
  }
}

/**
 * Hands the next root, signed, to a mirror that is served over http.
 * @throws `upload-refused` (facts status, address), `mirror-changed` when the mirror has a newer root by now,
 *   `source-unreachable`, `interrupted`
 */
export async function sendRoot(address: string, root: Uint8Array, options: UploadOptions): Promise<void> {
  const { signal, network } = options;
  checkSignal(signal);
  const base = address.replace(/\/+$/, '');
  const agent = await openAgent(new URL(base), network);
  const headers = { 'content-type': 'application/json', ...accessHeaders(network, new URL(base)) };
  try {
    await postTo(agent, `${base}/api/v1/rotate`, {
      method: 'POST',
      headers,
      body: root,
      signal: signal ?? null,
    });
  } finally {
    await agent.close();
  }
}

async function openAgent(base: URL, network: Network): Promise<Dispatcher> {
  const { proxy, connectLimit } = network;
  const trusted = secureContextOf(network);
  // as CommonJS has them: the bundle knows no other names of it
  const { Agent, EnvHttpProxyAgent } = (await import('undici')).default;
  const limits = { connectTimeout: connectLimit, headersTimeout: answerLimit, bodyTimeout: answerLimit };
  const own = trusted === undefined ? {} : { connect: { ...trusted, timeout: connectLimit } };
  if (isLoopback(base.hostname)) return new Agent({ ...limits, ...own });
  const { http, https, none } = proxy;
  return new EnvHttpProxyAgent({
    ...limits,
    ...own,
    ...(trusted === undefined ? {} : { requestTls: trusted, proxyTls: trusted }),
    httpProxy: http,
    httpsProxy: https,
    noProxy: none,
  });
}

function flagsOf({ yanked, standalone, hidden }: Upload): string {
  const query = new URLSearchParams();
  if (yanked !== undefined) query.set('yanked', String(yanked));
  if (standalone !== undefined) query.set('standalone', String(standalone));
  if (hidden !== undefined) query.set('hidden', String(hidden));
  return query.size === 0 ? '' : `?${query}`;
}

/** One multipart form with one file, streamed from the disk, its length known beforehand. */
async function tarballForm(
  { path, name }: NonNullable<Upload['tarball']>,
  { onBytes }: UploadOptions,
): Promise<{ headers: Record<string, string>; body: Readable }> {
  const boundary = `mirrordeck-${randomUUID()}`;
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n` +
      'content-type: application/octet-stream\r\n\r\n',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const { size } = await stat(path).catch((error: unknown) => {
    throw fileError(error, path);
  });
  async function* parts(): AsyncGenerator<Uint8Array> {
    yield head;
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: 512 * 1024 })) {
        yield chunk;
        onBytes?.(chunk.length);
      }
    } catch (error) {
      throw fileError(error, path);
    }
    yield tail;
  }
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + size + tail.length),
    },
    body: Readable.from(parts()),
  };
}

async function postTo(
  agent: Dispatcher,
  url: string,
  request: Parameters<typeof import('undici').request>[1],
): Promise<void> {
  const { request: send } = (await import('undici')).default;
  let status: number;
  let answer: string;
  try {
    const response = await send(url, { ...request, dispatcher: agent });
    status = response.statusCode;
    answer = await readAnswer(response.body);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    if (request?.signal instanceof AbortSignal && request.signal.aborted) throw interrupted(error);
    const detail = error instanceof Error ? error.message : String(error);
    throw new EngineError('source-unreachable', `${url}: ${detail}`, {
      facts: { address: url },
      cause: error,
    });
  }
  if (status < 300) return;
  const facts = { address: url, status };
  if (status === 409) {
    throw new EngineError('mirror-changed', 'the mirror has a newer manifest by now', {
      facts,
    });
  }
  throw new EngineError('upload-refused', `${url} answered ${status}: ${wordsOf(answer)}`, { facts });
}

async function readAnswer(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > longestAnswer) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

/** The `status` and `message` of the API's answer, or what there is instead. */
function wordsOf(answer: string): string {
  try {
    const parsed: unknown = JSON.parse(answer);
    if (typeof parsed === 'object' && parsed !== null && 'status' in parsed) {
      const message = 'message' in parsed ? String(parsed.message) : '';
      return shown(`${String(parsed.status)} ${message}`.trim());
    }
  } catch {
    // not the API's form: shown as it is
  }
  return shown(answer.trim());
}
