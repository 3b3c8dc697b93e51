import { Box, Text } from 'ink';
import { useMemo } from 'react';
import type { MergePlan } from '../../../engine/index.ts';
import type { Messages } from '../../../messages/index.ts';
import { Table } from '../../../ui/table/table.tsx';
import { TableFoot } from '../../../ui/table/table-foot.tsx';
import { clip } from '../../../ui/text.ts';
import { tones } from '../../../ui/theme.ts';
import { differenceColumnsFor } from '../columns-for.ts';
import { decidedConflicts, isPlannedWith } from '../decisions.ts';
import { differenceHeight } from '../layout.ts';
import type { StepProps } from '../merge.tsx';
import { type MergeState, mergeRequest } from '../merge-state.ts';

/** How many components change; null where the plan was made before what is decided now. */
function changesText(state: MergeState, plan: MergePlan, { units }: Messages): string | null {
  return isPlannedWith(plan, mergeRequest(state)) ? units.components(plan.components.length) : null;
}

/** What the sources have that this mirror has not, has otherwise, or has alike. */
export function DifferencesStep({ state, body, world }: StepProps) {
  const { messages } = world;
  const { plan, decisions, policy, table } = state;
  const text = messages.merge;
  const columns = useMemo(
    () => differenceColumnsFor(messages, table, body.width),
    [messages, table, body.width],
  );
  const open = useMemo(
    () =>
      plan === null
        ? 0
        : decidedConflicts(plan, decisions).filter(({ decision }) => decision === 'fail').length,
    [plan, decisions],
  );
  if (plan === null) return null;
  const height = differenceHeight(body);
  const summary = text.summary(plan.conflicts.length, open, changesText(state, plan, messages));
  const rule = policy === 'fail' ? '' : `   ${text.rule(text.short[policy])}`;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Table
        table={table}
        columns={columns}
        width={body.width}
        height={height}
        empty={table.filter === '' ? text.noDifferences : messages.shell.table.nothingFound}
      />
      <TableFoot table={table} height={height} messages={messages} />
      <Text wrap="truncate" {...(open > 0 ? tones.warn : tones.good)}>
        {clip(summary + rule, body.width)}
      </Text>
    </Box>
  );
}
