import { Box, Text } from 'ink';
import type { Messages } from '../messages/index.ts';
import type { Action } from './actions.ts';
import { bindingsIn } from './bindings.ts';
import type { ContextName } from './contexts.ts';
import { keyName, meaningIn } from './key-names.ts';
import type { Body } from './shell.tsx';
import { columnsOf, fitted, wrapText } from './text.ts';
import { tones } from './theme.ts';

type EmptyProps = {
  /** What there is none of, as a sentence. */
  readonly what: string;
  /** What to do about it, as a sentence. */
  readonly remedy: string;
  /** The keys for it, as the context of the screen has them. */
  readonly context: ContextName;
  readonly actions: readonly Action[];
  readonly body: Body;
  readonly messages: Messages;
};

/** In place of rows that aren't there: what is empty, what to do about it, and the keys for that. */
export function Empty({ what, remedy, context, actions, body, messages }: EmptyProps) {
  const bindings = bindingsIn(context);
  const keys = actions.flatMap((action) => {
    const stroke = bindings.find((binding) => binding.action === action)?.strokes[0];
    return stroke === undefined ? [] : [{ action, key: keyName(stroke, messages) }];
  });
  const wide = Math.max(0, ...keys.map(({ key }) => columnsOf(key))) + 2;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden" flexShrink={0}>
      {wrapText(what, body.width).map((line) => (
        <Text key={line} {...tones.title}>
          {line}
        </Text>
      ))}
      {wrapText(remedy, body.width).map((line) => (
        <Text key={line}>{line}</Text>
      ))}
      <Text> </Text>
      {keys.map(({ action, key }) => (
        <Text key={action} wrap="truncate">
          <Text {...tones.title}>{`  ${fitted(key, wide)}`}</Text>
          <Text {...tones.quiet}>{meaningIn(context, action, messages)}</Text>
        </Text>
      ))}
    </Box>
  );
}
