import { basename } from 'node:path';
import { Box, Text } from 'ink';
import { cleanText, columnsOf, fitted, graphemes, wrapText } from '../text.ts';
import { glyphs, tones } from '../theme.ts';
import type { Field } from './field.ts';
import type { FormState } from './form-state.ts';
import { formWindow } from './form-window.ts';

type LineProps = { readonly field: Field; readonly focused: boolean; readonly width: number };

/**
 * A field's text, the part around the caret when it is longer than `width` columns. The caret is a glyph and not
 * only inverse colour: without colours there is no inverse.
 */
export function FieldText({ field, focused, width }: LineProps) {
  const all = graphemes(field.value);
  if (!focused) return <Text wrap="truncate">{all.join('')}</Text>;
  const room = Math.max(4, width - 1);
  let from = field.caret;
  let used = 0;
  while (from > 0 && used + columnsOf(all[from - 1] ?? '') <= room) {
    from -= 1;
    used += columnsOf(all[from] ?? '');
  }
  let to = field.caret;
  while (to < all.length && used + columnsOf(all[to] ?? '') <= room) {
    used += columnsOf(all[to] ?? '');
    to += 1;
  }
  return (
    <Text wrap="truncate">
      {all.slice(from, field.caret).join('')}
      <Text {...tones.accent}>{glyphs.caret}</Text>
      {all.slice(field.caret, to).join('')}
    </Text>
  );
}

type FormProps<N extends string, P extends string> = {
  readonly form: FormState<N, P>;
  readonly width: number;
  /** Rows that there are: a longer form shows the part around the focus, and says so with `more`. */
  readonly height?: number;
  readonly more?: (from: number, to: number, count: number) => string;
  readonly labels: Readonly<Record<N, string>>;
  /** Shown under the field that has the focus. */
  readonly hints: Readonly<Partial<Record<N, string>>>;
  readonly problems: Readonly<Record<P, string>>;
};

/** What Tab found, by name: the paths begin like the field's text anyway. */
function folderNames(found: readonly string[] | null | undefined): string {
  return (found ?? []).map((path) => `${cleanText(basename(path))}/`).join('  ');
}

/** Fields one under the other; the focused one carries a pointer, its hint or its problem. */
export function Form<N extends string, P extends string>(props: FormProps<N, P>) {
  const { form, width, height, labels, more } = props;
  const texts = form.entries.filter((entry) => entry.kind === 'text');
  const wide = Math.max(...texts.map(({ name }) => columnsOf(labels[name]))) + 2;
  const notes = form.entries.map((_, at) => notesOf(props, at));
  const heights = notes.map(({ names, lines }) => 1 + (names === '' ? 0 : 1) + lines.length);
  const { from, to, airy } =
    height === undefined
      ? { from: 0, to: heights.length, airy: true }
      : formWindow(heights, form.focus, height);
  const isPart = to - from < heights.length;
  return (
    <Box flexDirection="column" width={width}>
      {form.entries.slice(from, to).map((entry, place) => {
        const at = from + place;
        const focused = at === form.focus;
        const { names, lines, tone } = notes[at] ?? { names: '', lines: [], tone: 'quiet' as const };
        const pointer = focused ? `${glyphs.cursor} ` : '  ';
        return (
          <Box key={entry.name} flexDirection="column" marginBottom={airy ? 1 : 0} flexShrink={0}>
            {entry.kind === 'text' ? (
              <Box height={1}>
                <Text {...(focused ? tones.title : tones.plain)}>
                  {pointer + fitted(labels[entry.name], wide)}
                </Text>
                <FieldText field={entry.field} focused={focused} width={width - wide - 3} />
              </Box>
            ) : (
              <Text wrap="truncate" {...(focused ? tones.title : tones.plain)}>
                {`${pointer}${entry.on ? glyphs.chosen : glyphs.free} ${labels[entry.name]}`}
              </Text>
            )}
            {names === '' ? null : <Text wrap="truncate" {...tones.accent}>{`    ${names}`}</Text>}
            {lines.map((line) => (
              <Text key={line} {...tones[tone]}>{`    ${line}`}</Text>
            ))}
          </Box>
        );
      })}
      {isPart && more !== undefined ? (
        <Text {...tones.quiet}>{`  ${more(from + 1, to, heights.length)}`}</Text>
      ) : null}
    </Box>
  );
}

/** What stands under an entry: the names that Tab found; its problem, or the hint of the one that has the focus. */
function notesOf<N extends string, P extends string>(
  { form, width, hints, problems }: FormProps<N, P>,
  at: number,
): { readonly names: string; readonly lines: readonly string[]; readonly tone: 'bad' | 'quiet' } {
  const entry = form.entries[at];
  if (entry === undefined) return { names: '', lines: [], tone: 'quiet' };
  const focused = at === form.focus;
  const problem = entry.kind === 'text' ? entry.problem : null;
  const note = problem !== null ? problems[problem] : focused ? (hints[entry.name] ?? '') : '';
  return {
    names: focused ? folderNames(form.completion?.found) : '',
    lines: note === '' ? [] : wrapText(note, width - 4),
    tone: problem !== null ? 'bad' : 'quiet',
  };
}
