/** What stands at a decision before it is made: whose keys it will need. */
import { expect, test } from 'vitest';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { choicesOf, menuLines } from '../../source/screens/merge/choices.ts';
import { fakeConflict, fakeConflicts } from '../helpers/fake-merge.ts';

const item = { sha256: 'b'.repeat(64), length: 1, released: '2026-01-15T00:00:00Z' };
const wide = 1000;

test.each(languages)('taking under another name says in %s whose keys sign it', (language) => {
  const messages = messagesFor(language);
  const ofVersion = {
    conflict: fakeConflict('tidb', 'v8.5.1'),
    compared: { here: { ...item, owner: 'pingcap' }, there: { ...item, owner: 'jdoe' } },
  };
  const ofOwner = fakeConflicts
    .filter(({ kind }) => kind === 'owner')
    .map((conflict) => ({ conflict, compared: { here: null, there: null } }));
  for (const found of [ofVersion, ...ofOwner]) {
    const place = choicesOf(found).indexOf('rename');
    expect(menuLines(found, place, messages, wide)[0]?.text).toBe(messages.merge.renameBy('jdoe'));
    expect(menuLines(found, 0, messages, wide)[0]?.text).toBe(messages.merge.means.keep);
  }
});
