import { Box, Text } from 'ink';
import { Form } from '../../ui/form/form.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import { Table } from '../../ui/table/table.tsx';
import { TableFoot } from '../../ui/table/table-foot.tsx';
import { cleanText, clipMiddle, wrapText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import type { ScreenProps } from '../screen.ts';
import { JobView } from '../work/job-view.tsx';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { reviewLines } from './review-lines.ts';
import { reportLines } from './verify-lines.ts';
import { sourceRowsOn } from './verify-press.ts';
import { depths, shareOf } from './verify-request.ts';
import { type VerifyState, watchesJob } from './verify-state.ts';

type Props = ScreenProps<VerifyState>;

/** A mirror is looked at, and put right. */
export function Verify(props: Props) {
  const { state, body, world } = props;
  const { messages } = world;
  const { verify: text, shell } = messages;
  const report = (lines: readonly ReportLine[]) => (
    <Pager lines={lines} top={state.top} height={body.height} width={body.width} more={shell.more} />
  );
  if (workContext(state.work) !== null) {
    const doing = state.work.task?.what === 'sources' ? messages.sources.doing.list : text.planning;
    return <WorkView work={state.work} body={body} messages={messages} doing={doing} />;
  }
  if (watchesJob(state)) {
    const doing = state.step === 'repairing' ? text.repairing : text.verifying;
    return (
      <JobView
        watched={state.watched}
        body={body}
        messages={messages}
        doing={doing(cleanText(targetOf(props)))}
      />
    );
  }
  if (state.form !== null) return <AddressView {...props} />;
  switch (state.step) {
    case 'from':
      return <FromView {...props} />;
    case 'review':
      return state.plan === null ? null : report(reviewLines(state.plan, messages));
    case 'findings':
    case 'report':
      return report(reportLines(state, messages));
    default:
      return <TargetView {...props} />;
  }
}

function targetOf({ state, world }: Props): string {
  return state.result?.identity.address ?? state.address ?? world.status.status?.address ?? '';
}

function TargetView(props: Props) {
  const { state, body, world } = props;
  const { verify: text } = world.messages;
  const address = state.address ?? world.status.status?.address ?? null;
  const shown = address === null ? text.noMirror : clipMiddle(cleanText(address), body.width - 4);
  const share = shareOf(state);
  const note = text.depthNotes[depths[state.place] ?? 'whole'];
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {text.askTarget}
      </Text>
      <Text wrap="truncate" {...tones.accent}>{`  ${shown}`}</Text>
      <Text
        wrap="truncate"
        {...tones.quiet}
      >{`  ${state.address === null ? text.current : text.other}`}</Text>
      <Text> </Text>
      <Text wrap="truncate" {...tones.title}>
        {text.askDepth}
      </Text>
      <Menu
        entries={depths.map((value) => ({
          value,
          label: text.depths[value],
          note: text.depthHints[value](share),
        }))}
        place={state.place}
        width={body.width}
      />
      <Text> </Text>
      {wrapText(note, body.width).map((line) => (
        <Text key={line} {...tones.quiet}>
          {line}
        </Text>
      ))}
    </Box>
  );
}

function AddressView({ state, body, world }: Props) {
  const { verify: text, sources } = world.messages;
  if (state.form === null) return null;
  const isTarget = state.step === 'target';
  return (
    <Box flexDirection="column" width={body.width}>
      <Text wrap="truncate" {...tones.title}>
        {isTarget ? text.askTarget : text.askSource}
      </Text>
      <Text> </Text>
      <Form
        form={state.form}
        width={body.width}
        labels={{ address: sources.fields.address }}
        hints={{ address: isTarget ? text.addressHint : sources.hints.address }}
        problems={{ empty: sources.wrong.empty }}
      />
    </Box>
  );
}

function FromView({ state, body, world }: Props) {
  const { messages } = world;
  const { verify: text, sources } = messages;
  const height = sourceRowsOn(body.height);
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {text.askFrom}
      </Text>
      {wrapText(text.fromNote, body.width)
        .slice(0, 3)
        .map((line) => (
          <Text key={line} {...tones.quiet}>
            {line}
          </Text>
        ))}
      <Table
        table={state.from}
        columns={[
          {
            title: sources.columns.name,
            width: 20,
            priority: 2,
            show: (cell) => (cell === '' ? text.typed : String(cell)),
          },
          { title: sources.columns.address, width: 20, priority: 1, grows: true },
        ]}
        width={body.width}
        height={height}
        empty={text.noSources}
        many
      />
      <TableFoot table={state.from} height={height} messages={messages} />
    </Box>
  );
}
