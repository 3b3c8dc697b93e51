import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { Empty } from '../../ui/empty.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Picker } from '../../ui/picker/picker.tsx';
import type { Body } from '../../ui/shell.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { Table } from '../../ui/table/table.tsx';
import { TableFoot } from '../../ui/table/table-foot.tsx';
import { tones } from '../../ui/theme.ts';
import { fileFirst } from './file-first.ts';
import { keyRows } from './key-choice-press.ts';
import { type KeyChoice, keyChoiceContext } from './key-choice-state.ts';

type Props = {
  readonly choice: KeyChoice;
  /** What the keys are for, as a sentence. */
  readonly title: string;
  readonly body: Body;
  readonly messages: Messages;
};

function columnsOf({ owners: { columns, halves } }: Messages): readonly Column[] {
  const show = (cell: string | number) => (cell === 'private' ? halves.private : halves.public);
  return [
    { title: columns.half, width: 8, priority: 3, show },
    { title: columns.uses, width: 14, priority: 4 },
    { title: columns.id, width: 16, priority: 1 },
    { title: columns.file, width: 20, priority: 1, grows: true, show: fileFirst },
  ];
}

/** Keys to choose from, with what makes or brings further ones. */
export function KeyChoiceView({ choice, title, body, messages }: Props) {
  const text = messages.keyChoice;
  const { table, form, picker, many, keys } = choice;
  if (picker !== null) return <Picker picker={picker} body={body} messages={messages} title={text.askFile} />;
  const height = keyRows(body.height);
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {title}
      </Text>
      {form !== null ? (
        <>
          <Text> </Text>
          <Form
            form={form}
            width={body.width}
            labels={text.fields}
            hints={text.hints}
            problems={messages.owners.wrong}
          />
        </>
      ) : keys.length === 0 ? (
        <Empty
          what={text.empty}
          remedy={text.emptyNext}
          context={keyChoiceContext(choice)}
          actions={['generate', 'paste', 'file']}
          body={{ width: body.width, height: body.height - 1 }}
          messages={messages}
        />
      ) : (
        <>
          <Table
            table={table}
            columns={columnsOf(messages)}
            width={body.width}
            height={height}
            empty={messages.shell.table.nothingFound}
            many={many}
          />
          <TableFoot table={table} height={height} messages={messages} />
          <Text wrap="truncate" {...tones.quiet}>
            {many ? text.chosen(table.chosen.size) : ' '}
          </Text>
        </>
      )}
    </Box>
  );
}
