import type { Edit } from '../../source/engine/domain/edits/sign-edit.ts';
import type { PrivateKey } from '../../source/engine/domain/private-key.ts';
import type { Context } from '../../source/engine/operations/context.ts';
import { changeFolderMirror, withMirror } from '../../source/engine/operations/folder-mirror.ts';
import type { OpenMirror } from '../../source/engine/operations/open-mirror.ts';
import { smallKeys } from './small-mirror.ts';

/** Changes a copy of a golden mirror as its owners could, signed by all of its keys. */
export async function editMirror(
  context: Context,
  folder: string,
  edit: (mirror: OpenMirror) => Promise<Edit>,
  more: readonly PrivateKey[] = [],
): Promise<void> {
  const timestampVersion = await withMirror(
    context,
    folder,
    {},
    async ({ timestamp }) => timestamp.manifest.version,
  );
  const keys = [smallKeys.pingcap, smallKeys.jdoe, ...more];
  const signed = async (mirror: OpenMirror) => ({ edit: await edit(mirror), keys });
  await changeFolderMirror(context, { folder, holder: 'test', timestampVersion, edit: signed }, {});
}
