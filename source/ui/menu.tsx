import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { columnsOf, fitted } from './text.ts';
import { glyphs, tones } from './theme.ts';

export type MenuEntry = { readonly value: string; readonly label: string; readonly note: string };

type MenuProps = { readonly entries: readonly MenuEntry[]; readonly place: number; readonly width: number };

function Pointer({ isSelected = false }: { readonly isSelected?: boolean }) {
  return (
    <Text {...(isSelected ? tones.accent : tones.plain)}>{isSelected ? `${glyphs.cursor} ` : '  '}</Text>
  );
}

function Line({ isSelected = false, label }: { readonly isSelected?: boolean; readonly label: string }) {
  return (
    <Text wrap="truncate" {...(isSelected ? tones.cursor : tones.plain)}>
      {label}
    </Text>
  );
}

/**
 * A short menu. ink-select-input draws it; the place comes from outside, because its own keys lose presses that
 * arrive together and would stand beside the table of bindings. It reads its place when it is made, hence the key.
 */
export function Menu({ entries, place, width }: MenuProps) {
  const wide = Math.max(...entries.map(({ label }) => columnsOf(label))) + 3;
  const items = entries.map(({ value, label, note }) => ({
    value,
    label: fitted(fitted(label, wide) + note, width - 2),
  }));
  return (
    <Box flexDirection="column" height={entries.length} flexShrink={0}>
      <SelectInput
        key={place}
        items={items}
        initialIndex={place}
        isFocused={false}
        indicatorComponent={Pointer}
        itemComponent={Line}
      />
    </Box>
  );
}
