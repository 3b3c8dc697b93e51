import { EngineError } from '../engine/index.ts';
import type { Messages } from '../messages/index.ts';

/** What a person needs to know about something that was thrown, and what a program does. */
export type ErrorReport = {
  readonly exitCode: number;
  readonly lines: readonly string[];
  readonly document: { readonly error: Readonly<Record<string, unknown>> };
};

/**
 * Puts what was thrown into words: its title, the detail, what to do. Anything but an EngineError is a mistake of
 * ours; with `trace` it says where. `hint` is one more thing to do.
 */
export function reportOf(
  error: unknown,
  messages: Messages,
  { trace = false, hint }: { readonly trace?: boolean; readonly hint?: string | undefined } = {},
): ErrorReport {
  const { commands } = messages;
  const isOurs = error instanceof EngineError;
  const title = isOurs ? messages.errors[error.code].title(error.facts) : commands.unexpected;
  const remedy = isOurs ? messages.errors[error.code].remedy(error.facts) : commands.unexpectedRemedy;
  const detail = error instanceof Error ? error.message : String(error);
  const code = isOurs ? error.code : 'unexpected';
  const exitCode = isOurs ? error.exitCode : 1;
  const where = trace && error instanceof Error ? (error.stack ?? '').split('\n').slice(1) : [];
  const told = detail.toLowerCase() === title.toLowerCase() ? [] : detail.split('\n');
  const hints = hint === undefined ? [] : [`→ ${hint}`];
  return {
    exitCode,
    lines: [
      `${commands.error}: ${title}`,
      ...[...told, ...where].filter((line) => line !== '').map((line) => `  ${line}`),
      ...hints,
      `→ ${remedy}`,
    ],
    document: { error: { code, title, detail, remedy, facts: isOurs ? error.facts : {}, exitCode } },
  };
}
