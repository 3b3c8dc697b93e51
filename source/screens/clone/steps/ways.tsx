import { Box, Text } from 'ink';
import { Form } from '../../../ui/form/form.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Table } from '../../../ui/table/table.tsx';
import { TableFoot } from '../../../ui/table/table-foot.tsx';
import { wrapText } from '../../../ui/text.ts';
import { tones } from '../../../ui/theme.ts';
import { bringsLines } from '../brings-lines.ts';
import type { StepProps } from '../clone.tsx';
import { type planFileForm, wayOf, ways } from '../clone-ways.ts';
import { Total } from './total.tsx';

/** What to take: by hand, a whole cluster, everything of a version, or as a saved plan says. */
export function WayStep({ state, body, world }: StepProps) {
  const text = world.messages.clone;
  if (state.saved !== null)
    return <PlanFile {...{ state, body, world }} title={text.ask.saved} form={state.saved} />;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {text.ask.way}
      </Text>
      <Text> </Text>
      <Menu
        entries={ways.map((value) => ({ value, label: text.ways[value], note: '' }))}
        place={state.way}
        width={body.width}
      />
      <Text> </Text>
      {wrapText(text.wayNotes[wayOf(state)], body.width).map((line) => (
        <Text key={line} {...tones.quiet}>
          {line}
        </Text>
      ))}
    </Box>
  );
}

/** Which version of a cluster, or of everything. */
export function ReleaseStep({ state, body, world }: StepProps) {
  const { messages } = world;
  const text = messages.clone;
  const height = body.height - 4;
  const cluster = wayOf(state) === 'cluster';
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {cluster ? text.ask.cluster : text.ask.release}
      </Text>
      <Text> </Text>
      <Table
        table={state.releases}
        columns={[
          { title: text.columns.version, width: 16, priority: 1 },
          { title: text.columns.count, width: 10, priority: 2, align: 'right' },
          { title: cluster ? text.columns.absent : text.columns.which, width: 20, priority: 3, grows: true },
        ]}
        width={body.width}
        height={height}
        empty={messages.shell.table.nothingFound}
      />
      <TableFoot table={state.releases} height={height} messages={messages} />
    </Box>
  );
}

/** What a preset brings, and why. */
export function BringsStep({ state, body, world }: StepProps) {
  const { messages } = world;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Pager
        lines={bringsLines(state, messages)}
        top={state.top}
        height={body.height - 1}
        width={body.width}
        more={messages.shell.more}
      />
      <Total state={state} world={world} width={body.width} />
    </Box>
  );
}

type PlanFileProps = StepProps & { readonly title: string; readonly form: ReturnType<typeof planFileForm> };

/** Where a plan is read from, or written to. */
export function PlanFile({ body, world, title, form }: PlanFileProps) {
  const text = world.messages.clone;
  return (
    <Box flexDirection="column" width={body.width}>
      <Text wrap="truncate" {...tones.title}>
        {title}
      </Text>
      <Text> </Text>
      <Form
        form={form}
        width={body.width}
        labels={{ file: text.planFile }}
        hints={{ file: text.planFileHint }}
        problems={{ empty: text.planFileEmpty }}
      />
    </Box>
  );
}
