import type { TransferPlan, TransferRequest, TransferResult } from '../api/rotation.ts';
import type { Operation, Run } from '../api/run.ts';
import { encodeCanonical } from '../domain/canonical-json.ts';
import { sameJson } from '../domain/clone-manifests.ts';
import { stockLifetimes } from '../domain/edits/lifetimes.ts';
import { missingKeys } from '../domain/edits/missing-keys.ts';
import { ownerOf } from '../domain/edits/owners.ts';
import { outlineEdit } from '../domain/edits/sign-edit.ts';
import { type Transferred, transferComponent } from '../domain/edits/transfer.ts';
import type { Component, Signature } from '../domain/manifest.ts';
import type { PrivateKey } from '../domain/private-key.ts';
import { own } from '../domain/record.ts';
import { componentSigning, isSigned, rightSignatures, type Signing, standingOf } from '../domain/signing.ts';
import { EngineError } from '../errors.ts';
import { type Context, resolvePath } from './context.ts';
import { changeFolderMirror, currentFolder, withMirror } from './folder-mirror.ts';
import { checkNoneMissing, keysAtHand } from './keys-at-hand.ts';
import type { OpenMirror } from './open-mirror.ts';
import { plannedSignatures } from './planned.ts';
import { collectSignatures, saveUnsigned, signedFile } from './signing/collect.ts';
import { leftOver, readSaved } from './signing/saved-signing.ts';
import { forgetWaiting, rememberWaiting } from './signing/waiting.ts';
import { namedKeyFiles, plannedQuorums, signaturesMissing, signingWay } from './signing/way.ts';

/** Gives a component to another owner, who signs it from now on; the mirror is a folder. */
export function transferOwnerOperation(
  context: Context,
): Operation<TransferRequest, TransferPlan, TransferResult> {
  return {
    plan: (request, run) => planTransfer(context, request, run ?? {}),
    apply: (plan, run) => applyTransfer(context, plan, run ?? {}),
  };
}

async function planTransfer(context: Context, request: TransferRequest, run: Run): Promise<TransferPlan> {
  const now = context.now();
  const { component: id, owner } = request;
  const folder = await currentFolder(context, 'transferring a component');
  const plan = async (mirror: OpenMirror): Promise<TransferPlan> => {
    const before = await mirror.component(id, run.signal);
    const index = mirror.index.manifest;
    const fresh = transferComponent(before.manifest, index, owner, now, stockLifetimes);
    const handed = await handedIn(context, request, fresh);
    const files = await namedKeyFiles(context, request);
    const keys = await keysAtHand(context, folder, files);
    const asked = { ...fresh, component: handed?.manifest ?? fresh.component };
    const askedFor = signingOf(asked, owner);
    const right = rightSignatures(askedFor, handed?.signatures ?? []);
    const name = `transfer-${id}.json`;
    const way = signingWay(context, request, askedFor, { signatures: right, keys, name });
    const left = await leftOver(way, asked.component);
    const next = { ...asked, component: left?.manifest ?? asked.component };
    const signing = signingOf(next, owner);
    const signatures = left === null ? right : rightSignatures(signing, left.signatures);
    const edit = { index: next.index, components: [next.component] };
    const missing = missingKeys(mirror, edit, new Set(keys.map(({ id: key }) => key)));
    // The owner is asked; nobody else can sign as the mirror.
    checkNoneMissing(
      folder,
      missing.filter(({ kind }) => kind === 'role'),
    );
    return {
      mirror: folder,
      component: id,
      from: own(index.components, id)?.owner ?? '',
      to: owner,
      follows: before.sha256,
      file: signing.file,
      signed: signing.signed,
      signatures,
      quorums: plannedQuorums(signing, signatures, keys),
      way,
      keys: files,
      signs: plannedSignatures(outlineEdit(mirror, edit, now, stockLifetimes)),
    };
  };
  return await withMirror(context, folder, run, plan, { allowExpired: true });
}

function signingOf({ component, index }: Transferred, owner: string): Signing {
  return componentSigning(component, owner, ownerOf(index, owner));
}

/** What came back from the owner. Throws `mirror-changed` when it isn't what would be signed now. */
async function handedIn(
  context: Context,
  { from, component: id }: TransferRequest,
  { component }: Transferred,
): Promise<{ readonly manifest: Component; readonly signatures: readonly Signature[] } | null> {
  if (from === undefined) return null;
  const { manifest, signed, signatures } = await readSaved(resolvePath(context, from));
  const { expires } = manifest;
  const isSame =
    manifest._type === 'component' &&
    encodeCanonical(manifest) === signed &&
    sameJson(manifest, { ...component, expires });
  if (isSame) return { manifest, signatures };
  throw new EngineError('mirror-changed', `${from} is not the next version of ${id}`, {
    facts: { file: from, component: id },
  });
}

async function applyTransfer(context: Context, plan: TransferPlan, run: Run): Promise<TransferResult> {
  const { mirror: folder, component: id, to: owner, way } = plan;
  const signing = await withMirror(
    context,
    folder,
    run,
    async (mirror) => signingOf(await redrafted(context, mirror, plan, run), owner),
    { allowExpired: true },
  );
  if (way.kind !== 'here')
    await rememberWaiting(context, { path: way.path, mirror: folder, component: id, owner, keys: plan.keys });
  if (way.kind === 'file') {
    await saveUnsigned(signing, way.path);
    return { component: id, owner, saved: way.path, signedBy: [] };
  }
  run.onEvent?.({ type: 'phase', phase: 'sign' });
  const keys = await keysAtHand(context, folder, plan.keys);
  const { signatures, forget } = await collectSignatures(signing, plan, keys, run);
  await commit(context, plan, signatures, keys, run);
  await forget();
  if (way.kind !== 'here') await forgetWaiting(context, way.path);
  return { component: id, owner, saved: null, signedBy: signatures.map(({ keyid }) => keyid).sort() };
}

/** The planned manifest, on what the mirror is now. Throws `mirror-changed` when its component is another by now. */
async function redrafted(
  context: Context,
  mirror: OpenMirror,
  { component: id, to, follows, signed }: TransferPlan,
  run: Run,
): Promise<Transferred> {
  const before = await mirror.component(id, run.signal);
  const draft = transferComponent(before.manifest, mirror.index.manifest, to, context.now(), stockLifetimes);
  const { expires }: { expires: string } = JSON.parse(signed);
  const component = { ...draft.component, expires };
  if (before.sha256 === follows && encodeCanonical(component) === signed) return { ...draft, component };
  throw new EngineError('mirror-changed', `${id} was changed since this was planned`, {
    facts: { component: id, path: mirror.identity.address },
  });
}

async function commit(
  context: Context,
  plan: TransferPlan,
  collected: readonly Signature[],
  keys: readonly PrivateKey[],
  run: Run,
): Promise<void> {
  await changeFolderMirror(
    context,
    {
      folder: plan.mirror,
      holder: `transfer ${plan.component} to ${plan.to}`,
      allowExpired: true,
      edit: async (mirror) => {
        const { component, index } = await redrafted(context, mirror, plan, run);
        // The owner's keys may be others by now.
        const signing = signingOf({ component, index }, plan.to);
        const signatures = rightSignatures(signing, collected);
        if (!isSigned(standingOf(signing, signatures))) throw signaturesMissing(signing, signatures);
        const signed = new Map([[component, signedFile(signing, signatures)]]);
        return { edit: { index, components: [component], signed }, keys };
      },
    },
    run,
  );
}
