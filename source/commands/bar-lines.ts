import type { EngineEvent } from '../engine/index.ts';
import type { Messages } from '../messages/index.ts';
import { clockDuration, humanBytes, humanRate } from '../messages/measure.ts';
import { clipped, columnsOf } from './text.ts';

export type BytesEvent = Extract<EngineEvent, { type: 'bytes' }>;
export type Pace = { readonly rate: number | null; readonly left: number | null };

/** `[=====>    ]`, `columns` wide with its brackets. ASCII, since terminals disagree about the width of blocks. */
export function bar(done: number, total: number, columns: number): string {
  const inside = Math.max(0, columns - 2);
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const filled = Math.round(inside * share);
  const body = filled < inside && filled > 0 ? `${'='.repeat(filled - 1)}>` : '='.repeat(filled);
  return `[${body.padEnd(inside)}]`;
}

function percent(done: number, total: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return `${Math.floor(share * 100)}%`.padStart(4);
}

/** How far all of it is, in words: `34 MB of 120 MB, 12/40 files, 5.6 MB/s, 0:15 left`. */
export function progressWords(event: BytesEvent, pace: Pace, messages: Messages): string {
  const { commands } = messages;
  const done = humanBytes(event.done, messages);
  const total = humanBytes(event.total, messages);
  const words = [commands.progress(done, total, event.filesDone, event.filesTotal)];
  if (pace.rate !== null) words.push(humanRate(pace.rate, messages));
  if (pace.left !== null) words.push(commands.left(clockDuration(pace.left)));
  return words.join(', ');
}

/**
 * The bars of a terminal of that size: one for everything, one for each active file as far as they fit. No line
 * is as wide as the terminal, which would break it.
 */
export function barLines(
  event: BytesEvent,
  pace: Pace,
  size: { readonly columns: number; readonly rows: number },
  messages: Messages,
): readonly string[] {
  const width = Math.max(10, size.columns - 1);
  const words = `${percent(event.done, event.total)}  ${progressWords(event, pace, messages)}`;
  const room = Math.min(30, width - columnsOf(words) - 2);
  const lines = [clipped(room >= 8 ? `${bar(event.done, event.total, room)}${words}` : words, width)];
  const fitting = Math.max(0, Math.min(8, size.rows - 4));
  for (const file of event.active.slice(0, fitting)) {
    const head = `  ${width >= 50 ? bar(file.done, file.total, 16) : ''}${percent(file.done, file.total)}`;
    const amount = humanBytes(file.total, messages).padStart(8);
    lines.push(clipped(`${head} ${amount}  ${file.name}`, width));
  }
  const hidden = event.active.length - fitting;
  if (hidden > 0 && fitting > 0) lines.push(clipped(`  ${messages.commands.moreFiles(hidden)}`, width));
  return lines;
}
