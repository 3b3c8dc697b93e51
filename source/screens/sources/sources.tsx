import { Box, Text } from 'ink';
import type { SourceReport } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { localTime, relativeDay } from '../../messages/measure.ts';
import { Form } from '../../ui/form/form.tsx';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import type { Body } from '../../ui/shell.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { Table } from '../../ui/table/table.tsx';
import { TableFoot } from '../../ui/table/table-foot.tsx';
import { cleanText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import { groupedFingerprint, shortFingerprint } from '../fingerprint.ts';
import { unnamed } from '../listed-sources.ts';
import { ProblemView } from '../problem-view.tsx';
import type { World } from '../screen.ts';
import { tableHeight } from './sources-press.ts';
import type { Asking, SourcesState } from './sources-state.ts';

/** What a test found, a fact a line. */
export function reportLines(
  name: string,
  report: SourceReport,
  now: Date,
  messages: Messages,
): readonly ReportLine[] {
  const { report: text } = messages.sources;
  const { identity, components, versions, clientVersion } = report;
  return [
    {
      text: text.title(cleanText(name === unnamed ? messages.sources.unnamed : name), report.milliseconds),
      tone: 'good',
    },
    { text: text.contents(components, versions, clientVersion) },
    {
      text: text.trust(
        messages.home.trust(identity.trust, shortFingerprint(identity.fingerprint)),
        identity.rootVersion,
      ),
    },
    { text: text.fingerprint(groupedFingerprint(identity.fingerprint)), indent: 2 },
    { text: text.owners(cleanText(identity.owners.join(messages.units.listJoin))), indent: 2 },
    ...report.expires.slice(0, 2).map(({ file, expires }) => ({
      text: messages.home.expires(cleanText(file), relativeDay(expires, now, messages), localTime(expires)),
    })),
  ];
}

/** What is asked before something changes: the fingerprint stands there to be compared. */
export function askingLines(asking: Asking, messages: Messages): readonly ReportLine[] {
  const text = messages.sources.asking;
  if (asking.kind === 'remove') return [{ text: text.remove(cleanText(asking.name)), tone: 'title' }];
  const { identity, address, previous } = asking.plan;
  return [
    { text: text.use(cleanText(address)), tone: 'title' },
    { text: text.previous(previous === null ? null : cleanText(previous)), tone: 'quiet' },
    { text: '' },
    { text: messages.home.trust(identity.trust, shortFingerprint(identity.fingerprint)) },
    { text: groupedFingerprint(identity.fingerprint), tone: 'accent', indent: 2 },
    { text: text.owners(cleanText(identity.owners.join(messages.units.listJoin))), indent: 2 },
    { text: '' },
    { text: identity.trust === 'new' ? text.compareNew : text.compare, tone: 'warn' },
  ];
}

function columnsFor(messages: Messages): readonly Column[] {
  const { columns, official } = messages.sources;
  return [
    { title: '', width: 1, priority: 1 },
    {
      title: columns.name,
      width: 16,
      priority: 1,
      show: (cell) => (cell === unnamed ? messages.sources.unnamed : String(cell)),
    },
    { title: columns.address, width: 20, priority: 1, grows: true },
    { title: columns.fingerprint, width: 16, priority: 3 },
    { title: '', width: 8, priority: 4, show: (cell) => (cell === '' ? '' : official) },
  ];
}

type SourcesProps = { readonly state: SourcesState; readonly body: Body; readonly world: World };

/** The mirrors that are known by name. */
export function Sources({ state, body, world }: SourcesProps) {
  const { messages } = world;
  const text = messages.sources;
  if (state.asking !== null) {
    const lines = askingLines(state.asking, messages);
    return <Pager lines={lines} top={0} height={body.height} width={body.width} more={messages.shell.more} />;
  }
  if (state.problem !== null) {
    return <ProblemView problem={state.problem.problem} messages={messages} body={body} top={state.top} />;
  }
  if (state.form !== null) {
    return (
      <Box flexDirection="column" width={body.width}>
        <Text wrap="truncate" {...tones.title}>
          {state.editing === null ? text.add : text.edit(cleanText(state.editing.name))}
        </Text>
        <Text> </Text>
        <Form
          form={state.form}
          width={body.width}
          height={body.height - 3}
          more={messages.shell.fields}
          labels={text.fields}
          hints={text.hints}
          problems={text.wrong}
        />
        {state.task === null ? null : <Text {...tones.quiet}>{text.doing[state.task.kind]}</Text>}
      </Box>
    );
  }
  const height = tableHeight(body.height);
  const lines: readonly ReportLine[] =
    state.task !== null
      ? [{ text: text.doing[state.task.kind], tone: 'quiet' }]
      : state.report === null
        ? [{ text: text.nothingTested, tone: 'quiet' }]
        : reportLines(state.report.name, state.report.report, world.now(), messages);
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Table
        table={state.table}
        columns={columnsFor(messages)}
        width={body.width}
        height={height}
        empty={state.table.filter === '' ? text.none : messages.shell.table.nothingFound}
      />
      <TableFoot table={state.table} height={height} messages={messages} />
      <Pager
        lines={lines}
        top={0}
        height={body.height - height - 2}
        width={body.width}
        more={messages.shell.more}
      />
    </Box>
  );
}
