import type { CloneResult, Receipt, ReceiptPlatform, VerifyProblem } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { clockDuration, humanBytes, localTime } from '../../messages/measure.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { groupedFingerprint } from '../fingerprint.ts';
import { shellWord } from './command-line.ts';

/** What lies there now: what a client of each platform finds, what failed, and what to do next. */
export function receiptLines(result: CloneResult, messages: Messages): readonly ReportLine[] {
  const text = messages.clone.receipt;
  const { units } = messages;
  const { receipt, failures } = result;
  const fetched = text.fetched(
    units.files(result.fetchedFiles),
    humanBytes(result.fetchedBytes, messages),
    clockDuration(result.milliseconds / 1000),
  );
  return [
    failures.length > 0
      ? { text: text.incomplete(units.files(failures.length)), tone: 'warn' }
      : { text: result.changed ? text.done : text.unchanged, tone: 'good' },
    { text: `  ${cleanText(result.target)}`, indent: 2 },
    { text: `  ${fetched}`, indent: 4 },
    ...(result.keptFiles > 0 ? [{ text: `  ${text.kept(units.files(result.keptFiles))}` }] : []),
    { text: `  ${text.expires(localTime(receipt.mirror.expires))}` },
    { text: `  ${text.fingerprint(groupedFingerprint(receipt.mirror.fingerprint))}`, indent: 4 },
    ...(failures.length === 0
      ? []
      : [
          { text: '' },
          { text: text.failures, tone: 'title' as const },
          ...failures.map(({ name, reason }) => ({
            text: `  ${cleanText(name)}: ${cleanText(reason)}`,
            tone: 'bad' as const,
            indent: 4,
          })),
          { text: `  ${text.tryAgain}`, tone: 'quiet' as const, indent: 2 },
        ]),
    { text: '' },
    { text: text.finds, tone: 'title' },
    ...walkLines(receipt, messages),
    ...receipt.platforms.flatMap((platform) => platformLines(platform, receipt, messages)),
    { text: '' },
    { text: text.next, tone: 'title' },
    { text: `  ${text.nextVerify}` },
    { text: `    mirrordeck mirror verify ${shellWord(result.target)}`, tone: 'accent', indent: 6 },
    { text: `  ${text.nextUse}` },
    { text: `    tiup mirror set ${shellWord(result.target)}`, tone: 'accent', indent: 6 },
    { text: `  ${text.nextServe}` },
    { text: `    mirrordeck serve ${shellWord(result.target)}`, tone: 'accent', indent: 6 },
  ];
}

/** What a client's walk found that concerns every platform: trust, manifests. Earlier receipts have none. */
function walkLines({ walk }: Receipt, messages: Messages): readonly ReportLine[] {
  if (walk === undefined) return [];
  if (walk.problems.length > 0) return walk.problems.map(problemLine);
  return [{ text: `  ${messages.clone.receipt.walked(walk.manifests)}`, tone: 'good', indent: 4 }];
}

function problemLine({ file, reason }: VerifyProblem): ReportLine {
  return { text: `    ${cleanText(file)}: ${cleanText(reason)}`, tone: 'bad', indent: 6 };
}

function platformLines(
  platform: ReceiptPlatform,
  { walk }: Receipt,
  messages: Messages,
): readonly ReportLine[] {
  const text = messages.clone.receipt;
  const { units } = messages;
  const heading = text.platform(
    platform.platform,
    units.components(platform.components.length),
    units.files(platform.files),
    humanBytes(platform.bytes, messages),
  );
  const components = platform.components
    .map(({ id, latest, versions }) => `${id} ${latest ?? versions[0] ?? ''}`.trim())
    .join(units.listJoin);
  const walked = walk?.platforms.find((one) => one.platform === platform.platform);
  const isFine = walked?.verdict === 'fine';
  const verdict: readonly ReportLine[] =
    walked === undefined
      ? []
      : [
          {
            text: `    ${text.walkFine(units.components(walked.installs))}`,
            tone: isFine ? 'good' : 'warn',
            indent: 4,
          },
          ...walked.problems.map(problemLine),
        ];
  return [
    { text: `  ${heading}`, indent: 4 },
    ...verdict,
    {
      text: `    ${platform.client === null ? text.noClient : text.client(platform.client)}`,
      tone: 'quiet',
      indent: 4,
    },
    ...(components === ''
      ? []
      : [{ text: `    ${cleanText(components)}`, tone: 'quiet' as const, indent: 4 }]),
  ];
}
