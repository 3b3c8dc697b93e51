import type { Command } from 'commander';
import type { ReachOptions } from '../engine/index.ts';
import type { Context } from './context.ts';

/** The flags of every command that reaches a source; they are the engine's options. */
export type ReachFlags = {
  readonly ca?: string;
  readonly authFile?: string;
  readonly timeout?: string;
  readonly limitRate?: string;
};

/**
 * Adds them; `fetches`: tarballs come, and a rate makes sense. `sources`: where several sources are named at once a
 * file of credentials could not say whose they are; they are remembered with each source instead.
 */
export function reachFlags(
  { messages }: Context,
  command: Command,
  fetches = true,
  sources: 'one' | 'several' = 'one',
): Command {
  const { flags } = messages.reaching;
  command.option('--ca <file>', flags.ca);
  if (sources === 'one') command.option('--auth-file <file>', flags.authFile);
  command.option('--timeout <time>', flags.timeout);
  return fetches ? command.option('--limit-rate <rate>', flags.limitRate, together) : command;
}

/** What they say, for the engine. */
export function reachOf({ ca, authFile, timeout, limitRate }: ReachFlags): ReachOptions {
  return { ca, authFile, timeout, limitRate };
}

/** Repeated, a rate and the hours of its timetable are one. */
function together(text: string, before: string | undefined): string {
  return before === undefined ? text : `${before},${text}`;
}
