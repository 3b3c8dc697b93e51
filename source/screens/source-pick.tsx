import { Box, Text } from 'ink';
import type { Messages } from '../messages/index.ts';
import { Form } from '../ui/form/form.tsx';
import type { FormState } from '../ui/form/form-state.ts';
import type { Body } from '../ui/shell.tsx';
import type { Column } from '../ui/table/columns.ts';
import { Table } from '../ui/table/table.tsx';
import { TableFoot } from '../ui/table/table-foot.tsx';
import type { TableState } from '../ui/table/table-state.ts';
import { tones } from '../ui/theme.ts';

type AddressProps = {
  readonly form: FormState<'address', 'empty'>;
  readonly ask: string;
  readonly body: Body;
  readonly messages: Messages;
};

/** The address of a source that stands in no list. */
export function AddressField({ form, ask, body, messages }: AddressProps) {
  const { fields, hints, wrong } = messages.sources;
  return (
    <Box flexDirection="column" width={body.width}>
      <Text wrap="truncate" {...tones.title}>
        {ask}
      </Text>
      <Text> </Text>
      <Form
        form={form}
        width={body.width}
        labels={{ address: fields.address }}
        hints={{ address: hints.address }}
        problems={{ empty: wrong.empty }}
      />
    </Box>
  );
}

/** Rows of a source: name and address. `called` says what a name stands for that nobody gave. */
export function sourceColumns(
  { sources: { columns } }: Messages,
  called: (name: string) => string | null,
  width: number,
): readonly Column[] {
  const show = (cell: string | number): string => called(String(cell)) ?? String(cell);
  return [
    { title: columns.name, width, priority: 1, show },
    { title: columns.address, width: 20, priority: 1, grows: true },
  ];
}

type PickProps = {
  readonly table: TableState;
  readonly columns: readonly Column[];
  readonly ask: string;
  readonly isListing: boolean;
  readonly height: number;
  readonly body: Body;
  readonly messages: Messages;
  readonly many?: boolean;
};

/** Sources to pick from: one, or several. */
export function SourcePick({ table, columns, ask, isListing, height, body, messages, many }: PickProps) {
  const { doing, none } = messages.sources;
  const nothing = table.filter === '' ? none : messages.shell.table.nothingFound;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {ask}
      </Text>
      <Text> </Text>
      <Table
        table={table}
        columns={columns}
        width={body.width}
        height={height}
        empty={isListing ? doing.list : nothing}
        many={many === true}
      />
      <TableFoot table={table} height={height} messages={messages} />
    </Box>
  );
}
