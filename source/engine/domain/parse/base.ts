import { EngineError } from '../../errors.ts';
import { parseInstant } from '../instant.ts';
import { shown } from '../malformed.ts';
import type { ManifestKind, PublicKey } from '../manifest.ts';
import type { Field } from './field.ts';

/** The four fields that every manifest has inside `signed`. */
export const baseFields = ['_type', 'spec_version', 'expires', 'version'] as const;

type BaseFields = Readonly<Record<(typeof baseFields)[number], Field>>;

/**
 * Reads them. Throws `binding-mismatch` for the manifest of another kind: it must never be read with this kind's
 * keys, whoever signed it.
 */
export function readBase<K extends ManifestKind>(
  kind: K,
  fields: BaseFields,
): { _type: K; spec_version: '0.1.0'; expires: string; version: number } {
  const type = fields._type.string();
  if (type !== kind) {
    const { file, path } = fields._type;
    throw new EngineError('binding-mismatch', `${file}: ${path} is "${shown(type)}", not "${kind}"`, {
      facts: { file, field: path, expected: kind, got: shown(type) },
    });
  }
  if (fields.spec_version.string() !== '0.1.0') fields.spec_version.refuse('is not 0.1.0');
  const expires = fields.expires.name((text) => parseInstant(text) !== null, 'an RFC 3339 date and time');
  return { _type: kind, spec_version: '0.1.0', expires, version: fields.version.count() };
}

/**
 * A record of keys by id. Whether a key can be used is not asked here: an owner's unusable key must not take the
 * whole index down. What `keyval` holds besides `public` makes it unusable; only the names of that are kept.
 */
export function readKeys(field: Field): Readonly<Record<string, PublicKey>> {
  return field.record((_id, key) => {
    const { keytype, keyval, scheme } = key.fields(['keytype', 'keyval', 'scheme']);
    const parts = keyval.entries().map(([name, part]) => [name, name === 'public' ? part.string() : '']);
    return {
      keytype: keytype.string(),
      keyval: { public: '', ...Object.fromEntries(parts) },
      scheme: scheme.string(),
    };
  });
}

/** A threshold; 0 would let anybody in. */
export function readThreshold(field: Field): number {
  const threshold = field.count();
  return threshold > 0 ? threshold : field.refuse('is 0: no signature would be needed');
}
