import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Query, Run } from '../../api/run.ts';
import type { Exposure, RunningServer, ServeRequest } from '../../api/serve.ts';
import { checkSignal, EngineError } from '../../errors.ts';
import { fileError, isAbsent, systemCode } from '../../io/files.ts';
import { checkPort } from '../../io/free-port.ts';
import { openStore } from '../../io/mirror-store.ts';
import { keysInTree } from '../../io/server/keys-in-tree.ts';
import { type Certificate, type CertificateFiles, readCertificate } from '../../io/server/tls.ts';
import { readTokens, type Tokens } from '../../io/server/tokens.ts';
import { Uploads } from '../../io/server/uploads.ts';
import { type Context, resolvePath } from '../context.ts';
import { checkCanSign } from './can-sign.ts';
import { expiryGauge } from './expiry-gauge.ts';
import { mirrorPublisher } from './publisher.ts';

const usualHost = '127.0.0.1';
const defaultUpload = 4 * 1024 ** 3;
/** Tarballs that may wait for their manifests, and for how long (milliseconds): as long as stock's server keeps them. */
const waiting = { count: 32, wait: 600_000 };

/**
 * Serves a mirror's folder until `close`, or until the signal fires. Throws `file-missing`, `address-invalid`,
 * `port-taken`, `permission-denied`, `io-failed`, `usage` for a number that can't be, `tokens-unusable`, `certificate-unusable`,
 * and with `publish` what opening the mirror throws, and `target-keys-missing` when it can't be signed here.
 */
export function serveQuery(context: Context): Query<ServeRequest, RunningServer> {
  return async (request, run = {}) => {
    checkSignal(run.signal);
    const server = await startServer(context, request, run);
    const close = () => void server.close();
    run.signal?.addEventListener('abort', close, { once: true });
    if (run.signal?.aborted) close();
    for (const path of server.exposure.keys)
      run.onEvent?.({ type: 'warning', warning: { code: 'keys-served', facts: { path } } });
    return server;
  };
}

/** All that `serve` looks at before it goes on listening, the port too; nothing is kept open, nothing is written. */
export function exposureQuery(context: Context): Query<ServeRequest, Exposure> {
  return async (request, run = {}) => {
    checkSignal(run.signal);
    const { folder, host, port, secrets } = await prepared(context, request);
    const { tokens, certificate } = await secrets.read();
    if (request.publish === true) await checkCanSign(context, folder, run);
    if (request.accessLog?.file !== undefined) await checkLog(resolvePath(context, request.accessLog.file));
    if (port !== 0) await checkPort(host, port);
    return {
      ...(await exposureOf(folder, host)),
      publish: request.publish === true,
      encrypted: certificate !== null,
      tokens: tokens?.owners ?? null,
    };
  };
}

/** A log that does not exist yet is made where its folder is. */
async function checkLog(file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK);
    if ((await stat(file)).isDirectory()) throw wrong('accessLog', `${file} is a folder`);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT' || !(await isThere(dirname(file)))) throw fileError(error, file);
  }
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

/** What a request means, as far as it can be said without listening. */
async function prepared(context: Context, request: ServeRequest) {
  const { host = usualHost } = request;
  const port = checkWhole(request.port ?? 0, 'port', 65_535);
  const rate = checkWhole(request.limitRate ?? 0, 'limitRate', Number.MAX_SAFE_INTEGER);
  const maxUpload = checkWhole(request.maxUpload ?? defaultUpload, 'maxUpload', Number.MAX_SAFE_INTEGER);
  const folder = await realFolder(resolvePath(context, request.path));
  await refuseOther(folder);
  return { host, port, rate, maxUpload, folder, secrets: secretsOf(context, request) };
}

/** A folder that is no mirror is served by nobody's wish: a home, a whole disk. */
async function refuseOther(folder: string): Promise<void> {
  if ((await openStore(folder).state()) === 'mirror') return;
  throw new EngineError('source-not-a-mirror', `${folder} holds neither root.json nor timestamp.json`, {
    facts: { address: folder, path: folder },
  });
}

async function startServer(context: Context, request: ServeRequest, run: Run): Promise<RunningServer> {
  const { publish = false } = request;
  const { host, port, rate, maxUpload, folder, secrets } = await prepared(context, request);
  let { tokens, certificate } = await secrets.read();
  if (certificate?.exposed === true) warnOfKey(secrets.files?.key ?? '', run);
  const uploads = new Uploads(openStore(folder).staging, { ...waiting, bytes: maxUpload });
  // the signal ends the server, not what a publisher was promised
  const publisher = publish ? mirrorPublisher(context, folder, {}) : null;
  if (publisher !== null) {
    await checkCanSign(context, folder, run);
    await uploads.sweep();
  }
  const expiries = expiryGauge(context, folder);
  // most commands serve nothing and need not load a server
  const { startMirrorServer } = await import('../../io/server/mirror-server.ts');
  const server = await startMirrorServer({
    ...{ folder, host, port, rate, certificate, expiries, now: context.now },
    log: request.accessLog,
    onRequest: request.onRequest,
    api: publisher === null ? null : { publisher, uploads, tokens: () => tokens },
  });
  const exposure = { ...(await exposureOf(folder, host)), publish, encrypted: certificate !== null };
  return {
    address: server.address,
    port: server.port,
    exposure: { ...exposure, tokens: tokens?.owners ?? null },
    reload: async () => {
      const next = await secrets.read();
      if (next.certificate !== null) server.renewCertificate(next.certificate);
      ({ tokens, certificate } = next);
      await server.reopenLog();
    },
    close: async () => {
      await server.close();
      await publisher?.idle();
      if (publish) await uploads.close();
    },
  };
}

type Secrets = { readonly tokens: Tokens | null; readonly certificate: Certificate | null };

/** What is read when the server starts, and again when it is told to. */
function secretsOf(
  context: Context,
  { tokens, cert, key, publish }: ServeRequest,
): { readonly files: CertificateFiles | null; read(): Promise<Secrets> } {
  if ((cert === undefined) !== (key === undefined))
    throw wrong('cert', 'a certificate and its key go together');
  if (tokens !== undefined && publish !== true) throw wrong('tokens', 'tokens are for publishing');
  const files =
    cert === undefined || key === undefined
      ? null
      : { cert: resolvePath(context, cert), key: resolvePath(context, key) };
  return {
    files,
    read: async () => ({
      tokens: tokens === undefined ? null : await readTokens(resolvePath(context, tokens)),
      certificate: files === null ? null : await readCertificate(files),
    }),
  };
}

function warnOfKey(file: string, run: Run): void {
  run.onEvent?.({ type: 'warning', warning: { code: 'key-exposed', facts: { file } } });
}

async function exposureOf(folder: string, host: string): Promise<Pick<Exposure, 'local' | 'keys'>> {
  const local = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return { local, keys: await keysInTree(folder) };
}

async function realFolder(path: string): Promise<string> {
  try {
    const real = await realpath(path);
    if ((await stat(real)).isDirectory()) return real;
  } catch (error) {
    if (!isAbsent(error)) throw fileError(error, path);
  }
  throw new EngineError('file-missing', `${path}: there is no such folder`, { facts: { file: path, path } });
}

function checkWhole(value: number, field: string, most: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new EngineError('usage', `${field} is a whole number from 0 to ${most}`, {
    facts: { field, got: value },
  });
}

function wrong(field: string, why: string): EngineError {
  return new EngineError('usage', why, { facts: { field } });
}
