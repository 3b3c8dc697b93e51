import type { FileSigners, RenewPlan, RenewResult } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { localTime } from '../../messages/measure.ts';
import { mergedWarnings } from '../../messages/merged-warnings.ts';
import { shellWord } from '../../messages/shell-word.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { fileSignersLines, serverLines } from '../work/signing-lines.ts';

/** Whether somebody elsewhere can help: snapshot and timestamp are signed here, last. */
export function othersSign({ signers, items, collects }: RenewPlan): boolean {
  const last = new Set(items.filter(({ name }) => name === 'snapshot' || name === 'timestamp').map(fileOf));
  const isShort = ({ file, quorums }: FileSigners) =>
    !last.has(file) && quorums.some(({ needed, signed, here }) => signed.length + here.length < needed);
  return collects.length > 0 || signers.some(isShort);
}

function fileOf({ file }: { readonly file: string }): string {
  return file;
}

/** Whose keys are not here, and what can be done about it. */
function missingLines(plan: RenewPlan, messages: Messages): readonly ReportLine[] {
  const { expiring, upkeep, units } = messages;
  const { missing } = plan;
  if (missing.length === 0) return [];
  return [
    { text: '' },
    { text: expiring.missing, tone: 'bad' },
    ...missing.map(({ name, needed, got, keys }) => ({
      text: `  ${upkeep.missingKeys(cleanText(name), needed, got, keys.map((key) => key.slice(0, 16)).join(units.listJoin))}`,
      indent: 4,
    })),
    { text: expiring.missingRemedy },
    ...(othersSign(plan) ? [{ text: expiring.elsewhere, tone: 'accent' as const }] : []),
  ];
}

/** For each file, the keys that sign it, and how those are reached that are not here. */
function signerLines({ signers, way }: RenewPlan, messages: Messages): readonly ReportLine[] {
  const { expiring } = messages;
  if (signers.length === 0) return [];
  return [
    { text: '' },
    { text: expiring.signers, tone: 'title' },
    ...signers.flatMap(({ file, quorums }): readonly ReportLine[] => [
      { text: `  ${cleanText(file)}`, indent: 4 },
      ...fileSignersLines(quorums, messages),
    ]),
    ...(way.kind === 'here' ? [] : [{ text: '' }]),
    ...(way.kind === 'file' ? [{ text: expiring.byFolder(cleanText(way.path)), indent: 2 }] : []),
    ...serverLines(way, messages),
  ];
}

/** Everything that a renewal is going to do, and whose keys it lacks. */
export function renewLines(plan: RenewPlan, messages: Messages): readonly ReportLine[] {
  const { expiring, upkeep } = messages;
  return [
    { text: expiring.plan(cleanText(plan.mirror)), tone: 'title', indent: 2 },
    { text: '' },
    ...(plan.items.length === 0 ? [{ text: upkeep.nothingToRenew, tone: 'warn' as const }] : []),
    ...plan.items.map(({ name, from, to, file }) => ({
      text: `  ${upkeep.willRenew(cleanText(name), localTime(from), localTime(to), cleanText(file))}`,
      indent: 4,
    })),
    ...plan.kept.map(({ name, expires }) => ({
      text: `  ${upkeep.lastsAlready(cleanText(name), localTime(expires))}`,
      tone: 'quiet' as const,
      indent: 4,
    })),
    ...plan.left.map(({ name, expires }) => ({
      text: `  ${upkeep.leftForWantOfKeys(cleanText(name), localTime(expires))}`,
      tone: 'warn' as const,
      indent: 4,
    })),
    ...missingLines(plan, messages),
    ...signerLines(plan, messages),
    ...plan.expired.map(({ name, expires }) => ({
      text: upkeep.stillExpired(cleanText(name), localTime(expires)),
      tone: 'warn' as const,
    })),
    ...mergedWarnings(plan.warnings, messages).map(({ code, facts }) => ({
      text: cleanText(messages.warnings[code](facts)),
      tone: 'warn' as const,
      indent: 2,
    })),
  ];
}

/** What was renewed, and what was left. */
export function renewedLines(
  { saved, renewed, left }: RenewResult,
  messages: Messages,
): readonly ReportLine[] {
  const { upkeep, rotation, expiring } = messages;
  if (saved !== null) {
    const folder = cleanText(saved);
    return [
      { text: rotation.saved(folder), tone: 'good', indent: 2 },
      {
        text: rotation.nowSign(`mirrordeck mirror sign ${shellWord(`${folder}/`)}<file> -k <key>`),
        indent: 2,
      },
      { text: expiring.thenBack },
    ];
  }
  return [
    { text: upkeep.renewed(renewed.length), tone: 'good' },
    ...renewed.map(({ name, from, to, file }) => ({
      text: `  ${upkeep.willRenew(cleanText(name), localTime(from), localTime(to), cleanText(file))}`,
      indent: 4,
    })),
    ...left.map(({ name, expires }) => ({
      text: upkeep.leftForWantOfKeys(cleanText(name), localTime(expires)),
      tone: 'warn' as const,
    })),
  ];
}

/** The command that renews the same. */
export function renewCommand({ request }: Pick<RenewPlan, 'request'>): readonly string[] {
  const { components = [], roles = [], days, keys = [], skipMissing, listen, out, from } = request;
  return [
    'mirrordeck mirror renew',
    ...components.map(shellWord),
    ...roles.map((role) => `--role ${role}`),
    ...(days === undefined ? [] : [`--days ${days}`]),
    ...keys.map((key) => `--key ${shellWord(key)}`),
    ...(skipMissing === true ? ['--skip-missing'] : []),
    ...Object.entries({ addr: listen, out, from }).flatMap(([name, text]) =>
      text === undefined ? [] : [`--${name} ${shellWord(text)}`],
    ),
  ];
}
