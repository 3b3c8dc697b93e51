import { EngineError, type ErrorCode } from '../errors.ts';
import type { RawMember } from './tar-reader.ts';
import type { TarballEntry } from './tarball.ts';

/** More than any chain of links that a package has a use for; a circle of links ends here, too. */
const maxLinkSteps = 64;
const maxPathLength = 4096;
const maxPartBytes = 255;

/**
 * Judges members one after the other, in the order of the tarball, as if they were unpacked into an empty folder.
 * `file` names the tarball in errors. Nothing is allowed that would lie outside, point outside, or be written
 * through a link, on any of the systems that TiUP runs on.
 */
export class MemberRules {
  readonly #file: string;
  readonly #seen = new Map<string, TarballEntry['type']>();
  readonly #links = new Map<string, string>();

  constructor(file: string) {
    this.#file = file;
  }

  /** The member as an entry; null for the tarball's own top folder. Throws `tarball-unsafe`, `tarball-malformed`. */
  accept(member: RawMember): TarballEntry | null {
    const path = this.#path(member.path);
    if (path === '') {
      if (member.type !== 'folder') this.#refuse('tarball-malformed', member.path, 'has no name');
      return null;
    }
    this.#place(path, member.type);
    const target = this.#target(path, member);
    return {
      path,
      type: member.type,
      bytes: member.type === 'file' ? member.bytes : 0,
      executable: member.type === 'file' && (member.mode & 0o111) !== 0,
      target,
    };
  }

  /** All members are known: follows every symlink as the system would, also through the others. */
  finish(): void {
    for (const link of this.#links.keys()) this.#follow(link);
  }

  #refuse(code: ErrorCode, entry: string, reason: string): never {
    const shown = entry.length > 200 ? `${entry.slice(0, 200)}…` : entry;
    const detail = `${this.#file}: entry ${JSON.stringify(shown)} ${reason}`;
    throw new EngineError(code, detail, {
      facts: { file: this.#file, entry: JSON.stringify(shown).slice(1, -1) },
    });
  }

  #plain(text: string, entry: string, what: string): void {
    // U+FFFD stands where bytes were not UTF-8: two names could have become one.
    if (/[\u0000-\u001f\u007f-\u009f\\\ufffd]/.test(text)) {
      this.#refuse(
        'tarball-unsafe',
        entry,
        `has a control character, a backslash or bad UTF-8 in its ${what}`,
      );
    }
    if (text.startsWith('/') || /^[A-Za-z]:/.test(text)) {
      this.#refuse('tarball-unsafe', entry, `has an absolute ${what}`);
    }
    const tooLong = text.split('/').some((part) => Buffer.byteLength(part) > maxPartBytes);
    if (tooLong || text.length > maxPathLength)
      this.#refuse('tarball-unsafe', entry, `has a ${what} that is too long`);
  }

  #path(raw: string): string {
    this.#plain(raw, raw, 'name');
    const parts = raw.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..')) this.#refuse('tarball-unsafe', raw, 'leaves its folder');
    return parts.join('/');
  }

  #place(path: string, type: TarballEntry['type']): void {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      const above = path.slice(0, at);
      const kind = this.#seen.get(above);
      if (kind === undefined) this.#seen.set(above, 'folder');
      else if (kind !== 'folder')
        this.#refuse('tarball-unsafe', path, `lies under ${above}, which is no folder`);
    }
    const known = this.#seen.get(path);
    if (known !== undefined && !(known === 'folder' && type === 'folder')) {
      this.#refuse('tarball-unsafe', path, 'comes twice');
    }
    this.#seen.set(path, type);
  }

  #target(path: string, member: RawMember): string | null {
    if (member.type === 'hardlink') {
      const target = this.#path(member.target);
      // Only a file of the same tarball: a hard link to anything else would show what lies outside, or a link.
      const kind = this.#seen.get(target);
      if (target === path || (kind !== 'file' && kind !== 'hardlink')) {
        this.#refuse('tarball-unsafe', path, 'is a hard link to what is no earlier file of the tarball');
      }
      return target;
    }
    if (member.type !== 'symlink') return null;
    if (member.target === '') this.#refuse('tarball-malformed', path, 'is a link without a target');
    this.#plain(member.target, path, 'target');
    this.#links.set(path, member.target);
    return member.target;
  }

  #follow(link: string): void {
    const at = link.split('/').slice(0, -1);
    const ahead = [link.split('/').at(-1) ?? ''];
    let steps = 0;
    for (let part = ahead.shift(); part !== undefined; part = ahead.shift()) {
      if (part === '' || part === '.') continue;
      if (part === '..') {
        if (at.pop() === undefined) this.#refuse('tarball-unsafe', link, 'is a link that points outside');
        continue;
      }
      at.push(part);
      const target = this.#links.get(at.join('/'));
      if (target === undefined) continue;
      steps += 1;
      if (steps > maxLinkSteps) this.#refuse('tarball-unsafe', link, 'is a link that never ends');
      at.pop();
      ahead.unshift(...target.split('/'));
    }
  }
}
