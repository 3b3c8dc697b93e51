import { Box, Text } from 'ink';
import { useMemo } from 'react';
import type { MergeConflictKind, MergeDecision, MergePlan } from '../../../engine/index.ts';
import type { Messages } from '../../../messages/index.ts';
import type { Column } from '../../../ui/table/columns.ts';
import { Table } from '../../../ui/table/table.tsx';
import { TableFoot } from '../../../ui/table/table-foot.tsx';
import { clip, columnsOf } from '../../../ui/text.ts';
import { tones } from '../../../ui/theme.ts';
import { decidedConflicts, isPlannedWith } from '../decisions.ts';
import { differenceHeight } from '../layout.ts';
import type { StepProps } from '../merge.tsx';
import { type MergeState, mergeRequest } from '../merge-state.ts';

function columnsFor({ merge: text, units }: Messages): readonly Column[] {
  const { columns, states, kinds, short } = text;
  const named = (names: Readonly<Record<string, string>>) => (cell: string | number) =>
    names[String(cell)] ?? String(cell);
  const wide = (title: string, names: Readonly<Record<string, string>>): number =>
    Math.max(...[title, ...Object.values(names)].map((name) => columnsOf(name)));
  const decisions: Readonly<Record<MergeDecision, string>> = short;
  const conflictKinds: Readonly<Record<MergeConflictKind, string>> = kinds;
  return [
    { title: columns.state, width: wide(columns.state, states), priority: 1, show: named(states) },
    { title: columns.component, width: 12, priority: 1 },
    {
      title: columns.what,
      width: 22,
      priority: 1,
      grows: true,
      show: (cell) => (typeof cell === 'number' ? units.versions(cell) : cell),
    },
    { title: columns.kind, width: wide(columns.kind, kinds), priority: 3, show: named(conflictKinds) },
    { title: columns.decision, width: wide(columns.decision, short), priority: 1, show: named(decisions) },
    { title: columns.source, width: 18, priority: 4 },
  ];
}

/** How many components change; null where the plan was made before what is decided now. */
function changesText(state: MergeState, plan: MergePlan, { units }: Messages): string | null {
  return isPlannedWith(plan, mergeRequest(state)) ? units.components(plan.components.length) : null;
}

/** What the sources have that this mirror has not, has otherwise, or has alike. */
export function DifferencesStep({ state, body, world }: StepProps) {
  const { messages } = world;
  const { plan, decisions, policy, table } = state;
  const text = messages.merge;
  const columns = useMemo(() => columnsFor(messages), [messages]);
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
