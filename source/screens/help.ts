import type { Messages } from '../messages/index.ts';
import type { ContextName } from '../ui/contexts.ts';
import { helpKeys } from '../ui/key-names.ts';
import type { ReportLine } from '../ui/pager.tsx';
import { columnsOf, fitted } from '../ui/text.ts';
import type { Route } from './screen.ts';

/** What a screen does, as a command; nothing where no single one does. */
export const verbs: Readonly<Record<Route, string>> = {
  ...{ browse: 'list', clone: 'mirror clone', doctor: 'doctor', expiry: 'mirror renew', guide: '', home: '' },
  ...{ install: 'install', merge: 'mirror merge', package: 'package', publish: 'mirror publish' },
  ...{ owners: 'mirror owner', rotate: 'mirror rotate', settings: '', setup: 'mirror init' },
  ...{ sources: 'source', verify: 'mirror verify', prune: 'mirror prune', jobs: 'jobs', serve: 'serve' },
};

/** Every key that means something on the screen below, from the table of bindings. */
export function helpLines(route: Route, context: ContextName, messages: Messages): readonly ReportLine[] {
  const command = ['mirrordeck', verbs[route]].filter(Boolean).join(' ');
  const keys = helpKeys(context, messages);
  const wide = Math.max(...keys.map((entry) => columnsOf(entry.keys))) + 3;
  return [
    { text: messages.shell.help.intro, tone: 'title' },
    { text: '' },
    ...keys.map(({ keys: names, meaning }) => ({ text: fitted(names, wide) + meaning, indent: wide })),
    { text: '' },
    { text: messages.shell.help.selection, tone: 'quiet' },
    { text: messages.shell.help.more(command), tone: 'quiet' },
  ];
}
