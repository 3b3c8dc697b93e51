import { Box, Text } from 'ink';
import type { Messages } from '../../../messages/index.ts';
import { Diff } from '../../../ui/diff/diff.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { cleanText, clip } from '../../../ui/text.ts';
import { tones } from '../../../ui/theme.ts';
import { choicesOf, menuLines } from '../choices.ts';
import { conflictRows, rowLines, sideTitles } from '../details-lines.ts';
import { sidesHeight } from '../layout.ts';
import type { StepProps } from '../merge.tsx';
import { aboutOf, conflictOfRow, type RowConflict } from '../merge-rows.ts';
import { namedBy } from '../other-name.ts';

/** What a conflict is about, and in what. */
function headingOf({ conflict }: RowConflict, { merge: text }: Messages): string {
  const about = aboutOf(conflict);
  const component = conflict.component ?? '';
  const name = about === component ? about : [component, about].filter(Boolean).join(' ');
  const kind = text.facts.kinds[conflict.kind];
  return cleanText(name === '' ? kind : `${name}: ${kind}`);
}

/** A conflict with both its sides, and what can be decided; or all about another row. */
export function DetailsStep({ state, body, world }: StepProps) {
  const { messages } = world;
  const text = messages.merge;
  const found = conflictOfRow(state, state.row);
  const { more } = messages.shell;
  if (found === null) {
    const lines = state.plan === null ? [] : rowLines(state.plan, state.row, messages);
    return <Pager lines={lines} top={state.top} height={body.height} width={body.width} more={more} />;
  }
  const choices = choicesOf(found);
  const below = menuLines(found, state.place, messages, body.width);
  const height = sidesHeight(body, choices.length + below.length);
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {clip(headingOf(found, messages), body.width)}
      </Text>
      <Diff
        rows={conflictRows(found, messages)}
        titles={sideTitles(found, messages, body.width)}
        body={{ width: body.width, height }}
        top={state.top}
        more={more}
      />
      <Text> </Text>
      {state.naming !== null ? (
        <Form
          form={state.naming}
          width={body.width}
          labels={{ to: text.name }}
          hints={{ to: text.nameHints[namedBy(found.conflict)] }}
          problems={{
            invalid: messages.errors['name-invalid'].remedy({}),
            invalidFile: text.nameWrong.file,
            taken: text.nameWrong.taken,
          }}
        />
      ) : (
        <Box flexDirection="column" flexShrink={0}>
          <Menu
            entries={choices.map((value) => ({ value, label: text.choices[value], note: '' }))}
            place={state.place}
            width={body.width}
          />
          {below.map((line) => (
            <Text key={line.text} {...tones.quiet}>
              {line.text}
            </Text>
          ))}
        </Box>
      )}
    </Box>
  );
}
