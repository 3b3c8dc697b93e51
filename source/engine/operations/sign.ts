import { stat } from 'node:fs/promises';
import type { SignPlan, SignRequest, SignResult } from '../api/rotation.ts';
import type { Operation, Run } from '../api/run.ts';
import { type CarriedManifest, readCarried } from '../domain/carried-manifest.ts';
import { topRoles } from '../domain/edits/rotate.ts';
import { verifyWith } from '../domain/key.ts';
import type { Signature } from '../domain/manifest.ts';
import type { PrivateKey } from '../domain/private-key.ts';
import { manifestFile } from '../domain/sign.ts';
import { EngineError } from '../errors.ts';
import type { EngineWarning } from '../events.ts';
import { writeAtomic } from '../io/atomic-file.ts';
import { networkOf } from '../io/network.ts';
import { fetchUnsigned, postSigned, type SigningClientOptions } from '../io/signing-client.ts';
import { type Context, resolvePath } from './context.ts';
import { readSigningKey } from './key-files.ts';
import { isHttp } from './mirror-address.ts';
import { signingKeyPath } from './named-keys.ts';
import { countsFor, quorumsOf, standingIn } from './signing/root-quorums.ts';
import { readSaved } from './signing/saved-signing.ts';

/** Seconds for a request, as stock has it. */
const defaultTimeout = 10;

/**
 * Adds signatures to a manifest that waits for them: a file that was carried here, or what a signing server of either
 * client holds out. A stale signature by the same key gives way.
 */
export function signOperation(context: Context): Operation<SignRequest, SignPlan, SignResult> {
  return {
    plan: (request, run) => planSign(context, request, run ?? {}),
    apply: (plan, run) => applySign(context, plan, run ?? {}),
  };
}

async function planSign(context: Context, request: SignRequest, run: Run): Promise<SignPlan> {
  const timeout = request.timeout ?? defaultTimeout;
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > 86_400) {
    throw new EngineError('usage', 'a time limit is a whole number of seconds', {
      facts: { field: 'timeout', got: timeout },
    });
  }
  const kind = isHttp(request.target) ? 'server' : 'file';
  const target = kind === 'server' ? request.target : resolvePath(context, request.target);
  const carried = await read(context, { target, kind, timeout }, run);
  const files = (request.keys ?? []).length === 0 ? [undefined] : (request.keys ?? []);
  const quorums = await quorumsOf(context, carried);
  const keys: SignPlan['keys'][number][] = [];
  for (const asked of files) {
    const file = await signingKeyPath(context, asked);
    const key = await readSigningKey(file);
    keys.push({ file, key: key.id, signature: stateOf(carried, key), counts: countsFor(quorums, key) });
  }
  const { manifest, signed } = carried;
  const { _type: type, version, expires } = manifest;
  const roles =
    manifest._type !== 'root'
      ? []
      : topRoles.map((role) => {
          const { keys: listed, threshold } = manifest.roles[role];
          return { role, keys: Object.keys(listed).sort(), threshold };
        });
  const id = manifest._type === 'component' ? manifest.id : null;
  const warnings = warningsOf(carried, keys);
  return { target, kind, timeout, signed, type, version, expires, id, roles, keys, warnings };
}

function warningsOf({ manifest }: CarriedManifest, keys: SignPlan['keys']): EngineWarning[] {
  if (manifest._type !== 'root') return [];
  return keys
    .filter(({ counts }) => counts === false)
    .map(({ key, file }) => ({ code: 'key-unlisted', facts: { key, file } }));
}

function stateOf(carried: CarriedManifest, key: PrivateKey): 'new' | 'replaced' | 'kept' {
  const there = carried.signatures.filter(({ keyid }) => keyid === key.id);
  const [one, ...more] = there;
  if (one === undefined) return 'new';
  const isRight = verifyWith(key.public, Buffer.from(carried.signed), one.sig);
  return isRight && more.length === 0 ? 'kept' : 'replaced';
}

type Target = Pick<SignPlan, 'target' | 'kind' | 'timeout'>;

async function read(
  context: Context,
  { target, kind, timeout }: Target,
  { signal }: Run,
): Promise<CarriedManifest> {
  if (kind === 'file') return await readSaved(target);
  const bytes = await fetchUnsigned(target, clientOptions(context, timeout, signal));
  return readCarried(bytes, target);
}

function clientOptions(
  context: Context,
  timeout: number,
  signal: AbortSignal | undefined,
): SigningClientOptions {
  return { network: networkOf({}, context.environment), limit: timeout * 1000, signal };
}

async function applySign(context: Context, plan: SignPlan, run: Run): Promise<SignResult> {
  const { target, kind, timeout } = plan;
  const carried = await read(context, plan, run);
  if (carried.signed !== plan.signed) {
    throw new EngineError('source-changed', `${target} holds something else than when this was planned`, {
      facts: { file: target },
    });
  }
  run.onEvent?.({ type: 'phase', phase: 'sign' });
  let signatures = carried.signatures;
  const signedBy: string[] = [];
  for (const { file, key: id } of plan.keys) {
    const key = await readSigningKey(file);
    if (key.id !== id) {
      throw new EngineError('source-changed', `${file} holds another key than when this was planned`, {
        facts: { file, expected: id, got: key.id },
      });
    }
    signedBy.push(id);
    if (stateOf({ ...carried, signatures }, key) !== 'kept')
      signatures = withSignature(signatures, carried, key);
  }
  const bytes = manifestFile(carried.signed, signatures);
  if (kind === 'server') await postSigned(target, bytes, clientOptions(context, timeout, run.signal));
  else if (signatures !== carried.signatures)
    await writeAtomic(target, bytes, (await stat(target)).mode & 0o777);
  const standing = kind === 'server' ? [] : await standingIn(context, { ...carried, signatures });
  return { target, signedBy, standing };
}

function withSignature(
  signatures: readonly Signature[],
  { signed }: CarriedManifest,
  key: PrivateKey,
): readonly Signature[] {
  const sig = Buffer.from(key.sign(Buffer.from(signed))).toString('base64');
  return [...signatures.filter(({ keyid }) => keyid !== key.id), { keyid: key.id, sig }];
}
