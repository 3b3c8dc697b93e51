import type { Messages } from '../messages/index.ts';
import type { ReportLine } from '../ui/pager.tsx';
import { bodyOf } from '../ui/shell.tsx';
import { cleanText } from '../ui/text.ts';
import { type AppState, busyRoom, roomOfApp } from './app-state.ts';
import { fittedCommand } from './command-rows.ts';
import { helpLines } from './help.ts';
import { isAtWork } from './jobs-at-work.ts';

/** The commands that do what the screen is about to do, as they are typed. */
function commandLines(state: AppState, messages: Messages): readonly ReportLine[] {
  const { command } = messages.shell;
  const body = bodyOf(state.size);
  const rows = roomOfApp(state)
    .command({ body, messages })
    .flatMap((line) => fittedCommand(line, body.width - 2));
  if (rows.length === 0) return [{ text: command.none, tone: 'quiet' }];
  return [
    { text: command.intro, tone: 'title' },
    { text: '' },
    ...rows.map((text) => ({ text: `  ${text}`, tone: 'accent' as const, indent: 4 })),
  ];
}

/** The same commands, each on one line however long: a terminal that wraps it alone gives it whole when it is copied. */
export function wholeCommands(state: AppState, messages: Messages): readonly string[] {
  const body = { ...bodyOf(state.size), width: Number.POSITIVE_INFINITY };
  return roomOfApp(state).command({ body, messages }).map(cleanText);
}

/** What is lost by leaving, or what goes on. */
function quitLines(state: AppState, { shell }: Messages): readonly ReportLine[] {
  const { leaving } = shell;
  const working = (state.status.jobs ?? []).filter(isAtWork).length;
  const unsaved = [...state.rooms.values()].some((room) => room.unsaved);
  const own = busyRoom(state) !== null ? leaving.busy : unsaved ? leaving.unsaved : null;
  const lines = (text: { readonly ask: string; readonly note: string }): readonly ReportLine[] => [
    { text: text.ask, tone: 'warn' },
    { text: '' },
    { text: text.note },
  ];
  const jobs = { ask: leaving.jobs.ask(working), note: leaving.jobs.note };
  if (own === null) return lines(jobs);
  return [...lines(own), ...(working === 0 ? [] : [{ text: '' }, ...lines(jobs)])];
}

/** The text that lies over the screen: help, commands, or a question. */
export function overlayLines(state: AppState, messages: Messages): readonly ReportLine[] {
  if (state.overlay === 'help')
    return helpLines(state.way.at(-1) ?? 'home', roomOfApp(state).context, messages);
  return state.overlay === 'command' ? commandLines(state, messages) : quitLines(state, messages);
}
