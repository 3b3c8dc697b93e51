import type { Stats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { namesOfTarball } from '../domain/tarball-names.ts';
import { EngineError } from '../errors.ts';
import { fileError, isAbsent } from './files.ts';
import { MemberRules } from './member-rules.ts';

/** A member that is to be packed. */
export type PackMember = {
  /** In the tarball. */
  readonly path: string;
  readonly type: 'file' | 'folder' | 'symlink';
  readonly bytes: number;
  readonly executable: boolean;
  /** Of a symlink, otherwise empty. */
  readonly target: string;
  /** Where it lies; absolute. */
  readonly source: string;
};

/**
 * Everything that the targets (files and folders, relative to `folder`) put into a tarball: sorted by the bytes of
 * their paths, folders with all that is in them and those above them. A leading `/` or `../` of a target is left
 * out of the names, as tar does. A file with several hard links is packed as often as it is named, since stock
 * clients unpack a hard link as an empty file. `made` (absolute) is the tarball that is being written: neither it nor
 * what was made beside it before is packed, so that the same files give the same bytes however often.
 * Throws `tarball-unsafe` for what could not be unpacked again (a link that points outside, a device, a name),
 * `file-missing` for a target that isn't there.
 */
export async function collectMembers(
  targets: readonly string[],
  folder: string,
  made: string,
): Promise<PackMember[]> {
  const found = new Map<string, PackMember>();
  for (const target of targets) {
    const name = nameOf(target);
    await collect(resolve(folder, target), name, made, found);
    addFoldersAbove(name, found);
  }
  const members = [...found.values()].sort((a, b) =>
    Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)),
  );
  check(members, folder);
  return members;
}

function nameOf(target: string): string {
  const parts = target.split('/').filter((part) => part !== '' && part !== '.');
  const lastUp = parts.lastIndexOf('..');
  return parts.slice(lastUp + 1).join('/');
}

async function collect(
  source: string,
  path: string,
  made: string,
  found: Map<string, PackMember>,
): Promise<void> {
  if (source === made) return;
  const stats = await lstat(source).catch((error: unknown) => {
    if (!isAbsent(error)) throw fileError(error, source);
    throw new EngineError('file-missing', `${source}: no such file`, {
      facts: { file: source },
      cause: error,
    });
  });
  const names = stats.isDirectory() ? await namesIn(source) : [];
  const isOutput = source === dirname(made);
  const others = isOutput ? names.filter((name) => namesOfTarball(name) === null) : names;
  if (isOutput && others.length === 0) return;
  if (path !== '') add(found, await memberOf(source, path, stats));
  for (const name of others)
    await collect(join(source, name), path === '' ? name : `${path}/${name}`, made, found);
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: unknown) => {
    throw fileError(error, folder);
  });
}

async function memberOf(source: string, path: string, stats: Stats): Promise<PackMember> {
  const base = { path, source, bytes: 0, executable: false, target: '' };
  if (stats.isDirectory()) return { ...base, type: 'folder' };
  if (stats.isSymbolicLink()) return { ...base, type: 'symlink', target: await readlink(source) };
  if (stats.isFile()) {
    return { ...base, type: 'file', bytes: stats.size, executable: (stats.mode & 0o111) !== 0 };
  }
  const detail = `${source} is neither a file, a folder nor a link`;
  throw new EngineError('tarball-unsafe', detail, { facts: { file: source, entry: path } });
}

function add(found: Map<string, PackMember>, member: PackMember): void {
  const known = found.get(member.path);
  if (known !== undefined && known.source !== member.source && known.type !== 'folder') {
    const detail = `${known.source} and ${member.source} would both be ${member.path} in the tarball`;
    throw new EngineError('tarball-unsafe', detail, { facts: { file: member.source, entry: member.path } });
  }
  found.set(member.path, member);
}

function addFoldersAbove(name: string, found: Map<string, PackMember>): void {
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
    const path = name.slice(0, at);
    if (found.has(path)) return;
    found.set(path, { path, type: 'folder', bytes: 0, executable: false, target: '', source: '' });
  }
}

/** By the rules that unpacking will hold them to. */
function check(members: readonly PackMember[], folder: string): void {
  const rules = new MemberRules(folder);
  for (const member of members) rules.accept({ ...member, mode: 0o644 });
  rules.finish();
}
