import { Box, Text } from 'ink';
import { languages } from '../../messages/index.ts';
import { Form } from '../../ui/form/form.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { Pager } from '../../ui/pager.tsx';
import { wrapText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import type { ScreenProps } from '../screen.ts';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { setupLines } from './setup-lines.ts';
import { originOf, origins, purposes, type SetupState } from './setup-state.ts';

type Props = ScreenProps<SetupState>;

/** A question with a few answers. */
function Choice(
  props: Props & {
    readonly ask: string;
    readonly note: string;
    readonly place: number;
    readonly entries: readonly MenuEntry[];
  },
) {
  const { body, ask, note, place, entries } = props;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text {...tones.title}>{ask}</Text>
      <Text> </Text>
      <Menu entries={entries} place={place} width={body.width} />
      <Text> </Text>
      {wrapText(note, body.width).map((line) => (
        <Text key={line} {...tones.quiet}>
          {line}
        </Text>
      ))}
    </Box>
  );
}

/** Fields under a heading. */
function Fields({
  body,
  heading,
  children,
}: {
  readonly body: Props['body'];
  readonly heading: string;
  readonly children: React.ReactNode;
}) {
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text {...tones.title}>{heading}</Text>
      <Text> </Text>
      {children}
    </Box>
  );
}

/** The first set-up, at whatever step it is. */
export function Setup(props: Props) {
  const { state, body, world } = props;
  const { messages } = world;
  const { setup: text } = messages;
  if (workContext(state.work) !== null) {
    const what = state.work.task?.what ?? state.work.problem?.what;
    const doing = what === undefined ? '' : text.doing[what.kind];
    return <WorkView work={state.work} body={body} messages={messages} doing={doing} />;
  }
  switch (state.step) {
    case 'language': {
      const entries = languages.map((value) => ({
        value,
        label: messages.settings.languages[value],
        note: value,
      }));
      return (
        <Choice
          {...props}
          ask={text.ask.language}
          note={text.notes.language}
          place={state.language ?? 0}
          entries={entries}
        />
      );
    }
    case 'purpose': {
      const entries = purposes.map((value) => ({ value, ...text.purposes[value] }));
      return (
        <Choice
          {...props}
          ask={text.ask.purpose}
          note={text.notes.purpose}
          place={state.purpose}
          entries={entries}
        />
      );
    }
    case 'source': {
      const entries = origins.map((value) => ({ value, ...text.origins[value] }));
      return (
        <Choice
          {...props}
          ask={text.ask.source}
          note={text.notes.source}
          place={state.origin}
          entries={entries}
        />
      );
    }
    case 'address': {
      const origin = originOf(state) === 'folder' ? 'folder' : 'address';
      return (
        <Fields body={body} heading={text.ask[origin]}>
          <Form
            form={state.address}
            width={body.width}
            labels={{ address: text.fields[origin] }}
            hints={{ address: text.hints[origin] }}
            problems={text.wrong}
          />
        </Fields>
      );
    }
    case 'own':
      return (
        <Fields body={body} heading={text.ask.own}>
          <Form
            form={state.own}
            width={body.width}
            labels={text.fields}
            hints={text.hints}
            problems={text.wrong}
          />
        </Fields>
      );
    case 'demo':
    case 'trust':
    case 'review':
    case 'done': {
      const lines = setupLines(state, messages);
      return (
        <Pager
          lines={lines}
          top={state.top}
          height={body.height}
          width={body.width}
          more={messages.shell.more}
        />
      );
    }
  }
}
