import type { RunningServer } from '../engine/index.ts';
import type { Context } from './context.ts';

/** What is given to whom, in a line each. */
export function tellExposure(
  { printer, messages }: Context,
  path: string,
  { address, exposure }: Pick<RunningServer, 'address' | 'exposure'>,
): void {
  const { serving, units } = messages;
  printer.line(serving.serving(path, address));
  printer.line(exposure.local ? serving.local : serving.open(address));
  if (!exposure.local && !exposure.encrypted) printer.line(serving.plain);
  if (!exposure.publish) printer.line(serving.readOnly);
  else if (exposure.tokens === null) printer.line(serving.takesSigned);
  else printer.line(serving.takesTokens(exposure.tokens.join(units.listJoin)));
}
