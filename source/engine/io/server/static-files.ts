import { parseKeyFile } from '../../domain/key-file.ts';
import { EngineError } from '../../errors.ts';
import { versionOf } from '../mirror-names.ts';
import type { Exchange, Handler } from './exchange.ts';
import type { MatchedPair } from './matched-pair.ts';
import { RateLimit } from './rate-limit.ts';
import { answerPart } from './requested-range.ts';
import { sendFile } from './send-file.ts';
import { openServed, type ServedContent } from './served-file.ts';
import { servedParts, typeOf } from './served-path.ts';

/** Key files are small; so is what is looked into for a private half. */
const longestKeyFile = 64 * 1024;

/**
 * Gives the files of a folder (by its real path): nothing is made, listed, or fetched from elsewhere. `rate` in
 * bytes per second for all answers together, 0 for no limit.
 */
export function staticFiles(folder: string, pair: MatchedPair, rate: number): Handler {
  const limit = new RateLimit(rate);
  return async (exchange) => {
    if (!exchange.allows('GET', 'HEAD')) return true;
    const parts = servedParts(exchange.request.url ?? '');
    const name = parts?.at(-1) ?? '';
    const content =
      parts === null
        ? null
        : ((parts.length === 1 ? await pair.content(name) : null) ?? (await openServed(folder, parts)));
    try {
      if (content === null || (await isPrivateKey(name, content))) exchange.refuse(404);
      else await answerWith(content, name, exchange, limit);
    } finally {
      await content?.handle?.close();
    }
    return true;
  };
}

/** A key that somebody put beside the manifests is nobody's business either. */
async function isPrivateKey(name: string, { handle, size }: ServedContent): Promise<boolean> {
  if (handle === undefined || size > longestKeyFile || !mayBeKey(name)) return false;
  const { buffer } = await handle.read(Buffer.alloc(size), 0, size, 0);
  return holdsPrivateKey(buffer);
}

/** True for a name that a key file in a mirror's folder could have, and no manifest has. */
export function mayBeKey(name: string): boolean {
  const isManifest = versionOf(name) !== null || /^(root|snapshot|timestamp)\.json$/.test(name);
  return /\.(json|pem|key)$/i.test(name) && !isManifest;
}

/** True when there is a private half of a key in it, in stock's form or as PEM. */
export function holdsPrivateKey(bytes: Buffer): boolean {
  if (bytes.includes('PRIVATE KEY-----')) return true;
  try {
    return parseKeyFile(bytes, 'key').private !== null;
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

async function answerWith(
  content: ServedContent,
  name: string,
  exchange: Exchange,
  limit: RateLimit,
): Promise<void> {
  const { size } = content;
  const { request, response } = exchange;
  const part = answerPart(request.headers, content);
  response.setHeader('ETag', content.etag);
  response.setHeader('Last-Modified', content.modified.toUTCString());
  response.setHeader('Accept-Ranges', 'bytes');
  // tarballs never change under their name, manifests do; both are asked for again
  response.setHeader('Cache-Control', 'no-cache');
  if (!('start' in part)) {
    if (part.status === 416) {
      response.setHeader('Content-Range', `bytes */${size}`);
      exchange.refuse(416);
    } else response.writeHead(304).end();
    return;
  }
  const { start, end } = part;
  response.setHeader('Content-Type', typeOf(name));
  response.setHeader('Content-Length', end - start);
  if (part.status === 206) response.setHeader('Content-Range', `bytes ${start}-${end - 1}/${size}`);
  response.writeHead(part.status);
  if (request.method === 'HEAD') {
    response.end();
  } else if (content.handle !== undefined) {
    exchange.sent = await sendFile(content.handle, start, end, response, limit);
    response.end();
  } else {
    await limit.take(end - start);
    response.end(content.bytes.subarray(start, end));
    exchange.sent = end - start;
  }
}
