import type { DoctorFinding, DoctorResult } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { bySeverity } from './finding-order.ts';
import { remedyRoom } from './remedy-room.ts';

/** A finding as a sentence. */
export function findingTitle({ code, facts }: DoctorFinding, { care }: Messages): string {
  return cleanText(care.doctor[code].title(facts));
}

/** What to do about a finding, and which screen does it. */
export function remedyLines(finding: DoctorFinding, messages: Messages): readonly ReportLine[] {
  const { code, facts, detail, state } = finding;
  const going = remedyRoom(code);
  const route = going === null ? null : typeof going === 'string' ? going : going.route;
  return [
    { text: findingTitle(finding, messages), tone: state === 'problem' ? 'bad' : 'warn' },
    { text: cleanText(messages.care.doctor[code].remedy(facts)) },
    ...(route === null
      ? []
      : [{ text: messages.doctor.opens(messages.rooms[route].label), tone: 'accent' as const }]),
    ...(detail === '' ? [] : [{ text: cleanText(detail), tone: 'quiet' as const }]),
  ];
}

/** How it stands, in one line. */
export function summaryLine({ findings, problems, areas }: DoctorResult, messages: Messages): ReportLine {
  const { care, doctor } = messages;
  const troubled = new Set(findings.map(({ area }) => area));
  const fine = areas.filter((area) => !troubled.has(area)).length;
  const notes = findings.length - problems;
  if (problems > 0)
    return {
      text: doctor.summary(care.problemCount(problems), doctor.notes(notes), fine, areas.length),
      tone: 'bad',
    };
  return {
    text: doctor.summary(care.noProblems, doctor.notes(notes), fine, areas.length),
    tone: notes > 0 ? 'warn' : 'good',
  };
}

/** Everything that was looked at, with what was found there. */
export function checkLines(result: DoctorResult, messages: Messages): readonly ReportLine[] {
  const { care } = messages;
  const lines: ReportLine[] = [summaryLine(result, messages), { text: '' }];
  for (const area of result.areas) {
    const here = bySeverity(result.findings.filter((finding) => finding.area === area));
    if (here.length === 0) lines.push({ text: `${care.areas[area]}: ${care.fine}`, tone: 'good' });
    for (const finding of here) {
      const [title, ...rest] = remedyLines(finding, messages);
      const name = `${care.areas[area]}: ${care.states[finding.state]}`;
      lines.push({ text: `${name}: ${title?.text ?? ''}`, tone: title?.tone ?? 'plain', indent: 2 });
      lines.push(...rest.map((line) => ({ ...line, text: `  ${line.text}`, indent: 2 })));
    }
  }
  return lines;
}
