import type { PlannedKeyFile } from '../api/mirror.ts';
import { keyId } from '../domain/key.ts';
import type { PublicKey } from '../domain/manifest.ts';
import { EngineError } from '../errors.ts';
import { readKeyFile } from '../io/keyring.ts';

export type ReadKey = PlannedKeyFile & { readonly key: PublicKey };

/** The public halves in key files. Throws `key-missing`, `key-malformed`. */
export async function readPublicKeys(files: readonly string[]): Promise<readonly ReadKey[]> {
  const keys: ReadKey[] = [];
  for (const file of files) {
    const { public: key } = await readKeyFile(file);
    keys.push({ file, id: keyId(key), key });
  }
  return keys;
}

/** The keys of a plan, from their files. Throws `source-changed` when another key lies there by now. */
export async function plannedPublicKeys(planned: readonly PlannedKeyFile[]): Promise<readonly PublicKey[]> {
  const read = await readPublicKeys(planned.map(({ file }) => file));
  return read.map(({ file, id, key }, at) => {
    const expected = planned[at]?.id ?? '';
    if (id === expected) return key;
    throw new EngineError('source-changed', `${file} holds another key than when this was planned`, {
      facts: { file, expected, got: id },
    });
  });
}
