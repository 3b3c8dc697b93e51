export type ServeRequest = {
  readonly path: string;
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
  /** 0 takes any free port. */
  readonly port?: number | undefined;
  /** Bytes per second for all answers together. */
  readonly limitRate?: number | undefined;
  /** Take what owners send by stock's API, and sign it with the mirror's keys. Default false. */
  readonly publish?: boolean | undefined;
  /** Bytes of one tarball at most; default 4 GiB. */
  readonly maxUpload?: number | undefined;
  /** File of tokens: only who brings one may send anything. Default: whoever has an owner's key. */
  readonly tokens?: string | undefined;
  /** PEM files: both, for https. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly accessLog?: AccessLog | undefined;
  readonly onRequest?: ((entry: AccessEntry) => void) | undefined;
};

/** Where a line per request goes: into a file, to which is appended, or to whoever listens. */
export type AccessLog = {
  readonly format: 'common' | 'json';
  readonly file?: string | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
};

export type AccessEntry = {
  readonly at: string;
  readonly client: string;
  /** The owner whose token came with it. */
  readonly owner: string | null;
  readonly method: string;
  readonly path: string;
  readonly protocol: string;
  readonly status: number;
  readonly range: string | null;
  readonly bytes: number;
  readonly milliseconds: number;
  /** For what was sent here: what came of it, in English. */
  readonly note: string | null;
};

/** What a server lets whom do. */
export type Exposure = {
  /** Only programs of this machine reach it. */
  readonly local: boolean;
  readonly encrypted: boolean;
  readonly publish: boolean;
  /** Owners that have a token; null when no token is asked for. */
  readonly tokens: readonly string[] | null;
  /** Files with private keys in the served folder: this server doesn't answer for them, another one would. */
  readonly keys: readonly string[];
};

export type RunningServer = {
  readonly address: string;
  readonly port: number;
  readonly exposure: Exposure;
  /** Reads certificate and tokens anew and opens the log's file again. Throws what can't be read; the old goes on then. */
  reload(): Promise<void>;
  /** Takes no more requests, lets what runs come to its end, and ends. */
  close(): Promise<void>;
};
