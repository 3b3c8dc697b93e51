import { Box, Text } from 'ink';
import { useMemo } from 'react';
import type { Messages } from '../../messages/index.ts';
import { Form } from '../../ui/form/form.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Picker } from '../../ui/picker/picker.tsx';
import { Table } from '../../ui/table/table.tsx';
import { TableFoot } from '../../ui/table/table-foot.tsx';
import { cleanText, clip } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import { shortFingerprint } from '../fingerprint.ts';
import { unnamed } from '../listed-sources.ts';
import type { ScreenProps } from '../screen.ts';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { columnsOfBrowse } from './browse-columns.ts';
import { detailLines } from './browse-details.ts';
import { browseRows } from './browse-press.ts';
import { anotherAddress, type BrowseState, tableShown } from './browse-state.ts';
import { countsOf } from './choice.ts';

type Props = ScreenProps<BrowseState>;

/** Components, their versions, their files. */
export function Browse(props: Props) {
  const { state, body, world } = props;
  const { messages } = world;
  const text = messages.browse;
  if (workContext(state.work) !== null) {
    const kind = state.work.task?.what.kind ?? 'catalogue';
    return <WorkView work={state.work} body={body} messages={messages} doing={text.doing[kind]} />;
  }
  if (state.picker !== null)
    return <Picker picker={state.picker} body={body} messages={messages} title={text.ask.compare} />;
  if (state.address !== null) {
    return (
      <Box flexDirection="column" width={body.width}>
        <Text {...tones.title}>{text.ask.address}</Text>
        <Text> </Text>
        <Form
          form={state.address}
          width={body.width}
          labels={{ address: messages.sources.fields.address }}
          hints={{ address: messages.sources.hints.address }}
          problems={{ empty: messages.sources.wrong.empty }}
        />
      </Box>
    );
  }
  if (state.choosing !== null) return <Choosing {...props} choosing={state.choosing} />;
  if (state.details !== null) {
    return (
      <Pager
        lines={detailLines(state.details, messages)}
        top={state.top}
        height={body.height}
        width={body.width}
        more={messages.shell.more}
      />
    );
  }
  return <Rows {...props} />;
}

function Choosing({
  choosing,
  body,
  world,
}: Props & { readonly choosing: NonNullable<BrowseState['choosing']> }) {
  const { messages } = world;
  const { columns, unnamed: current } = messages.sources;
  const name = (cell: string | number) =>
    cell === anotherAddress ? messages.clone.anotherAddress : cell === unnamed ? current : String(cell);
  const height = body.height - 4;
  return (
    <Box flexDirection="column" width={body.width} height={body.height}>
      <Text wrap="truncate" {...tones.title}>
        {messages.browse.ask.source}
      </Text>
      <Text> </Text>
      <Table
        table={choosing.table}
        columns={[
          { title: '', width: 1, priority: 1 },
          { title: columns.name, width: 22, priority: 1, show: name },
          { title: columns.address, width: 20, priority: 1, grows: true },
        ]}
        width={body.width}
        height={height}
        empty={messages.sources.none}
      />
      <TableFoot table={choosing.table} height={height} messages={messages} />
    </Box>
  );
}

function Rows({ state, body, world }: Props) {
  const { messages } = world;
  const text = messages.browse;
  const all = useMemo(() => columnsOfBrowse(messages), [messages]);
  const level = state.component === null ? 'components' : state.version === null ? 'versions' : 'files';
  const table = tableShown(state);
  const height = browseRows(body.height);
  const empty =
    table.filter !== ''
      ? messages.shell.table.nothingFound
      : state.kind === 'all' && state.platform === null
        ? text.empty
        : text.emptyKind;
  const isNew = state.catalogue?.identity.trust === 'new';
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...(isNew ? tones.warn : tones.quiet)}>
        {clip(shownLine(state, messages), body.width)}
      </Text>
      <Table
        table={table}
        columns={all[level]}
        width={body.width}
        height={height}
        empty={clip(empty, body.width - 2)}
        many={level !== 'files'}
      />
      <TableFoot table={table} height={height} messages={messages} />
      <Text wrap="truncate" {...tones.accent}>
        {chosenLine(state, messages)}
      </Text>
    </Box>
  );
}

/** What part of the mirror is seen. */
function shownLine({ kind, platform, held, catalogue }: BrowseState, messages: Messages): string {
  const text = messages.browse;
  const identity = catalogue?.identity;
  if (identity?.trust === 'new') return text.firstContact(shortFingerprint(identity.fingerprint));
  const compared = held === null ? [] : [text.compared(cleanText(held.identity.address))];
  return [text.shown(text.kinds[kind], platform), ...compared].join('   ');
}

function chosenLine(state: BrowseState, messages: Messages): string {
  const { components, versions } = countsOf(state);
  if (components === 0) return ' ';
  const { units, browse } = messages;
  const parts = [units.components(components), ...(versions > 0 ? [units.versions(versions)] : [])];
  return browse.chosen(parts.join(units.listJoin));
}
