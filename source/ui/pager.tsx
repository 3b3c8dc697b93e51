import { Box, Text } from 'ink';
import type { Meaning } from './bindings.ts';
import { wrapText } from './text.ts';
import { type Tone, tones } from './theme.ts';

/** A line of a report; `indent` is where its continuation lines start. */
export type ReportLine = { readonly text: string; readonly tone?: Tone; readonly indent?: number };

/** Lines broken so that each takes one row of `width` columns. */
export function wrapped(lines: readonly ReportLine[], width: number): readonly ReportLine[] {
  return lines.flatMap((line) =>
    wrapText(line.text, width, line.indent ?? 0).map((text) => ({ ...line, text })),
  );
}

/** The first line shown after a key press, or null when the key does not move; `count` lines, `height` rows. */
export function pressPager(top: number, count: number, height: number, meaning: Meaning): number | null {
  if (meaning.kind !== 'action') return null;
  // The last row is taken by the note that there is more.
  const last = count <= height ? 0 : count - (height - 1);
  const within = (next: number): number => Math.max(0, Math.min(last, next));
  switch (meaning.action) {
    case 'up':
      return within(top - 1);
    case 'down':
      return within(top + 1);
    case 'page-up':
      return within(top - Math.max(1, height - 1));
    case 'page-down':
      return within(top + Math.max(1, height - 1));
    case 'first':
      return 0;
    case 'last':
      return last;
    default:
      return null;
  }
}

type PagerProps = {
  readonly lines: readonly ReportLine[];
  readonly top: number;
  readonly height: number;
  readonly width: number;
  /** Says that there is more: `12-30 / 44`. */
  readonly more: (from: number, to: number, count: number) => string;
};

/** A text that scrolls; its last row says what part is seen when it is longer than the screen. */
export function Pager({ lines, top, height, width, more }: PagerProps) {
  const all = wrapped(lines, width);
  const fits = all.length <= height;
  const rows = fits ? height : height - 1;
  const from = Math.max(0, Math.min(top, all.length - rows));
  const seen = all.slice(from, from + rows).map((line, at) => ({ ...line, number: from + at }));
  return (
    <Box flexDirection="column" height={height} width={width} overflow="hidden" flexShrink={0}>
      {seen.map((line) => (
        <Text key={line.number} wrap="truncate" {...tones[line.tone ?? 'plain']}>
          {line.text === '' ? ' ' : line.text}
        </Text>
      ))}
      {fits ? null : <Text {...tones.quiet}>{more(from + 1, from + seen.length, all.length)}</Text>}
    </Box>
  );
}
