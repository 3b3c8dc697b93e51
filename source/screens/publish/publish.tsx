import { Box, Text } from 'ink';
import { useMemo } from 'react';
import { Form } from '../../ui/form/form.tsx';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import { Picker } from '../../ui/picker/picker.tsx';
import type { Column } from '../../ui/table/columns.ts';
import type { TableState } from '../../ui/table/table-state.ts';
import { TitledTable } from '../../ui/table/titled-table.tsx';
import { cleanText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import type { ScreenProps } from '../screen.ts';
import { JobView } from '../work/job-view.tsx';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { columnsOfPublish } from './publish-columns.ts';
import { changeLines, doneLines, reviewLines } from './publish-lines.ts';
import type { PublishState } from './publish-state.ts';

type Props = ScreenProps<PublishState>;

/** What is published, and what is to be. */
export function Publish(props: Props) {
  const { state, body, world } = props;
  const { messages } = world;
  const text = messages.publishing;
  const columns = useMemo(() => columnsOfPublish(messages), [messages]);
  if (workContext(state.work) !== null) {
    const kind = state.work.task?.what.kind ?? 'publish';
    return <WorkView work={state.work} body={body} messages={messages} doing={text.doing[kind]} />;
  }
  const report = (lines: readonly ReportLine[]) => (
    <Pager lines={lines} top={state.top} height={body.height} width={body.width} more={messages.shell.more} />
  );
  const rows = (title: string, table: TableState, of: readonly Column[], empty: string) => (
    <TitledTable {...{ body, messages, title, table, empty }} columns={of} />
  );
  switch (state.step) {
    case 'list':
      return rows(text.ask.list, state.components, columns.components, text.none);
    case 'versions':
      return rows(cleanText(state.component ?? ''), state.versions, columns.versions, text.none);
    case 'describe':
      return <Describe {...props} />;
    case 'change':
      return state.change === null ? null : report(changeLines(state.change, messages));
    case 'files':
      return <Picker picker={state.picker} body={body} messages={messages} title={text.ask.files} />;
    case 'tarballs':
      return rows(text.ask.tarballs, state.rows, columns.tarballs, text.none);
    case 'edit':
      return <Edit {...props} />;
    case 'key':
      return rows(text.ask.key, state.signing, columns.keys, text.noKeys);
    case 'review':
      return report(reviewLines(state.plans, messages));
    case 'publishing':
      return <JobView watched={state.watched} body={body} messages={messages} doing={text.doing.publish} />;
    case 'done':
      return state.published === null ? null : report(doneLines(state.published, messages));
  }
}

function Describe({ state, body, world }: Props) {
  const text = world.messages.publishing;
  if (state.describe === null) return null;
  return (
    <Box flexDirection="column" width={body.width}>
      <Text {...tones.title}>{cleanText(state.component ?? '')}</Text>
      <Text> </Text>
      <Form
        form={state.describe}
        width={body.width}
        labels={{ description: text.fields.description }}
        hints={{ description: text.hints.description }}
        problems={{}}
      />
    </Box>
  );
}

function Edit({ state, body, world }: Props) {
  const text = world.messages.publishing;
  if (state.edit === null) return null;
  const { at, form } = state.edit;
  const programs = state.programs.get(state.tarballs[at]?.file ?? '') ?? [];
  const known =
    programs.length === 0 ? text.hints.entry : text.programs(cleanText(programs.slice(0, 8).join('  ')));
  // where there is little room the fields before the focus go
  const from = Math.max(0, form.focus - Math.floor((body.height - 4) / 2) + 1);
  const seen = { entries: form.entries.slice(from), focus: form.focus - from };
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.quiet}>
        {cleanText(state.tarballs[at]?.file ?? '')}
      </Text>
      <Form
        form={seen}
        width={body.width}
        labels={text.fields}
        hints={{ ...text.hints, entry: known }}
        problems={text.wrong}
      />
    </Box>
  );
}
