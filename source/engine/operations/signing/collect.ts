import type { SigningPlan, SigningWay } from '../../api/rotation.ts';
import type { Run } from '../../api/run.ts';
import { readCarried } from '../../domain/carried-manifest.ts';
import type { Signature } from '../../domain/manifest.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import { manifestFile } from '../../domain/sign.ts';
import {
  isSigned,
  judgeSignature,
  rightSignatures,
  type Signing,
  signHere,
  standingOf,
} from '../../domain/signing.ts';
import { checkSignal, interrupted } from '../../errors.ts';
import { clearAway } from '../../io/files.ts';
import { openSaved, type SavedSigning } from './saved-signing.ts';
import { signaturesMissing } from './way.ts';

type Forget = {
  /** Takes away the files that kept them, if nobody handed them in; once they stand in the mirror. Never fails. */
  forget(): Promise<void>;
};
export type Collected = Forget & { readonly signatures: readonly Signature[] };
export type AllCollected = Forget & {
  /** Of each manifest, in the order in which they were asked for. */
  readonly signatures: readonly (readonly Signature[])[];
};

/** A manifest that is to be signed. */
export type ToSign = {
  readonly signing: Signing;
  /** What was handed in with a file. */
  readonly handed: readonly Signature[];
  /** Where its signatures are kept while a server waits for more; absolute. */
  readonly path: string;
};

/**
 * All the signatures that a manifest needs: those that were handed in, those of the keys here, and where that isn't
 * enough those that come through the signing server, for which it waits as long as it takes.
 * @throws `signatures-missing`, `file-exists`, `interrupted`, what listening throws, errors of files
 */
export async function collectSignatures(
  signing: Signing,
  { way, signatures: handed }: Pick<SigningPlan, 'way' | 'signatures'>,
  keys: readonly PrivateKey[],
  run: Run,
): Promise<Collected> {
  const path = way.kind === 'here' ? '' : way.path;
  const { signatures, forget } = await collectAll([{ signing, handed, path }], way, keys, run);
  return { signatures: signatures[0] ?? [], forget };
}

/** The same for several manifests, which one server holds out, each at addresses of its own. */
export async function collectAll(
  files: readonly ToSign[],
  way: SigningWay,
  keys: readonly PrivateKey[],
  run: Run,
): Promise<AllCollected> {
  const waits: Waiting[] = [];
  const each: (() => readonly Signature[])[] = [];
  for (const { signing, handed, path } of files) {
    const right = rightSignatures(signing, handed);
    const rest = keys.filter(({ id }) => !right.some(({ keyid }) => keyid === id));
    const known = [...right, ...signHere(signing, rest)];
    if (isSigned(standingOf(signing, known))) {
      each.push(() => known);
      continue;
    }
    if (way.kind !== 'server') throw signaturesMissing(signing, known);
    const saved = await openSaved(path, signing);
    const wait: Waiting = { signing, saved, signatures: merged(known, saved.found) };
    waits.push(wait);
    each.push(() => wait.signatures);
  }
  if (way.kind === 'server' && !waits.every(isDone)) await askOthers(waits, way, run);
  return {
    signatures: each.map((signatures) => signatures()),
    forget: async () => {
      if (way.kind !== 'server' || !way.temporary) return;
      for (const { saved } of waits) await clearAway(() => saved.remove());
    },
  };
}

/** One that others sign. */
type Waiting = {
  readonly signing: Signing;
  readonly saved: SavedSigning;
  signatures: readonly Signature[];
};

function isDone({ signing, signatures }: Waiting): boolean {
  return isSigned(standingOf(signing, signatures));
}

function merged(...lists: readonly (readonly Signature[])[]): Signature[] {
  return [...new Map(lists.flat().map((signature) => [signature.keyid, signature])).values()];
}

type ServerWay = Extract<SigningWay, { readonly kind: 'server' }>;

/** Holds them out until each has its signatures, which are with `waits` then. */
async function askOthers(waits: readonly Waiting[], way: ServerWay, run: Run): Promise<void> {
  checkSignal(run.signal);
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();
  for (const { saved, signatures } of waits) await saved.save(signatures);
  // most signatures are made here, and need no server
  const { openSigningServer } = await import('../../io/server/signing-server.ts');
  const asked = waits.filter((wait) => !isDone(wait));
  const tellers: (() => void)[] = [];
  const files = asked.map((wait, at) => ({
    unsigned: Buffer.from(`{"signatures":null,"signed":${wait.signing.signed}}`),
    take: taking(wait, () => {
      tellers[at]?.();
      if (waits.every(isDone)) resolve();
    }),
  }));
  const server = await openSigningServer({ host: way.host, port: way.port, files });
  for (const [at, wait] of asked.entries()) {
    const { signing } = wait;
    const addresses = server.addresses[at] ?? [];
    tellers.push(() => {
      const quorums = standingOf(signing, wait.signatures);
      const signed = wait.signatures.map(({ keyid }) => keyid).sort();
      run.onEvent?.({ type: 'signing', file: signing.file, addresses, path: way.path, signed, quorums });
    });
  }
  const stop = () => reject(interrupted(run.signal?.reason));
  run.signal?.addEventListener('abort', stop, { once: true });
  try {
    for (const tell of tellers) tell();
    if (run.signal?.aborted) stop();
    await done;
  } finally {
    run.signal?.removeEventListener('abort', stop);
    await server.close();
  }
}

/** What takes signatures for a manifest, and calls `told` when one is on the disk. */
function taking(wait: Waiting, told: () => void): (body: Uint8Array) => Promise<string | null> {
  const { signing, saved } = wait;
  // Two at once: each answer comes when its signature is on the disk.
  let turn: Promise<void> = Promise.resolve();
  return async (body) => {
    const handed = readCarried(body, 'request').signatures;
    if (handed.length === 0) return 'there is no signature';
    for (const signature of handed) {
      const judgement = judgeSignature(signing, signature);
      if (judgement === 'unlisted')
        return `the key ${signature.keyid.slice(0, 64)} is not one that has to sign`;
      if (judgement === 'wrong') return `the signature of the key ${signature.keyid} is not valid`;
    }
    const mine = turn.then(async () => {
      const next = merged(wait.signatures, handed);
      await saved.save(next);
      wait.signatures = next;
    });
    turn = mine.catch(() => undefined); // whoever handed it in is told
    await mine;
    told();
    return null;
  };
}

/** Writes the unsigned manifest, which goes to its signers. Throws `file-exists` for another one of that name. */
export async function saveUnsigned(signing: Signing, path: string): Promise<void> {
  const saved = await openSaved(path, signing);
  if (saved.isNew) await saved.save([]);
}

/** The finished file. */
export function signedFile(signing: Signing, signatures: readonly Signature[]): Uint8Array {
  return manifestFile(signing.signed, signatures);
}
