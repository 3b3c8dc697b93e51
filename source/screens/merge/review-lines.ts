import type { MergeLeft, MergePlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import { mergedWarnings } from '../../messages/merged-warnings.ts';
import { unchangedBy } from '../../messages/unchanged-by.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { conflictSentence } from './details-lines.ts';
import { mergeCommand } from './merge-command.ts';
import type { MergeState } from './merge-state.ts';
import { titled } from './titled.ts';

/** Versions that are named of one component before the rest are counted. */
const shownVersions = 4;

function few({ merging, units }: Messages, versions: readonly string[]): string {
  const shown = versions.slice(0, shownVersions).join(units.listJoin);
  const more = versions.length - shownVersions;
  return more > 0 ? merging.andMore(shown, more) : shown;
}

const item = (text: string, tone: ReportLine['tone'] = 'plain'): ReportLine => ({
  text: `  ${cleanText(text)}`,
  tone,
  indent: 4,
});

function componentLines(plan: MergePlan, messages: Messages): readonly ReportLine[] {
  const { merging } = messages;
  return plan.components.flatMap(({ id, owner, action, added, replaced, dropped, description }) => {
    const lines: ReportLine[] = [];
    if (action === 'new') lines.push(item(merging.brings(id, owner, few(messages, added))));
    else if (added.length > 0) lines.push(item(merging.adds(id, few(messages, added))));
    if (replaced.length > 0) lines.push(item(merging.replaces(id, few(messages, replaced)), 'warn'));
    if (dropped.length > 0) lines.push(item(merging.drops(id, few(messages, dropped)), 'warn'));
    if (description !== null) lines.push(item(merging.describes(id, description)));
    return lines;
  });
}

/** By component and reason, because a mirror may leave thousands of versions out. */
export function leftLines(left: readonly MergeLeft[], messages: Messages): readonly ReportLine[] {
  const groups = new Map<string, { readonly what: MergeLeft; readonly versions: string[] }>();
  for (const what of left) {
    const { component, reason, source, version, platform } = what;
    const key = JSON.stringify([source, component, reason, version === null]);
    const group = groups.get(key) ?? { what, versions: [] };
    if (version !== null) group.versions.push(`${version} ${platform ?? ''}`.trim());
    groups.set(key, group);
  }
  return [...groups.values()].map(({ what: { component, reason }, versions }) => {
    const name = versions.length === 0 ? component : `${component} ${few(messages, versions)}`;
    return item(messages.merging.left[reason](name));
  });
}

function fileLines({ files, clients, bytes }: MergePlan, messages: Messages): readonly ReportLine[] {
  const { merge, merging, units } = messages;
  const fetched = files.filter(({ action }) => action !== 'keep').length;
  if (files.length === 0) return [];
  const { free, fetch, keep } = bytes;
  return [
    item(merging.toFetch(units.files(fetched), humanBytes(fetch, messages))),
    ...(fetched < files.length
      ? [item(merge.review.keeps(units.files(files.length - fetched), humanBytes(keep, messages)))]
      : []),
    ...clients.map(({ name, from }) => item(merge.review.client(name, from))),
    ...(free === null
      ? []
      : [item(merging.space(humanBytes(free, messages)), free < fetch ? 'bad' : 'plain')]),
  ];
}

/** Everything that applying the plan would do, and the command that does the same. */
export function reviewLines(state: MergeState, messages: Messages, width: number): readonly ReportLine[] {
  const { plan, decisions, savedIn } = state;
  if (plan === null) return [];
  const { merge, merging, units, clone } = messages;
  const text = merge.review;
  const from = plan.sources.map(({ address }) => address).join(units.listJoin);
  const owners = [
    ...plan.owners.map(({ id, source }) => item(merging.grants(id, source))),
    ...(plan.defaultComponents === null
      ? []
      : [item(merging.defaults(plan.defaultComponents.join(units.listJoin)))]),
  ];
  const decided = plan.conflicts.map((conflict) => {
    const how = conflict.to === null ? merging.decisions[conflict.decision] : merging.renamedTo(conflict.to);
    const sentence = conflictSentence({ conflict, compared: { here: null, there: null } }, messages);
    return item(`[${how}] ${sentence}`);
  });
  const alike = plan.identical > 0 ? [item(merging.identical(units.versions(plan.identical)))] : [];
  const rows = mergeCommand(state, width - 2).map(
    (row): ReportLine => ({
      text: `  ${row}`,
      tone: 'accent',
      indent: 4,
    }),
  );
  return [
    { text: cleanText(text.title(from, plan.target.path)), tone: 'title', indent: 2 },
    ...(plan.unchanged
      ? [{ text: text[unchangedBy(plan.conflicts)], tone: 'good' as const, indent: 2 }]
      : []),
    ...titled(text.components, componentLines(plan, messages)),
    ...titled(text.owners, owners),
    ...titled(text.files, fileLines(plan, messages)),
    ...titled(text.decided, decided),
    ...titled(text.left, [...alike, ...leftLines(plan.left, messages)]),
    ...titled(
      clone.review.warnings,
      mergedWarnings(plan.warnings, messages).map(({ code, facts }) =>
        item(messages.warnings[code](facts), 'warn'),
      ),
    ),
    ...titled(
      text.signed(plan.signs.length),
      plan.signs.map(({ file }) => item(file)),
    ),
    ...titled(text.command, rows),
    ...(decisions.size > 0 && savedIn === null
      ? [{ text: `  ${text.notSaved}`, tone: 'quiet' as const }]
      : []),
  ];
}
