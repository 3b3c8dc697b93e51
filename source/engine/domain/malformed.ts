import { EngineError } from '../errors.ts';

const longestShown = 160;

/** Text from a file as it may stand in a message: cut, and without what a terminal would act on. */
export function shown(text: string): string {
  const cut = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return JSON.stringify(cut).slice(1, -1);
}

/**
 * The error for bytes that are no manifest: names the file and the field (`signed.owners.jdoe.keys`, empty when
 * it is about the whole file). Never quotes values, so it can be used for files with secrets too.
 */
export function malformed(file: string, field: string, why: string): EngineError {
  const where = field === '' ? file : `${file}: ${shown(field)}`;
  return new EngineError('manifest-malformed', `${where}: ${why}`, { facts: { file, field: shown(field) } });
}
