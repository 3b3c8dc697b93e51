import { join } from 'node:path';
import type { RenewItem, RenewPlan, RenewResult } from '../../api/renew.ts';
import type { Run } from '../../api/run.ts';
import type { Edit } from '../../domain/edits/sign-edit.ts';
import type { Signature } from '../../domain/manifest.ts';
import { isSigned, rightSignatures, standingOf } from '../../domain/signing.ts';
import { clearAway } from '../../io/files.ts';
import type { Context } from '../context.ts';
import { changeFolderMirror, withMirror } from '../folder-mirror.ts';
import { checkNoneMissing } from '../keys-at-hand.ts';
import { isHttp } from '../mirror-address.ts';
import type { OpenMirror } from '../open-mirror.ts';
import { collectAll, saveUnsigned, signedFile, type ToSign } from '../signing/collect.ts';
import { signaturesMissing } from '../signing/way.ts';
import { draftRenew, missingFor, type RenewDraft } from './draft.ts';
import { movedOn } from './handing.ts';
import { forgetRenewal, keepRenewal } from './kept-renewal.ts';
import { sendRenewed } from './send.ts';

export type Ceremony = {
  readonly context: Context;
  readonly plan: RenewPlan;
  /** The moment that days are counted from. */
  readonly at: Date;
  readonly run: Run;
};

const open = { allowExpired: true };

/**
 * A renewal that others sign as well: their signatures are collected, as long as that takes, then all is committed as
 * one change. What was published meanwhile stays; only where it touches what was signed, it is refused.
 * @throws `mirror-changed`, `signatures-missing`, `file-exists`, `target-keys-missing`, `interrupted`, and what
 *   reading, listening, sending and committing throw
 */
export async function collectRenewal(work: Ceremony): Promise<RenewResult> {
  const { context, plan, at, run } = work;
  const { mirror: address, way, left } = plan;
  const wanted = await withMirror(context, address, run, (mirror) => asked(work, mirror), open);
  if (way.kind !== 'here') await keepRenewal(way.path, { ...plan.scope, at });
  if (way.kind === 'file') {
    for (const { signing, path } of wanted.files) await saveUnsigned(signing, path);
    return { mirror: address, saved: way.path, renewed: [], left };
  }
  run.onEvent?.({ type: 'phase', phase: 'sign' });
  const { signatures, forget } = await collectAll(wanted.files, way, wanted.draft.keys, run);
  const collected = new Map(plan.collects.map(({ file }, at) => [file, signatures[at] ?? []]));
  const renewed = await (isHttp(address) ? send(work, collected) : commit(work, collected));
  await forget();
  if (way.kind === 'server' && way.temporary) await clearAway(() => forgetRenewal(way.path));
  return { mirror: address, saved: null, renewed, left };
}

/** What is signed elsewhere, as it was planned, on what the mirror is now. Throws `mirror-changed`. */
async function asked(
  { context, plan, at, run }: Ceremony,
  mirror: OpenMirror,
): Promise<{ readonly draft: RenewDraft; readonly files: readonly ToSign[] }> {
  const { components, roles, days } = plan.scope;
  const { within, from } = plan.request;
  const request = { components, roles, days: days ?? undefined, within, from };
  const draft = await draftRenew(context, mirror, { request, files: plan.keys, at, now: context.now() }, run);
  const settled = (items: readonly RenewItem[]) =>
    items.flatMap(({ file, name }) => (name === 'snapshot' || name === 'timestamp' ? [] : [file]));
  const now = new Set(settled(draft.items));
  const gone = settled(plan.items).find((file) => !now.has(file));
  if (gone !== undefined) throw movedOn(gone);
  const folder = plan.way.kind === 'here' ? '' : plan.way.path;
  const files = plan.collects.map(({ file, signed, signatures: handed }): ToSign => {
    const signing = draft.signings.find((one) => one.file === file)?.signing();
    if (signing === undefined || signing.signed !== signed) throw movedOn(file);
    return { signing, handed, path: join(folder, file) };
  });
  return { draft, files };
}

type Collected = ReadonlyMap<string, readonly Signature[]>;

/** The edit with what was signed, judged by the keys that count now. */
async function signedEdit(work: Ceremony, mirror: OpenMirror, collected: Collected): Promise<RenewDraft> {
  const { draft } = await asked(work, mirror);
  const signed = new Map<Parameters<NonNullable<Edit['signed']>['get']>[0], Uint8Array>();
  for (const { file, manifest, signing } of draft.signings) {
    const handed = collected.get(file);
    if (handed === undefined) continue;
    const wanted = signing();
    const signatures = rightSignatures(wanted, handed);
    if (!isSigned(standingOf(wanted, signatures))) throw signaturesMissing(wanted, signatures);
    signed.set(manifest, signedFile(wanted, signatures));
  }
  const edit = { ...draft.edit, signed };
  checkNoneMissing(work.plan.mirror, missingFor(mirror, edit, draft.keys));
  return { ...draft, edit };
}

async function commit(work: Ceremony, collected: Collected): Promise<readonly RenewItem[]> {
  const { context, plan, run } = work;
  let renewed: readonly RenewItem[] = [];
  const edit = async (mirror: OpenMirror): Promise<RenewDraft> => {
    const draft = await signedEdit(work, mirror, collected);
    renewed = draft.items;
    return draft;
  };
  await changeFolderMirror(context, { folder: plan.mirror, holder: 'renew', ...open, edit }, run);
  return renewed;
}

async function send(work: Ceremony, collected: Collected): Promise<readonly RenewItem[]> {
  const { context, plan, run } = work;
  return await withMirror(
    context,
    plan.mirror,
    run,
    async (mirror) => {
      const { edit, keys, items } = await signedEdit(work, mirror, collected);
      await sendRenewed(work, mirror, edit, keys);
      return items;
    },
    open,
  );
}
