import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { localTime } from '../../messages/measure.ts';
import { Form } from '../../ui/form/form.tsx';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { Table } from '../../ui/table/table.tsx';
import { TableFoot } from '../../ui/table/table-foot.tsx';
import { cleanText } from '../../ui/text.ts';
import { glyphs, tones } from '../../ui/theme.ts';
import type { ScreenProps } from '../screen.ts';
import { waitingLines } from '../work/signing-lines.ts';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { renewedLines, renewLines } from './expiry-lines.ts';
import { expiryRows } from './expiry-press.ts';
import { dueRows, type ExpiryState, soonDays } from './expiry-state.ts';

type Props = ScreenProps<ExpiryState>;

const barWidth = 12;

/** A year is the whole bar; what has expired has none. */
function bar(days: number): string {
  const full = Math.ceil((Math.max(0, Math.min(365, days)) / 365) * barWidth);
  return `${glyphs.full.repeat(full)}${glyphs.empty.repeat(barWidth - full)}`;
}

function columnsOf({ expiring, units, upkeep }: Messages): readonly Column[] {
  const { columns, kinds } = expiring;
  const kind = (cell: string | number) =>
    cell === 'role' || cell === 'key' || cell === 'component' ? kinds[cell] : String(cell);
  const kindOrYanked = (cell: string | number) => (cell === 'yanked' ? upkeep.yanked : kind(cell));
  const left = (cell: string | number) =>
    Number(cell) < 0 ? units.daysAgo(-Number(cell)) : units.inDays(Number(cell));
  return [
    { title: columns.name, width: 12, priority: 1, grows: true },
    { title: columns.kind, width: 12, priority: 3, show: kindOrYanked },
    { title: columns.left, width: 14, priority: 1, align: 'right', show: left },
    { title: columns.expires, width: 16, priority: 4, show: (cell) => localTime(String(cell)) },
    { title: columns.scale, width: barWidth, priority: 2, show: (cell) => bar(Number(cell)) },
  ];
}

/** The time line, and the renewal. */
export function Expiry(props: Props) {
  const { state, body, world } = props;
  const { messages } = world;
  const text = messages.expiring;
  const busy = workContext(state.work);
  const kept = state.signing[0]?.path;
  if (busy === 'running' && kept !== undefined) {
    const lines = waitingLines(state.signing, text.keptIn(cleanText(kept)), body.width, messages);
    return <Pager lines={lines} top={0} height={body.height} width={body.width} more={messages.shell.more} />;
  }
  if (busy !== null) {
    const kind = state.work.task?.what.kind ?? 'read';
    return <WorkView work={state.work} body={body} messages={messages} doing={text.doing[kind]} />;
  }
  const report = (lines: readonly ReportLine[]) => (
    <Pager lines={lines} top={state.top} height={body.height} width={body.width} more={messages.shell.more} />
  );
  if (state.step === 'review' && state.plan !== null) return report(renewLines(state.plan, messages));
  if (state.step === 'done' && state.result !== null) return report(renewedLines(state.result, messages));
  if (state.step === 'days' || state.step === 'way') return <Asked {...props} />;
  const height = expiryRows(body.height);
  const refused = (state.found?.entries ?? []).some((entry) => entry.state === 'expired' && !entry.yanked);
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {text.ask}
      </Text>
      <Text wrap="truncate" {...(refused ? tones.bad : tones.quiet)}>
        {refused ? text.expired : chosenText(state, messages)}
      </Text>
      <Table
        table={state.table}
        columns={columnsOf(messages)}
        width={body.width}
        height={height}
        empty={text.none}
        many
      />
      <TableFoot table={state.table} height={height} messages={messages} />
    </Box>
  );
}

/** What Enter would renew. */
function chosenText({ found, table }: ExpiryState, { expiring }: Messages): string {
  const { chosen, rows } = table;
  const due = found === null ? [] : dueRows(found);
  if (chosen.size === due.length && due.every((id) => chosen.has(id)))
    return due.length === 0 ? expiring.noneSoon(soonDays) : expiring.chosenSoon(soonDays);
  return chosen.size === 0 ? expiring.noneChosen : expiring.chosenOf(chosen.size, rows.length);
}

/** How long it is to last; how others sign. */
function Asked({ state, body, world }: Props) {
  const text = world.messages.expiring;
  const isWay = state.step === 'way';
  return (
    <Box flexDirection="column" width={body.width}>
      <Text wrap="truncate" {...tones.title}>
        {isWay ? text.askWay : text.askDays}
      </Text>
      <Text> </Text>
      {isWay ? (
        <Form
          form={state.way}
          width={body.width}
          labels={text.wayFields}
          hints={text.wayHints}
          problems={{ oneWay: text.oneWay }}
        />
      ) : (
        <Form
          form={state.form}
          width={body.width}
          labels={text.fields}
          hints={text.hints}
          problems={{ days: text.daysWrong }}
        />
      )}
    </Box>
  );
}
