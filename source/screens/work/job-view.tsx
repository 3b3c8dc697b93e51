import { Box, Text } from 'ink';
import type { JobSummary } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import { mergedWarnings } from '../../messages/merged-warnings.ts';
import { Bars } from '../../ui/bars.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import type { Body } from '../../ui/shell.tsx';
import { cleanText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import { ProblemView, problemLines } from '../problem-view.tsx';
import { jobContext, jobProblem, type Watched } from './job-state.ts';

type JobViewProps = {
  readonly watched: Watched;
  readonly body: Body;
  readonly messages: Messages;
  /** What the job is, as a sentence. */
  readonly doing: string;
};

/** Rows at the foot: a question, a field, or what was warned of. */
function footLines({ watched, messages }: JobViewProps): readonly ReportLine[] {
  const text = messages.jobView;
  if (watched.asking) return [{ text: text.askCancel, tone: 'warn' }, { text: text.cancelKeeps }];
  const warnings = mergedWarnings(watched.progress?.warnings ?? [], messages);
  const shown = warnings.slice(-3).map(({ code, facts }) => ({
    text: cleanText(messages.warnings[code](facts)),
    tone: 'warn' as const,
  }));
  const more = warnings.length - shown.length;
  return [...(more > 0 ? [{ text: text.moreWarnings(more), tone: 'quiet' as const }] : []), ...shown];
}

/** What stands below the bars of a job that has stopped: why, and what can be done. */
function restLines({ watched, messages }: JobViewProps): readonly ReportLine[] {
  const { summary } = watched;
  if (summary === null) return [];
  const text = messages.jobView;
  const problem = jobProblem(summary);
  return [
    { text: text.states[summary.state], tone: summary.state === 'done' ? 'good' : 'warn' },
    { text: text.next[summary.state], tone: 'quiet' },
    ...reached(summary, messages),
    ...(problem === null ? [] : [{ text: '' }, ...problemLines(problem, messages)]),
  ];
}

/** How far it came, and how fast it may go. */
function reached({ progress, limitRate }: JobSummary, messages: Messages): readonly ReportLine[] {
  const { ofBytes, ofFiles } = messages.shell.progress;
  const { done, total, filesDone, filesTotal } = progress;
  const parts = [
    ...(total > 0 ? [ofBytes(humanBytes(done, messages), humanBytes(total, messages))] : []),
    ...(filesTotal > 0 ? [ofFiles(filesDone, filesTotal)] : []),
    ...(limitRate === null ? [] : [messages.jobView.limited(cleanText(limitRate))]),
  ];
  return parts.length === 0 ? [] : [{ text: '' }, { text: parts.join('   ') }];
}

/** A job: a bar for all of it, one for each active file, and what can be done with it. */
export function JobView(props: JobViewProps) {
  const { watched, body, messages, doing } = props;
  const { summary, progress, problem, rate, order } = watched;
  const text = messages.jobView;
  const context = jobContext(watched);
  if (problem !== null)
    return <ProblemView problem={problem} messages={messages} body={body} top={watched.top} />;
  if ((context === 'job-rest' || context === 'job-end') && order === null) {
    const lines = [{ text: doing, tone: 'title' as const }, { text: '' }, ...restLines(props)];
    return <Pager lines={lines} top={0} height={body.height} width={body.width} more={messages.shell.more} />;
  }
  const phase = progress?.phase ?? null;
  const now =
    order !== null
      ? text.orders[order.order.what]
      : phase === null
        ? text.starting
        : messages.clone.phases[phase];
  const foot = footLines(props);
  const footHeight = rate === null ? Math.min(4, foot.length) : 4;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {doing}
      </Text>
      <Text wrap="truncate" {...tones.quiet}>
        {[
          now,
          ...(summary === null ? [] : [text.id(summary.id)]),
          ...(summary?.limitRate == null ? [] : [text.limited(cleanText(summary.limitRate))]),
        ].join('   ')}
      </Text>
      <Text> </Text>
      {progress === null || progress.total === 0 ? (
        <Box height={body.height - 3 - footHeight} />
      ) : (
        <Bars
          progress={progress}
          width={body.width}
          height={body.height - 3 - footHeight}
          messages={messages}
        />
      )}
      {rate === null ? (
        <Pager lines={foot} top={0} height={footHeight} width={body.width} more={messages.shell.more} />
      ) : (
        <Form
          form={rate}
          width={body.width}
          labels={{ rate: text.rate }}
          hints={{ rate: text.rateHint }}
          problems={{ empty: text.rateHint }}
        />
      )}
    </Box>
  );
}
