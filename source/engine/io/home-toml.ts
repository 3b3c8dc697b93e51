import { parse, stringify } from 'smol-toml';
import { EngineError } from '../errors.ts';

/** The client's `tiup.toml`: the mirror, and whatever else somebody wrote there, which stays. */
export type HomeToml = { readonly mirror: string | null; readonly others: Readonly<Record<string, unknown>> };

/** Throws `toml-corrupt` (facts file, field) for what is no TOML, or has a mirror that is no text. */
export function parseHomeToml(text: string, file: string): HomeToml {
  let table: Record<string, unknown>;
  try {
    table = parse(text);
  } catch (error) {
    // Its message quotes the lines around; the first line of it says what is wrong.
    const [reason = ''] = error instanceof Error ? error.message.split('\n') : [];
    throw corrupt(file, '', reason, error);
  }
  const { mirror, ...others } = table;
  if (mirror !== undefined && typeof mirror !== 'string') throw corrupt(file, 'mirror', 'mirror is no text');
  return { mirror: mirror === undefined || mirror === '' ? null : mirror, others };
}

/** With `mirror` first, as the stock client writes it. Comments are lost. */
export function encodeHomeToml({ mirror, others }: HomeToml): string {
  const text = stringify({ ...(mirror === null ? {} : { mirror }), ...others });
  return text.endsWith('\n') ? text : `${text}\n`;
}

function corrupt(file: string, field: string, reason: string, cause?: unknown): EngineError {
  return new EngineError('toml-corrupt', `${file}: ${reason}`, { facts: { file, field }, cause });
}
