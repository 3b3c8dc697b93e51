import type { PlannedQuorum, SigningWay } from '../../api/rotation.ts';
import type { Signature } from '../../domain/manifest.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import { isSigned, type Signing, standingOf } from '../../domain/signing.ts';
import { EngineError } from '../../errors.ts';
import { readKeys } from '../../io/keyring.ts';
import { type Context, resolvePath } from '../context.ts';
import { keysBegunWith } from './waiting.ts';

export type SigningWishes = {
  readonly keys?: readonly string[] | undefined;
  readonly keyDir?: string | undefined;
  readonly out?: string | undefined;
  readonly from?: string | undefined;
  readonly listen?: string | undefined;
};

/** Where stock's server listens, but for this machine alone. */
const defaultListen = '127.0.0.1:8080';

/**
 * Files of the keys that a request names, absolute; a folder stands for the keys in it. A file that comes back from
 * its signers also stands for those that were named when it went out.
 */
export async function namedKeyFiles(
  context: Context,
  { keys = [], keyDir, from }: SigningWishes,
): Promise<string[]> {
  const folder = keyDir === undefined ? null : await readKeys(resolvePath(context, keyDir));
  const before = from === undefined ? [] : await keysBegunWith(context, resolvePath(context, from));
  const files = [
    ...keys.map((file) => resolvePath(context, file)),
    ...(folder?.usable ?? []).map(({ file }) => file),
    ...before,
  ];
  return [...new Set(files)];
}

/** Who has signed, who can here, and who is left to be asked. */
export function plannedQuorums(
  signing: Signing,
  signatures: readonly Signature[],
  keys: readonly PrivateKey[],
): PlannedQuorum[] {
  const here = new Set(keys.map(({ id }) => id));
  return standingOf(signing, signatures).map(({ name, needed, missing }, at) => {
    const listed = Object.keys(signing.quorums[at]?.keys ?? {}).sort();
    return {
      name,
      needed,
      signed: listed.filter((id) => !missing.includes(id)),
      here: missing.filter((id) => here.has(id)),
      elsewhere: missing.filter((id) => !here.has(id)),
    };
  });
}

/**
 * How the signatures that are missing come in: by a file when that is asked for; not at all when the keys here are
 * enough; else through a server. A file that came back is taken in as it is unless a server is asked for.
 * @param name file that the server keeps its signatures in, in the working folder, when none was handed in
 * @throws `usage`, `signatures-missing`
 */
export function signingWay(
  context: Context,
  wishes: SigningWishes,
  signing: Signing,
  { signatures, keys, name }: { signatures: readonly Signature[]; keys: readonly PrivateKey[]; name: string },
): SigningWay {
  const { out, from, listen } = wishes;
  if (out !== undefined && (from !== undefined || listen !== undefined)) {
    throw new EngineError('usage', 'either it is saved to a file, or it is gone on with', {
      facts: { field: 'out' },
    });
  }
  if (out !== undefined) return { kind: 'file', path: resolvePath(context, out) };
  const known = [...signatures, ...keys.map(({ id }) => ({ keyid: id, sig: '' }))];
  if (isSigned(standingOf(signing, known))) return { kind: 'here' };
  if (from !== undefined && listen === undefined) throw signaturesMissing(signing, known);
  const path = resolvePath(context, from ?? name);
  return { kind: 'server', path, temporary: from === undefined, ...listenAt(listen ?? defaultListen) };
}

/** Throws in words who is missing. */
export function signaturesMissing(signing: Signing, signatures: readonly Signature[]): EngineError {
  const short = standingOf(signing, signatures).filter(({ needed, got }) => got < needed);
  const told = short.map(
    ({ name, needed, got, missing }) =>
      `${got} of ${needed} signatures of ${whose(name)}; not signed: ${missing.map((id) => id.slice(0, 16)).join(', ')}`,
  );
  const { needed = 0, got = 0 } = short[0] ?? {};
  return new EngineError('signatures-missing', `${signing.file} has ${told.join('; ')}`, {
    facts: { file: signing.file, needed, got },
  });
}

function whose(quorum: string): string {
  if (quorum === 'old') return 'the keys of the root that is';
  return quorum === 'new' ? 'the keys of the next root' : `the keys of ${quorum}`;
}

/** `host:port`, `[::1]:port`, or `:port` for every address of this machine, as Go has it. Throws `usage`. */
export function listenAt(text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, digits] = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535) {
    throw new EngineError('usage', `"${text}" is not host:port`, { facts: { field: 'addr', got: text } });
  }
  return { host: bracketed ?? (plain === '' ? '0.0.0.0' : (plain ?? '')), port };
}
