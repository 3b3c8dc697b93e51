import { dirname, isAbsolute } from 'node:path';
import type { KeysExportPlan, KeysExportRequest, KeysExportResult } from '../../api/keys.ts';
import type { Operation } from '../../api/run.ts';
import { keyId } from '../../domain/key.ts';
import { encodePrivateKey, encodePublicKey } from '../../domain/key-file.ts';
import { EngineError } from '../../errors.ts';
import { createFile, readIfThere, syncFolder } from '../../io/files.ts';
import { readKeyFile } from '../../io/keyring.ts';
import { type Context, resolvePath } from '../context.ts';
import { homeKeyPath } from '../key-files.ts';
import { homeKeysNamed, isOneKey } from '../named-keys.ts';

/** Writes a key of the home into a file: its public half, or on request the private one, 0600. */
export function exportKeyOperation(
  context: Context,
): Operation<KeysExportRequest, KeysExportPlan, KeysExportResult> {
  return {
    async plan(request) {
      const from = await fileOf(context, request.key);
      const read = await readKeyFile(from);
      const id = keyId(read.public);
      if (request.private !== true) {
        const name = request.to ?? `${id.slice(0, 16)}-public.json`;
        return { from, id, half: 'public', to: resolvePath(context, name) };
      }
      if (request.to === undefined) {
        throw new EngineError('usage', 'a private key is only written into a file that is named', {
          facts: { field: 'to' },
        });
      }
      if (read.private === null) {
        throw new EngineError('key-malformed', `${from} is only a public half`, {
          facts: { file: from, field: 'keyval.private' },
        });
      }
      const to = resolvePath(context, request.to);
      if ((await readIfThere(to)) !== null) throw taken(to);
      return { from, id, half: 'private', to };
    },
    async apply({ from, id, half, to }) {
      const read = await readKeyFile(from);
      if (keyId(read.public) !== id) {
        throw new EngineError('source-changed', `${from} holds another key than when this was planned`, {
          facts: { file: from, expected: id, got: keyId(read.public) },
        });
      }
      const text =
        half === 'private' && read.private !== null
          ? encodePrivateKey(read.private)
          : encodePublicKey(read.public);
      const isNew = await createFile(to, text, half === 'private' ? 0o600 : 0o644);
      const isSame = !isNew && half === 'public' && (await readIfThere(to))?.toString('utf8') === text;
      if (!isNew && !isSame) throw taken(to);
      await syncFolder(dirname(to));
      return { path: to, keyId: id };
    },
  };
}

function taken(path: string): EngineError {
  return new EngineError('key-exists', `${path} exists, and is kept`, { facts: { file: path } });
}

/** The file of a key by its path, or of one of the home by its name or the beginning of its id. Throws `key-missing`. */
async function fileOf(context: Context, asked: string | undefined): Promise<string> {
  if (asked === undefined) return homeKeyPath(context);
  if (isAbsolute(asked)) return asked;
  const matches = await homeKeysNamed(context, asked);
  const [found] = matches;
  if (found !== undefined && isOneKey(matches)) return found.file;
  const many = matches.length > 1 ? `${matches.length} keys are meant by` : 'no key of the home is';
  throw new EngineError('key-missing', `${many} ${JSON.stringify(asked.slice(0, 80))}`, {
    facts: { key: asked.slice(0, 80), file: context.home.keys },
  });
}
