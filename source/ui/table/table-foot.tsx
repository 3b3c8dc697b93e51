import { Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { cleanText, graphemes } from '../text.ts';
import { glyphs, tones } from '../theme.ts';
import type { TableState } from './table-state.ts';

type FootProps = { readonly table: TableState; readonly height: number; readonly messages: Messages };

/** Under a table: the filter being typed, a range begun, and which rows of how many are seen. */
export function TableFoot({ table, height, messages }: FootProps) {
  const text = messages.shell.table;
  const from = table.shown.length === 0 ? 0 : table.top + 1;
  const to = Math.min(table.shown.length, table.top + height);
  const filter = cleanText(table.filter);
  const typed = graphemes(table.filter);
  const before = cleanText(typed.slice(0, table.caret).join(''));
  const after = cleanText(typed.slice(table.caret).join(''));
  const parts = [
    table.typing
      ? text.filtering(before + glyphs.caret + after)
      : filter === ''
        ? null
        : text.filtered(filter),
    table.anchor === null ? null : text.ranging,
    text.seen(from, to, table.shown.length, table.rows.length),
  ];
  return (
    <Text wrap="truncate" {...(table.typing || table.anchor !== null ? tones.warn : tones.quiet)}>
      {parts.filter((part) => part !== null).join('   ')}
    </Text>
  );
}
