import type { Messages } from '../../messages/index.ts';
import { humanBytes, localTime } from '../../messages/measure.ts';
import type { Column } from '../../ui/table/columns.ts';
import { marks } from './browse-rows.ts';

type Cell = string | number;

function show(messages: Messages) {
  const words: Readonly<Record<string, string>> = messages.browse.marks;
  return {
    size: (cell: Cell) => humanBytes(Number(cell), messages),
    date: (cell: Cell) => localTime(String(cell)).slice(0, 10),
    marks: (cell: Cell) =>
      marks
        .filter((mark) => String(cell).split(' ').includes(mark))
        .map((mark) => words[mark] ?? mark)
        .join(' '),
  };
}

/** Columns of the components, of the versions of one, and of the files of one of these. */
export function columnsOfBrowse(
  messages: Messages,
): Readonly<Record<'components' | 'versions' | 'files', readonly Column[]>> {
  const { columns, columnsHere } = { columns: messages.clone.columns, columnsHere: messages.browse.columns };
  const { size, date, marks: words } = show(messages);
  return {
    components: [
      { title: columns.component, width: 17, priority: 1 },
      { title: columns.newest, width: 10, priority: 2 },
      { title: columns.versions, width: 8, priority: 6, align: 'right' },
      { title: columns.size, width: 8, priority: 4, align: 'right', show: size },
      { title: columnsHere.state, width: 17, priority: 3, show: words },
      { title: columns.owner, width: 9, priority: 7 },
      { title: columns.description, width: 10, priority: 5, grows: true },
    ],
    versions: [
      { title: columns.version, width: 18, priority: 1 },
      { title: columns.released, width: 10, priority: 3, show: date },
      { title: columnsHere.platforms, width: 20, priority: 4, grows: true },
      { title: columns.size, width: 8, priority: 2, align: 'right', show: size },
      { title: columnsHere.state, width: 12, priority: 2, show: words },
    ],
    files: [
      { title: columns.platform, width: 16, priority: 1, grows: true },
      { title: columns.size, width: 8, priority: 1, align: 'right', show: size },
      { title: columns.released, width: 10, priority: 2, show: date },
      { title: columnsHere.state, width: 16, priority: 2, show: words },
    ],
  };
}
