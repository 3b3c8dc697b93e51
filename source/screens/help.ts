import type { Messages } from '../messages/index.ts';
import type { ContextName } from '../ui/contexts.ts';
import { helpKeys } from '../ui/key-names.ts';
import type { ReportLine } from '../ui/pager.tsx';
import { columnsOf, fitted } from '../ui/text.ts';

/** Every key that means something on the screen below, from the table of bindings. */
export function helpLines(context: ContextName, messages: Messages): readonly ReportLine[] {
  const keys = helpKeys(context, messages);
  const wide = Math.max(...keys.map((entry) => columnsOf(entry.keys))) + 3;
  return [
    { text: messages.shell.help.intro, tone: 'title' },
    { text: '' },
    ...keys.map(({ keys: names, meaning }) => ({ text: fitted(names, wide) + meaning, indent: wide })),
    { text: '' },
    { text: messages.shell.help.selection, tone: 'quiet' },
    { text: messages.shell.help.more, tone: 'quiet' },
  ];
}
