import { basename } from 'node:path';
import { Box, Text } from 'ink';
import { useMemo } from 'react';
import type { Messages } from '../../messages/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import { FieldText } from '../form/form.tsx';
import type { Body } from '../shell.tsx';
import type { Column } from '../table/columns.ts';
import { Table } from '../table/table.tsx';
import { TableFoot } from '../table/table-foot.tsx';
import { cleanText, clipMiddle, columnsOf } from '../text.ts';
import { tones } from '../theme.ts';
import type { PickerState } from './picker-state.ts';

type PickerProps = {
  readonly picker: PickerState;
  readonly body: Body;
  readonly messages: Messages;
  /** What is to be picked, as a sentence. */
  readonly title: string;
};

/** Rows of the table: the rest are the title, the folder, the table's head and two lines below. */
export function pickerRows({ height }: Body): number {
  return Math.max(3, height - 5);
}

/** A folder to pick from. */
export function Picker({ picker, body, messages, title }: PickerProps) {
  const text = messages.picking;
  const { listing, path, asked, table } = picker;
  const columns = useMemo((): readonly Column[] => {
    const size = (cell: string | number) => (Number(cell) < 0 ? '' : humanBytes(Number(cell), messages));
    return [
      { title: messages.picking.columns.name, width: 20, priority: 1, grows: true },
      { title: messages.picking.columns.size, width: 8, priority: 2, align: 'right', show: size },
    ];
  }, [messages]);
  const room = body.width - columnsOf(text.folder) - 1;
  const rows = pickerRows(body);
  const problem = listing?.problem ?? null;
  const empty =
    problem !== null
      ? text.problems[problem]
      : table.filter === ''
        ? text.nothing
        : messages.shell.table.nothingFound;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {title}
      </Text>
      <Box height={1} flexShrink={0}>
        <Text {...tones.quiet}>{`${path === null ? text.folder : text.path} `}</Text>
        {path === null ? (
          <Text wrap="truncate">{clipMiddle(cleanText(listing?.folder ?? asked?.path ?? ''), room)}</Text>
        ) : (
          <FieldText field={path.field} focused width={room} />
        )}
      </Box>
      <Table
        table={table}
        columns={columns}
        width={body.width}
        height={rows}
        empty={asked === null ? empty : text.reading}
        many={picker.many}
      />
      <TableFoot table={table} height={rows} messages={messages} />
      <Text wrap="truncate" {...(problem === null ? tones.quiet : tones.bad)}>
        {lastLine(picker, messages)}
      </Text>
    </Box>
  );
}

/** What Tab has found, what is wrong with the folder, or what is picked so far. */
function lastLine({ path, listing, picked, many }: PickerState, messages: Messages): string {
  const text = messages.picking;
  if (path !== null) {
    const found = path.completion?.found ?? null;
    if (found === null) return text.pathHint;
    if (found.length === 0) return text.noneLike;
    return found.map((one) => cleanText(basename(one) + (one.endsWith('/') ? '/' : ''))).join('  ');
  }
  if (listing?.problem != null) return text.problems[listing.problem];
  if (!many) return ' ';
  const bytes = [...picked.values()].reduce((sum, one) => sum + one.bytes, 0);
  return text.picked(picked.size, bytes === 0 ? null : humanBytes(bytes, messages));
}
