import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isFileName } from '../../domain/names.ts';
import { EngineError } from '../../errors.ts';
import { isAbsent, makeFolder, mutate, removeEmptyFolder, removeFile } from '../files.ts';
import { freeBytes } from '../free-space.ts';
import { readFormFile } from './multipart.ts';

/** A tarball that was sent, not yet of the mirror. */
export type Upload = {
  /** The name that its sender gave it: the name of a file, and nothing else is known of it. */
  readonly name: string;
  /** Where it lies, in the mirror's staging folder. */
  readonly path: string;
  readonly length: number;
  /** In hex. */
  readonly sha256: string;
  readonly sha512: string;
};

export type UploadLimits = {
  /** Bytes of one tarball. */
  readonly bytes: number;
  /** Tarballs at once, those that wait for their manifest too. */
  readonly count: number;
  /** Milliseconds that one waits for its manifest. */
  readonly wait: number;
};

const prefix = 'upload-';
/** Bytes put together before they are written. */
const batchBytes = 512 * 1024;

type Session = { readonly upload: Upload; readonly timer: NodeJS.Timeout };

/** A session is its owner's: what others call theirs is another one, whatever they call it. */
function nameOf(session: string, owner: string | null): string {
  return JSON.stringify([owner, session]);
}

/** Tarballs between their arrival and the manifest that names them, by the session that their sender made up. */
export class Uploads {
  readonly #staging: string;
  readonly #limits: UploadLimits;
  readonly #sessions = new Map<string, Session>();
  /** Paths of all that lie there. */
  readonly #paths = new Set<string>();

  constructor(staging: string, limits: UploadLimits) {
    this.#staging = staging;
    this.#limits = limits;
  }

  /** Removes what an earlier server left: what nobody has written to for longer than a session lasts. */
  async sweep(): Promise<void> {
    const names = await readdir(this.#staging).catch(() => []);
    for (const name of names.filter((name) => name.startsWith(prefix))) {
      const path = join(this.#staging, name);
      const found = await stat(path).catch(() => null);
      const isOld = found !== null && Date.now() - found.mtimeMs > 2 * this.#limits.wait;
      if (isOld && !this.#paths.has(path)) await removeFile(path);
    }
  }

  /**
   * Takes the file of a form in. Throws `tarball-malformed` for a form that isn't one, is too large or cut off,
   * `disk-full`, `lock-held` when too many wait already, and the errors of files.
   * @param announced bytes that the whole form is said to have, 0 for unknown
   */
  async receive(
    session: string,
    owner: string | null,
    body: AsyncIterable<Buffer>,
    boundary: string,
    announced: number,
    onBytes: (bytes: number) => void,
  ): Promise<void> {
    this.#refuseTooMuch(announced);
    const path = join(this.#staging, `${prefix}${randomUUID()}.tar.gz`);
    // counted before anything is waited for: those that come at once count each other
    this.#paths.add(path);
    try {
      await this.#makeRoom(announced);
      const upload = await this.#write(path, body, boundary, onBytes);
      await this.discard(this.take(session, owner));
      const timer = setTimeout(() => void this.discard(this.take(session, owner)), this.#limits.wait);
      timer.unref();
      this.#sessions.set(nameOf(session, owner), { upload, timer });
    } catch (error) {
      await this.#remove(path);
      throw error;
    }
  }

  /** The tarball of a session, from now on the caller's to `discard`; null for none, and for somebody else's. */
  take(session: string, owner: string | null): Upload | null {
    const name = nameOf(session, owner);
    const found = this.#sessions.get(name);
    if (found === undefined) return null;
    clearTimeout(found.timer);
    this.#sessions.delete(name);
    return found.upload;
  }

  /** Removes it if it isn't the mirror's by now. */
  async discard(upload: Upload | null): Promise<void> {
    if (upload !== null) await this.#remove(upload.path);
  }

  /** Removes all that wait. */
  async close(): Promise<void> {
    for (const { timer, upload } of this.#sessions.values()) {
      clearTimeout(timer);
      await this.#remove(upload.path);
    }
    this.#sessions.clear();
  }

  #refuseTooMuch(announced: number): void {
    const { bytes, count } = this.#limits;
    // a form has some lines around the file
    if (announced > bytes + 64 * 1024) throw tooLarge(bytes);
    if (this.#paths.size >= count) {
      throw new EngineError('lock-held', `${count} tarballs are being published already`, {
        facts: { holder: 'other publishers', file: 'upload' },
      });
    }
  }

  async #makeRoom(announced: number): Promise<void> {
    await makeFolder(this.#staging);
    const free = await freeBytes(this.#staging);
    if (free !== null && announced > free) {
      throw new EngineError('disk-full', `${announced} bytes are to come, ${free} are free`, {
        facts: { path: this.#staging, needed: announced, free },
      });
    }
  }

  async #write(
    path: string,
    body: AsyncIterable<Buffer>,
    boundary: string,
    onBytes: (bytes: number) => void,
  ): Promise<Upload> {
    const file = await openNew(path);
    const [sha256, sha512] = [createHash('sha256'), createHash('sha512')];
    let name = '';
    let length = 0;
    // one buffer for all of it: what comes is given back at once
    const batch = Buffer.allocUnsafeSlow(batchBytes);
    let batched = 0;
    const flush = async () => {
      const whole = batch.subarray(0, batched);
      batched = 0;
      if (whole.length > 0) await mutate('write', path, () => file.writeFile(whole));
    };
    try {
      await readFormFile(body, boundary, {
        begin: async (given) => {
          if (!isFileName(given))
            throw new EngineError('tarball-malformed', 'its name is none that a mirror can use', {
              facts: { file: 'form' },
            });
          name = given;
        },
        data: async (chunk) => {
          length += chunk.length;
          if (length > this.#limits.bytes) throw tooLarge(this.#limits.bytes);
          sha256.update(chunk);
          sha512.update(chunk);
          onBytes(chunk.length);
          if (batched + chunk.length > batchBytes) await flush();
          // no piece of a request is that large
          if (chunk.length > batchBytes) await mutate('write', path, () => file.writeFile(chunk));
          else batched += chunk.copy(batch, batched);
        },
      });
      await flush();
    } finally {
      await file.close();
    }
    return { name, path, length, sha256: sha256.digest('hex'), sha512: sha512.digest('hex') };
  }

  async #remove(path: string): Promise<void> {
    await removeFile(path);
    this.#paths.delete(path);
    if (this.#paths.size > 0) return;
    // nothing of ours stays with a mirror to which nobody publishes
    if (await removeEmptyFolder(this.#staging)) await removeEmptyFolder(dirname(this.#staging));
  }
}

const { O_WRONLY, O_CREAT, O_EXCL } = constants;

/** Somebody may remove an empty staging folder just before: it is made again. */
async function openNew(path: string): Promise<FileHandle> {
  const make = () => mutate('create', path, () => open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644));
  return make().catch(async (error: unknown) => {
    if (!(error instanceof EngineError) || !isAbsent(error.cause)) throw error;
    await makeFolder(dirname(path));
    return await make();
  });
}

function tooLarge(most: number): EngineError {
  return new EngineError(
    'tarball-malformed',
    `the tarball has more than the ${most} bytes that are allowed`,
    {
      facts: { file: 'form', expected: most },
    },
  );
}
