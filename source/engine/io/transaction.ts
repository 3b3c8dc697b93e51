import { stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { EngineError } from '../errors.ts';
import { changeFolder, type Move, stagingFolder } from './commit-journal.ts';
import { copyDurably } from './copy-file.ts';
import { fileError, makeFolder, readIfThere, syncFile, syncFolder, writeFileDurably } from './files.ts';
import { hashFile } from './hash-file.ts';
import { ownFolder } from './lock.ts';
import { checkMirrorName, keysFolder, versionOf } from './mirror-names.ts';

export type CopyOptions = {
  /** What the bytes must be; checked while they are copied. Throws `hash-mismatch`, `length-mismatch`. */
  readonly sha256?: string | undefined;
  readonly length?: number | undefined;
  /** Put other bytes in the place of a file that exists. Without it: `mirror-changed`. */
  readonly replace?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * A change of a mirror while it is put together. Names are files directly in the mirror, or `keys/` and one.
 * Nothing of it is in the mirror before the commit, and all of it afterwards.
 */
export type Transaction = {
  /**
   * A whole small file. One that is there with the same bytes is left alone. A versioned manifest that the
   * mirror's snapshot has in use can't become another: `mirror-changed`.
   */
  put(name: string, bytes: Uint8Array, mode?: number): Promise<void>;
  /** A verified file of the staging folder: renamed in the commit, replacing what is there; left if none comes. */
  adopt(path: string, name: string): Promise<void>;
  /** A file from anywhere, copied. */
  copy(path: string, name: string, options?: CopyOptions): Promise<void>;
  /** Removed once everything else is in place. */
  remove(name: string): void;
};

/** Collects a change below `<mirror>/.mirrordeck/change`. */
export class Staging implements Transaction {
  readonly moves = new Map<string, Move>();
  readonly removes = new Set<string>();
  readonly #mirror: string;
  readonly #unsynced: string[] = [];
  #made = 0;

  constructor(mirror: string) {
    this.#mirror = mirror;
  }

  async put(
    name: string,
    bytes: Uint8Array,
    mode = name.startsWith(`${keysFolder}/`) ? 0o600 : 0o644,
  ): Promise<void> {
    checkMirrorName(name);
    const there = await readIfThere(join(this.#mirror, name));
    // The last word on a name counts, also when it is that the file stays as it is.
    this.moves.delete(name);
    if (there?.equals(bytes)) return;
    if (there !== null && (await this.#isInUse(name))) throw taken(name);
    const from = await this.#place(name);
    await writeFileDurably(join(this.#mirror, ownFolder, from), bytes, mode);
    this.moves.set(name, { from, to: name, mode });
  }

  async adopt(path: string, name: string): Promise<void> {
    checkMirrorName(name);
    const inside = relative(join(this.#mirror, ownFolder), path).split(sep).join('/');
    if (!inside.startsWith(`${stagingFolder}/`)) throw new Error(`not in the staging folder: ${path}`);
    await stat(path).catch((error: unknown) => {
      throw fileError(error, path);
    });
    this.#unsynced.push(path);
    this.moves.set(name, { from: inside, to: name, mode: 0o644 });
  }

  async copy(path: string, name: string, options: CopyOptions = {}): Promise<void> {
    checkMirrorName(name);
    const there = join(this.#mirror, name);
    if (options.replace !== true && (await exists(there))) {
      if (
        options.sha256 !== undefined &&
        (await hashFile(there, ['sha256'])).hashes.sha256 === options.sha256
      )
        return;
      throw taken(name);
    }
    const from = await this.#place(name);
    await copyDurably(path, join(this.#mirror, ownFolder, from), options);
    this.moves.set(name, { from, to: name, mode: 0o644 });
  }

  remove(name: string): void {
    this.removes.add(checkMirrorName(name));
  }

  get isEmpty(): boolean {
    return this.moves.size === 0 && this.removes.size === 0;
  }

  /** Brings everything that the commit will move onto the disk. */
  async sync(): Promise<void> {
    // A few at once: each waits for the disk, and so many handles don't.
    for (let at = 0; at < this.#unsynced.length; at += 8) {
      await Promise.all(this.#unsynced.slice(at, at + 8).map(syncFile));
    }
    const own = join(this.#mirror, ownFolder);
    if (this.#made > 0) await syncFolder(join(own, changeFolder));
    if (this.#unsynced.length > 0) await syncFolder(join(own, stagingFolder));
  }

  async #place(name: string): Promise<string> {
    if (this.#made === 0) await makeFolder(join(this.#mirror, ownFolder, changeFolder), 0o700);
    this.#made += 1;
    return `${changeFolder}/${this.#made}-${basename(name)}`;
  }

  /** A versioned manifest beyond what the snapshot names is litter of somebody's crash, and may be overwritten. */
  async #isInUse(name: string): Promise<boolean> {
    if (name.startsWith(`${keysFolder}/`)) return true;
    const manifest = versionOf(name);
    if (manifest === null) return false;
    const text = await readIfThere(join(this.#mirror, 'snapshot.json'));
    if (text === null) return false;
    try {
      const version: unknown = JSON.parse(text.toString('utf8')).signed.meta[manifest.url]?.version;
      return typeof version === 'number' && version >= manifest.version;
    } catch {
      // A snapshot that nobody can read says nothing; better to keep what is there.
      return true;
    }
  }
}

function taken(name: string): EngineError {
  return new EngineError('mirror-changed', `${name} is in the mirror already, with other content`, {
    facts: { file: name },
  });
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
