import type { ExpiringName, MissingSigner, RenewItem, RenewRequest } from '../../api/renew.ts';
import type { Run } from '../../api/run.ts';
import { missingKeys } from '../../domain/edits/missing-keys.ts';
import { type Edit, type EditedFile, outlineEdit } from '../../domain/edits/sign-edit.ts';
import { versionedName } from '../../domain/names.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import { own } from '../../domain/record.ts';
import { isExpired } from '../../domain/trust.ts';
import { EngineError } from '../../errors.ts';
import type { Context } from '../context.ts';
import { keysAtHand, keysIn } from '../keys-at-hand.ts';
import type { OpenMirror } from '../open-mirror.ts';
import { type FileSigning, fileSignings } from './file-signings.ts';
import { roleNames, type Targets, targetsOf } from './targets.ts';

/** What renewing comes to, on what the mirror is now. */
export type RenewDraft = Omit<Targets, 'edit'> & {
  readonly edit: Edit;
  readonly items: readonly RenewItem[];
  readonly missing: readonly MissingSigner[];
  readonly left: readonly ExpiringName[];
  readonly expired: readonly ExpiringName[];
  readonly keys: readonly PrivateKey[];
  readonly written: readonly EditedFile[];
  readonly signings: readonly FileSigning[];
};

/** What is wanted of the mirror. */
export type Wanted = {
  readonly request: RenewRequest;
  /** Files of keys besides those that are found; absolute. */
  readonly files: readonly string[];
  /** The moment that days are counted from. */
  readonly at: Date;
  /** The one that those of snapshot and timestamp are counted from, which are made when all else is signed. */
  readonly now?: Date;
};

export async function draftRenew(
  context: Context,
  mirror: OpenMirror,
  { request, files, at, now = at }: Wanted,
  run: Run,
): Promise<RenewDraft> {
  const targets = await targetsOf(mirror, request, at, run);
  const keys = await keysAtHand(context, mirror.identity.address, files);
  const isServed = mirror.identity.kind === 'http';
  const short = (edit: Edit) => missingFor(mirror, edit, keys);
  const { skipMissing = false } = request;
  const edit = skipMissing ? without(targets.edit, short(targets.edit)) : targets.edit;
  const written = outlineEdit(mirror, edit, now, targets.lifetimes);
  const ids = new Map(
    (edit.components ?? []).map(({ id, version }) => [versionedName(version, urlOf(mirror, id)), id]),
  );
  const items = written.flatMap(({ name: file, role, version, expires: to }): RenewItem[] => {
    if (role !== 'component') {
      const from = mirror[role].manifest.expires;
      return isServed ? [] : [{ file, name: role, kind: 'role', version, from, to }];
    }
    const name = ids.get(file) ?? '';
    return [{ file, name, kind: 'component', version, from: targets.was.get(name) ?? '', to }];
  });
  return {
    ...targets,
    edit,
    items,
    missing: short(edit),
    left: leftOf(mirror, targets, edit),
    expired: stillExpired(mirror, written),
    keys,
    written,
    signings: fileSignings(mirror, edit, isServed),
  };
}

/** Whose keys an edit lacks; the roles of a served mirror are signed by its server. */
export function missingFor(mirror: OpenMirror, edit: Edit, keys: readonly PrivateKey[]): MissingSigner[] {
  const missing = missingKeys(mirror, edit, new Set(keys.map(({ id }) => id)));
  return missing.filter(({ kind }) => kind === 'owner' || mirror.identity.kind === 'folder');
}

/** A key that was named on purpose and signs nothing is a mistake. Throws `key-not-owner`. */
export async function checkOfUse(
  context: Context,
  mirror: OpenMirror,
  { edit }: RenewDraft,
  files: readonly string[],
): Promise<void> {
  const named = await keysIn(context, files);
  // With no key here, all that could sign are missing.
  const signers = missingKeys(mirror, edit, new Set());
  const useless = named.find(({ id }) => !signers.some(({ keys }) => keys.includes(id)));
  if (useless === undefined || signers.length === 0) return;
  throw new EngineError('key-not-owner', `nothing of this is signed with the key ${useless.id}`, {
    facts: { key: useless.id },
  });
}

function urlOf(mirror: OpenMirror, id: string): string {
  return own(mirror.index.manifest.components, id)?.url ?? `/${id}.json`;
}

/** The same without what can't be signed; snapshot and timestamp have to be, whatever else is. */
function without(edit: Edit, missing: readonly MissingSigner[]): Edit {
  const lacks = (role: string) => missing.some(({ kind, name }) => kind === 'role' && name === role);
  const unsigned = new Set(missing.flatMap(({ components }) => components));
  return {
    ...edit,
    root: lacks('root') ? undefined : edit.root,
    index: lacks('index') ? undefined : edit.index,
    components: edit.components?.filter(({ id }) => !unsigned.has(id)),
  };
}

function leftOf(mirror: OpenMirror, { edit: wanted, was }: Targets, edit: Edit): ExpiringName[] {
  const renewed = new Set(edit.components?.map(({ id }) => id));
  const roles = (['root', 'index'] as const).filter(
    (role) => wanted[role] !== undefined && edit[role] === undefined,
  );
  return [
    ...roles.map((name) => ({ name, expires: mirror[name].manifest.expires })),
    ...[...was].filter(([id]) => !renewed.has(id)).map(([name, expires]) => ({ name, expires })),
  ];
}

/** Roles for which clients will go on refusing the mirror. */
function stillExpired(mirror: OpenMirror, written: readonly EditedFile[]): ExpiringName[] {
  const done = new Set(written.map(({ role }) => role));
  return roleNames.flatMap((name) => {
    const { manifest } = mirror[name];
    return !done.has(name) && isExpired(manifest, mirror.now) ? [{ name, expires: manifest.expires }] : [];
  });
}
