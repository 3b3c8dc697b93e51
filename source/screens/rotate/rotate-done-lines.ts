import type { NewRootResult } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { commandReport } from '../command-rows.ts';
import { groupedFingerprint } from '../fingerprint.ts';
import { shortKeys } from '../work/signing-lines.ts';
import { doneCommands } from './rotate-command.ts';
import { changeLines } from './rotate-lines.ts';
import type { Done, Planned } from './rotate-planned.ts';

/** What came of it; or where the file lies that now goes to the signers. */
export function doneLines(
  done: Done,
  planned: Planned | null,
  width: number,
  messages: Messages,
): readonly ReportLine[] {
  const { rotation, rotating } = messages;
  const [first = [], second = []] = doneCommands(done, messages).map((parts) => commandReport(parts, width));
  const copy: ReportLine = { text: rotating.copyWhole, tone: 'quiet' };
  if (done.kind === 'new-root')
    return [
      ...newRootLines(done.result, messages),
      ...[{ text: '' }, { text: rotation.clientsSet('').trimEnd() }, ...first],
      ...[{ text: '' }, { text: rotation.stockOverHttp('').trimEnd() }, ...second],
      ...[{ text: '' }, copy],
    ];
  const { saved, signedBy } = done.result;
  if (saved !== null)
    return [
      { text: rotation.saved(cleanText(saved)), tone: 'good', indent: 2 },
      ...[{ text: '' }, { text: rotation.nowSign('').trimEnd() }, ...first],
      ...[{ text: '' }, { text: rotating.thenResume }, copy],
    ];
  const signed = { text: rotation.signedBy(shortKeys(signedBy, messages)), indent: 2 };
  if (done.kind === 'transfer') {
    const { component, owner } = done.result;
    return [{ text: rotation.transferred(cleanText(component), cleanText(owner)), tone: 'good' }, signed];
  }
  const { version, fingerprint } = done.result;
  return [
    { text: rotation.rotated(version), tone: 'good' },
    ...(planned?.kind === 'rotate' ? changeLines(planned.plan, messages) : []),
    signed,
    ...fingerprintLines(fingerprint, messages),
  ];
}

function newRootLines(
  { version, keyDir, fingerprint }: NewRootResult,
  messages: Messages,
): readonly ReportLine[] {
  const { rotation } = messages;
  return [
    { text: rotation.newRootMade(version), tone: 'good' },
    { text: rotation.keysIn(cleanText(keyDir)), indent: 2 },
    ...fingerprintLines(fingerprint, messages),
  ];
}

function fingerprintLines(fingerprint: string, { commands }: Messages): readonly ReportLine[] {
  return [{ text: commands.itsFingerprint(groupedFingerprint(fingerprint)), indent: 2 }];
}
