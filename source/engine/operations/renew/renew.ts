import type { MissingSigner, RenewalScope, RenewPlan, RenewRequest, RenewResult } from '../../api/renew.ts';
import type { Operation, Run } from '../../api/run.ts';
import { sameJson } from '../../domain/clone-manifests.ts';
import { parseInstant } from '../../domain/instant.ts';
import { EngineError } from '../../errors.ts';
import { type Context, resolvePath } from '../context.ts';
import { changeFolderMirror, withMirror } from '../folder-mirror.ts';
import { checkNoneMissing } from '../keys-at-hand.ts';
import { isHttp } from '../mirror-address.ts';
import type { OpenMirror } from '../open-mirror.ts';
import { namedKeyFiles } from '../signing/way.ts';
import { type Ceremony, collectRenewal } from './collect.ts';
import { checkOfUse, draftRenew, type RenewDraft } from './draft.ts';
import { fileSigners } from './file-signings.ts';
import { collectedFiles, folderOf, handedSignatures, movedOn, renewalWay } from './handing.ts';
import { handedRenewal, readKeptRenewal } from './kept-renewal.ts';
import { sendRenewed } from './send.ts';
import { settle } from './targets.ts';

/**
 * Extends expiries in the current mirror: of components, of roles, of everything. A mirror that has expired can be
 * renewed too, by whoever holds its keys; whatever isn't signed as it must be, is never signed anew. Of a served
 * mirror components alone.
 */
export function renewOperation(context: Context): Operation<RenewRequest, RenewPlan, RenewResult> {
  return {
    plan: (request, run) => planRenew(context, request, run ?? {}),
    apply: (plan, run) => applyRenew(context, plan, run ?? {}),
  };
}

/** Also for the mirror that has just been opened: it may have expired. */
const open = { allowExpired: true };

async function planRenew(context: Context, request: RenewRequest, run: Run): Promise<RenewPlan> {
  const work = (mirror: OpenMirror) => planOn(context, mirror, request, run);
  return await withMirror(context, undefined, run, work, open);
}

async function planOn(
  context: Context,
  mirror: OpenMirror,
  asked: RenewRequest,
  run: Run,
): Promise<RenewPlan> {
  const { address, kind } = mirror.identity;
  const request = settle(context, await scoped(context, asked));
  if (kind === 'http') checkServed(request, address);
  const files = await namedKeyFiles(context, request);
  const now = mirror.now;
  const from = asked.from === undefined ? null : await handedRenewal(resolvePath(context, asked.from));
  const first = await draftRenew(context, mirror, { request, files, at: from?.at ?? now, now }, run);
  await checkOfUse(context, mirror, first, request.keys ?? []);
  const fresh = scopeOf(request, first);
  const folder = folderOf(context, request, address, fresh);
  // What was begun for the same is gone on with: the days count from then.
  const kept = folder === null ? null : await readKeptRenewal(folder);
  if (folder !== null && kept !== null) checkSame(folder, request, kept, fresh);
  const { at, ...scope } = kept ?? { at: now, ...fresh };
  const again = from === null && kept !== null;
  const draft = again ? await draftRenew(context, mirror, { request, files, at, now }, run) : first;
  const handed = await handedSignatures(kept === null ? null : folder, draft.signings);
  const asks = folder !== null;
  const collects = asks ? collectedFiles(draft, handed) : [];
  const way = renewalWay(request, folder, draft, collects);
  const last = ({ kind: who, name }: MissingSigner) =>
    who === 'role' && (name === 'snapshot' || name === 'timestamp');
  return {
    schema: 'mirrordeck/renew-plan/1',
    request,
    mirror: address,
    at: at.toISOString(),
    timestampVersion: mirror.timestamp.manifest.version,
    items: draft.items,
    kept: draft.kept,
    scope,
    signers: fileSigners(mirror, draft.written, draft.signings, draft.keys, handed),
    collects,
    way,
    keys: files,
    missing: asks ? draft.missing.filter(last) : draft.missing,
    left: draft.left,
    expired: draft.expired,
    warnings: mirror.warnings(),
  };
}

/** A folder that was handed in says what is renewed. Throws `usage` when something else is asked for besides. */
async function scoped(context: Context, asked: RenewRequest): Promise<RenewRequest> {
  const { from, components = [], roles = [], all, within, days } = asked;
  if (from === undefined) return asked;
  if (components.length + roles.length > 0 || all === true || (within ?? days) !== undefined) {
    throw new EngineError('usage', 'what is renewed stands in the folder: nothing else can be asked for', {
      facts: { field: 'from' },
    });
  }
  const kept = await handedRenewal(resolvePath(context, from));
  const { components: ids, roles: names, days: lasts } = kept;
  return { ...asked, components: ids, roles: names, days: lasts ?? undefined };
}

/** Throws `mirror-changed` when it is another renewal by now, `file-exists` when another waits in that folder. */
function checkSame(folder: string, { from }: RenewRequest, kept: RenewalScope, now: RenewalScope): void {
  if (sameJson([kept.files, kept.days], [now.files, now.days])) return;
  if (from !== undefined) throw movedOn(folder);
  throw new EngineError('file-exists', `another renewal waits in ${folder}`, { facts: { path: folder } });
}

/** What is renewed, by name. */
function scopeOf({ days }: RenewRequest, { edit, asked, signings }: RenewDraft): RenewalScope {
  const components = (edit.components ?? []).map(({ id }) => id);
  return { components, roles: asked, days: days ?? null, files: signings.map(({ file }) => file) };
}

function checkServed({ components = [], roles = [] }: RenewRequest, address: string): void {
  if (components.length > 0 && roles.length === 0) return;
  throw new EngineError(
    'address-invalid',
    `of ${address} only components can be renewed: its server signs what is not a component`,
    { facts: { address } },
  );
}

async function applyRenew(context: Context, plan: RenewPlan, run: Run): Promise<RenewResult> {
  checkNoneMissing(plan.mirror, plan.missing);
  const { mirror, items: renewed, left } = plan;
  const at = new Date(parseInstant(plan.at) ?? Number.NaN);
  if (Number.isNaN(at.getTime()))
    throw new EngineError('plan-corrupt', `${plan.at} is no moment`, { facts: {} });
  const work = { context, plan, at, run };
  if (plan.collects.length > 0) return await collectRenewal(work);
  if (renewed.length > 0) await (isHttp(mirror) ? toServer(work) : toFolder(work));
  return { mirror, saved: null, renewed, left };
}

/** What is to be signed, worked out anew; anything but what was planned is refused. */
async function redraft({ context, plan, at, run }: Ceremony, mirror: OpenMirror): Promise<RenewDraft> {
  const request = settle(context, plan.request);
  const draft = await draftRenew(context, mirror, { request, files: plan.keys, at }, run);
  checkNoneMissing(plan.mirror, draft.missing);
  if (sameJson(draft.items, plan.items)) return draft;
  throw new EngineError('mirror-changed', 'what is to be renewed is not what was planned any more', {
    facts: { path: plan.mirror },
  });
}

async function toFolder(work: Ceremony): Promise<void> {
  const { context, plan, at, run } = work;
  const { mirror: folder, timestampVersion } = plan;
  const edit = async (mirror: OpenMirror) => await redraft(work, mirror);
  await changeFolderMirror(context, { folder, holder: 'renew', timestampVersion, ...open, at, edit }, run);
}

async function toServer(work: Ceremony): Promise<void> {
  const { context, plan, run } = work;
  const send = async (mirror: OpenMirror): Promise<void> => {
    const { edit, keys } = await redraft(work, mirror);
    await sendRenewed(work, mirror, edit, keys);
  };
  await withMirror(context, plan.mirror, run, send, open);
}
