import { longestManifest, longestRoot } from '../../domain/parse.ts';
import { EngineError } from '../../errors.ts';
import { answerFailure, answerStatus } from './api-answer.ts';
import type { Exchange, Handler } from './exchange.ts';
import { boundaryOf } from './multipart.ts';
import { readBody } from './read-body.ts';
import { rootOwner, type Tokens } from './tokens.ts';
import type { Upload, Uploads } from './uploads.ts';

/** A component's manifest as somebody sent it. */
export type SentComponent = {
  /** The id in the address. */
  readonly id: string;
  readonly body: Buffer;
  /** Flags of the index that are to change; undefined leaves them. */
  readonly yanked: boolean | undefined;
  readonly standalone: boolean | undefined;
  readonly hidden: boolean | undefined;
  /** The tarball of the same session, if there was one. */
  readonly upload: Upload | null;
  /** Whose token came with it; null where no token is asked for. */
  readonly owner: string | null;
};

/** What the API asks of whoever knows the mirror. Both resolve with what was done, in a line. */
export type Publisher = {
  component(sent: SentComponent): Promise<string>;
  rotate(body: Buffer): Promise<string>;
};

export type PublishApiOptions = {
  readonly publisher: Publisher;
  readonly uploads: Uploads;
  /** Asked for each request, so that they can be read anew. Null: no token is asked for. */
  readonly tokens: () => Tokens | null;
  readonly onUploaded: (bytes: number) => void;
  readonly onResult: (what: 'component' | 'rotate', status: number) => void;
};

/** Milliseconds without a byte after which an upload is given up. */
const stallLimit = 60_000;
/** Bytes of a component's manifest that is sent; the largest that is known has a tenth. */
const longestSent = Math.min(16 * 1024 * 1024, longestManifest);

const tarballRoute = /^\/api\/v1\/tarball\/([0-9A-Za-z-]{1,64})$/;
const componentRoute = /^\/api\/v1\/component\/([0-9A-Za-z-]{1,64})\/([^/]{1,200})$/;

/** Stock's API for publishing, under `/api/`. */
export function publishApi(options: PublishApiOptions): Handler {
  return async (exchange) => {
    const { path } = exchange;
    if (!path.startsWith('/api/')) return false;
    const tarball = tarballRoute.exec(path)?.[1];
    const [, session, id] = componentRoute.exec(path) ?? [];
    if (tarball !== undefined)
      await guarded(exchange, options, (owner) => takeTarball(exchange, options, tarball, owner));
    else if (session !== undefined && id !== undefined)
      await guarded(exchange, options, (owner) => takeComponent(exchange, options, session, id, owner));
    else if (path === '/api/v1/rotate')
      await guarded(exchange, options, (owner) => takeRoot(exchange, options, owner));
    else exchange.refuse(404);
    return true;
  };
}

/** Method, then token, then the work, whose failure is an answer of the API's. */
async function guarded(
  exchange: Exchange,
  { tokens }: PublishApiOptions,
  work: (owner: string | null) => Promise<void>,
): Promise<void> {
  if (!exchange.allows('POST')) return;
  const known = tokens();
  const owner = known === null ? null : known.ownerOf(exchange.request.headers.authorization);
  exchange.owner = owner;
  if (known !== null && owner === null) {
    exchange.response.setHeader('WWW-Authenticate', 'Bearer, Basic realm="publish"');
    answerStatus(exchange, 401, 'UNAUTHORIZED', 'a token is needed to publish here');
    return;
  }
  try {
    await work(owner);
  } catch (error) {
    answerFailure(exchange, error);
  }
}

async function takeTarball(
  exchange: Exchange,
  { uploads, onUploaded }: PublishApiOptions,
  session: string,
  owner: string | null,
): Promise<void> {
  const { request, response } = exchange;
  const boundary = boundaryOf(request.headers['content-type']);
  if (boundary === null) {
    throw new EngineError('tarball-malformed', 'a form with one file is wanted', { facts: { file: 'form' } });
  }
  request.setTimeout(stallLimit, () => request.destroy());
  const announced = Number(request.headers['content-length'] ?? 0);
  await uploads.receive(session, owner, request, boundary, announced, onUploaded);
  response.writeHead(204).end();
}

async function takeComponent(
  exchange: Exchange,
  { uploads, publisher, onResult }: PublishApiOptions,
  session: string,
  id: string,
  owner: string | null,
): Promise<void> {
  const { query, response } = exchange;
  const body = await readBody(exchange.request, longestSent, stallLimit);
  const upload = uploads.take(session, owner);
  const flags = {
    yanked: flag(query, 'yanked'),
    standalone: flag(query, 'standalone'),
    hidden: flag(query, 'hidden'),
  };
  try {
    exchange.note = await publisher.component({ id, body, upload, owner, ...flags });
    await uploads.discard(upload);
    response.writeHead(204).end();
  } catch (error) {
    // gone before the answer: whoever has it finds nothing left
    await uploads.discard(upload);
    answerFailure(exchange, error, upload);
  }
  onResult('component', response.statusCode);
}

async function takeRoot(
  exchange: Exchange,
  { publisher, onResult }: PublishApiOptions,
  owner: string | null,
): Promise<void> {
  const { response } = exchange;
  if (owner !== null && owner !== rootOwner) {
    answerStatus(exchange, 403, 'FORBIDDEN', `only a token of "${rootOwner}" may rotate`);
    return;
  }
  const body = await readBody(exchange.request, longestRoot, stallLimit);
  try {
    exchange.note = await publisher.rotate(body);
    response.writeHead(204).end();
  } catch (error) {
    answerFailure(exchange, error);
  }
  onResult('rotate', response.statusCode);
}

/** As stock reads them: anything but these two words is no wish. */
function flag(query: URLSearchParams, name: string): boolean | undefined {
  const value = query.get(name);
  return value === 'true' ? true : value === 'false' ? false : undefined;
}
