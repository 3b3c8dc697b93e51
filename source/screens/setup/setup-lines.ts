import type { Messages } from '../../messages/index.ts';
import { humanBytes, localTime } from '../../messages/measure.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { groupedFingerprint } from '../fingerprint.ts';
import { doneCommands, removeCommands } from './setup-commands.ts';
import { mustCompare, type SetupDone, type SetupState } from './setup-state.ts';

/** Whose mirror this is, and why its fingerprint is worth a phone call. */
function trustLines(
  { met, demo: made }: SetupState,
  { demo, setup, sources, units }: Messages,
): readonly ReportLine[] {
  if (met === null) return [];
  const { identity } = met;
  const { trust: text } = setup;
  return [
    { text: text.title(cleanText(identity.address)), tone: 'title' },
    { text: '' },
    { text: text.fingerprint },
    { text: `  ${groupedFingerprint(identity.fingerprint)}`, tone: 'accent', indent: 2 },
    { text: sources.asking.owners(cleanText(identity.owners.join(units.listJoin))), indent: 2 },
    { text: '' },
    { text: made === null ? text.why[identity.trust] : demo.why },
    { text: '' },
    mustCompare(met) ? { text: text.ask, tone: 'warn' } : { text: text.goOn },
  ];
}

/** What the demo is, where, and that it goes away again. */
function demoLines({ demoPlan: plan }: SetupState, messages: Messages): readonly ReportLine[] {
  if (plan === null) return [];
  const { demo: text, units } = messages;
  const { action, components, tarballs, bytes, home } = plan;
  const path = cleanText(plan.path);
  const ahead = { make: text.makes, keep: text.keeps, renew: text.renews }[action](path);
  const size = humanBytes(bytes, messages);
  return [
    { text: text.title, tone: 'title' },
    { text: '' },
    { text: text.isDemo, tone: 'warn' },
    { text: '' },
    { text: ahead },
    { text: text.holds(units.components(components.length), units.files(tarballs), size) },
    { text: text.keysOf(cleanText(home)) },
    { text: text.remove(removeCommands(plan, null)[0] ?? '') },
    { text: '' },
    { text: action === 'make' ? text.start : text.take },
  ];
}

/** All that will be there, and whose. */
function reviewLines({ plan }: SetupState, { setup }: Messages): readonly ReportLine[] {
  if (plan === null) return [];
  const { review: text } = setup;
  const item = (line: string): ReportLine => ({ text: `  ${line}`, indent: 4 });
  const { init, key } = plan;
  return [
    { text: text.title(cleanText(plan.path)), tone: 'title' },
    { text: '' },
    item(init === null ? text.made : init.creates ? text.creates : text.empty),
    item(text.keys(cleanText(plan.keyDir))),
    ...(init?.signs ?? []).map(({ file, expires }) => item(text.signs(file, localTime(expires)))),
    item(key === null ? text.keyThere : text.keyNew(cleanText(key.path))),
    item(text.owner(cleanText(plan.owner))),
    item(text.current(cleanText(plan.path))),
    { text: '' },
    { text: text.guard, tone: 'warn' },
  ];
}

/** What was set, and what comes next. */
function doneLines(done: SetupDone, { demo, setup }: Messages): readonly ReportLine[] {
  const { done: text } = setup;
  const listed = (lines: readonly string[]) =>
    lines.map((line) => ({ text: `  ${line}`, tone: 'accent' as const, indent: 4 }));
  const made = done.kind === 'own' ? null : done.demo;
  return [
    { text: text.title[done.kind], tone: 'good' },
    { text: '' },
    ...factsOf(done, text).map((fact) => ({ text: `  ${fact}`, indent: 4 })),
    { text: '' },
    { text: text.commands },
    ...listed(doneCommands(done)),
    { text: '' },
    ...(made === null
      ? []
      : [
          { text: demo.isDemo, tone: 'warn' as const },
          { text: demo.removeFirst },
          ...listed(removeCommands(made, done)),
          { text: '' },
        ]),
    { text: text.next[done.kind], tone: 'title' },
    { text: text.later, tone: 'quiet' },
  ];
}

function factsOf(done: SetupDone, text: Messages['setup']['done']): readonly string[] {
  if (done.kind === 'own') {
    const { path, keyDir, owner } = done.plan;
    return [
      text.mirror(cleanText(path)),
      text.fingerprint(groupedFingerprint(done.fingerprint)),
      text.keys(cleanText(keyDir)),
      text.owner(cleanText(owner)),
    ];
  }
  const { address, fingerprint } = done.plan.identity;
  const where = cleanText(address);
  return [
    done.kind === 'part' ? text.source(cleanText(done.source), where) : text.mirror(where),
    text.fingerprint(groupedFingerprint(fingerprint)),
  ];
}

/** The text of a step that is a page to read. */
export function setupLines(state: SetupState, messages: Messages): readonly ReportLine[] {
  switch (state.step) {
    case 'demo':
      return demoLines(state, messages);
    case 'trust':
      return trustLines(state, messages);
    case 'review':
      return reviewLines(state, messages);
    case 'done':
      return state.done === null ? [] : doneLines(state.done, messages);
    default:
      return [];
  }
}
