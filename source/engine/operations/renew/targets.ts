import { isAbsolute } from 'node:path';
import type { ExpiringName, RenewRequest, RoleName } from '../../api/renew.ts';
import type { Run } from '../../api/run.ts';
import { isSameDay, type Lifetimes, stockLifetimes } from '../../domain/edits/lifetimes.ts';
import { renewedIfLonger } from '../../domain/edits/renew.ts';
import type { Edit } from '../../domain/edits/sign-edit.ts';
import type { Component, Manifest } from '../../domain/manifest.ts';
import { checkComponentName } from '../../domain/names.ts';
import { isExpired } from '../../domain/trust.ts';
import { EngineError } from '../../errors.ts';
import { type Context, resolvePath } from '../context.ts';
import type { OpenMirror } from '../open-mirror.ts';

export const roleNames: readonly RoleName[] = ['root', 'index', 'snapshot', 'timestamp'];
const longestLifetime = 100 * 365;
const day = 86_400_000;

/** The same request, absolute. Throws `usage` when it asks for nothing or can't be, `name-invalid`. */
export function settle(context: Context, request: RenewRequest): RenewRequest {
  const { components = [], roles = [], all = false, within, days, keys = [], out } = request;
  for (const id of components) checkComponentName(id);
  if (components.length + roles.length === 0 && !all && within === undefined)
    throw wrong('what is to be renewed?', 'all');
  if (components.length + roles.length > 0 && all)
    throw wrong('--all takes everything: leave out the components and --role', 'all');
  if (request.skipMissing === true && (out ?? request.from ?? request.listen) !== undefined)
    throw wrong('either others sign what the keys here do not, or it is left', 'skipMissing');
  for (const role of roles) if (!roleNames.includes(role)) throw wrong(`there is no role ${role}`, 'roles');
  checkDays('days', days, 1);
  checkDays('within', within, 0);
  return { ...request, keys: keys.map((key) => (isAbsolute(key) ? key : resolvePath(context, key))) };
}

function checkDays(field: string, days: number | undefined, least: number): void {
  if (days === undefined || (Number.isInteger(days) && days >= least && days <= longestLifetime)) return;
  throw wrong(`${field} is a whole number of days from ${least} to ${longestLifetime}`, field);
}

function wrong(detail: string, field: string): EngineError {
  return new EngineError('usage', detail, { facts: { field } });
}

/** What a request leads to. */
export type Targets = {
  readonly edit: Edit;
  /** Roles that are renewed for their own sake, not only because something else is. */
  readonly asked: readonly RoleName[];
  /** Of a snapshot and timestamp that are written: what is asked for them, else stock's. */
  readonly lifetimes: Lifetimes;
  /** Asked for, but they last that long already. */
  readonly kept: readonly ExpiringName[];
  /** Id → expiry so far, of the components that are renewed. */
  readonly was: ReadonlyMap<string, string>;
};

/**
 * The next manifests of everything that is asked for, due, and to last longer than it does.
 * @throws for a component that is named what reading it throws; of all of them, one that can't be trusted is a warning
 */
export async function targetsOf(
  mirror: OpenMirror,
  request: RenewRequest,
  at: Date,
  run: Run,
): Promise<Targets> {
  const { within, days, from } = request;
  const named = request.components ?? [];
  const everything = request.all === true || (named.length === 0 && (request.roles ?? []).length === 0);
  const roles = everything ? roleNames : roleNames.filter((role) => request.roles?.includes(role));
  const limit = within === undefined ? null : new Date(at.getTime() + within * day);
  const kept: ExpiringName[] = [];
  const lifetime = (manifest: Manifest) => days ?? stockLifetimes[manifest._type];
  // Who says neither when nor how long gains nothing by a few minutes: a command given twice signs once.
  const isWish = (within ?? days ?? from) !== undefined;
  const next = <M extends Manifest>(name: string, manifest: M): M | null => {
    if (limit !== null && !isExpired(manifest, limit)) return null;
    const longer = renewedIfLonger(manifest, at, lifetime(manifest));
    if (longer !== null && (isWish || !isSameDay(longer.expires, manifest.expires))) return longer;
    kept.push({ name, expires: manifest.expires });
    return null;
  };
  const ifAsked = <M extends Manifest>(name: RoleName, manifest: M) =>
    roles.includes(name) ? next(name, manifest) : null;
  const root = ifAsked('root', mirror.root.manifest);
  const index = ifAsked('index', mirror.index.manifest);
  const snapshot = ifAsked('snapshot', mirror.snapshot.manifest);
  const timestamp = ifAsked('timestamp', mirror.timestamp.manifest);
  const components: Component[] = [];
  const was = new Map<string, string>();
  const look = (manifest: Component) => {
    const renewed = next(manifest.id, manifest);
    if (renewed === null) return;
    components.push(renewed);
    was.set(manifest.id, manifest.expires);
  };
  if (everything) {
    const all = Object.keys(mirror.index.manifest.components);
    await mirror.visit(all, run, ({ manifest }) => look(manifest));
  } else {
    for (const id of new Set(named)) look((await mirror.component(id, run.signal)).manifest);
  }
  return {
    kept,
    was,
    asked: roleNames.filter((name) => ({ root, index, snapshot, timestamp })[name] !== null),
    edit: {
      root: root ?? undefined,
      index: index ?? undefined,
      components: components.sort((a, b) => (a.id < b.id ? -1 : 1)),
      renew: snapshot !== null ? 'snapshot' : timestamp !== null ? 'timestamp' : undefined,
    },
    lifetimes: {
      ...stockLifetimes,
      ...(snapshot === null ? {} : { snapshot: lifetime(snapshot) }),
      ...(timestamp === null ? {} : { timestamp: lifetime(timestamp) }),
    },
  };
}
