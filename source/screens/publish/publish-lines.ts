import type { PlannedSignature, PublishPlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes, localTime } from '../../messages/measure.ts';
import { mergedWarnings } from '../../messages/merged-warnings.ts';
import { shellWord } from '../../messages/shell-word.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { problemLines } from '../problem-view.tsx';
import type { PlannedChange, Published } from './publish-state.ts';

function signLines(signs: readonly PlannedSignature[], messages: Messages): readonly ReportLine[] {
  const { keys, signLine } = { keys: messages.clone.review.signs, signLine: messages.clone.review.signLine };
  if (signs.length === 0) return [];
  return [
    { text: '' },
    { text: keys, tone: 'title' },
    ...signs.map(({ file, version, expires }) => ({
      text: `  ${signLine(file, version, localTime(expires))}`,
    })),
  ];
}

/** Everything that publishing does. */
export function reviewLines(plans: readonly PublishPlan[], messages: Messages): readonly ReportLine[] {
  const text = messages.publishing.review;
  const [first] = plans;
  if (first === undefined) return [];
  const warnings = mergedWarnings(
    plans.flatMap((plan) => plan.warnings),
    messages,
  );
  return [
    { text: text.into(cleanText(first.mirror)), tone: 'title', indent: 2 },
    { text: '' },
    ...plans.flatMap((plan): ReportLine[] => [
      {
        text: `${cleanText(plan.component)} ${cleanText(plan.version)}  ${plan.platform}  ${humanBytes(plan.length, messages)}`,
        tone: plan.replaces ? 'warn' : 'plain',
      },
      { text: `  ${plan.creates ? text.creates : plan.replaces ? text.replaces : text.adds}`, tone: 'quiet' },
      {
        text: `  ${text.owner(cleanText(plan.owner))}   ${text.entry(cleanText(plan.request.entry))}`,
        indent: 4,
      },
      { text: `  ${cleanText(plan.request.tarball)}`, indent: 4 },
      { text: `  sha256 ${plan.sha256}`, tone: 'quiet', indent: 4 },
    ]),
    ...warnings.map(({ code, facts }) => ({
      text: cleanText(messages.warnings[code](facts)),
      tone: 'warn' as const,
    })),
    ...signLines(first.signs, messages),
  ];
}

/** What came of it. */
export function doneLines({ done, failed }: Published, messages: Messages): readonly ReportLine[] {
  const text = messages.publishing.done;
  return [
    { text: failed.length === 0 ? text.title : text.partly, tone: failed.length === 0 ? 'good' : 'warn' },
    { text: '' },
    ...done.map(({ component, version, platform }) => ({
      text: `  ${cleanText(component)} ${cleanText(version)}  ${platform}`,
    })),
    ...failed.flatMap(({ tarball, problem }): ReportLine[] => [
      { text: '' },
      { text: cleanText(tarball), tone: 'bad' },
      ...problemLines(problem, messages),
    ]),
    { text: '' },
    { text: text.next, tone: 'quiet' },
  ];
}

/** What a change of something published does. */
export function changeLines(planned: PlannedChange, messages: Messages): readonly ReportLine[] {
  const text = messages.publishing.change;
  if (planned.kind === 'renew') {
    const { plan } = planned;
    return [
      { text: text.renew, tone: 'title' },
      { text: '' },
      ...plan.items.map(({ file, from, to }) => ({
        text: `  ${text.expires(file, localTime(from), localTime(to))}`,
        indent: 4,
      })),
      ...plan.kept.map(({ name, expires }) => ({
        text: `  ${text.lasts(cleanText(name), localTime(expires))}`,
      })),
      ...plan.missing.map(({ name, needed, got }) => ({
        text: `  ${text.missing(cleanText(name), needed, got)}`,
        tone: 'bad' as const,
      })),
    ];
  }
  const { request, owner, signs } = planned.plan;
  const { hidden, standalone, yanked, description } = request;
  const what = [
    ...(yanked === undefined ? [] : [yanked ? text.yank : text.unyank]),
    ...(hidden === undefined ? [] : [hidden ? text.hide : text.unhide]),
    ...(standalone === undefined ? [] : [standalone ? text.alone : text.notAlone]),
    ...(description === undefined ? [] : [text.describe(cleanText(description))]),
  ];
  return [
    { text: cleanText(request.component), tone: 'title' },
    { text: '' },
    ...what.map((line) => ({
      text: line,
      tone: yanked === true ? ('warn' as const) : ('plain' as const),
      indent: 2,
    })),
    { text: messages.publishing.review.owner(cleanText(owner)) },
    ...(signs.length === 0 ? [{ text: '' }, { text: text.nothing, tone: 'quiet' as const }] : []),
    ...signLines(signs, messages),
  ];
}

/** The commands that publish the same. */
export function publishCommands(plans: readonly PublishPlan[]): readonly string[] {
  return plans.map(({ request }) =>
    [
      `mirrordeck mirror publish ${[request.component, request.version, request.tarball, request.entry].map(shellWord).join(' ')}`,
      `--os ${request.os ?? ''} --arch ${request.arch ?? ''}`,
      ...(request.description === undefined ? [] : [`--desc ${shellWord(request.description)}`]),
      ...(request.standalone === true ? ['--standalone'] : []),
      ...(request.hidden === true ? ['--hide'] : []),
      ...(request.key === undefined ? [] : [`-k ${shellWord(request.key)}`]),
      ...(request.force === true ? ['--force'] : []),
    ].join(' '),
  );
}

/** The command that changes the same. */
export function changeCommand({ change }: PlannedChange): string {
  if (change.kind === 'renew') return `mirrordeck mirror renew ${shellWord(change.component)}`;
  const { component, yanked, hidden, standalone, description, key } = change.request;
  const flag = (name: string, on: boolean | undefined): string[] =>
    on === undefined ? [] : [on ? `--${name}` : `--${name}=false`];
  return [
    `mirrordeck mirror modify ${shellWord(component)}`,
    ...flag('yank', yanked),
    ...flag('hide', hidden),
    ...flag('standalone', standalone),
    ...(description === undefined ? [] : [`--desc ${shellWord(description)}`]),
    ...(key === undefined ? [] : [`-k ${shellWord(key)}`]),
  ].join(' ');
}
