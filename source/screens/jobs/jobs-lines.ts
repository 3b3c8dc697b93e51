import type { JobDetail, JobEvent, JobResult } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { jobWords } from '../../messages/job-words.ts';
import { localSecond, localTime } from '../../messages/measure.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { receiptLines as cloneLines } from '../clone/receipt-lines.ts';
import { problemLines } from '../problem-view.tsx';
import { receiptLines as pruneLines } from '../prune/receipt-lines.ts';
import { findingLines, repairedLines } from '../verify/verify-lines.ts';
import { jobProblem } from '../work/job-state.ts';

/** What a job's journal tells, a line each. */
export function logLines(events: readonly JobEvent[], messages: Messages): readonly ReportLine[] {
  if (events.length === 0) return [{ text: messages.jobsView.logEmpty, tone: 'quiet' }];
  return events.map((event) => {
    const [what, more] = jobWords(event, messages);
    const bad = (event.type === 'state' && event.error !== null) || what === 'failed';
    return {
      text: `${localSecond(event.at)}  ${what}  ${cleanText(more)}`,
      tone: bad ? 'bad' : what === 'warning' ? 'warn' : 'plain',
      indent: 4,
    };
  });
}

function resultLines(result: JobResult, messages: Messages): readonly ReportLine[] {
  switch (result.kind) {
    case 'clone':
      return cloneLines(result.result, messages);
    case 'verify':
      return findingLines(result.result, messages);
    case 'repair':
      return repairedLines(result.result, messages);
    case 'prune':
      return pruneLines(result.result, messages);
    case 'publish':
      return [
        ...result.published.map(({ component, version, platform }) => ({
          text: cleanText(`${component} ${version} ${platform}`),
          tone: 'good' as const,
        })),
        ...result.failures.map(({ component, version, error }) => ({
          text: cleanText(messages.jobs.itemFailed(`${component} ${version}`, error.message)),
          tone: 'bad' as const,
          indent: 2,
        })),
      ];
    default:
      return [];
  }
}

/** How a job ended, and what came of it. */
export function endLines(detail: JobDetail, messages: Messages): readonly ReportLine[] {
  const { jobView, jobsView, jobs } = messages;
  const { kind, title, state, startedAt, endedAt, id, result } = detail;
  const problem = jobProblem(detail);
  const times = jobsView.times(localTime(startedAt), localTime(endedAt ?? startedAt));
  return [
    { text: `${jobs.kinds[kind]}  ${cleanText(title.target)}`, tone: 'title', indent: 2 },
    { text: `${jobView.id(id)}  ${times}`, tone: 'quiet', indent: 2 },
    { text: jobView.states[state], tone: state === 'done' ? 'good' : 'warn' },
    ...(state === 'done' ? [] : [{ text: jobView.next[state], tone: 'quiet' as const }]),
    { text: '' },
    ...(problem === null ? [] : problemLines(problem, messages)),
    ...(result === null ? [] : resultLines(result, messages)),
  ];
}
