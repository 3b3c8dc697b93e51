import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { Form } from '../../ui/form/form.tsx';
import { Pager } from '../../ui/pager.tsx';
import type { Body } from '../../ui/shell.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { Table } from '../../ui/table/table.tsx';
import { tones } from '../../ui/theme.ts';
import { fileFirst } from '../key-choice/file-first.ts';
import { KeyChoiceView } from '../key-choice/key-choice.tsx';
import type { RoleDraft } from './role-draft.ts';
import { draftRows, idRows, outcomeLines } from './role-draft-lines.ts';

type Props = { readonly draft: RoleDraft; readonly body: Body; readonly messages: Messages };

function columnsFor(draft: RoleDraft, { rotating }: Messages): readonly Column[] {
  const { columns, fates, elsewhere, by } = rotating.role;
  const where = (cell: string | number): string => {
    const id = String(cell);
    const added = draft.added.find((key) => key.id === id);
    if (added !== undefined) return fileFirst(added.file);
    const fate = draft.fates.find((one) => one.id === id);
    if (fate?.by != null) return by(fate.by.id.slice(0, 16), fileFirst(fate.by.file));
    const [file] = fate?.files ?? [];
    return file === undefined ? elsewhere : fileFirst(file);
  };
  const known: Readonly<Record<string, string>> = fates;
  return [
    { title: columns.fate, width: 10, priority: 1, show: (cell) => known[cell] ?? String(cell) },
    { title: columns.key, width: 16, priority: 1 },
    { title: columns.where, width: 20, priority: 1, grows: true, show: where },
  ];
}

/** The keys of a role: which stay, which go, what takes their place, and how many sign from now on. */
export function RoleDraftView({ draft, body, messages }: Props) {
  const { role, choice, typing, table } = draft;
  const text = messages.rotating;
  if (choice !== null) {
    const instead = choice.instead?.slice(0, 16) ?? null;
    const title = instead === null ? text.role.askAdded(role.role) : text.role.askInstead(instead);
    return <KeyChoiceView choice={choice.keys} title={title} body={body} messages={messages} />;
  }
  const title = text.role.title(role.role, role.threshold, role.keys.length);
  const lines = outcomeLines(draft, messages);
  const height = draftRows(draft, body, messages);
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {title}
      </Text>
      {typing !== null ? (
        <>
          <Text> </Text>
          <Form
            form={typing}
            width={body.width}
            labels={text.fields}
            hints={text.hints}
            problems={text.problems}
          />
        </>
      ) : (
        <>
          <Table
            table={table}
            columns={columnsFor(draft, messages)}
            width={body.width}
            height={height}
            empty={messages.shell.table.nothingFound}
          />
          {idRows(draft, body.width).map((row) => (
            <Text key={row} {...tones.quiet}>
              {row}
            </Text>
          ))}
          <Text> </Text>
          <Pager
            lines={lines}
            top={0}
            height={body.height - height - 3 - idRows(draft, body.width).length}
            width={body.width}
            more={messages.shell.more}
          />
        </>
      )}
    </Box>
  );
}
