import { join } from 'node:path';
import type { RolesRequest, RolesResult } from '../api/rotation.ts';
import type { Query } from '../api/run.ts';
import { topRoles } from '../domain/edits/rotate.ts';
import { readKeys } from '../io/keyring.ts';
import type { Context } from './context.ts';
import { typeOf } from './keys/list.ts';
import { openMirror } from './open-mirror.ts';
import { keyFolderOf } from './role-keys.ts';

/** The roles of a mirror, expired or not, with their keys. Throws what opening a mirror throws, errors of files. */
export function rolesQuery(context: Context): Query<RolesRequest, RolesResult> {
  return async (request, run) => {
    const mirror = await openMirror(context, request, run, { allowExpired: true, remember: false });
    try {
      const { address, kind } = mirror.identity;
      const { version, expires, roles } = mirror.root.manifest;
      const files = await filesById(context, kind === 'folder' ? address : null);
      return {
        mirror: address,
        kind,
        version,
        expires,
        at: context.now().toISOString(),
        roles: topRoles.map((role) => ({
          role,
          threshold: roles[role].threshold,
          keys: Object.entries(roles[role].keys)
            .map(([id, key]) => ({ id, type: typeOf(key), files: files.get(id) ?? [] }))
            .sort((one, other) => (one.id < other.id ? -1 : 1)),
        })),
      };
    } finally {
      await mirror.close();
    }
  };
}

async function filesById(
  context: Context,
  folder: string | null,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const elsewhere = folder === null ? undefined : await keyFolderOf(context, folder);
  const folders = [
    context.home.keys,
    ...(folder === null ? [] : [join(folder, 'keys')]),
    ...(elsewhere === undefined ? [] : [elsewhere]),
  ];
  const files = new Map<string, readonly string[]>();
  for (const each of folders)
    for (const { file, key } of (await readKeys(each)).usable)
      files.set(key.id, [...(files.get(key.id) ?? []), file]);
  return files;
}
