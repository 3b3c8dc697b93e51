import type { RotateRequest } from '../../api/rotation.ts';
import { encodeCanonical } from '../../domain/canonical-json.ts';
import { type CarriedManifest, readCarried } from '../../domain/carried-manifest.ts';
import { expiryIn, extendExpiry, stockLifetimes } from '../../domain/edits/lifetimes.ts';
import { changedRoot, type RootChange } from '../../domain/edits/rotate.ts';
import { malformed } from '../../domain/malformed.ts';
import type { Root, Signature } from '../../domain/manifest.ts';
import { EngineError } from '../../errors.ts';
import { editText } from '../../io/editor.ts';
import { readKeyFile } from '../../io/keyring.ts';
import { type Context, resolvePath } from '../context.ts';
import { readSaved } from '../signing/saved-signing.ts';

/** The next root as it is wanted, with signatures that came with it, and the files of its new private keys. */
export type WantedRoot = {
  readonly root: Root;
  readonly signatures: readonly Signature[];
  readonly keyFiles: readonly string[];
};

/**
 * Makes the next root from what a request says: changes, an edited file, an editor, or a file that comes back from
 * its signers. Whether it will do is not asked here.
 * @throws `usage`, `mirror-changed` for a file that was made before the root that is, `file-missing`,
 *   `manifest-malformed`, `key-missing`, `key-malformed`, `program-failed`
 */
export async function wantedRoot(
  context: Context,
  request: RotateRequest,
  current: Root,
  signal: AbortSignal | undefined,
): Promise<WantedRoot> {
  const { file, editor, from } = request;
  const hasWishes = isChange(request);
  if ([file, editor, from].filter((one) => one !== undefined).length + (hasWishes ? 1 : 0) !== 1) {
    throw new EngineError(
      'usage',
      'the next root comes from changes, from an edited file, from an editor, or from a saved file: one of them',
      { facts: { field: 'file' } },
    );
  }
  if (from !== undefined) return comeBack(await readSaved(resolvePath(context, from)), from, current);
  if (hasWishes) return await changed(context, request, current);
  return edited(
    file === undefined
      ? await inEditor(context, editor, current, signal)
      : await readSaved(resolvePath(context, file)),
    current,
  );
}

function isChange({
  addKeys = [],
  removeKeys = [],
  replaceKeys = [],
  threshold,
  days,
}: RotateRequest): boolean {
  const count = addKeys.length + removeKeys.length + replaceKeys.length;
  return count > 0 || threshold !== undefined || days !== undefined;
}

async function changed(context: Context, request: RotateRequest, current: Root): Promise<WantedRoot> {
  const { addKeys = [], removeKeys = [], replaceKeys = [], threshold, role, days } = request;
  const keyFiles: string[] = [];
  const keyIn = async (file: string) => {
    const path = resolvePath(context, file);
    const found = await readKeyFile(path);
    if (found.private !== null) keyFiles.push(path);
    return found.public;
  };
  const changes: RootChange[] = [];
  for (const { key, by } of replaceKeys)
    changes.push({ kind: 'replace', role: role ?? null, key, by: await keyIn(by) });
  for (const key of removeKeys) changes.push({ kind: 'remove', role: role ?? null, key });
  for (const file of addKeys) changes.push({ kind: 'add', role: role ?? 'root', key: await keyIn(file) });
  if (threshold !== undefined) changes.push({ kind: 'threshold', role: role ?? 'root', threshold });
  const now = context.now();
  const expires =
    days === undefined ? extendExpiry(current.expires, now, stockLifetimes.root) : expiryIn(now, days);
  return { root: changedRoot(current, changes, expires), signatures: [], keyFiles };
}

async function inEditor(
  context: Context,
  editor: string | undefined,
  current: Root,
  signal: AbortSignal | undefined,
): Promise<CarriedManifest> {
  const name = `${current.version + 1}.root.json`;
  // Four spaces, as stock shows it.
  const text = `${JSON.stringify({ ...current, version: current.version + 1 }, null, 4)}\n`;
  const { environment: env, workingFolder: cwd } = context;
  return readCarried(await editText(text, name, { editor: editor || 'vi', env, cwd, signal }), name);
}

/** The person need not think of the version; one that is neither the old nor the next is a mistake, told later. */
function edited({ manifest }: CarriedManifest, current: Root): WantedRoot {
  const root = asRoot(manifest, 'root.json');
  const version = root.version === current.version ? current.version + 1 : root.version;
  return { root: { ...root, version }, signatures: [], keyFiles: [] };
}

function comeBack(
  { manifest, signed, signatures }: CarriedManifest,
  file: string,
  current: Root,
): WantedRoot {
  const root = asRoot(manifest, file);
  if (encodeCanonical(root) !== signed)
    throw malformed(file, 'signed', 'has fields that do not belong there');
  if (root.version > current.version) return { root, signatures, keyFiles: [] };
  throw new EngineError(
    'mirror-changed',
    `${file} is root ${root.version}, and the mirror has ${current.version}`,
    {
      facts: { file, expected: current.version + 1, got: root.version },
    },
  );
}

function asRoot(manifest: CarriedManifest['manifest'], file: string): Root {
  if (manifest._type === 'root') return manifest;
  throw malformed(file, 'signed._type', 'is not "root"');
}
