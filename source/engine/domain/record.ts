/** The record's own value: a component may be called `constructor`, which every plain object seems to have. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * The same record, without what every plain object seems to have: for records whose names come from outside, so
 * that a look-up of a name that isn't there finds nothing, whoever makes it.
 */
export function withoutPrototype<R extends object>(record: R): R {
  return Object.setPrototypeOf(record, null);
}
