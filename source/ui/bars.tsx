import { Box, Text } from 'ink';
import type { Messages } from '../messages/index.ts';
import { clockDuration, humanBytes, humanRate } from '../messages/measure.ts';
import { type Progress, secondsLeft, speedOf } from './progress.ts';
import { clipMiddle, columnsOf, fitted } from './text.ts';
import { glyphs, tones } from './theme.ts';

/** A bar of `width` columns; full only when everything is there. */
export function barText(done: number, total: number, width: number): string {
  const share = total <= 0 ? 0 : Math.min(1, Math.max(0, done / total));
  const full = Math.floor(share * width);
  return glyphs.full.repeat(full) + glyphs.empty.repeat(width - full);
}

/** `42%`, never 100 before the end. */
export function percentText(done: number, total: number): string {
  const share = total <= 0 ? 0 : Math.floor((done / total) * 100);
  return `${Math.min(100, share)}%`.padStart(4);
}

type BarsProps = {
  readonly progress: Progress;
  readonly width: number;
  readonly height: number;
  readonly messages: Messages;
};

/** The sum of everything, then each active file, as many as there is room for. */
export function Bars({ progress, width, height, messages }: BarsProps) {
  const text = messages.shell.progress;
  const { done, total, active } = progress;
  const speed = speedOf(progress);
  const left = secondsLeft(progress);
  const facts = [
    text.ofBytes(humanBytes(done, messages), humanBytes(total, messages)),
    text.ofFiles(progress.filesDone, progress.filesTotal),
    speed === null ? null : humanRate(speed, messages),
    left === null ? null : text.left(clockDuration(left)),
    progress.retries > 0 ? text.retries(progress.retries) : null,
    progress.failed > 0 ? text.failed(progress.failed) : null,
  ].filter((fact) => fact !== null);
  const room = Math.max(0, height - 4);
  const shown = active.length > room ? active.slice(0, Math.max(0, room - 1)) : active;
  return (
    <Box flexDirection="column" width={width} height={height} overflow="hidden">
      <Text wrap="truncate">
        <Text aria-hidden {...tones.accent}>
          {barText(done, total, width - 6)}
        </Text>
        <Text {...tones.title}>{` ${percentText(done, total)}`}</Text>
      </Text>
      <Text wrap="truncate">{facts.join('   ')}</Text>
      <Text> </Text>
      {shown.map((file) => (
        <FileBar key={file.name} file={file} width={width} messages={messages} />
      ))}
      {shown.length < active.length ? (
        <Text {...tones.quiet}>{text.moreFiles(active.length - shown.length)}</Text>
      ) : null}
    </Box>
  );
}

type FileBarProps = {
  readonly file: Progress['active'][number];
  readonly width: number;
  readonly messages: Messages;
};

function FileBar({ file, width, messages }: FileBarProps) {
  const bar = Math.max(8, Math.floor(width / 4));
  const size = fitted(humanBytes(file.total, messages), 9, 'right');
  const room = width - bar - columnsOf(size) - 7;
  return (
    <Text wrap="truncate">
      {`${fitted(clipMiddle(file.name, room), room)} `}
      <Text aria-hidden {...tones.accent}>
        {barText(file.done, file.total, bar)}
      </Text>
      {` ${percentText(file.done, file.total)} ${size}`}
    </Text>
  );
}
