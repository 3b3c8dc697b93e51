import type { Role, Root, TopRole } from '../manifest.ts';
import { baseFields, readBase, readKeys, readThreshold } from './base.ts';
import type { Field } from './field.ts';

/** Reads `signed` of a root. */
export function readRoot(signed: Field): Root {
  const fields = signed.fields([...baseFields, 'roles']);
  const base = readBase('root', fields);
  const roles = fields.roles.fields(['root', 'index', 'snapshot', 'timestamp']);
  return {
    ...base,
    roles: {
      root: readRole('root', roles.root),
      index: readRole('index', roles.index),
      snapshot: readRole('snapshot', roles.snapshot),
      timestamp: readRole('timestamp', roles.timestamp),
    },
  };
}

function readRole(name: TopRole, field: Field): Role {
  const fields = field.fields(['url', 'keys', 'threshold']);
  const url = fields.url.name((text) => text === `/${name}.json`, `/${name}.json`);
  const keys = readKeys(fields.keys);
  const threshold = readThreshold(fields.threshold);
  if (Object.keys(keys).length < threshold) fields.threshold.refuse('is more than there are keys');
  return { url, keys, threshold };
}
