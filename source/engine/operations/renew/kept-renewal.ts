import { join } from 'node:path';
import type { RenewalScope } from '../../api/renew.ts';
import { parseInstant } from '../../domain/instant.ts';
import { isJsonObject, type JsonValue, parseJson } from '../../domain/json.ts';
import { malformed } from '../../domain/malformed.ts';
import { EngineError } from '../../errors.ts';
import { writeAtomic } from '../../io/atomic-file.ts';
import { makeFolder, readIfThere, removeEmptyFolder, removeFile } from '../../io/files.ts';
import { roleNames } from './targets.ts';

/** A renewal that waits for signatures: what leads to the very manifests that are being signed, whenever it is asked. */
export type KeptRenewal = RenewalScope & {
  /** The moment that days are counted from. */
  readonly at: Date;
};

const schema = 'mirrordeck/renewal/1';
/** No `.json`, so that a signer's `*.json` are the manifests and nothing else. */
const fileName = 'renewal';

/** The renewal that waits in a folder; null where there is none. Throws `manifest-malformed`, errors of files. */
export async function readKeptRenewal(folder: string): Promise<KeptRenewal | null> {
  const file = join(folder, fileName);
  const bytes = await readIfThere(file);
  if (bytes === null) return null;
  const value = parseJson(bytes, file);
  if (!isJsonObject(value) || value.schema !== schema) throw malformed(file, 'schema', `is not ${schema}`);
  const { at, components, roles, days, files } = value;
  const moment = typeof at === 'string' ? parseInstant(at) : null;
  if (moment === null) throw malformed(file, 'at', 'is no moment');
  if (days !== null && typeof days !== 'number') throw malformed(file, 'days', 'is no number');
  return {
    at: new Date(moment),
    components: texts(components, file, 'components'),
    roles: texts(roles, file, 'roles').map((role) => {
      const found = roleNames.find((name) => name === role);
      return found ?? malformedRole(file);
    }),
    days,
    files: texts(files, file, 'files'),
  };
}

function malformedRole(file: string): never {
  throw malformed(file, 'roles', 'has something else than roles');
}

function texts(value: JsonValue | undefined, file: string, field: string): string[] {
  const found = Array.isArray(value) ? value : [];
  const all = found.filter((one) => typeof one === 'string');
  if (Array.isArray(value) && all.length === found.length) return all;
  throw malformed(file, field, 'is no list of names');
}

/** The same, of a folder that was handed in. Throws `file-missing` when nothing waits there. */
export async function handedRenewal(folder: string): Promise<KeptRenewal> {
  const kept = await readKeptRenewal(folder);
  if (kept !== null) return kept;
  throw new EngineError('file-missing', `${folder}: no renewal waits there`, { facts: { file: folder } });
}

/** Keeps it. Nothing is replaced: what is there already is the same, or it is not ours. */
export async function keepRenewal(folder: string, { at, ...scope }: KeptRenewal): Promise<void> {
  await makeFolder(folder);
  const file = join(folder, fileName);
  const text = `${JSON.stringify({ schema, at: at.toISOString(), ...scope })}\n`;
  const there = await readIfThere(file);
  if (there === null) return await writeAtomic(file, text);
  if (there.toString('utf8') === text) return;
  throw new EngineError('file-exists', `${folder} is there and holds another renewal`, {
    facts: { path: folder },
  });
}

/** It is done. Whatever else lies in the folder stays. */
export async function forgetRenewal(folder: string): Promise<void> {
  await removeFile(join(folder, fileName));
  await removeEmptyFolder(folder);
}
