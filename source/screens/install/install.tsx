import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import { Empty } from '../../ui/empty.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Pager } from '../../ui/pager.tsx';
import type { Problem } from '../../ui/problem.ts';
import type { Column } from '../../ui/table/columns.ts';
import { TitledTable } from '../../ui/table/titled-table.tsx';
import { cleanText } from '../../ui/text.ts';
import { type Tone, tones } from '../../ui/theme.ts';
import { problemLines } from '../problem-view.tsx';
import type { ScreenProps, World } from '../screen.ts';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { doneLines, reviewLines } from './install-lines.ts';
import type { InstallState } from './install-state.ts';

type Props = ScreenProps<InstallState>;

function installedColumns(messages: Messages): readonly Column[] {
  const { columns, states } = messages.install;
  const words: Readonly<Record<string, string>> = states;
  return [
    { title: columns.component, width: 14, priority: 1 },
    { title: columns.version, width: 12, priority: 1 },
    { title: columns.newest, width: 10, priority: 3 },
    { title: columns.state, width: 16, priority: 2, show: (cell) => words[String(cell)] ?? '' },
    { title: columns.description, width: 10, priority: 4, grows: true },
  ];
}

function offeredColumns(messages: Messages): readonly Column[] {
  const { columns } = messages.install;
  const size = (cell: string | number) => humanBytes(Number(cell), messages);
  return [
    { title: columns.component, width: 14, priority: 1 },
    { title: columns.newest, width: 12, priority: 1 },
    { title: columns.size, width: 8, priority: 2, align: 'right', show: size },
    { title: columns.installed, width: 12, priority: 3 },
    { title: columns.description, width: 12, priority: 4, grows: true },
  ];
}

/** This machine's components: what is here, what can be, and what is run. */
export function Install(props: Props) {
  const { state, body, world } = props;
  const { messages } = world;
  const text = messages.install;
  if (workContext(state.work) !== null) {
    const what = state.work.task?.what ?? null;
    const doing = what?.kind === 'apply' ? text.applying[what.review.kind] : text.doing[what?.kind ?? 'read'];
    return <WorkView work={state.work} body={body} messages={messages} doing={doing} />;
  }
  const pager = { top: state.top, height: body.height, width: body.width, more: messages.shell.more };
  if (state.step === 'review' && state.review !== null)
    return <Pager lines={reviewLines(state.review, messages)} {...pager} />;
  if (state.step === 'done' && state.done !== null)
    return <Pager lines={doneLines(state.done, messages)} {...pager} />;
  if (state.step === 'args' && state.args !== null) {
    return (
      <Box flexDirection="column" width={body.width}>
        <Text {...tones.title}>{text.ask.args(cleanText(state.args.component))}</Text>
        <Text> </Text>
        <Form
          form={state.args.form}
          width={body.width}
          labels={{ args: text.args }}
          hints={{ args: text.argsHint }}
          problems={{}}
        />
      </Box>
    );
  }
  if (state.step === 'choose') {
    const columns = offeredColumns(messages);
    return (
      <TitledTable
        {...{ body, messages, columns }}
        title={text.ask.choose}
        table={state.offered}
        empty={text.noneOffered}
        many
      />
    );
  }
  if (state.installed.rows.length === 0 && state.unread !== null) {
    const why = whyUnread(state.unread, world);
    const keys = { context: 'install', actions: ['sources', 'refresh'] } as const;
    return (
      <Empty what={why} remedy={`${text.nothing} ${text.needsMirror}`} {...keys} {...{ body, messages }} />
    );
  }
  return (
    <TitledTable
      {...{ body, messages }}
      title={text.title(world.engine.platform)}
      table={state.installed}
      columns={installedColumns(messages)}
      empty={text.none}
      note={noteOf(state, world)}
      many
    />
  );
}

/** What the last run came to, or why nothing is known of newer versions. */
function noteOf({ ran, unread }: InstallState, world: World): { readonly text: string; readonly tone: Tone } {
  const text = world.messages.install;
  if (ran !== null)
    return {
      text: text.ran(cleanText(ran.component), ran.exitCode),
      tone: ran.exitCode === 0 ? 'good' : 'warn',
    };
  if (unread === null) return { text: ' ', tone: 'quiet' };
  return { text: text.unread(whyUnread(unread, world)), tone: 'warn' };
}

/** Why the mirror could not be read; where none is set the official one was asked, which has to be known first. */
function whyUnread(unread: Problem, { status, messages }: World): string {
  const isUnset = status.status !== null && status.status.address === null;
  return isUnset ? messages.install.unset : (problemLines(unread, messages)[0]?.text ?? '');
}
