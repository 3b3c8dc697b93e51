import type { RepairResult, VerifyProblem, VerifyResult } from '../../engine/index.ts';
import type { ErrorText, Messages } from '../../messages/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import { mergedWarnings } from '../../messages/merged-warnings.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { groupedFingerprint } from '../fingerprint.ts';
import { gravities, gravityOf } from './gravity.ts';
import type { VerifyState } from './verify-state.ts';

/** A file, and in detail what is wrong with it where its heading does not say that already. */
function problemLines(problem: VerifyProblem, { errors }: Messages): readonly ReportLine[] {
  const file = cleanText(problem.file);
  const gravity = gravityOf(problem);
  if (gravity === 'damaged' || gravity === 'missing') return [{ text: `  ${file}`, indent: 4 }];
  const texts: Readonly<Record<string, ErrorText | undefined>> = errors;
  const title = texts[problem.code]?.title({ file: problem.file });
  return [
    { text: `  ${title === undefined ? file : cleanText(title)}`, indent: 4 },
    { text: `    ${cleanText(problem.reason)}`, tone: 'quiet', indent: 4 },
  ];
}

/** Problems under headings, the gravest first, each heading with what it means. */
export function problemGroups(problems: readonly VerifyProblem[], messages: Messages): readonly ReportLine[] {
  const { verify } = messages;
  return gravities.flatMap((gravity) => {
    const here = problems.filter((problem) => gravityOf(problem) === gravity);
    if (here.length === 0) return [];
    const { title, means } = verify.gravities[gravity];
    return [
      { text: '' },
      { text: title(here.length), tone: gravity === 'forged' || gravity === 'damaged' ? 'bad' : 'warn' },
      { text: `  ${means}`, tone: 'quiet', indent: 2 },
      ...here.flatMap((problem) => problemLines(problem, messages)),
    ];
  });
}

function warningLines(
  { warnings }: Pick<VerifyResult, 'warnings'>,
  messages: Messages,
): readonly ReportLine[] {
  if (warnings.length === 0) return [];
  return [
    { text: '' },
    { text: messages.clone.review.warnings, tone: 'title' },
    ...mergedWarnings(warnings, messages).map(
      ({ code, facts }): ReportLine => ({
        text: `  ${cleanText(messages.warnings[code](facts))}`,
        indent: 4,
      }),
    ),
  ];
}

/** What looking at a mirror has found. */
export function findingLines(result: VerifyResult, messages: Messages): readonly ReportLine[] {
  const { commands, care, units, verify, home } = messages;
  const { identity, problems, files, listed, manifests } = result;
  const wrong = problems.length;
  const sampled = files < listed;
  const fine = sampled ? verify.sampleWhole : commands.wholeMirror;
  return [
    wrong === 0 ? { text: fine, tone: 'good' } : { text: verify.wrong(units.files(wrong)), tone: 'bad' },
    { text: commands.verified(manifests, units.files(files), humanBytes(result.bytes, messages)) },
    ...(sampled
      ? [{ text: care.sampled(units.files(files), units.files(listed)), tone: 'warn' as const }]
      : []),
    { text: cleanText(identity.address), tone: 'quiet', indent: 2 },
    { text: home.trust(identity.trust, groupedFingerprint(identity.fingerprint)), tone: 'quiet', indent: 2 },
    ...(wrong === 0
      ? []
      : [{ text: identity.kind === 'http' ? verify.notHere : verify.howToRepair, tone: 'accent' as const }]),
    ...problemGroups(problems, messages),
    ...warningLines(result, messages),
  ];
}

/** What a repair has put right, and what it could not. */
export function repairedLines(repaired: RepairResult, messages: Messages): readonly ReportLine[] {
  const { care, verify } = messages;
  const count = repaired.repaired.length + repaired.signed.length;
  return [
    { text: count === 0 ? care.nothingToRepair : care.repaired(count), tone: count === 0 ? 'warn' : 'good' },
    ...(repaired.fetchedBytes > 0
      ? [{ text: `  ${verify.fetched(humanBytes(repaired.fetchedBytes, messages))}` }]
      : []),
    ...repaired.repaired.map((file) => ({ text: `  ${cleanText(file)}`, indent: 4 })),
    ...repaired.signed.map((file) => ({ text: `  ${verify.signed(cleanText(file))}`, indent: 4 })),
    ...problemGroups(repaired.left, messages),
  ];
}

/** What the findings and the report show: what was repaired, if anything was, then what was found. */
export function reportLines(
  { result, repaired, step }: VerifyState,
  messages: Messages,
): readonly ReportLine[] {
  if (result === null) return [];
  if (step !== 'report' || repaired === null) return findingLines(result, messages);
  return [
    // what is left is found again below
    ...repairedLines({ ...repaired, left: [] }, messages),
    { text: '' },
    { text: messages.verify.verifiedAgain, tone: 'title' },
    ...findingLines(result, messages),
  ];
}
