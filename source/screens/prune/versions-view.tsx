import type { Messages } from '../../messages/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import type { Column } from '../../ui/table/columns.ts';
import { Table } from '../../ui/table/table.tsx';
import { columnsOf } from '../../ui/text.ts';
import type { PruneProps } from './prune-props.ts';

type Reasons = Readonly<Record<string, ((of: string) => string) | undefined>>;

/** `keep-last 2` in words; of a version that goes, its platforms. */
function whyText(cell: string, { care }: Messages): string {
  const at = cell.indexOf(' ');
  const [code, of] = [cell.slice(0, at), cell.slice(at + 1)];
  const reasons: Reasons = care.keepReasons;
  return reasons[code]?.(of) ?? of;
}

function columnsFor(messages: Messages): readonly Column[] {
  const { prune, clone } = messages;
  const states: Readonly<Record<string, string>> = prune.states;
  return [
    {
      title: '',
      width: Math.max(...Object.values(states).map(columnsOf)),
      priority: 1,
      show: (cell) => states[cell] ?? '',
    },
    { title: clone.columns.component, width: 14, priority: 1 },
    { title: clone.columns.version, width: 12, priority: 1 },
    {
      title: clone.columns.size,
      width: 8,
      align: 'right',
      priority: 3,
      show: (cell) => (cell === 0 ? '' : humanBytes(Number(cell), messages)),
    },
    {
      title: prune.why,
      width: 12,
      grows: true,
      priority: 2,
      show: (cell) => whyText(String(cell), messages),
    },
  ];
}

/** Versions that would go, then those that stay, each with why. */
export function VersionsView({ state, body, world, height }: PruneProps & { readonly height: number }) {
  const { messages } = world;
  return (
    <Table
      table={state.versions}
      columns={columnsFor(messages)}
      width={body.width}
      height={height}
      empty={messages.prune.noVersions}
    />
  );
}
