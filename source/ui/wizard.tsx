import { Box, Text } from 'ink';
import type { Body } from './shell.tsx';
import { clip, columnsOf } from './text.ts';
import { tones } from './theme.ts';

type WizardProps = {
  /** Names of all steps, a word or two each. */
  readonly steps: readonly string[];
  /** The step that is shown, from 0. */
  readonly at: number;
  readonly body: Body;
  readonly children: React.ReactNode;
};

/** Rows that the line of steps takes, with the blank one below it. */
const head = 2;

/** The room that a step has below the line of steps. */
export function stepBody({ width, height }: Body): Body {
  return { width, height: height - head };
}

/** Where one is on the way: `2/6 Differences`, and where there is room the names of all steps. */
export function stepsLine(
  steps: readonly string[],
  at: number,
  width: number,
): { readonly now: string; readonly ahead: string } {
  const now = `${at + 1}/${steps.length} ${steps[at] ?? ''}`;
  const ahead = steps.slice(at + 1).join('   ');
  const room = width - columnsOf(now) - 3;
  return { now: clip(now, width), ahead: columnsOf(ahead) <= room ? ahead : '' };
}

/** A step of a wizard: the line of steps, and the step's own content below it. */
export function Wizard({ steps, at, body, children }: WizardProps) {
  const { now, ahead } = stepsLine(steps, at, body.width);
  const inner = stepBody(body);
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate">
        <Text {...tones.accent}>{now}</Text>
        {ahead === '' ? null : <Text {...tones.quiet}>{`   ${ahead}`}</Text>}
      </Text>
      <Text> </Text>
      <Box flexDirection="column" width={inner.width} height={inner.height} flexShrink={0} overflow="hidden">
        {children}
      </Box>
    </Box>
  );
}
