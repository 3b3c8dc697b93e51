import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { Empty } from '../../ui/empty.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { Table } from '../../ui/table/table.tsx';
import { TableFoot } from '../../ui/table/table-foot.tsx';
import { rowAt } from '../../ui/table/table-state.ts';
import { cleanText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import { fileFirst } from '../key-choice/file-first.ts';
import type { ScreenProps } from '../screen.ts';
import { pickRows } from './rotate-pick-press.ts';
import type { PickStep, RotateState } from './rotate-state.ts';

function columnsFor(step: PickStep, { rotating }: Messages): readonly Column[] {
  const { columns } = rotating;
  const first: Column = { title: columns[step], width: 16, priority: 1, grows: true };
  switch (step) {
    case 'role':
      return [
        { ...first, width: 10 },
        { title: columns.sign, width: 10, priority: 2 },
        { title: columns.here, width: 12, priority: 3, align: 'right' },
      ];
    case 'component':
      return [first, { title: columns.owner, width: 20, priority: 2 }];
    case 'owner':
      return [
        first,
        { title: columns.name, width: 20, priority: 3 },
        { title: columns.sign, width: 10, priority: 2 },
      ];
    case 'waiting':
      return [
        { ...first, grows: false, width: 18 },
        { title: columns.signed, width: 8, priority: 2, align: 'right' },
        { title: columns.file, width: 20, priority: 1, grows: true, show: fileFirst },
      ];
  }
}

/** A list to pick from: a role, a component, its next owner, what waits for signatures. */
export function PickView({
  state,
  step,
  body,
  world,
}: ScreenProps<RotateState> & { readonly step: PickStep }) {
  const { messages } = world;
  const text = messages.rotating;
  const { table, component } = state;
  const height = pickRows(body.height);
  if (table.rows.length === 0)
    return (
      <Empty
        what={text.empty[step]}
        remedy={text.emptyNext[step]}
        context={step === 'waiting' ? 'waiting' : 'pick-one'}
        actions={step === 'waiting' ? ['path', 'back'] : ['back']}
        body={body}
        messages={messages}
      />
    );
  const row = rowAt(table);
  const notes: Readonly<Record<string, string>> = text.roleNotes;
  const note = step === 'role' ? (notes[row?.id ?? ''] ?? '') : (row?.id ?? '');
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {text.asks[step](cleanText(component))}
      </Text>
      <Text> </Text>
      <Table
        table={table}
        columns={columnsFor(step, messages)}
        width={body.width}
        height={height}
        empty={messages.shell.table.nothingFound}
      />
      <TableFoot table={table} height={height} messages={messages} />
      <Text wrap="truncate" {...tones.quiet}>
        {note === '' ? ' ' : cleanText(note)}
      </Text>
    </Box>
  );
}
