import type { EngineWarning } from '../engine/index.ts';
import type { Messages } from './index.ts';

/** Warnings as they are told: a client that is missing on several platforms is one sentence, not one for each. */
export function mergedWarnings(
  warnings: readonly EngineWarning[],
  messages: Messages,
): readonly EngineWarning[] {
  const isClient = ({ code }: EngineWarning): boolean => code === 'client-missing';
  const first = warnings.findIndex(isClient);
  if (first < 0) return warnings;
  const platforms = warnings.filter(isClient).flatMap(({ facts }) => facts.platform ?? []);
  const platform = [...new Set(platforms)].join(messages.units.listJoin);
  return warnings.flatMap((warning, at) => {
    if (!isClient(warning)) return [warning];
    return at === first ? [{ ...warning, facts: { ...warning.facts, platform } }] : [];
  });
}
