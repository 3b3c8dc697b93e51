import { expect, test } from 'vitest';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { helpLines, verbs } from '../../source/screens/help.ts';
import { contexts } from '../../source/ui/contexts.ts';
import { mirrordeck } from '../commands/run-program.ts';

test.each(languages)(
  'the keys of a role are told in words of their own, and with their command, in %s',
  (language) => {
    const messages = messagesFor(language);
    const text = helpLines('rotate', 'role-keys', messages)
      .map((line) => line.text)
      .join('\n');
    expect(text).toContain('mirrordeck mirror rotate --help');
    for (const action of ['remove', 'add-key'] as const) {
      expect(text).toContain(messages.shell.meaningsIn['role-keys'][action]);
      expect(text).not.toContain(messages.shell.meanings[action]);
    }
  },
);

test.each(languages)('words for one context are of keys that it has, in %s', (language) => {
  for (const [context, words] of Object.entries(messagesFor(language).shell.meaningsIn)) {
    const [, { bindings }] = Object.entries(contexts).find(([name]) => name === context) ?? [
      '',
      { bindings: [] },
    ];
    expect(bindings.map(({ action }): string => action)).toEqual(expect.arrayContaining(Object.keys(words)));
  }
});

test.each(Object.entries(verbs))('the command of %s is there: %s', async (_, verb) => {
  const { code } = await mirrordeck([...verb.split(' ').filter(Boolean), '--help'], {});
  expect(code).toBe(0);
});
