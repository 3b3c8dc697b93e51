import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { Form } from '../../ui/form/form.tsx';
import { textOf } from '../../ui/form/form-state.ts';
import type { Body } from '../../ui/shell.tsx';
import { Table } from '../../ui/table/table.tsx';
import { cleanText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import { KeyChoiceView } from '../key-choice/key-choice.tsx';
import { keysAfter, type OwnerChange } from './owner-change.ts';

type Props = { readonly change: OwnerChange; readonly body: Body; readonly messages: Messages };

/** Somebody is given keys: who it is, which key goes, which ones come, how many of them sign. */
export function ChangeView({ change, body, messages }: Props) {
  const { kind, step, owner, who, old, choice, signers } = change;
  const text = messages.owners;
  const id = cleanText(owner?.id ?? textOf(who, 'id'));
  const title = text.changes[kind](step === 'who' ? '' : id);
  if (step === 'keys') return <KeyChoiceView choice={choice} title={title} body={body} messages={messages} />;
  const shared = { width: body.width, labels: text.fields, problems: text.wrong };
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {step === 'old' ? text.askOld(id) : title}
      </Text>
      <Text> </Text>
      {step === 'who' ? <Form form={who} hints={text.hints} {...shared} /> : null}
      {step === 'threshold' ? (
        <Form form={signers} hints={{ threshold: text.thresholdOf(keysAfter(change)) }} {...shared} />
      ) : null}
      {step === 'old' ? (
        <Table
          table={old}
          columns={[{ title: text.columns.id, width: 32, priority: 1, grows: true }]}
          width={body.width}
          height={body.height - 4}
          empty={messages.shell.table.nothingFound}
        />
      ) : null}
    </Box>
  );
}
