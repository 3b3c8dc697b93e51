import type { MissingSigner } from '../../api/renew.ts';
import type { RotatePlan, RotateRequest, RotateResult } from '../../api/rotation.ts';
import type { Operation, Run } from '../../api/run.ts';
import { stockLifetimes } from '../../domain/edits/lifetimes.ts';
import { missingKeys } from '../../domain/edits/missing-keys.ts';
import { differences, rootKeyIds, rotationEdit, topRoles } from '../../domain/edits/rotate.ts';
import { type Edit, outlineEdit } from '../../domain/edits/sign-edit.ts';
import type { Root } from '../../domain/manifest.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import { checkChange, checkRotation } from '../../domain/rotation-rules.ts';
import { rightSignatures, rootSigning } from '../../domain/signing.ts';
import { EngineError } from '../../errors.ts';
import type { Context } from '../context.ts';
import { withMirror } from '../folder-mirror.ts';
import { checkNoneMissing, keysAtHand } from '../keys-at-hand.ts';
import type { OpenMirror } from '../open-mirror.ts';
import { plannedSignatures } from '../planned.ts';
import { roleKeys } from '../role-keys.ts';
import { leftOver } from '../signing/saved-signing.ts';
import { namedKeyFiles, plannedQuorums, signingWay } from '../signing/way.ts';
import { applyRotation } from './apply.ts';
import { wantedRoot } from './wanted-root.ts';

/**
 * Changes the keys of a mirror's roles, their thresholds and the root's expiry: the next root, signed by the keys
 * that hand over and those that take over, and everything else that it touches, in one commit.
 */
export function rotateOperation(context: Context): Operation<RotateRequest, RotatePlan, RotateResult> {
  return {
    plan: (request, run) => planRotation(context, request, run ?? {}),
    apply: (plan, run) => applyRotation(context, plan, run ?? {}),
  };
}

function planRotation(context: Context, request: RotateRequest, run: Run): Promise<RotatePlan> {
  return withMirror(context, undefined, run, (mirror) => planOn(context, mirror, request, run), {
    allowExpired: true,
  });
}

async function planOn(
  context: Context,
  mirror: OpenMirror,
  request: RotateRequest,
  run: Run,
): Promise<RotatePlan> {
  const now = context.now();
  const { address, kind } = mirror.identity;
  const current = mirror.root.manifest;
  const wanted = await wantedRoot(context, request, current, run.signal);
  const files = [...(await namedKeyFiles(context, request)), ...wanted.keyFiles];
  const keys = await keysAtHand(context, address, files);
  const lost = rootKeyIds(current, request.lostKeys ?? []);
  const allowEd25519 = request.allowEd25519 === true;
  const check = (next: Root): void =>
    checkRotation(current, next, { index: mirror.index.manifest, now, lost, allowEd25519 });
  check(wanted.root);
  checkChange(current, wanted.root);
  const fresh = rootSigning(current, wanted.root);
  const handed = rightSignatures(fresh, wanted.signatures);
  const name = `rotation-${wanted.root.version}.json`;
  const way = signingWay(context, request, fresh, { signatures: handed, keys, name });
  const left = await leftOver(way, wanted.root);
  const root = left?.manifest ?? wanted.root;
  if (left !== null) check(root);
  const signing = rootSigning(current, root);
  const signatures = left === null ? handed : rightSignatures(signing, left.signatures);
  const edit = rotationEdit(mirror, root, now, stockLifetimes);
  const outline = plannedSignatures(outlineEdit(mirror, edit, now, stockLifetimes));
  if (kind === 'http') checkRootOnly(address, current, root);
  const missing = kind === 'http' ? [] : missingForRest(mirror, edit, keys);
  // A file comes back some day, and the keys can be brought until then.
  if (way.kind !== 'file') checkNoneMissing(address, missing);
  return {
    mirror: address,
    kind,
    file: signing.file,
    signed: signing.signed,
    root,
    follows: mirror.root.sha256,
    expires: { from: current.expires, to: root.expires },
    changes: differences(current, root),
    signatures,
    quorums: plannedQuorums(signing, signatures, keys),
    way,
    keys: files,
    missing,
    stores: kind === 'folder' ? await newKeys(context, address, root, keys) : [],
    // The rest is signed by the server.
    signs: kind === 'folder' ? outline : outline.slice(0, 1),
  };
}

/** Whose signatures of the root are missing is asked for; nobody else can sign the rest. */
function missingForRest(
  mirror: OpenMirror,
  edit: Edit,
  keys: readonly PrivateKey[],
): readonly MissingSigner[] {
  return missingKeys(mirror, edit, new Set(keys.map(({ id }) => id))).filter(({ name }) => name !== 'root');
}

/** A server signs with the keys that it has. Throws `address-invalid`. */
function checkRootOnly(address: string, current: Root, next: Root): void {
  const other = differences(current, next).find(({ role }) => role !== 'root');
  if (other === undefined) return;
  throw new EngineError(
    'address-invalid',
    `the keys of ${other.role} are changed where the mirror lies, not through ${address}`,
    { facts: { address } },
  );
}

/** Keys that sign for the mirror every day from now on, and don't lie with it. Those of the root need not. */
async function newKeys(
  context: Context,
  folder: string,
  next: Root,
  keys: readonly PrivateKey[],
): Promise<RotatePlan['stores']> {
  const there = new Set((await roleKeys(context, folder)).map(({ id }) => id));
  return topRoles
    .filter((role) => role !== 'root')
    .flatMap((role) =>
      keys
        .filter(({ id }) => Object.hasOwn(next.roles[role].keys, id) && !there.has(id))
        .map(({ id }) => ({ role, key: id })),
    );
}
