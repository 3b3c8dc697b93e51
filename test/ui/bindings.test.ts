import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { languages } from '../../source/messages/language.ts';
import { actions } from '../../source/ui/actions.ts';
import { conflictsIn, meaningOf } from '../../source/ui/bindings.ts';
import { contextNames } from '../../source/ui/contexts.ts';
import { footerKeys, helpKeys } from '../../source/ui/key-names.ts';
import { columnsOf } from '../../source/ui/text.ts';

describe('the table of bindings', () => {
  test.each(contextNames)('no key of %s is claimed twice', (name) => {
    expect(conflictsIn(name)).toEqual([]);
  });

  test('letters are text where text is typed, and keys elsewhere', () => {
    expect(meaningOf('form', 'q')).toEqual({ kind: 'text', text: 'q' });
    expect(meaningOf('form', 'space')).toEqual({ kind: 'text', text: ' ' });
    expect(meaningOf('home', 'q')).toEqual({ kind: 'action', action: 'quit' });
    expect(meaningOf('home', 'x')).toEqual({ kind: 'nothing' });
  });

  test.each(languages)('every action has its words in %s', (language) => {
    const { shell } = messagesFor(language);
    for (const action of actions) {
      expect(shell.actions[action], action).not.toBe('');
      expect(shell.meanings[action], action).not.toBe('');
    }
  });

  const screens = contextNames.filter(
    (name) => !['always', 'global', 'motion', 'search', 'choice', 'edit'].includes(name),
  );
  test.each(screens)('the footer of %s fits 60 columns in every language and keeps the way out', (name) => {
    for (const language of languages) {
      const keys = footerKeys(name, 58, messagesFor(language));
      const width = keys.reduce((sum, { key, label }) => sum + columnsOf(key) + columnsOf(label) + 3, -2);
      expect(width).toBeLessThanOrEqual(58);
      expect(keys.length).toBeGreaterThan(0);
      expect(helpKeys(name, messagesFor(language)).length).toBeGreaterThan(keys.length - 1);
    }
  });
});
