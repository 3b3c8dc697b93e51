import { stat } from 'node:fs/promises';
import type { KeyEntry, KeyProblem, KeysCheckResult, KeysRequest } from '../../api/keys.ts';
import type { MissingSigner } from '../../api/renew.ts';
import type { Query, Run } from '../../api/run.ts';
import { verifyWith } from '../../domain/key.ts';
import { isAbsent } from '../../io/files.ts';
import { readKeys } from '../../io/keyring.ts';
import type { Context } from '../context.ts';
import { openMirror } from '../open-mirror.ts';
import { listKeys } from './list.ts';

/** Looks at every key of the home, or of the current mirror: can it sign, who can read it, is it all that is needed. */
export function checkKeysQuery(context: Context): Query<KeysRequest, KeysCheckResult> {
  return (request, run) => checkKeys(context, request, run ?? {});
}

export async function checkKeys(context: Context, request: KeysRequest, run: Run): Promise<KeysCheckResult> {
  const listed = await listKeys(context, request, run);
  const privateOnes = listed.keys.filter(({ half }) => half === 'private');
  const missing =
    request.mirror === true && listed.mirror !== null ? await missingRoles(context, privateOnes, run) : [];
  const problems: KeyProblem[] = [
    ...(await openFolders(listed.folders)),
    ...(await mismatches(listed.folders)),
    ...privateOnes.flatMap(exposed),
    ...listed.keys.flatMap(ed25519),
    ...twice(privateOnes),
    ...listed.unusable.map(({ file, reason }): KeyProblem => ({ code: 'unusable', facts: { file, reason } })),
    ...missing.map(
      ({ name, needed, got }): KeyProblem => ({ code: 'missing', facts: { owner: name, needed, got } }),
    ),
  ];
  return { ...listed, problems, missing };
}

function exposed({ file, id, mode, exposed: isExposed }: KeyEntry): KeyProblem[] {
  return isExposed ? [{ code: 'exposed', facts: { file, key: id, mode: mode.toString(8) } }] : [];
}

function ed25519({ file, id, type }: KeyEntry): KeyProblem[] {
  return type === 'ed25519' ? [{ code: 'ed25519', facts: { file, key: id } }] : [];
}

/** Two files of one key: whoever replaces it forgets the other. */
function twice(keys: readonly KeyEntry[]): KeyProblem[] {
  const first = new Map<string, string>();
  return keys.flatMap(({ id, file }): KeyProblem[] => {
    const other = first.get(id);
    if (other === undefined) {
      first.set(id, file);
      return [];
    }
    return [{ code: 'twice', facts: { file, key: id, path: other } }];
  });
}

async function openFolders(folders: readonly string[]): Promise<KeyProblem[]> {
  const problems: KeyProblem[] = [];
  for (const folder of folders) {
    const mode = await stat(folder).then(
      (found) => found.mode & 0o777,
      (error: unknown) => {
        if (isAbsent(error)) return 0;
        throw error;
      },
    );
    if ((mode & 0o022) !== 0)
      problems.push({ code: 'folder-open', facts: { path: folder, mode: mode.toString(8) } });
  }
  return problems;
}

/** Signs something with each: a key whose halves don't belong together makes signatures that nobody takes. */
async function mismatches(folders: readonly string[]): Promise<KeyProblem[]> {
  const bytes = Buffer.from('mirrordeck keys check');
  const problems: KeyProblem[] = [];
  for (const folder of folders) {
    for (const { file, key } of (await readKeys(folder)).usable) {
      if (!verifyWith(key.public, bytes, Buffer.from(key.sign(bytes)).toString('base64')))
        problems.push({ code: 'mismatch', facts: { file, key: key.id } });
    }
  }
  return problems;
}

async function missingRoles(
  context: Context,
  keys: readonly KeyEntry[],
  run: Run,
): Promise<readonly MissingSigner[]> {
  const here = new Set(keys.map(({ id }) => id));
  const mirror = await openMirror(context, {}, run, { allowExpired: true, remember: false });
  try {
    return Object.entries(mirror.root.manifest.roles).flatMap(([name, role]): MissingSigner[] => {
      const absent = Object.keys(role.keys).filter((id) => !here.has(id));
      const got = Object.keys(role.keys).length - absent.length;
      const needed = role.threshold;
      return got >= needed ? [] : [{ name, kind: 'role', needed, got, keys: absent, components: [] }];
    });
  } finally {
    await mirror.close();
  }
}
