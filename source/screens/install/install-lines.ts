import type { Messages } from '../../messages/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import { mergedWarnings } from '../../messages/merged-warnings.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import type { Done, Review } from './install-state.ts';

/** Everything that the plan does. */
export function reviewLines(review: Review, messages: Messages): readonly ReportLine[] {
  const text = messages.install;
  if (review.kind === 'uninstall') {
    const { items, storage } = review.plan;
    return [
      { text: text.review.uninstall, tone: 'title' },
      { text: '' },
      ...items.map(({ component, version }) => ({
        text: `  ${cleanText(component)}  ${cleanText(version)}`,
        tone: 'warn' as const,
      })),
      ...(items.length === 0 ? [{ text: `  ${text.review.nothing}` }] : []),
      ...(items.length + storage.length > 0
        ? [{ text: '' }, { text: text.review.folders, tone: 'quiet' as const }]
        : []),
      ...[...items.map(({ path }) => path), ...storage].map((path) => ({
        text: `  ${cleanText(path)}`,
        indent: 4,
      })),
    ];
  }
  const { mirror, items, bytes, warnings } = review.plan;
  const isNew = items.some(({ action }) => action !== 'keep');
  return [
    { text: text.review[review.kind], tone: 'title' },
    { text: text.review.from(cleanText(mirror)), tone: 'quiet', indent: 2 },
    { text: '' },
    ...items.map(({ component, version, length, action }) => ({
      text: `  ${text.review.item(cleanText(component), cleanText(version), humanBytes(length, messages), action)}`,
      indent: 4,
      tone: action === 'keep' ? ('quiet' as const) : ('plain' as const),
    })),
    { text: '' },
    { text: isNew ? text.review.bytes(humanBytes(bytes, messages)) : text.review.allThere },
    ...mergedWarnings(warnings, messages).map(({ code, facts }) => ({
      text: cleanText(messages.warnings[code](facts)),
      tone: 'warn' as const,
    })),
  ];
}

/** What was done. */
export function doneLines(done: Done, messages: Messages): readonly ReportLine[] {
  const { commands, install } = messages;
  if (done.kind === 'uninstall') {
    return [
      { text: install.done.uninstall, tone: 'good' },
      { text: '' },
      ...done.result.removed.map(({ component, version }) => ({
        text: `  ${commands.uninstalled(`${cleanText(component)}:${cleanText(version)}`)}`,
      })),
    ];
  }
  const { installed, kept } = done.result;
  return [
    { text: install.done.install, tone: 'good' },
    { text: '' },
    ...installed.map(({ component, version }) => ({ text: `  ${commands.installed(component, version)}` })),
    ...kept.map(({ component, version }) => ({ text: `  ${commands.alreadyInstalled(component, version)}` })),
    { text: '' },
    { text: install.done.next, tone: 'quiet' },
  ];
}
