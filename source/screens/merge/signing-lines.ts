import type { MergePlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { localTime } from '../../messages/measure.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { titled } from './titled.ts';

/** Whether every signature that the plan needs can be made here. */
export function canSign({ missingKeys, missingRoles }: MergePlan): boolean {
  return missingKeys.length === 0 && missingRoles.length === 0;
}

/** Components that are not signed because they do not come in: their owner was decided about, not they themselves. */
function outLines({ conflicts, left }: MergePlan, { merge, units }: Messages): readonly ReportLine[] {
  const kept = conflicts.filter(({ kind, decision }) => decision === 'keep' && kind.startsWith('owner'));
  return [...new Set(kept.map(({ source }) => source))].flatMap((source) => {
    const ofSource = kept.filter((conflict) => conflict.source === source);
    const decided = new Set(conflicts.map(({ component }) => component));
    const owned = ofSource.flatMap(({ component }) => (component === null ? [] : [component]));
    const waiting = left.filter((one) => one.source === source && one.reason === 'kept');
    const others = waiting.map(({ component }) => component).filter((id) => !decided.has(id));
    const out = [...new Set([...owned, ...others])].sort();
    if (out.length === 0) return [];
    const owners = [...new Set(ofSource.map(({ name }) => name ?? ''))].sort().join(units.listJoin);
    const line = merge.signing.outOf(out.join(units.listJoin), owners, out.length > 1);
    return [{ text: `  ${cleanText(line)}`, tone: 'warn' as const, indent: 4 }];
  });
}

/** Who signs what; and what can't be signed, why, and what to do. */
export function signingLines(plan: MergePlan, messages: Messages): readonly ReportLine[] {
  const { merge, merging, upkeep, units } = messages;
  const text = merge.signing;
  const bySource = plan.components.filter(({ signedBy }) => signedBy === 'source');
  const byOwner = plan.components.filter(({ signedBy }) => signedBy === 'owner');
  const missing = [
    ...plan.missingKeys.map(({ owner, component, needed, got }) =>
      text.missingOwner(component, owner, needed, got),
    ),
    ...plan.missingRoles.map(({ name, needed, got, keys }) =>
      upkeep.missingKeys(name, needed, got, keys.map((id) => id.slice(0, 16)).join(units.listJoin)),
    ),
  ];
  const out = titled(text.staysOut, outLines(plan, messages));
  if (plan.unchanged && missing.length === 0) return [{ text: text.nothing, tone: 'good' }, ...out];
  return [
    canSign(plan) ? { text: text.all, tone: 'good' } : { text: text.notAll, tone: 'bad' },
    ...titled(
      text.missing,
      missing.map((line) => ({ text: `  ${cleanText(line)}`, tone: 'bad', indent: 4 })),
    ),
    ...(missing.length === 0 ? [] : [{ text: '' }, { text: text.remedy, tone: 'warn' as const }]),
    ...out,
    ...titled(
      text.stays,
      bySource.map(({ id }) => ({ text: `  ${cleanText(merging.staysSigned(id))}`, indent: 4 })),
    ),
    ...titled(
      text.owners,
      byOwner.map(({ id, owner }) => ({
        text: `  ${cleanText(`${id}: ${text.byOwner(owner)}`)}`,
        indent: 4,
      })),
    ),
    ...titled(
      text.files,
      plan.signs.map(({ file, version, expires }) => ({
        text: `  ${cleanText(messages.commands.willSign(file, version, localTime(expires)))}`,
        indent: 4,
      })),
    ),
  ];
}
