import { Box, Text } from 'ink';
import type { PrunePlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { Confirm } from '../../ui/confirm/confirm.tsx';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import { Table } from '../../ui/table/table.tsx';
import { TableFoot } from '../../ui/table/table-foot.tsx';
import { cleanText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import { JobView } from '../work/job-view.tsx';
import { WorkView } from '../work/work-view.tsx';
import { PolicyView, SummaryView } from './policy-view.tsx';
import { versionRowsOn } from './prune-press.ts';
import type { PruneProps } from './prune-props.ts';
import { receiptLines } from './receipt-lines.ts';
import { reviewLines } from './review-lines.ts';
import { VersionsView } from './versions-view.tsx';

/** The simulator, and what follows when its plan is meant. */
export function Prune(props: PruneProps) {
  const { state, body, world } = props;
  const { messages } = world;
  const { plan, work, step } = state;
  const report = (lines: readonly ReportLine[]) => (
    <Pager lines={lines} top={state.top} height={body.height} width={body.width} more={messages.shell.more} />
  );
  if (plan === null || work.problem !== null)
    return <WorkView work={work} body={body} messages={messages} doing={messages.prune.reading} />;
  switch (step) {
    case 'policy':
      return <PolicyView {...props} plan={plan} />;
    case 'versions': {
      const height = versionRowsOn(body.height);
      return (
        <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
          <SummaryView {...props} plan={plan} />
          <VersionsView {...props} height={height} />
          <TableFoot table={state.versions} height={height} messages={messages} />
        </Box>
      );
    }
    case 'components':
      return <ComponentsView {...props} />;
    case 'review':
      return report(reviewLines(plan, messages));
    case 'confirm': {
      // what is only withdrawn can be brought back
      const isKept = plan.deletes.length === 0;
      return (
        <Confirm
          confirm={state.confirm}
          lines={[
            {
              text: askText(plan, messages),
              tone: 'warn',
            },
            { text: cleanText(plan.mirror), indent: 2 },
            { text: isKept ? messages.prune.yankMeans : messages.prune.deleteMeans },
          ]}
          undoable={isKept}
          body={body}
          messages={messages}
        />
      );
    }
    case 'running':
      return (
        <JobView
          watched={state.watched}
          body={body}
          messages={messages}
          doing={messages.prune.running(cleanText(plan.mirror))}
        />
      );
    case 'receipt':
      return state.result === null ? null : report(receiptLines(state.result, messages));
  }
}

function askText({ yanks, deletes }: PrunePlan, { prune }: Messages): string {
  if (deletes.length === 0) return prune.confirmYank(yanks.length);
  return yanks.length === 0
    ? prune.confirmDelete(deletes.length)
    : prune.confirmAsk(yanks.length, deletes.length);
}

function ComponentsView({ state, body, world }: PruneProps) {
  const { messages } = world;
  const { columns } = messages.clone;
  const height = body.height - 4;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {messages.prune.askComponents}
      </Text>
      <Text> </Text>
      <Table
        table={state.components}
        columns={[
          { title: columns.component, width: 20, grows: true, priority: 1 },
          { title: columns.versions, width: 10, align: 'right', priority: 2 },
        ]}
        width={body.width}
        height={height}
        empty={messages.clone.emptySource}
        many
      />
      <TableFoot table={state.components} height={height} messages={messages} />
    </Box>
  );
}
