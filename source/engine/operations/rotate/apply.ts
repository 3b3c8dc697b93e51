import type { RotatePlan, RotateResult } from '../../api/rotation.ts';
import type { Run } from '../../api/run.ts';
import { stockLifetimes } from '../../domain/edits/lifetimes.ts';
import { rotationEdit } from '../../domain/edits/rotate.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import { checkRotation } from '../../domain/rotation-rules.ts';
import { isSigned, rootSigning, standingOf } from '../../domain/signing.ts';
import { nextRoot, rootFingerprint } from '../../domain/trust.ts';
import { EngineError } from '../../errors.ts';
import { sendRoot } from '../../io/publish-client.ts';
import type { Context } from '../context.ts';
import { changeFolderMirror, withMirror } from '../folder-mirror.ts';
import { keysAtHand } from '../keys-at-hand.ts';
import type { OpenMirror } from '../open-mirror.ts';
import { networkFor } from '../open-reached.ts';
import { keepKey } from '../role-keys.ts';
import { collectSignatures, saveUnsigned, signedFile } from '../signing/collect.ts';
import { forgetWaiting, rememberWaiting } from '../signing/waiting.ts';

/**
 * Has the planned root signed, which may take as long as its signers do, and commits it: what others published
 * meanwhile stays, another root in its place refuses it.
 * @throws `mirror-changed`, `signatures-missing`, `file-exists`, `target-keys-missing`, `interrupted`, and what
 *   reading, listening, sending and committing throw
 */
export async function applyRotation(context: Context, plan: RotatePlan, run: Run): Promise<RotateResult> {
  const { mirror: address, root, way } = plan;
  const signing = await withMirror(
    context,
    address,
    run,
    async (mirror) => rootSigning(followed(mirror, plan).root.manifest, root),
    { allowExpired: true },
  );
  const done = { version: root.version, fingerprint: rootFingerprint(root) };
  if (way.kind !== 'here')
    await rememberWaiting(context, {
      ...{ path: way.path, mirror: address, keys: plan.keys },
      ...{ component: null, owner: null },
    });
  if (way.kind === 'file') {
    await saveUnsigned(signing, way.path);
    return { ...done, saved: way.path, signedBy: [] };
  }
  run.onEvent?.({ type: 'phase', phase: 'sign' });
  const keys = await keysAtHand(context, address, plan.keys);
  const { signatures, forget } = await collectSignatures(signing, plan, keys, run);
  if (plan.kind === 'http') {
    // Stock's server falls over the signature of a key that leaves: where the others are enough, they do.
    const staying = signatures.filter(({ keyid }) => Object.hasOwn(root.roles.root.keys, keyid));
    const enough = isSigned(standingOf(signing, staying)) ? staying : signatures;
    await send(context, plan, signedFile(signing, enough), run);
  } else await commit(context, plan, signedFile(signing, signatures), keys, run);
  await forget();
  if (way.kind !== 'here') await forgetWaiting(context, way.path);
  return { ...done, saved: null, signedBy: signatures.map(({ keyid }) => keyid).sort() };
}

/** The mirror, if its root is the one that was planned on. Throws `mirror-changed`. */
function followed(mirror: OpenMirror, { follows, mirror: path }: RotatePlan): OpenMirror {
  if (mirror.root.sha256 === follows) return mirror;
  throw new EngineError('mirror-changed', `${path} has another root than when this was planned`, {
    facts: { path },
  });
}

async function commit(
  context: Context,
  plan: RotatePlan,
  bytes: Uint8Array,
  keys: readonly PrivateKey[],
  run: Run,
): Promise<void> {
  const { mirror: folder, file } = plan;
  await changeFolderMirror(
    context,
    {
      folder,
      holder: `rotate to ${file}`,
      allowExpired: true,
      edit: async (mirror) => {
        const now = context.now();
        const { root: current, index } = followed(mirror, plan);
        const root = nextRoot(current, bytes, file).manifest;
        checkRotation(current.manifest, root, {
          index: index.manifest,
          now,
          lost: [],
          allowEd25519: true,
        });
        const edit = rotationEdit(mirror, root, now, stockLifetimes);
        return { edit: { ...edit, signed: new Map([[root, bytes]]) }, keys };
      },
      files: async (transaction) => {
        for (const { role, key: id } of plan.stores) {
          const key = keys.find((one) => one.id === id);
          if (key !== undefined) await keepKey(context, transaction, folder, { role, key });
        }
      },
    },
    run,
  );
}

async function send(context: Context, plan: RotatePlan, bytes: Uint8Array, run: Run): Promise<void> {
  run.onEvent?.({ type: 'phase', phase: 'commit' });
  const network = await networkFor(context, plan.mirror);
  await sendRoot(plan.mirror, bytes, { network, signal: run.signal });
}
