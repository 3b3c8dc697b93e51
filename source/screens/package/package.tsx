import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { Form } from '../../ui/form/form.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Picker } from '../../ui/picker/picker.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { Table } from '../../ui/table/table.tsx';
import { TableFoot } from '../../ui/table/table-foot.tsx';
import { rowAt } from '../../ui/table/table-state.ts';
import { wrapText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import type { ScreenProps } from '../screen.ts';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { doneLines, reviewLines } from './package-lines.ts';
import { everyPlatform, type PackageState } from './package-state.ts';

type Props = ScreenProps<PackageState>;

/** Files become tarballs. */
export function Package(props: Props) {
  const { state, body, world } = props;
  const { messages } = world;
  const text = messages.packaging;
  if (workContext(state.work) !== null) {
    const kind = state.work.task?.what.kind ?? 'pack';
    return <WorkView work={state.work} body={body} messages={messages} doing={text.doing[kind]} />;
  }
  const pager = { top: state.top, height: body.height, width: body.width, more: messages.shell.more };
  switch (state.step) {
    case 'files':
      return <Picker picker={state.picker} body={body} messages={messages} title={text.ask.files} />;
    case 'about':
      return (
        <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
          <Form
            form={state.about}
            width={body.width}
            labels={text.fields}
            hints={text.hints}
            problems={text.wrong}
          />
        </Box>
      );
    case 'platforms':
      return <Platforms {...props} />;
    case 'entry':
      return <Entry {...props} />;
    case 'review':
      return <Pager lines={reviewLines(state.plans, messages)} {...pager} />;
    case 'done':
      return <Pager lines={doneLines(state.packed, messages)} {...pager} />;
  }
}

function Platforms({ state, body, world }: Props) {
  const { messages } = world;
  const text = messages.packaging;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {text.ask.platforms}
      </Text>
      <Text> </Text>
      <Table
        table={state.platforms}
        columns={[{ title: messages.clone.columns.platform, width: 16, priority: 1, grows: true }]}
        width={body.width}
        height={everyPlatform.length}
        empty=""
        many
      />
      <Text> </Text>
      {wrapText(text.platformsNote, body.width).map((line) => (
        <Text key={line} {...tones.quiet}>
          {line}
        </Text>
      ))}
    </Box>
  );
}

function programColumns(messages: Messages): readonly Column[] {
  const { columns, formats } = messages.packaging;
  const words: Readonly<Record<string, string>> = formats;
  return [
    { title: columns.program, width: 20, priority: 1, grows: true },
    { title: columns.format, width: 12, priority: 2, show: (cell) => words[String(cell)] ?? '' },
    { title: columns.runsOn, width: 24, priority: 3 },
  ];
}

function Entry({ state, body, world }: Props) {
  const { messages } = world;
  const text = messages.packaging;
  const height = Math.max(3, body.height - 4);
  const here = state.inspected?.programs.find(({ path }) => path === rowAt(state.programs)?.id);
  const made = here?.platforms ?? [];
  const wrong = made.length === 0 ? [] : [...state.platforms.chosen].filter((one) => !made.includes(one));
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {text.ask.entry}
      </Text>
      <Table
        table={state.programs}
        columns={programColumns(messages)}
        width={body.width}
        height={height}
        empty={text.noProgram}
      />
      <TableFoot table={state.programs} height={height} messages={messages} />
      <Text wrap="truncate" {...tones.warn}>
        {wrong.length === 0 ? ' ' : text.unfit(wrong.join(' '))}
      </Text>
    </Box>
  );
}
