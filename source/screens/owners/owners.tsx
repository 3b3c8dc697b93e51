import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { Confirm } from '../../ui/confirm/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import { Picker } from '../../ui/picker/picker.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { Table } from '../../ui/table/table.tsx';
import { TableFoot } from '../../ui/table/table-foot.tsx';
import { cleanText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import { fileFirst } from '../key-choice/file-first.ts';
import type { ScreenProps } from '../screen.ts';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { ChangeView } from './owner-change.tsx';
import { factsOf, reviewLines } from './owner-lines.ts';
import type { Asked } from './owners-asked.ts';
import { tableRows } from './owners-press.ts';
import { type OwnersState, tableOfPane } from './owners-state.ts';

type Props = ScreenProps<OwnersState>;

function columnsFor(pane: OwnersState['pane'], messages: Messages): readonly Column[] {
  const { columns, halves } = messages.owners;
  if (pane === 'owners')
    return [
      { title: columns.owner, width: 16, priority: 1 },
      { title: columns.name, width: 14, priority: 3 },
      { title: columns.threshold, width: 10, priority: 2 },
      { title: columns.count, width: 10, priority: 4, align: 'right' },
      { title: columns.components, width: 12, priority: 5, grows: true },
    ];
  return [
    { title: '', width: 1, priority: 1 },
    {
      title: columns.half,
      width: 8,
      priority: 2,
      show: (cell) => (cell === 'private' ? halves.private : halves.public),
    },
    { title: columns.uses, width: 14, priority: 3 },
    { title: columns.id, width: 16, priority: 4 },
    { title: columns.file, width: 20, priority: 1, grows: true, show: fileFirst },
  ];
}

/** Owners and keys, whatever is being done with them. */
export function Owners(props: Props) {
  const { state, body, world } = props;
  const { messages } = world;
  const text = messages.owners;
  const { work, confirm, planned, form, change, picker } = state;
  if (workContext(work) !== null)
    return (
      <WorkView
        work={work}
        body={body}
        messages={messages}
        doing={doingOf(work.task?.what ?? { kind: 'list' }, messages)}
      />
    );
  if (confirm !== null) {
    const lines: readonly ReportLine[] = [
      { text: text.askRevoke(cleanText(confirm.word)), tone: 'warn' },
      { text: text.revokeMeans },
    ];
    return <Confirm confirm={confirm} lines={lines} body={body} messages={messages} />;
  }
  const report = (lines: readonly ReportLine[]) => (
    <Pager lines={lines} top={state.top} height={body.height} width={body.width} more={messages.shell.more} />
  );
  if (planned !== null) return report(reviewLines(planned, messages));
  if (picker !== null)
    return <Picker picker={picker} body={body} messages={messages} title={messages.keyChoice.askFile} />;
  if (form !== null)
    return (
      <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
        <Text wrap="truncate" {...tones.title}>
          {text.forms[form.kind](cleanText(form.about))}
        </Text>
        <Text> </Text>
        <Form
          form={form.fields}
          width={body.width}
          labels={text.fields}
          hints={text.hints}
          problems={text.wrong}
        />
      </Box>
    );
  if (change !== null) return <ChangeView change={change} body={body} messages={messages} />;
  if (state.details) return report(factsOf(state, messages));
  return <Tables {...props} />;
}

function doingOf(asked: Asked, { owners, keyChoice }: Messages): string {
  return asked.kind === 'key' ? keyChoice.doing[asked.ask.kind] : owners.doing[asked.kind];
}

function Tables({ state, body, world }: Props) {
  const { messages } = world;
  const { pane, done } = state;
  const text = messages.owners;
  const table = tableOfPane(state);
  const height = tableRows(body.height);
  const below = body.height - height - 5;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate">
        <Text {...(pane === 'owners' ? tones.title : tones.quiet)}>{text.panes.owners}</Text>
        <Text {...tones.quiet}>{'   '}</Text>
        <Text {...(pane === 'keys' ? tones.title : tones.quiet)}>{text.panes.keys}</Text>
      </Text>
      <Text> </Text>
      {table.rows.length === 0 ? (
        <Empty
          what={text.empty[pane]}
          remedy={text.emptyNext[pane]}
          context={pane}
          actions={pane === 'owners' ? ['grant'] : ['generate', 'import', 'paste']}
          body={{ width: body.width, height: height + 2 }}
          messages={messages}
        />
      ) : (
        <>
          <Table
            table={table}
            columns={columnsFor(pane, messages)}
            width={body.width}
            height={height}
            empty={messages.shell.table.nothingFound}
          />
          <TableFoot table={table} height={height} messages={messages} />
        </>
      )}
      <Text wrap="truncate" {...tones.good}>
        {done === null ? ' ' : text.done[done.kind](cleanText(done.name))}
      </Text>
      <Pager
        lines={factsOf(state, messages)}
        top={0}
        height={below}
        width={body.width}
        more={messages.shell.more}
      />
    </Box>
  );
}
