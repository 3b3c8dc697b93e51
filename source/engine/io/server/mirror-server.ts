import type { AccessEntry, AccessLog } from '../../api/serve.ts';
import { accessLine, type LogFile, openLogFile } from './access-log.ts';
import type { Exchange, Handler } from './exchange.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { MatchedPair } from './matched-pair.ts';
import { type Gauges, newMetrics } from './metrics.ts';
import { probes } from './probes.ts';
import { type Publisher, publishApi } from './publish-api.ts';
import { staticFiles } from './static-files.ts';
import type { Certificate } from './tls.ts';
import type { Tokens } from './tokens.ts';
import type { Uploads } from './uploads.ts';

export type MirrorServerOptions = {
  /** The mirror, by its real path. */
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  /** Bytes per second for all answers together; 0 for no limit. */
  readonly rate: number;
  readonly certificate: Certificate | null;
  /** Null: nothing can be sent here. */
  readonly api: {
    readonly publisher: Publisher;
    readonly uploads: Uploads;
    readonly tokens: () => Tokens | null;
  } | null;
  readonly log: AccessLog | undefined;
  readonly onRequest: ((entry: AccessEntry) => void) | undefined;
  readonly expiries: Gauges['expiries'];
  readonly now: () => Date;
};

export type MirrorServer = Omit<HttpServer, 'connections'> & { reopenLog(): Promise<void> };

/** A mirror's files, the API for publishing, and what tells how it goes, at one address. Throws as `startHttpServer`. */
export async function startMirrorServer(options: MirrorServerOptions): Promise<MirrorServer> {
  const { folder, log, api, expiries } = options;
  const pair = new MatchedPair(folder);
  const metrics = await newMetrics({ connections: async () => (await http?.connections()) ?? 0, expiries });
  const handlers: Handler[] = [probes(pair, metrics)];
  if (api !== null)
    handlers.push(publishApi({ ...api, onUploaded: metrics.uploaded, onResult: metrics.published }));
  handlers.push(staticFiles(folder, pair, options.rate));
  const file: LogFile | null = log?.file === undefined ? null : await openLogFile(log.file, () => undefined);
  const onDone = (exchange: Exchange, milliseconds: number): void => {
    const entry = entryOf(exchange, milliseconds);
    metrics.request(entry.method, entry.status, entry.bytes, milliseconds);
    options.onRequest?.(entry);
    if (log === undefined) return;
    const line = accessLine(entry, log.format);
    file?.write(line);
    log.onLine?.(line);
  };
  let http: HttpServer | undefined;
  try {
    http = await startHttpServer({ ...options, handlers, onDone });
  } catch (error) {
    await file?.close();
    throw error;
  }
  const { address, port, renewCertificate, close } = http;
  return {
    ...{ address, port, renewCertificate },
    reopenLog: async () => await file?.reopen(),
    close: async () => {
      await close();
      await file?.close();
    },
  };
}

function entryOf(exchange: Exchange, milliseconds: number): AccessEntry {
  const { request, response, client, at, owner, note, sent } = exchange;
  return {
    at: at.toISOString(),
    client,
    owner,
    method: request.method ?? '',
    path: request.url ?? '',
    protocol: `HTTP/${request.httpVersion}`,
    // nobody waited for one
    status: response.headersSent ? response.statusCode : 499,
    range: request.headers.range ?? null,
    bytes: sent,
    milliseconds: Math.round(milliseconds),
    note,
  };
}
