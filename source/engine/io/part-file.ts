import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { interrupted } from '../errors.ts';
import { fileError, mutate, mutateSync } from './files.ts';
import { type PartJournal, readPartJournal, writePartJournal } from './part-journal.ts';

const syncData = promisify(fdatasync);
const { O_RDWR, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;

/** Bytes hashed between two looks at whether to stop, and at other downloads of the thread. */
const slice = 4 * 1024 * 1024;
/** Bytes. Files below this are fetched anew rather than gone on with: a journal would cost more than it saves. */
const leastResumable = 64 * 1024;

export type PartGoal = {
  /** Where the finished file goes; the part lies beside it, as `<path>.part`, its journal as `<path>.part.json`. */
  readonly path: string;
  readonly url: string;
  readonly length: number;
  readonly sha256: string;
};

/**
 * A file on its way: what is written is hashed at once, and it gets its name only when all of it is right.
 * Writes synchronously, in a thread that has nothing else to do.
 */
export class PartFile {
  readonly #goal: PartGoal;
  readonly #part: string;
  readonly #journal: string;
  readonly #descriptor: number;
  #hash: Hash;
  #offset = 0;
  #validator = '';
  #journaled: boolean;

  private constructor(goal: PartGoal, descriptor: number, journaled: boolean) {
    this.#goal = goal;
    this.#part = `${goal.path}.part`;
    this.#journal = `${goal.path}.part.json`;
    this.#descriptor = descriptor;
    this.#journaled = journaled;
    this.#hash = createHash('sha256');
  }

  /**
   * Opens the part, or makes it. What an earlier run left is taken up, hashed again, when its journal is for the
   * same content; else it is discarded, and `onDiscard` hears why. Throws the errors of the file system, and
   * `interrupted` when `stopped` says so.
   */
  static async open(
    goal: PartGoal,
    stopped: () => boolean,
    onDiscard: (reason: string) => void,
  ): Promise<PartFile> {
    const part = `${goal.path}.part`;
    const found = readPartJournal(`${goal.path}.part.json`);
    const flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK;
    const descriptor = mutateSync('create', part, () => openSync(part, flags, 0o644));
    const file = new PartFile(goal, descriptor, found !== null);
    try {
      const status = fstatSync(descriptor);
      if (!status.isFile()) throw fileError(new Error('it is not a regular file'), part);
      const reason = whyNot(found, goal, status.size);
      if (reason === null && found !== null && found !== 'corrupt') {
        await file.#takeUp(found, status.size, stopped);
      } else {
        if (reason !== null && status.size > 0) onDiscard(reason);
        if (status.size > 0 || found !== null) file.restart();
      }
      return file;
    } catch (error) {
      file.close();
      throw fileError(error, part);
    }
  }

  /** Bytes that are there. */
  get offset(): number {
    return this.#offset;
  }

  /** For If-Range; empty when nothing is known. */
  get validator(): string {
    return this.#validator;
  }

  async #takeUp(found: PartJournal, size: number, stopped: () => boolean): Promise<void> {
    const buffer = Buffer.allocUnsafe(Math.min(slice, size));
    while (this.#offset < size) {
      if (stopped()) throw interrupted();
      const read = readSync(
        this.#descriptor,
        buffer,
        0,
        Math.min(buffer.length, size - this.#offset),
        this.#offset,
      );
      if (read === 0) break;
      this.#hash.update(buffer.subarray(0, read));
      this.#offset += read;
      await new Promise(setImmediate);
    }
    // the same content may lie elsewhere today: its bytes count, what another server said of it does not
    this.#validator = found.url === this.#goal.url ? found.validator : '';
  }

  /** Remembers what the server calls this content. The first answer decides; writes the journal once. */
  note(validator: string, length: number): void {
    const known = this.#journaled && this.#validator === validator;
    this.#validator = validator;
    if (known || Math.max(this.#goal.length, length) < leastResumable) return;
    this.#journaled = true;
    const { url, sha256 } = this.#goal;
    writePartJournal(this.#journal, { url, length: this.#goal.length, sha256, validator });
  }

  /** The rest comes from another server: what the last one called this content means nothing there. */
  goElsewhere(): void {
    this.#validator = '';
  }

  /** Appends. Throws the errors of the file system (`disk-full`); what did not fit is not counted. */
  write(chunk: Uint8Array): void {
    mutateSync('write', this.#part, () => {
      let written = 0;
      while (written < chunk.length) {
        written += writeSync(
          this.#descriptor,
          chunk,
          written,
          chunk.length - written,
          this.#offset + written,
        );
      }
    });
    this.#hash.update(chunk);
    this.#offset += chunk.length;
  }

  /** Throws away what is there and begins anew. */
  restart(): void {
    mutateSync('truncate', this.#part, () => ftruncateSync(this.#descriptor, 0));
    if (this.#journaled) mutateSync('remove', this.#journal, () => rmSync(this.#journal, { force: true }));
    this.#journaled = false;
    this.#hash = createHash('sha256');
    this.#offset = 0;
    this.#validator = '';
  }

  /** True when what is there is exactly what is wanted. Nothing can be written after that. */
  isRight(): boolean {
    const { length, sha256 } = this.#goal;
    return (length === 0 || this.#offset === length) && this.#hash.digest('hex') === sha256;
  }

  /** Gives the file its name, after its bytes are on the disk. Only after `isRight`. */
  async finish(): Promise<void> {
    try {
      await mutate('sync', this.#part, () => syncData(this.#descriptor));
    } finally {
      this.close();
    }
    mutateSync('rename', this.#goal.path, () => renameSync(this.#part, this.#goal.path));
    if (this.#journaled) mutateSync('remove', this.#journal, () => rmSync(this.#journal, { force: true }));
  }

  /** Leaves the part and its journal for a later run; what could not be taken up then is removed. */
  leave(): void {
    this.close();
    if (!this.#journaled || this.#offset === 0) this.#remove();
  }

  /** Removes the part and its journal: wrong bytes never stay. */
  drop(): void {
    this.close();
    this.#remove();
  }

  private close(): void {
    closeSync(this.#descriptor);
  }

  #remove(): void {
    for (const path of [this.#part, this.#journal])
      mutateSync('remove', path, () => rmSync(path, { force: true }));
  }
}

function whyNot(found: PartJournal | 'corrupt' | null, goal: PartGoal, size: number): string | null {
  if (found === null) return 'it has no journal';
  if (found === 'corrupt') return 'its journal is corrupt';
  if (found.sha256 !== goal.sha256) return 'it is of another content';
  if (goal.length > 0 && size > goal.length) return 'it is longer than the whole file';
  return null;
}
