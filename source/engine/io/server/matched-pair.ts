import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openServed, type ServedContent } from './served-file.ts';

type Name = 'timestamp.json' | 'snapshot.json';
type Pair = { readonly seen: string; readonly contents: Readonly<Record<Name, ServedContent>> };

/** A snapshot of more than this is served as it lies there. */
const largest = 64 * 1024 * 1024;

/**
 * The two files by which a commit becomes visible. They are replaced one after the other; whoever asks in between
 * gets the two that belong together, from before the commit. The files are read again only when they changed.
 */
export class MatchedPair {
  readonly #folder: string;
  #pair: Pair | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The content to answer with; null when there is no such pair, and what lies there is to be served. */
  async content(name: string): Promise<ServedContent | null> {
    if (name !== 'timestamp.json' && name !== 'snapshot.json') return null;
    return (await this.#look())?.contents[name] ?? null;
  }

  async #look(): Promise<Pair | null> {
    const seen = await fileState(this.#folder);
    if (this.#pair?.seen === seen) return this.#pair;
    const timestamp = await this.#read('timestamp.json');
    const snapshot = await this.#read('snapshot.json');
    if (timestamp?.bytes === undefined || snapshot?.bytes === undefined) {
      this.#pair = null;
      return null;
    }
    // what doesn't match is a commit half way: the pair from before goes on, while there is one
    if (matches(timestamp.bytes, snapshot.bytes) && seen === (await fileState(this.#folder))) {
      this.#pair = { seen, contents: { 'timestamp.json': timestamp, 'snapshot.json': snapshot } };
    }
    return this.#pair;
  }

  async #read(name: Name): Promise<ServedContent | null> {
    const found = await openServed(this.#folder, [name]);
    if (found?.handle === undefined) return null;
    try {
      if (found.size > largest) return null;
      const bytes = await found.handle.readFile();
      const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
      return { bytes, size: bytes.length, etag, modified: found.modified };
    } finally {
      await found.handle.close();
    }
  }
}

/** True when the timestamp names this snapshot. Signatures are for the clients to check. */
function matches(timestamp: Buffer, snapshot: Buffer): boolean {
  const wanted = /"sha256":"([0-9a-f]{64})"/.exec(timestamp.toString('latin1'))?.[1];
  return wanted === createHash('sha256').update(snapshot).digest('hex');
}

/** Another text whenever the mirror in a folder has become another. */
export async function fileState(folder: string): Promise<string> {
  const states = ['timestamp.json', 'snapshot.json'].map((name) =>
    stat(join(folder, name), { bigint: true }).then(
      (status) => `${status.ino}-${status.size}-${status.mtimeNs}`,
      () => 'none',
    ),
  );
  return (await Promise.all(states)).join(' ');
}
