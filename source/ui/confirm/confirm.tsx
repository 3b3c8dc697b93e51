import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { FieldText } from '../form/form.tsx';
import { Pager, type ReportLine, wrapped } from '../pager.tsx';
import type { Body } from '../shell.tsx';
import { cleanText, clip } from '../text.ts';
import { glyphs, tones } from '../theme.ts';
import type { ConfirmState } from './confirm-state.ts';

type ConfirmProps = {
  readonly confirm: ConfirmState;
  /** What will be done, and that it can't be undone. */
  readonly lines: readonly ReportLine[];
  /** It could be taken back afterwards, only with more trouble than this. */
  readonly undoable?: boolean;
  readonly body: Body;
  readonly messages: Messages;
};

/** What can't be undone, and below it the field for the word that allows it. */
export function Confirm({ confirm, lines, undoable = false, body, messages }: ConfirmProps) {
  const { width, height } = body;
  const text = messages.shell.confirm;
  const ask: readonly ReportLine[] = [
    { text: '' },
    { text: undoable ? text.askUndoable : text.ask },
    { text: `  ${clip(cleanText(confirm.word), width - 2)}`, tone: 'accent' },
    { text: '' },
  ];
  // the field is always seen, however long the explanation is
  const rows = Math.min(wrapped(lines, width).length, height - wrapped(ask, width).length - 2);
  return (
    <Box flexDirection="column" width={width} height={height} overflow="hidden">
      <Pager lines={lines} top={0} height={rows} width={width} more={messages.shell.more} />
      <Pager
        lines={ask}
        top={0}
        height={wrapped(ask, width).length}
        width={width}
        more={messages.shell.more}
      />
      <Box height={1} flexShrink={0}>
        <Text {...tones.title}>{`${glyphs.cursor} `}</Text>
        <FieldText field={confirm.field} focused width={width - 2} />
      </Box>
      {confirm.wrong ? (
        <Text wrap="truncate" {...tones.bad}>
          {`  ${text.wrong}`}
        </Text>
      ) : null}
    </Box>
  );
}
