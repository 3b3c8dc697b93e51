import { Box, Text } from 'ink';
import { useMemo } from 'react';
import type { Messages } from '../../../messages/index.ts';
import { humanBytes } from '../../../messages/measure.ts';
import type { Column } from '../../../ui/table/columns.ts';
import { Table } from '../../../ui/table/table.tsx';
import { TableFoot } from '../../../ui/table/table-foot.tsx';
import { tones } from '../../../ui/theme.ts';
import type { StepProps } from '../clone.tsx';
import { picksRows } from '../layout.ts';
import { Total } from './total.tsx';

/** `linux/amd64` as `l/amd`: four of them must fit beside a version. */
function shortPlatform(platform: string): string {
  const [os = '', arch = ''] = platform.split('/');
  return `${os.slice(0, 1)}/${arch.slice(0, 3)}`;
}

function columnsFor(platforms: readonly string[], messages: Messages): readonly Column[] {
  const { columns } = messages.clone;
  const title = platforms.map(shortPlatform).join(' ');
  const widths = platforms.map((platform) => shortPlatform(platform).length);
  const marks = (cell: string | number) =>
    String(cell)
      .split(' ')
      .map((mark, at) => mark.padStart(Math.ceil((widths[at] ?? 1) / 2)).padEnd(widths[at] ?? 1))
      .join(' ');
  return [
    { title: columns.component, width: 14, priority: 1 },
    { title: columns.version, width: 14, priority: 1, grows: true },
    { title: columns.released, width: 10, priority: 4 },
    {
      title: columns.size,
      width: 8,
      priority: 3,
      align: 'right',
      show: (cell) => humanBytes(Number(cell), messages),
    },
    { title, width: title.length, priority: 2, show: marks },
  ];
}

/** The matrix: every version of the chosen components, and the platforms that it exists on. */
export function PicksStep({ state, body, world }: StepProps) {
  const { messages } = world;
  const platforms = state.catalogue?.platforms;
  const columns = useMemo(() => columnsFor(platforms ?? [], messages), [platforms, messages]);
  const height = picksRows(body);
  return (
    <Box flexDirection="column" width={body.width} height={body.height}>
      <Text wrap="truncate" {...tones.title}>
        {messages.clone.ask.picks}
      </Text>
      <Table
        table={state.picks}
        columns={columns}
        width={body.width}
        height={height}
        empty={messages.shell.table.nothingFound}
        many
      />
      <Text wrap="truncate" {...tones.quiet}>
        {(platforms ?? []).map((platform) => `${shortPlatform(platform)} ${platform}`).join('  ')}
      </Text>
      <TableFoot table={state.picks} height={height} messages={messages} />
      <Total state={state} world={world} width={body.width} />
    </Box>
  );
}
