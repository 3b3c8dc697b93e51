import type { Messages } from '../messages/index.ts';
import { Pager, type ReportLine, wrapped } from '../ui/pager.tsx';
import type { Problem } from '../ui/problem.ts';
import type { Body } from '../ui/shell.tsx';
import { cleanText } from '../ui/text.ts';

/** What went wrong and what to do about it; the engine's own sentence comes last, for whoever asks for help. */
export function problemLines(problem: Problem, messages: Messages): readonly ReportLine[] {
  const { unexpected, detail } = messages.shell.problem;
  const text = problem.code === null ? null : messages.errors[problem.code];
  const title = text === null ? unexpected : text.title(problem.facts);
  const remedy = text === null ? '' : text.remedy(problem.facts);
  return [
    { text: cleanText(title), tone: 'bad' },
    { text: '' },
    ...(remedy === '' ? [] : [{ text: cleanText(remedy) }, { text: '' }]),
    { text: `${detail} ${cleanText(problem.detail)}`, tone: 'quiet', indent: 2 },
    ...(problem.code === null ? [] : [{ text: problem.code, tone: 'quiet' as const }]),
  ];
}

type ProblemViewProps = {
  readonly problem: Problem;
  readonly messages: Messages;
  readonly body: Body;
  readonly top?: number;
};

/** A problem in place of a screen's content. */
export function ProblemView({ problem, messages, body, top = 0 }: ProblemViewProps) {
  return (
    <Pager
      lines={problemLines(problem, messages)}
      top={top}
      height={body.height}
      width={body.width}
      more={messages.shell.more}
    />
  );
}

/** How many rows a problem takes. */
export function problemRows(problem: Problem, messages: Messages, width: number): number {
  return wrapped(problemLines(problem, messages), width).length;
}
