import { Box, Text } from 'ink';
import { useMemo } from 'react';
import type { Messages } from '../../../messages/index.ts';
import { humanBytes } from '../../../messages/measure.ts';
import type { Column } from '../../../ui/table/columns.ts';
import { Table } from '../../../ui/table/table.tsx';
import { TableFoot } from '../../../ui/table/table-foot.tsx';
import { tones } from '../../../ui/theme.ts';
import type { StepProps } from '../clone.tsx';
import { componentRows } from '../layout.ts';
import { Total } from './total.tsx';

function columnsFor(messages: Messages): readonly Column[] {
  const { columns } = messages.clone;
  const size = (cell: string | number) => humanBytes(Number(cell), messages);
  return [
    { title: columns.component, width: 18, priority: 1 },
    { title: columns.newest, width: 10, priority: 2 },
    { title: columns.versions, width: 8, priority: 4, align: 'right' },
    { title: columns.size, width: 8, priority: 3, align: 'right', show: size },
    { title: columns.owner, width: 8, priority: 6 },
    { title: columns.description, width: 14, priority: 5, grows: true },
  ];
}

/** Which components. */
export function ComponentsStep({ state, body, world }: StepProps) {
  const { messages } = world;
  const columns = useMemo(() => columnsFor(messages), [messages]);
  const height = componentRows(body);
  return (
    <Box flexDirection="column" width={body.width} height={body.height}>
      <Text wrap="truncate" {...tones.title}>
        {messages.clone.ask.components}
      </Text>
      <Table
        table={state.components}
        columns={columns}
        width={body.width}
        height={height}
        empty={
          state.components.filter === '' ? messages.clone.emptySource : messages.shell.table.nothingFound
        }
        many
      />
      <TableFoot table={state.components} height={height} messages={messages} />
      <Total state={state} world={world} width={body.width} />
    </Box>
  );
}
