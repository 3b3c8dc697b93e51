import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError, isAbsent, mutate, syncFolder } from './files.ts';

/*
 * A file of lines, each a JSON document with a number one higher than the last. One process at a time appends (a lock
 * of its own sees to that), any number read meanwhile. A last line without its end is no line: the next writer
 * writes over it.
 */

/** A line as it stands there: its number and whatever else. */
export type JournalLine = { readonly n: number; readonly [field: string]: unknown };

const newLine = 0x0a;

/** Whole lines from `first` on, and their bytes; at what is no line, or has not the next number, they end. */
function linesIn(bytes: Buffer, first: number): { readonly lines: readonly JournalLine[]; size: number } {
  const lines: JournalLine[] = [];
  let size = 0;
  for (let end = bytes.indexOf(newLine); end >= 0; end = bytes.indexOf(newLine, size)) {
    const line = parsed(bytes.subarray(size, end).toString('utf8'));
    if (line?.n !== first + lines.length) break;
    lines.push(line);
    size = end + 1;
  }
  return { lines, size };
}

function parsed(text: string): JournalLine | null {
  try {
    const value: unknown = JSON.parse(text);
    return isLine(value) ? value : null;
  } catch {
    return null;
  }
}

function isLine(value: unknown): value is JournalLine {
  return (
    typeof value === 'object' &&
    value !== null &&
    'n' in value &&
    typeof value.n === 'number' &&
    Number.isSafeInteger(value.n) &&
    value.n > 0
  );
}

/** Gives the whole lines of a journal, and at each further call those that came since. No file is no line. */
export class JournalReader {
  readonly #path: string;
  /** Bytes of the whole lines that were given. */
  #end = 0;
  #next = 1;

  constructor(path: string) {
    this.#path = path;
  }

  /** Where the next line begins. */
  get end(): number {
    return this.#end;
  }

  async more(): Promise<readonly JournalLine[]> {
    const { lines, size } = linesIn(await bytesFrom(this.#path, this.#end), this.#next);
    this.#end += size;
    this.#next += lines.length;
    return lines;
  }
}

async function bytesFrom(path: string, from: number): Promise<Buffer> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    if (isAbsent(error)) return Buffer.alloc(0);
    throw fileError(error, path);
  }
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.max(0, size - from));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
    return bytes.subarray(0, bytesRead);
  } catch (error) {
    throw fileError(error, path);
  } finally {
    await handle.close();
  }
}

/** The last whole line that has `mark` in it and that `wanted` takes; the others are not even parsed. */
export async function lastLine(
  path: string,
  mark: string,
  wanted: (line: JournalLine) => boolean,
): Promise<JournalLine | null> {
  const bytes = await bytesFrom(path, 0);
  const whole = bytes.subarray(0, bytes.lastIndexOf(newLine) + 1);
  for (let at = whole.lastIndexOf(mark); at >= 0; at = whole.subarray(0, at).lastIndexOf(mark)) {
    const start = whole.subarray(0, at).lastIndexOf(newLine) + 1;
    const line = parsed(whole.subarray(start, whole.indexOf(newLine, at)).toString('utf8'));
    if (line !== null && wanted(line)) return line;
  }
  return null;
}

/** Appends to a journal, in the order of the calls. */
export class JournalWriter {
  readonly #path: string;
  readonly #handle: FileHandle;
  #size: number;
  #last: number;
  #waiting: string[] = [];
  #writing: Promise<void> | null = null;

  private constructor(path: string, handle: FileHandle, size: number, last: number) {
    this.#path = path;
    this.#handle = handle;
    this.#size = size;
    this.#last = last;
  }

  /** Makes the file (mode 0600) where there is none; goes on after its last whole line. */
  static async open(path: string): Promise<JournalWriter> {
    const reader = new JournalReader(path);
    const last = (await reader.more()).at(-1)?.n ?? 0;
    const handle = await mutate('write', path, () => open(path, constants.O_RDWR | constants.O_CREAT, 0o600));
    await mutate('truncate', path, () => handle.truncate(reader.end));
    await syncFolder(dirname(path));
    return new JournalWriter(path, handle, reader.end, last);
  }

  /** The number of the last line. */
  get last(): number {
    return this.#last;
  }

  /** Adds a line. It is in the file soon, and on the disk after `sync`. */
  append(line: Readonly<Record<string, unknown>>): void {
    this.#last += 1;
    this.#waiting.push(`${JSON.stringify({ n: this.#last, ...line })}\n`);
    // A failure is kept to be met by `sync`: the lines still wait, and are written again there.
    this.#flush().catch(() => undefined);
  }

  /** Waits until everything that was added is on the disk. Throws what keeps it from that. */
  async sync(): Promise<void> {
    while (this.#waiting.length > 0) await this.#flush();
    await this.#writing;
    await mutate('sync', this.#path, () => this.#handle.sync());
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  #flush(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  /** At a place of its own each time: what a full disk cut off is written over. */
  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const count = this.#waiting.length;
      const bytes = Buffer.from(this.#waiting.join(''));
      await mutate('write', this.#path, async () => {
        let done = 0;
        while (done < bytes.length) {
          const { bytesWritten } = await this.#handle.write(
            bytes,
            done,
            bytes.length - done,
            this.#size + done,
          );
          done += bytesWritten;
        }
      });
      this.#size += bytes.length;
      this.#waiting = this.#waiting.slice(count);
    }
  }
}
