import { Box, Text } from 'ink';
import { FieldText } from '../../../ui/form/form.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { columnsOf, wrapText } from '../../../ui/text.ts';
import { tones } from '../../../ui/theme.ts';
import type { StepProps } from '../clone.tsx';
import { textMode } from '../clone-context.ts';
import { versionModes } from '../clone-state.ts';
import { Total } from './total.tsx';

/** Which versions of the chosen components. */
export function VersionsStep({ state, body, world }: StepProps) {
  const { messages } = world;
  const text = messages.clone;
  const current = versionModes[state.mode.place] ?? 'newest';
  const typing = textMode(state);
  const label = typing === 'typed' ? text.typedLabel : text.prefixLabel;
  const entries = versionModes.map((mode) => ({
    value: mode,
    label: text.modes[mode],
    note:
      mode === 'newest'
        ? text.newestCount(state.mode.newest)
        : mode === 'prefix' || mode === 'typed'
          ? state.mode[mode].value
          : '',
  }));
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {text.ask.versions}
      </Text>
      <Text> </Text>
      <Menu entries={entries} place={state.mode.place} width={body.width} />
      <Text> </Text>
      {typing === null ? null : (
        <Box height={1}>
          <Text>{`${label} `}</Text>
          <FieldText field={state.mode[typing]} focused width={body.width - columnsOf(label) - 1} />
        </Box>
      )}
      {wrapText(text.modeNotes[current], body.width).map((line) => (
        <Text key={line} {...tones.quiet}>
          {line}
        </Text>
      ))}
      <Text> </Text>
      <Total state={state} world={world} width={body.width} />
    </Box>
  );
}
