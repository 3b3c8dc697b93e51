import { Box, Text } from 'ink';
import { Pager } from '../../ui/pager.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { Table } from '../../ui/table/table.tsx';
import { columnsOf } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import type { ScreenProps, World } from '../screen.ts';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { checkLines, findingTitle, remedyLines, summaryLine } from './doctor-lines.ts';
import { tableHeight } from './doctor-press.ts';
import { type DoctorState, findingAt } from './doctor-state.ts';

function columnsFor(state: DoctorState, { messages }: World): readonly Column[] {
  const { care, doctor } = messages;
  const wide = (texts: readonly string[]): number => Math.max(...texts.map(columnsOf));
  const states: Readonly<Record<string, string>> = care.states;
  const areas: Readonly<Record<string, string>> = care.areas;
  const { columns } = doctor;
  const title = (cell: string | number): string => {
    const finding = state.findings[Number(cell)];
    return finding === undefined ? '' : findingTitle(finding, messages);
  };
  return [
    {
      title: columns.state,
      width: wide([columns.state, ...Object.values(states)]),
      priority: 1,
      show: (cell) => states[cell] ?? '',
    },
    {
      title: columns.area,
      width: wide([columns.area, ...Object.values(areas)]),
      priority: 1,
      show: (cell) => areas[cell] ?? '',
    },
    { title: columns.finding, width: 20, grows: true, priority: 1, show: title },
  ];
}

/** What was found, the most severe first, and what to do about the marked one. */
export function Doctor({ state, body, world }: ScreenProps<DoctorState>) {
  const { messages } = world;
  const { work, result } = state;
  if (workContext(work) !== null || result === null)
    return <WorkView work={work} body={body} messages={messages} doing={messages.doctor.looking} />;
  if (state.reading)
    return (
      <Pager
        lines={checkLines(result, messages)}
        top={state.top}
        height={body.height}
        width={body.width}
        more={messages.shell.more}
      />
    );
  const summary = summaryLine(result, messages);
  const marked = findingAt(state);
  const rows = tableHeight(body.height);
  const below = marked === null ? [{ text: messages.doctor.allFine }] : remedyLines(marked, messages);
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones[summary.tone ?? 'plain']}>
        {summary.text}
      </Text>
      <Text> </Text>
      {marked === null ? null : (
        <>
          <Table
            table={state.table}
            columns={columnsFor(state, world)}
            width={body.width}
            height={rows}
            empty=""
          />
          <Text> </Text>
        </>
      )}
      <Pager
        lines={below}
        top={0}
        height={body.height - rows - 4}
        width={body.width}
        more={messages.doctor.more}
      />
    </Box>
  );
}
