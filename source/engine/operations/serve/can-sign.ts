import type { Run } from '../../api/run.ts';
import { keysAmong } from '../../domain/edits/signers.ts';
import { EngineError } from '../../errors.ts';
import type { Context } from '../context.ts';
import { withMirror } from '../folder-mirror.ts';
import { roleKeys } from '../role-keys.ts';

/**
 * What a mirror that is published to has to have at hand: keys for its index, snapshot and timestamp. Throws
 * `target-keys-missing` (facts path, file, needed, got), and what opening the mirror throws.
 */
export async function checkCanSign(context: Context, folder: string, run: Run): Promise<void> {
  const keys = await roleKeys(context, folder);
  const options = { allowExpired: true, remember: false };
  const roles = await withMirror(context, folder, run, async ({ root }) => root.manifest.roles, options);
  for (const name of ['index', 'snapshot', 'timestamp'] as const) {
    const needed = roles[name].threshold;
    const got = keysAmong(keys, roles[name].keys).length;
    if (got >= needed) continue;
    throw new EngineError(
      'target-keys-missing',
      `${got} of the ${needed} keys that sign as ${name} are here`,
      {
        facts: { path: folder, file: `${name}.json`, needed, got },
      },
    );
  }
}
