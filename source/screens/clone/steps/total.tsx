import { Text } from 'ink';
import { useMemo } from 'react';
import { humanBytes } from '../../../messages/measure.ts';
import { columnsOf } from '../../../ui/text.ts';
import { tones } from '../../../ui/theme.ts';
import type { World } from '../../screen.ts';
import { platformsChosen, ruleOf } from '../clone-request.ts';
import type { CloneState } from '../clone-state.ts';
import { sumOf, type Tally, tallies } from '../selection.ts';

/** Files and bytes of everything chosen so far. Per component counted once per rule: a key press only adds up. */
export function useTotal(state: CloneState): Tally {
  const { catalogue, mode, components } = state;
  const { chosen: picked } = state.picks;
  const { rows, chosen: marked } = state.platforms;
  const each = useMemo(() => {
    if (catalogue === null) return new Map<string, Tally>();
    const rule = ruleOf({ mode, picks: { chosen: picked } });
    return tallies(catalogue, rule, platformsChosen({ platforms: { rows, chosen: marked } }).platforms);
  }, [catalogue, mode, picked, rows, marked]);
  return useMemo(() => sumOf(components.chosen, each), [components.chosen, each]);
}

type TotalProps = { readonly state: CloneState; readonly world: World; readonly width: number };

/** The running total, on every step. */
export function Total({ state, world, width }: TotalProps) {
  const { messages } = world;
  const { units, clone } = messages;
  const total = useTotal(state);
  const { chosen } = state.components;
  if (chosen.size === 0) return <Text {...tones.quiet}>{clone.nothingYet}</Text>;
  const components = units.components(chosen.size);
  const bytes = humanBytes(total.bytes, messages);
  const parts = [bytes, units.files(total.files), components, units.versions(total.versions)];
  // The last parts give way where there is no room, whole: half a word says nothing.
  while (parts.length > 1 && columnsOf(clone.total(parts.join(units.listJoin))) > width) parts.pop();
  return (
    <Text wrap="truncate" {...tones.accent}>
      {ruleOf(state).mode === 'typed'
        ? clone.totalTyped(components)
        : clone.total(parts.join(units.listJoin))}
    </Text>
  );
}
