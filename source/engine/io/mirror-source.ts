import { folderSource } from './folder-source.ts';
import { type Network, networkOf } from './network.ts';
import { parseAddress } from './source-address.ts';

/** Where a mirror is read from: an http(s) address, or a folder of this machine. */
export type MirrorSource = {
  /** As it was given for http, trailing slash or not; absolute for a folder. Never holds credentials. */
  readonly address: string;
  readonly kind: 'http' | 'folder';
  /**
   * The whole of one small file, by its name in the mirror (`timestamp.json`; a leading `/` may be there).
   * Null where the source does not have it. Throws `manifest-too-long` beyond `limit` bytes, `name-invalid`,
   * `source-unreachable`, `source-certificate`, `source-redirect`, `source-not-a-mirror`, `interrupted`.
   */
  read(name: string, limit: number, signal?: AbortSignal): Promise<Uint8Array | null>;
  /** Where its tarballs can be had over http, and how; empty for a folder. Holds secrets: never shown. */
  readonly places: readonly Place[];
  /** Lets go of idle connections. */
  close(): Promise<void>;
};

/** One address of a source, and how it is reached. */
export type Place = { readonly address: string; readonly network: Network };

export type SourceOptions = {
  /** What a relative folder starts from; absolute. */
  readonly workingFolder: string;
  /** Time limits, retries and proxies; what is left out is as `networkOf` says. */
  readonly network?: Partial<Network> | undefined;
};

/** Opens nothing yet: the first `read` does. Throws `address-invalid` for an address outside the grammar. */
export function openSource(address: string, options: SourceOptions): MirrorSource {
  const parsed = parseAddress(address, options.workingFolder);
  if (parsed.kind === 'folder') return folderSource(parsed.path);
  const network = networkOf(options.network);
  // node:http is loaded by the first read: who only has a folder does without it
  let reader: Promise<import('./http-source.ts').HttpReader> | undefined;
  const open = () => {
    reader ??= import('./http-source.ts').then(({ HttpReader }) => new HttpReader(parsed.base, network));
    return reader;
  };
  return {
    address: parsed.address,
    kind: 'http',
    places: [{ address: parsed.address, network }],
    read: async (name, limit, signal) => (await open()).read(name, limit, signal),
    close: async () => (await reader)?.close(),
  };
}
