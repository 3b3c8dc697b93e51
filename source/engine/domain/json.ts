import { isUtf8 } from 'node:buffer';
import { malformed } from './malformed.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const deepest = 64;
const mostValues = 1_000_000;

/** The bytes as text. Throws `manifest-malformed` for anything that isn't strict UTF-8 (a byte order mark stays in). */
export function decodeUtf8(bytes: Uint8Array, file: string): string {
  if (!isUtf8(bytes)) throw malformed(file, '', 'is not UTF-8');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/**
 * One JSON value and nothing else. Stricter than `JSON.parse`: UTF-8, no repeated field, no lone surrogate, no
 * number beyond a double, at most 64 deep and a million values. Throws `manifest-malformed` with file and field.
 */
export function parseJson(bytes: Uint8Array, file: string): JsonValue {
  return scanJson(decodeUtf8(bytes, file), file).value;
}

export type ScannedJson = {
  readonly value: JsonValue;
  /**
   * Fields whose number isn't written as plain digits (`1.0`, `1e2`, `-0`): Go refuses those for an unsigned
   * integer, and once it is a double nobody can tell any more.
   */
  readonly oddNumbers: ReadonlyMap<JsonObject, ReadonlySet<string>>;
  /** The text of each field of the outermost object, exactly as it stands there. */
  readonly outermost: ReadonlyMap<string, string>;
};

/** As `parseJson`, with what a reader of manifests needs to know about how the text was written. */
export function scanJson(text: string, file: string): ScannedJson {
  return new Scanner(text, file).scan();
}

const space = /[ \t\n\r]*/y;
const plainCharacters = /[^"\\\u0000-\u001f]*/y;
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const word = /true|false|null/y;
const plainDigits = /^(?:0|[1-9][0-9]*)$/;

class Scanner {
  readonly #text: string;
  readonly #file: string;
  readonly #path: string[] = [];
  readonly #oddNumbers = new Map<JsonObject, Set<string>>();
  readonly #outermost = new Map<string, string>();
  #at = 0;
  #values = 0;
  #lastNumberIsOdd = false;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  scan(): ScannedJson {
    this.#take(space);
    const value = this.#value();
    this.#take(space);
    if (this.#at !== this.#text.length) this.#refuse('something follows the JSON value');
    return { value, oddNumbers: this.#oddNumbers, outermost: this.#outermost };
  }

  #value(): JsonValue {
    this.#values += 1;
    if (this.#values > mostValues) this.#refuse('holds too many values');
    this.#lastNumberIsOdd = false;
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      case 't':
      case 'f':
      case 'n':
        return this.#word();
      default:
        return this.#number();
    }
  }

  #object(): JsonObject {
    const result: Record<string, JsonValue> = {};
    if (this.#path.length >= deepest) this.#refuse('is nested too deep');
    this.#at += 1;
    this.#take(space);
    if (this.#skip('}')) return result;
    do {
      this.#take(space);
      const key = this.#text[this.#at] === '"' ? this.#string() : this.#refuse('is not JSON');
      this.#path.push(key);
      if (Object.hasOwn(result, key)) this.#refuse('stands there twice');
      this.#take(space);
      if (!this.#skip(':')) this.#refuse('is not JSON');
      this.#take(space);
      const start = this.#at;
      const value = this.#value();
      // Not `result[key] =`: a field may be called `__proto__`.
      Object.defineProperty(result, key, { value, writable: true, enumerable: true, configurable: true });
      if (this.#lastNumberIsOdd) this.#noteOddNumber(result, key);
      if (this.#path.length === 1) this.#outermost.set(key, this.#text.slice(start, this.#at));
      this.#take(space);
      this.#path.pop();
    } while (this.#skip(','));
    if (!this.#skip('}')) this.#refuse('is not JSON');
    this.#lastNumberIsOdd = false;
    return result;
  }

  #array(): readonly JsonValue[] {
    const result: JsonValue[] = [];
    if (this.#path.length >= deepest) this.#refuse('is nested too deep');
    this.#at += 1;
    this.#take(space);
    if (this.#skip(']')) return result;
    do {
      this.#take(space);
      this.#path.push(String(result.length));
      result.push(this.#value());
      this.#take(space);
      this.#path.pop();
    } while (this.#skip(','));
    if (!this.#skip(']')) this.#refuse('is not JSON');
    this.#lastNumberIsOdd = false;
    return result;
  }

  #string(): string {
    const start = this.#at;
    this.#at += 1;
    this.#take(plainCharacters);
    let escaped = false;
    while (this.#text[this.#at] === '\\') {
      escaped = true;
      if (this.#take(escapeSequence) === '') this.#refuse('is not JSON');
      this.#take(plainCharacters);
    }
    if (!this.#skip('"')) this.#refuse('is not JSON');
    if (!escaped) return this.#text.slice(start + 1, this.#at - 1);
    const value: unknown = JSON.parse(this.#text.slice(start, this.#at));
    return typeof value === 'string' && value.isWellFormed()
      ? value
      : this.#refuse('holds half of a surrogate pair');
  }

  #number(): number {
    const digits = this.#take(number);
    if (digits === '') this.#refuse('is not JSON');
    const value = Number(digits);
    if (!Number.isFinite(value)) this.#refuse('holds a number that is too large');
    this.#lastNumberIsOdd = !plainDigits.test(digits);
    return value;
  }

  #word(): boolean | null {
    switch (this.#take(word)) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
        return null;
      default:
        return this.#refuse('is not JSON');
    }
  }

  #noteOddNumber(object: JsonObject, key: string): void {
    const keys = this.#oddNumbers.get(object) ?? new Set<string>();
    keys.add(key);
    this.#oddNumbers.set(object, keys);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #refuse(why: string): never {
    throw malformed(this.#file, this.#path.join('.'), `${why} (at character ${this.#at})`);
  }
}
