import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { humanRate, localTime } from '../../messages/measure.ts';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { Table } from '../../ui/table/table.tsx';
import { TableFoot } from '../../ui/table/table-foot.tsx';
import { cleanText, columnsOf, wrapText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import { isAtWork, isWaiting } from '../jobs-at-work.ts';
import type { ScreenProps } from '../screen.ts';
import { JobView } from '../work/job-view.tsx';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { endLines, logLines } from './jobs-lines.ts';
import { jobRowsOn } from './jobs-press.ts';
import { isOver, type JobsState } from './jobs-state.ts';

function columnsFor(messages: Messages): readonly Column[] {
  const { jobs, jobsView } = messages;
  const states: Readonly<Record<string, string>> = jobs.states;
  const kinds: Readonly<Record<string, string>> = jobs.kinds;
  const wide = (texts: readonly string[]): number => Math.max(...texts.map(columnsOf));
  const { columns } = jobsView;
  return [
    {
      title: columns.state,
      width: wide([columns.state, ...Object.values(states)]),
      priority: 1,
      show: (cell) => states[cell] ?? '',
    },
    {
      title: columns.kind,
      width: wide([columns.kind, ...Object.values(kinds)]),
      priority: 1,
      show: (cell) => kinds[cell] ?? '',
    },
    { title: columns.target, width: 14, grows: true, priority: 1 },
    {
      title: columns.done,
      width: Math.max(4, columnsOf(columns.done)),
      align: 'right',
      priority: 2,
      show: (cell) => (Number(cell) < 0 ? '' : `${cell}%`),
    },
    {
      title: columns.speed,
      width: 9,
      align: 'right',
      priority: 3,
      show: (cell) => (Number(cell) < 0 ? '' : humanRate(Number(cell), messages)),
    },
    { title: columns.begun, width: 16, priority: 4, show: (cell) => localTime(String(cell)) },
  ];
}

/** Jobs, one that is followed, or what one has told. */
export function Jobs(props: ScreenProps<JobsState>) {
  const { state, body, world } = props;
  const { messages } = world;
  const report = (lines: readonly ReportLine[]) => (
    <Pager lines={lines} top={state.top} height={body.height} width={body.width} more={messages.shell.more} />
  );
  if (workContext(state.work) !== null)
    return <WorkView work={state.work} body={body} messages={messages} doing={messages.jobsView.reading} />;
  if (state.step === 'log' && state.log !== null) return report(logLines(state.log.events, messages));
  if (state.step === 'job') {
    if (isOver(state) && state.detail !== null) return report(endLines(state.detail, messages));
    return <JobView watched={state.watched} body={body} messages={messages} doing={doingOf(props)} />;
  }
  return <ListView {...props} />;
}

function doingOf({ state, world }: ScreenProps<JobsState>): string {
  const { summary } = state.watched;
  if (summary === null) return world.messages.jobsView.title;
  return `${world.messages.jobs.kinds[summary.kind]}  ${cleanText(summary.title.target)}`;
}

function ListView({ state, body, world }: ScreenProps<JobsState>) {
  const { messages } = world;
  const { jobsView: text } = messages;
  const { jobs, asking } = state;
  if (jobs === null) return <Text {...tones.quiet}>{text.reading}</Text>;
  if (jobs.length === 0)
    return (
      <Box flexDirection="column" width={body.width}>
        <Text>{messages.jobs.none}</Text>
        {wrapText(text.none, body.width).map((line) => (
          <Text key={line} {...tones.quiet}>
            {line}
          </Text>
        ))}
      </Box>
    );
  const height = jobRowsOn(body.height);
  const head =
    asking === null
      ? text.summary(jobs.filter(isAtWork).length, jobs.filter(isWaiting).length, jobs.length)
      : asking.ids === null
        ? text.askClear
        : text.askRemove;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...(asking === null ? tones.title : tones.warn)}>
        {head}
      </Text>
      <Text> </Text>
      <Table
        table={state.table}
        columns={columnsFor(messages)}
        width={body.width}
        height={height}
        empty={messages.shell.table.nothingFound}
      />
      <TableFoot table={state.table} height={height} messages={messages} />
    </Box>
  );
}
