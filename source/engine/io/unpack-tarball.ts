import { closeSync, linkSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../errors.ts';
import { mutateSync, systemCode } from './files.ts';
import { MemberRules } from './member-rules.ts';
import { type ReadTarballOptions, readTarball } from './read-tarball.ts';
import type { MemberSink, RawMember } from './tar-reader.ts';
import type { TarballEntry } from './tarball.ts';

/**
 * Unpacks a `.tar.gz` into `folder`, which must not exist. Only files, folders, and links that stay inside are
 * made; setuid, setgid, sticky and the write bits of others are dropped, the owner can always read and write.
 * When it throws (`tarball-malformed`, `tarball-unsafe`, `disk-full`, `interrupted`, …) a part may lie in `folder`:
 * unpack into a staging folder, rename it when this has returned, remove it otherwise.
 */
export async function unpackTarball(
  file: string,
  folder: string,
  options: ReadTarballOptions = {},
): Promise<{ readonly entries: readonly TarballEntry[]; readonly bytes: number }> {
  mutateSync('make-folder', folder, () => mkdirSync(folder));
  const unpacking = new Unpacking(file, folder);
  try {
    await readTarball(file, unpacking, options);
    unpacking.finish();
  } finally {
    unpacking.close();
  }
  return { entries: unpacking.entries, bytes: unpacking.bytes };
}

/**
 * The folder was empty at first, and every folder on the way to an entry is one that was made here: a name that
 * the file system takes for another (capitals, composed letters) ends in an error, never behind a link.
 */
class Unpacking implements MemberSink {
  readonly entries: TarballEntry[] = [];
  bytes = 0;
  readonly #file: string;
  readonly #folder: string;
  readonly #rules: MemberRules;
  readonly #made = new Set<string>(['']);
  #open: { readonly path: string; readonly descriptor: number } | null = null;

  constructor(file: string, folder: string) {
    this.#file = file;
    this.#folder = folder;
    this.#rules = new MemberRules(file);
  }

  begin(member: RawMember): void {
    const entry = this.#rules.accept(member);
    if (entry === null) return;
    this.entries.push(entry);
    const path = join(this.#folder, entry.path);
    this.#makeFolder(entry.path.slice(0, Math.max(0, entry.path.lastIndexOf('/'))));
    if (entry.type === 'folder') this.#makeFolder(entry.path);
    else if (entry.type === 'symlink')
      this.#make(entry, 'symlink', () => symlinkSync(entry.target ?? '', path));
    else if (entry.type === 'hardlink') {
      this.#make(entry, 'link', () => linkSync(join(this.#folder, entry.target ?? ''), path));
    } else {
      const mode = (member.mode & 0o755) | 0o600;
      const descriptor = this.#make(entry, 'unpack', () => openSync(path, 'wx', mode));
      this.#open = { path, descriptor };
    }
  }

  data(chunk: Buffer): void {
    const open = this.#open;
    if (open === null) return;
    mutateSync('unpack', open.path, () => {
      for (let at = 0; at < chunk.length; ) at += writeSync(open.descriptor, chunk, at);
    });
    this.bytes += chunk.length;
  }

  end(): void {
    this.close();
  }

  finish(): void {
    this.#rules.finish();
  }

  close(): void {
    const open = this.#open;
    this.#open = null;
    if (open !== null) closeSync(open.descriptor);
  }

  #makeFolder(path: string): void {
    if (this.#made.has(path)) return;
    this.#makeFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    const entry = { path };
    this.#make(entry, 'make-folder', () => mkdirSync(join(this.#folder, path), { mode: 0o755 }));
    this.#made.add(path);
  }

  #make<T>(
    entry: { readonly path: string },
    name: 'make-folder' | 'symlink' | 'link' | 'unpack',
    work: () => T,
  ): T {
    return mutateSync(name, join(this.#folder, entry.path), () => {
      try {
        return work();
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error;
        const detail = `${this.#file}: entry ${JSON.stringify(entry.path)} has the name of another one here`;
        throw new EngineError('tarball-unsafe', detail, {
          facts: { file: this.#file, entry: entry.path },
          cause: error,
        });
      }
    });
  }
}
