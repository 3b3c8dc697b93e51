import type { MissingSigner } from '../../engine/index.ts';
import type { Context } from '../context.ts';

/** Says, before anything is signed, which keys aren't here. */
export function tellMissing({ printer, messages }: Context, missing: readonly MissingSigner[]): void {
  const { upkeep, units } = messages;
  for (const { name, needed, got, keys } of missing) {
    const short = keys.map((id) => id.slice(0, 16)).join(units.listJoin);
    printer.note(upkeep.missingKeys(name, needed, got, short));
  }
}
