import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { GenkeyPlan, GenkeyRequest, GenkeyResult } from '../api/mirror.ts';
import type { Operation } from '../api/run.ts';
import { generateKey } from '../domain/private-key.ts';
import { checkSignal, EngineError } from '../errors.ts';
import { sweepAsides } from '../io/atomic-file.ts';
import { fileError, isAbsent } from '../io/files.ts';
import { writeKey } from '../io/keyring.ts';
import type { Context } from './context.ts';
import { homeKeyPath } from './key-files.ts';

/**
 * Makes an owner's key in the home: RSA, since stock clients know no other, unless somebody who knows that asks for
 * ed25519. Throws `key-exists`, `name-invalid`, `usage` for ed25519 without that.
 */
export function genkeyOperation(context: Context): Operation<GenkeyRequest, GenkeyPlan, GenkeyResult> {
  return {
    async plan({ name, type = 'rsa', stockRefusalKnown }) {
      if (type === 'ed25519' && stockRefusalKnown !== true) {
        throw new EngineError('usage', 'stock clients refuse a whole mirror for one ed25519 key', {
          facts: { field: 'type', command: 'mirror genkey' },
        });
      }
      const path = homeKeyPath(context, name);
      // A copy of a private key, or half of one, is nothing to leave lying about.
      await sweepAsides(dirname(path));
      await refuseExisting(path);
      return { name: basename(path, '.json'), path, type };
    },
    async apply(plan, run) {
      await refuseExisting(plan.path);
      const key = await generateKey(plan.type);
      checkSignal(run?.signal);
      const path = await writeKey(dirname(plan.path), basename(plan.path), key);
      return { path, keyId: key.id };
    },
  };
}

async function refuseExisting(path: string): Promise<void> {
  try {
    await stat(path);
  } catch (error) {
    if (isAbsent(error)) return;
    throw fileError(error, path);
  }
  throw new EngineError('key-exists', `there is a key at ${path} already, it is kept`, {
    facts: { file: path },
  });
}
