import { Header } from 'tar/header';
import { EngineError, type ErrorCode } from '../errors.ts';
import { parsePaxRecords } from './pax-records.ts';
import type { TarballLimits } from './tarball.ts';

/** A member as its headers say it, before anything of it was judged. */
export type RawMember = {
  readonly path: string;
  readonly type: 'file' | 'folder' | 'symlink' | 'hardlink';
  readonly bytes: number;
  readonly mode: number;
  readonly target: string;
};

/** Called in order: one `begin`, any number of `data`, one `end` for each member. */
export type MemberSink = {
  begin(member: RawMember): void;
  data(chunk: Buffer): void;
  end(): void;
};

const block = 512;
const maxMetaBytes = 1024 * 1024;

const kinds: Readonly<Record<string, RawMember['type']>> = {
  File: 'file',
  OldFile: 'file',
  ContiguousFile: 'file',
  Directory: 'folder',
  SymbolicLink: 'symlink',
  Link: 'hardlink',
};
const devices = ['CharacterDevice', 'BlockDevice', 'FIFO'];

/** What extension headers said about the member that follows them. */
type Override = { path?: string; target?: string; size?: number };
type State =
  | { readonly at: 'header' }
  | { readonly at: 'meta'; readonly kind: string; readonly parts: Buffer[]; left: number; padding: number }
  | { readonly at: 'content'; left: number; padding: number }
  | { readonly at: 'end' };

/**
 * Cuts an unpacked tar stream into members. Everything on which tar programs disagree is refused, since a file
 * that means one thing here and another there is how names are smuggled: global headers that rename or resize,
 * doubled long names, sparse files, malformed records. `file` names the tarball in errors.
 * Throws `tarball-malformed`, `tarball-unsafe`, and whatever the sink throws.
 */
export class TarReader {
  readonly #file: string;
  readonly #limits: TarballLimits;
  readonly #sink: MemberSink;
  #state: State = { at: 'header' };
  #rest: Buffer | null = null;
  #override: Override = {};
  #entry = '';
  #members = 0;
  #bytes = 0;
  #nulls = 0;

  constructor(file: string, limits: TarballLimits, sink: MemberSink) {
    this.#file = file;
    this.#limits = limits;
    this.#sink = sink;
  }

  write(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limits.totalBytes) {
      this.#refuse('tarball-unsafe', `unpacks to more than ${this.#limits.totalBytes} bytes`);
    }
    const data = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = null;
    let at = 0;
    while (at < data.length && this.#state.at !== 'end') {
      const state = this.#state;
      if (state.at === 'header') {
        if (data.length - at < block) {
          this.#rest = data.subarray(at);
          return;
        }
        this.#header(data.subarray(at, at + block));
        at += block;
      } else {
        at += this.#body(state, data, at);
      }
    }
  }

  /** The stream has ended: it must have ended between members. */
  finish(): void {
    const state = this.#state;
    const between = state.at === 'end' || (state.at === 'header' && this.#rest === null);
    if (!between) this.#refuse('tarball-malformed', 'ends in the middle of an entry');
    if (this.#members === 0 && state.at !== 'end') this.#refuse('tarball-malformed', 'is no tar archive');
  }

  #refuse(code: ErrorCode, reason: string): never {
    const facts = this.#entry === '' ? { file: this.#file } : { file: this.#file, entry: this.#entry };
    const subject = this.#entry === '' ? this.#file : `${this.#file}: entry ${JSON.stringify(this.#entry)}`;
    throw new EngineError(code, `${subject} ${reason}`, { facts });
  }

  #body(state: Extract<State, { at: 'meta' | 'content' }>, data: Buffer, at: number): number {
    const take = Math.min(state.left, data.length - at);
    if (take > 0) {
      const part = data.subarray(at, at + take);
      if (state.at === 'meta') state.parts.push(part);
      else this.#sink.data(part);
      state.left -= take;
    }
    const skip = state.left > 0 ? 0 : Math.min(state.padding, data.length - at - take);
    state.padding -= skip;
    if (state.left === 0 && state.padding === 0) this.#bodyEnds(state);
    return take + skip;
  }

  #bodyEnds(state: Extract<State, { at: 'meta' | 'content' }>): void {
    this.#state = { at: 'header' };
    if (state.at === 'content') this.#sink.end();
    else this.#meta(state.kind, Buffer.concat(state.parts));
  }

  #header(bytes: Buffer): void {
    const header = this.#decode(bytes);
    if (header.nullBlock) {
      this.#nulls += 1;
      if (this.#nulls === 2) this.#state = { at: 'end' };
      return;
    }
    this.#nulls = 0;
    this.#entry = header.path ?? '';
    if (!header.cksumValid) this.#refuse('tarball-malformed', 'has a header with a wrong checksum');
    const type: string = header.type;
    // The stream carries the content of a member whose type has none, too: size is what positions are counted by.
    const size = this.#override.size ?? header.size;
    if (size === undefined || !Number.isSafeInteger(size))
      this.#refuse('tarball-malformed', 'has no valid size');
    if (/ExtendedHeader$|^NextFileHasLong/.test(type)) this.#beginMeta(type, header.size ?? 0);
    else this.#beginMember(header, type, size);
  }

  #decode(bytes: Buffer): Header {
    try {
      return new Header(bytes, 0);
    } catch (cause) {
      const detail = `${this.#file} has a header that can't be read`;
      throw new EngineError('tarball-malformed', detail, { facts: { file: this.#file }, cause });
    }
  }

  #beginMeta(kind: string, size: number): void {
    this.#count();
    if (size > maxMetaBytes) this.#refuse('tarball-malformed', 'has an extension header that is too long');
    this.#state = { at: 'meta', kind, parts: [], left: size, padding: padding(size) };
    if (size === 0) this.#bodyEnds(this.#state);
  }

  #beginMember(header: Header, type: string, size: number): void {
    this.#count();
    const override = this.#override;
    this.#override = {};
    const path = override.path ?? header.path ?? '';
    this.#entry = path;
    const kind = kinds[type];
    if (kind === undefined) {
      if (devices.includes(type)) this.#refuse('tarball-unsafe', 'is a device or a pipe');
      this.#refuse('tarball-malformed', `is of a kind that is not supported (${type})`);
    }
    if (kind !== 'file' && size !== 0) this.#refuse('tarball-malformed', `is a ${kind} that has content`);
    if (size > this.#limits.fileBytes) {
      this.#refuse('tarball-unsafe', `is larger than ${this.#limits.fileBytes} bytes`);
    }
    const target = override.target ?? header.linkpath ?? '';
    this.#sink.begin({ path, type: kind, bytes: size, mode: header.mode ?? 0o644, target });
    this.#state = { at: 'content', left: size, padding: padding(size) };
    if (size === 0) this.#bodyEnds(this.#state);
  }

  #count(): void {
    this.#members += 1;
    if (this.#members > this.#limits.entries) {
      this.#refuse('tarball-unsafe', `is one more than ${this.#limits.entries} entries`);
    }
  }

  #meta(kind: string, body: Buffer): void {
    if (kind === 'NextFileHasLongPath') this.#set('path', cString(body));
    else if (kind === 'NextFileHasLongLinkpath') this.#set('target', cString(body));
    else this.#paxHeader(kind, body);
  }

  #paxHeader(kind: string, body: Buffer): void {
    const global = kind === 'GlobalExtendedHeader';
    const records = global || kind === 'ExtendedHeader' ? parsePaxRecords(body) : null;
    if (records === null) this.#refuse('tarball-malformed', 'has an extension header that is malformed');
    for (const [key, value] of records) {
      if (key.startsWith('GNU.sparse.'))
        this.#refuse('tarball-malformed', 'is sparse, which is not supported');
      if (key !== 'path' && key !== 'linkpath' && key !== 'size') continue;
      // A global header would rename or resize every member that follows, in some tar programs only.
      if (global) this.#refuse('tarball-unsafe', `is a global header that sets ${key}`);
      if (key === 'size') this.#setSize(value);
      else this.#set(key === 'path' ? 'path' : 'target', value);
    }
  }

  #set(field: 'path' | 'target', value: string): void {
    if (this.#override[field] !== undefined)
      this.#refuse('tarball-malformed', `has its ${field} given twice`);
    this.#override[field] = value;
  }

  #setSize(value: string): void {
    if (!/^[0-9]{1,15}$/.test(value)) this.#refuse('tarball-malformed', 'has no valid size');
    if (this.#override.size !== undefined) this.#refuse('tarball-malformed', 'has its size given twice');
    this.#override.size = Number(value);
  }
}

function padding(size: number): number {
  return (block - (size % block)) % block;
}

function cString(body: Buffer): string {
  const end = body.indexOf(0);
  return body.toString('utf8', 0, end < 0 ? body.length : end);
}
