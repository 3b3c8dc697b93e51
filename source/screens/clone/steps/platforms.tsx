import { Box, Text } from 'ink';
import { useMemo } from 'react';
import type { Messages } from '../../../messages/index.ts';
import type { Column } from '../../../ui/table/columns.ts';
import { Table } from '../../../ui/table/table.tsx';
import { tones } from '../../../ui/theme.ts';
import type { StepProps } from '../clone.tsx';
import { platformsChosen } from '../clone-request.ts';
import { Total } from './total.tsx';

function columnsFor(messages: Messages): readonly Column[] {
  const { columns, platformKinds } = messages.clone;
  return [
    {
      title: '',
      width: 18,
      priority: 1,
      show: (cell) => (cell === 'os' ? platformKinds.os : platformKinds.arch),
    },
    { title: columns.platform, width: 12, priority: 1, grows: true },
  ];
}

/** For which machines. */
export function PlatformsStep({ state, body, world }: StepProps) {
  const { messages } = world;
  const columns = useMemo(() => columnsFor(messages), [messages]);
  const { platforms } = platformsChosen(state);
  const pairs = [...platforms].join('  ');
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {messages.clone.ask.platforms}
      </Text>
      <Text> </Text>
      <Table
        table={state.platforms}
        columns={columns}
        width={body.width}
        height={Math.min(state.platforms.rows.length, body.height - 6)}
        empty={messages.clone.emptySource}
        many
      />
      <Text> </Text>
      <Text wrap="truncate">{messages.clone.platformsResult(pairs)}</Text>
      <Total state={state} world={world} width={body.width} />
    </Box>
  );
}
