import type { MergeConflict, MergeLeft, MergePlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import type { Context } from '../context.ts';
import { tellSignatures } from '../operation.ts';
import { tellMissing } from './missing-key-lines.ts';

/** Prints what a merge is going to do; of a dry run everything, else not what will stop it: the error says that. */
export function tellMerge(context: Context, plan: MergePlan, isDryRun: boolean): void {
  const { printer, messages } = context;
  const { merging, units } = messages;
  printer.warn(plan.warnings);
  printer.line(
    merging.start(plan.sources.map(({ address }) => address).join(units.listJoin), plan.target.path),
  );
  tellComponents(context, plan);
  for (const { id, source } of plan.owners) printer.line(merging.grants(id, source));
  if (plan.defaultComponents !== null)
    printer.line(merging.defaults(plan.defaultComponents.join(units.listJoin)));
  if (plan.identical > 0) printer.line(merging.identical(units.versions(plan.identical)));
  tellLeft(context, plan.left);
  for (const conflict of plan.conflicts) {
    if (isDryRun || conflict.decision !== 'fail') printer.line(conflictLine(context, conflict));
  }
  if (plan.files.length > 0) {
    const fetched = plan.files.filter(({ action }) => action !== 'keep');
    printer.line(merging.toFetch(units.files(fetched.length), humanBytes(plan.bytes.fetch, messages)));
    if (plan.bytes.free !== null) printer.line(merging.space(humanBytes(plan.bytes.free, messages)));
  }
  if (!isDryRun) return;
  tellSignatures(context, plan.signs);
  for (const { owner, component } of plan.missingKeys)
    printer.note(merging.missingOwnerKeys(owner, component));
  tellMissing(context, plan.missingRoles);
}

function tellComponents({ printer, messages }: Context, { components }: MergePlan): void {
  const { merging } = messages;
  const list = (versions: readonly string[]): string => few(messages, versions);
  for (const { id, owner, action, signedBy, added, replaced, dropped, description } of components) {
    if (action === 'new') printer.line(merging.brings(id, owner, list(added)));
    else if (added.length > 0) printer.line(merging.adds(id, list(added)));
    if (replaced.length > 0) printer.line(merging.replaces(id, list(replaced)));
    if (dropped.length > 0) printer.line(merging.drops(id, list(dropped)));
    if (description !== null) printer.line(merging.describes(id, description));
    if (signedBy === 'source') printer.line(merging.staysSigned(id));
  }
}

/** By component and reason, because a mirror may leave thousands of versions out. */
function tellLeft({ printer, messages }: Context, left: readonly MergeLeft[]): void {
  const groups = new Map<string, { readonly what: MergeLeft; readonly versions: string[] }>();
  for (const what of left) {
    const { component, reason, source, version, platform } = what;
    const key = JSON.stringify([source, component, reason, version === null]);
    const group = groups.get(key) ?? { what, versions: [] };
    if (version !== null) group.versions.push(`${version} ${platform ?? ''}`);
    groups.set(key, group);
  }
  for (const { what, versions } of groups.values()) {
    const { component, reason } = what;
    const name = versions.length === 0 ? component : `${component} ${few(messages, versions)}`;
    printer.line(messages.merging.left[reason](name));
  }
}

const shownVersions = 4;

function few({ merging, units }: Messages, versions: readonly string[]): string {
  const shown = versions.slice(0, shownVersions).join(units.listJoin);
  const more = versions.length - shownVersions;
  return more > 0 ? merging.andMore(shown, more) : shown;
}

const hash = /\b[0-9a-f]{64}\b/g;

/** Hashes and key ids by their beginning, as other places show them. */
function conflictLine({ messages }: Context, conflict: MergeConflict): string {
  const { merging } = messages;
  const { kind, source, component, version, platform, name, decision, to } = conflict;
  const isOfName = kind === 'file' || kind === 'owner-keys' || kind === 'owner-unknown';
  const about = isOfName
    ? (name ?? '')
    : [component, version, platform].filter((part) => part !== null).join(' ');
  const short = (text: string): string =>
    text === '' ? merging.nobody : text.replace(hash, (found) => found.slice(0, 16));
  const what = merging.kinds[kind](about, short(conflict.here), short(conflict.there));
  return merging.conflict(what, source, to === null ? merging.decisions[decision] : merging.renamedTo(to));
}
