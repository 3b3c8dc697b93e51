import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import type { Body } from '../shell.tsx';
import { clip } from '../text.ts';
import { type Tone, tones } from '../theme.ts';
import type { Column } from './columns.ts';
import { Table } from './table.tsx';
import { TableFoot } from './table-foot.tsx';
import type { TableState } from './table-state.ts';

type TitledTableProps = {
  readonly title: string;
  readonly table: TableState;
  readonly columns: readonly Column[];
  /** What is said where there is no row. */
  readonly empty: string;
  readonly body: Body;
  readonly messages: Messages;
  /** Rows can be ticked. */
  readonly many?: boolean;
  /** A line below: what came of something, or a blank. */
  readonly note?: { readonly text: string; readonly tone: Tone };
};

/** Rows of the table in such a body: title, columns' names, foot and note take the rest. */
export function titledTableRows(height: number): number {
  return Math.max(3, height - 4);
}

/** A table that fills a screen: a title over it, its filter and place below. */
export function TitledTable(props: TitledTableProps) {
  const { title, table, columns, empty, body, messages, many = false, note } = props;
  const height = titledTableRows(body.height);
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {title}
      </Text>
      <Table
        table={table}
        columns={columns}
        width={body.width}
        height={height}
        empty={clip(table.filter === '' ? empty : messages.shell.table.nothingFound, body.width - 2)}
        many={many}
      />
      <TableFoot table={table} height={height} messages={messages} />
      {note === undefined ? null : (
        <Text wrap="truncate" {...tones[note.tone]}>
          {note.text}
        </Text>
      )}
    </Box>
  );
}
