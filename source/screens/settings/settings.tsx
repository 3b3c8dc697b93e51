import { Box, Text } from 'ink';
import type { Settings as Kept } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { Form } from '../../ui/form/form.tsx';
import { lookOf, type Surroundings } from '../../ui/look.ts';
import { columnsOf, fitted, wrapText } from '../../ui/text.ts';
import { glyphs, tones } from '../../ui/theme.ts';
import { ProblemView } from '../problem-view.tsx';
import type { ScreenProps } from '../screen.ts';
import { isSet, isTyped, type SettingRow, settingRows } from './settings-rows.ts';
import type { SettingsState } from './settings-state.ts';

/** What holds in a row, and whether that is set or comes by itself. */
function valueText(
  row: SettingRow,
  settings: Kept,
  surroundings: Surroundings,
  { settings: text }: Messages,
): string {
  const set = isSet(row, settings);
  if (row === 'language') {
    const name = text.languages[settings.language ?? surroundings.language];
    return set ? name : text.automatic(name);
  }
  if (isTyped(row)) return set ? String(settings[row]) : text.unset[row];
  const look = lookOf(settings, surroundings);
  if (row === 'ascii' && surroundings.forcedAscii !== null)
    return text.said(text.switch(look.ascii), 'MIRRORDECK_ASCII');
  if (row === 'colours' && !surroundings.colours) return text.said(text.switch(false), 'NO_COLOR');
  return set ? text.switch(look[row]) : text.automatic(text.switch(look[row]));
}

/** The settings, one a row, and what the marked one means. */
export function Settings({ state, body, world }: ScreenProps<SettingsState>) {
  const { messages } = world;
  const { settings: text } = messages;
  const { known, form, work, place } = state;
  if (work.problem !== null)
    return <ProblemView problem={work.problem.problem} messages={messages} body={body} top={work.top} />;
  if (known === null) return <Text {...tones.quiet}>{text.loading}</Text>;
  const here = settingRows[place] ?? 'language';
  const wide = Math.max(...settingRows.map((row) => columnsOf(text.rows[row].label))) + 3;
  const note = wrapText(text.rows[here].note, body.width).slice(0, Math.max(1, body.height - 11));
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text {...tones.title} wrap="truncate">
        {form === null ? text.intro : text.rows[here].label}
      </Text>
      <Text> </Text>
      {form === null ? (
        settingRows.map((row, at) => (
          <Text key={row} wrap="truncate">
            <Text {...tones.accent}>{at === place ? `${glyphs.cursor} ` : '  '}</Text>
            <Text {...(at === place ? tones.cursor : tones.plain)}>
              {fitted(
                fitted(text.rows[row].label, wide) +
                  valueText(row, known.settings, known.surroundings, messages),
                body.width - 2,
              )}
            </Text>
          </Text>
        ))
      ) : (
        <Form form={form} width={body.width} labels={text.fields} hints={text.hints} problems={text.wrong} />
      )}
      <Text> </Text>
      {form === null
        ? note.map((line) => (
            <Text key={line} {...tones.quiet}>
              {line}
            </Text>
          ))
        : null}
    </Box>
  );
}
