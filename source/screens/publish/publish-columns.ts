import type { Messages } from '../../messages/index.ts';
import { localTime } from '../../messages/measure.ts';
import type { Column } from '../../ui/table/columns.ts';

type Tables = 'components' | 'versions' | 'tarballs' | 'keys';

/** Columns of what is published, of what is to be, and of the keys that sign it. */
export function columnsOfPublish(messages: Messages): Readonly<Record<Tables, readonly Column[]>> {
  const { columns } = messages.clone;
  const { columns: own } = messages.publishing;
  const words: Readonly<Record<string, string>> = messages.browse.marks;
  const marks = (cell: string | number) =>
    String(cell)
      .split(' ')
      .map((mark) => words[mark] ?? '')
      .join(' ');
  return {
    components: [
      { title: columns.component, width: 18, priority: 1 },
      { title: columns.newest, width: 10, priority: 2 },
      { title: columns.versions, width: 8, priority: 5, align: 'right' },
      { title: messages.browse.columns.state, width: 18, priority: 2, show: marks },
      { title: columns.owner, width: 10, priority: 3 },
      { title: columns.description, width: 10, priority: 4, grows: true },
    ],
    versions: [
      { title: columns.version, width: 20, priority: 1 },
      {
        title: columns.released,
        width: 10,
        priority: 3,
        show: (cell) => localTime(String(cell)).slice(0, 10),
      },
      { title: messages.browse.columns.platforms, width: 14, priority: 2, grows: true },
      { title: messages.browse.columns.state, width: 10, priority: 1, show: marks },
    ],
    tarballs: [
      { title: columns.component, width: 14, priority: 1 },
      { title: columns.version, width: 9, priority: 1 },
      { title: columns.platform, width: 12, priority: 2 },
      { title: own.entry, width: 12, priority: 3 },
      { title: own.file, width: 10, priority: 4, grows: true },
    ],
    keys: [
      {
        title: columns.owner,
        width: 16,
        priority: 1,
        show: (cell) => (cell === '' ? own.nobody : String(cell)),
      },
      { title: own.key, width: 16, priority: 2 },
      { title: own.kind, width: 7, priority: 4 },
      { title: own.file, width: 16, priority: 3, grows: true },
    ],
  };
}
