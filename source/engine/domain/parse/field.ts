import type { JsonObject, JsonValue, ScannedJson } from '../json.ts';
import { malformed } from '../malformed.ts';
import { withoutPrototype } from '../record.ts';

/** No record of a manifest (components, versions of a platform, …) may have more entries than this. */
const mostEntries = 100_000;

type Document = { readonly file: string; readonly oddNumbers: ScannedJson['oddNumbers'] };

/**
 * One value of a manifest and where it stands. Every reading method gives the value in its type or throws
 * `manifest-malformed` with file and field (`signed.owners.jdoe.keys`).
 */
export class Field {
  readonly path: string;
  readonly #document: Document;
  readonly #value: JsonValue;
  readonly #oddNumber: boolean;

  constructor(document: Document, path: string, value: JsonValue, oddNumber = false) {
    this.#document = document;
    this.path = path;
    this.#value = value;
    this.#oddNumber = oddNumber;
  }

  /** The outermost value of a scanned file. */
  static outermost(scanned: ScannedJson, file: string): Field {
    return new Field({ file, oddNumbers: scanned.oddNumbers }, '', scanned.value);
  }

  get file(): string {
    return this.#document.file;
  }

  refuse(why: string): never {
    throw malformed(this.file, this.path, why);
  }

  isNull(): boolean {
    return this.#value === null;
  }

  string(): string {
    return typeof this.#value === 'string' ? this.#value : this.refuse('is not a string');
  }

  /** A string that the given grammar accepts. */
  name(accepts: (text: string) => boolean, what: string): string {
    const text = this.string();
    return accepts(text) ? text : this.refuse(`is not ${what}`);
  }

  boolean(): boolean {
    return typeof this.#value === 'boolean' ? this.#value : this.refuse('is neither true nor false');
  }

  /** A whole number from 0, written as plain digits: what Go takes for an unsigned integer. */
  count(): number {
    const value = this.#value;
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !this.#oddNumber
      ? value
      : this.refuse('is not a plain whole number from 0');
  }

  list(): Field[] {
    const value = this.#value;
    if (!Array.isArray(value)) return this.refuse('is not a list');
    if (value.length > mostEntries) return this.refuse('is too long a list');
    return value.map((item: JsonValue, index) => new Field(this.#document, this.#below(String(index)), item));
  }

  /** The entries of a record, whose names come from outside. */
  entries(): [string, Field][] {
    const object = this.#object();
    const names = Object.keys(object);
    if (names.length > mostEntries) this.refuse('has too many entries');
    return names.map((name) => [name, this.#at(object, name)]);
  }

  /** A record, each entry read by `read`. */
  record<T>(read: (name: string, field: Field) => T): Readonly<Record<string, T>> {
    const entries = this.entries().map(([name, field]) => [name, read(name, field)] as const);
    return withoutPrototype(Object.fromEntries(entries));
  }

  /**
   * An object with at least these fields. Others are let be, unless a name equals a known one but for case: Go
   * would take it for that one. `maybe` are known fields that may be absent.
   */
  fields<Name extends string, Maybe extends string = never>(
    names: readonly Name[],
    maybe: readonly Maybe[] = [],
  ): Record<Name, Field> & Partial<Record<Maybe, Field>> {
    const object = this.#object();
    const known = new Map([...names, ...maybe].map((name) => [foldCase(name), name]));
    for (const name of Object.keys(object)) {
      const meant = known.get(foldCase(name));
      if (meant !== undefined && meant !== name)
        this.#at(object, name).refuse(`is ${meant} in other letters`);
    }
    const result: Partial<Record<Name | Maybe, Field>> = {};
    for (const name of names) {
      if (!Object.hasOwn(object, name)) throw malformed(this.file, this.#below(name), 'is missing');
      result[name] = this.#at(object, name);
    }
    for (const name of maybe) if (Object.hasOwn(object, name)) result[name] = this.#at(object, name);
    return result as Record<Name, Field> & Partial<Record<Maybe, Field>>;
  }

  #object(): JsonObject {
    const value = this.#value;
    return isObject(value) ? value : this.refuse('is not an object');
  }

  #at(object: JsonObject, name: string): Field {
    const odd = this.#document.oddNumbers.get(object)?.has(name) ?? false;
    return new Field(this.#document, this.#below(name), object[name] ?? null, odd);
  }

  #below(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As Go compares field names: besides ASCII, the long s and the Kelvin sign fold onto s and k. */
function foldCase(name: string): string {
  return name.toUpperCase().toLowerCase();
}
