import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { FieldText } from '../../ui/form/form.tsx';
import type { Body } from '../../ui/shell.tsx';
import { clip, columnsOf, fitted } from '../../ui/text.ts';
import { glyphs, tones } from '../../ui/theme.ts';
import { entriesOf, type PaletteState } from './palette-state.ts';

type PaletteProps = { readonly state: PaletteState; readonly body: Body; readonly messages: Messages };

/** Every action of the program by its name, in place of the screen below. */
export function Palette({ state, body, messages }: PaletteProps) {
  const entries = entriesOf(state, messages);
  const rows = body.height - 2;
  const top = Math.max(0, Math.min(state.place - Math.floor(rows / 2), entries.length - rows));
  const wide = Math.min(24, Math.max(8, ...entries.map(({ label }) => columnsOf(label)))) + 2;
  const keys = Math.max(0, ...entries.map(({ key }) => columnsOf(key))) + 2;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Box height={1}>
        <Text {...tones.title}>{`${messages.shell.palette.prompt} `}</Text>
        <FieldText
          field={state.filter}
          focused
          width={body.width - columnsOf(messages.shell.palette.prompt) - 2}
        />
      </Box>
      <Text> </Text>
      {entries.length === 0 ? <Text {...tones.quiet}>{messages.shell.palette.nothing}</Text> : null}
      {entries.slice(top, top + rows).map(({ label, note, key }, at) => {
        const here = top + at === state.place;
        const line = fitted(label, wide) + fitted(key, keys) + note;
        return (
          <Text key={`${label} ${key}`} wrap="truncate">
            <Text {...(here ? tones.accent : tones.plain)}>{here ? `${glyphs.cursor} ` : '  '}</Text>
            <Text {...(here ? tones.cursor : tones.plain)}>{clip(line, body.width - 2)}</Text>
          </Text>
        );
      })}
    </Box>
  );
}
