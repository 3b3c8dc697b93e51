import { describe, expect, test } from 'vitest';
import { reportOf } from '../../source/commands/error-lines.ts';
import { EngineError, errorCodes, type WarningCode } from '../../source/engine/index.ts';
import { languages, messagesFor } from '../../source/messages/index.ts';

const allFacts = {
  file: 'FILE',
  field: 'FIELD',
  path: 'PATH',
  address: 'ADDRESS',
  component: 'COMPONENT',
  version: 'VERSION',
  platform: 'PLATFORM',
  owner: 'OWNER',
  key: 'KEY',
  expires: 'EXPIRES',
  now: 'NOW',
  expected: 2,
  got: 1,
  needed: 10,
  free: 5,
  holder: 'HOLDER',
  status: 403,
  entry: 'ENTRY',
  source: 'SOURCE',
  command: 'COMMAND',
  reason: 'REASON',
  instead: 'INSTEAD',
};
const broken = /undefined|null|NaN|\[object|\$\{| {2}|^\s|\s$|\( *\)|（ *）/;

describe.each(languages)('texts in %s', (language) => {
  const messages = messagesFor(language);

  test.each(errorCodes)('the error %s has a title and a remedy, with and without facts', (code) => {
    for (const facts of [allFacts, {}, { component: '*' }]) {
      const { title, remedy } = messages.errors[code];
      for (const text of [title(facts), remedy(facts)]) {
        expect(text.length).toBeGreaterThan(3);
        expect(text).not.toMatch(broken);
      }
    }
  });

  test('there are no errors beyond the list', () => {
    expect(Object.keys(messages.errors).sort()).toEqual([...errorCodes].sort());
  });

  test.each(Object.keys(messages.warnings))(
    'the warning %s is a sentence, with and without facts',
    (code) => {
      const isCode = (text: string): text is WarningCode => Object.hasOwn(messages.warnings, text);
      if (!isCode(code)) throw new Error(code);
      for (const facts of [allFacts, {}]) expect(messages.warnings[code](facts)).not.toMatch(broken);
    },
  );

  test('an error prints its title, the detail and the remedy', () => {
    const error = new EngineError('manifest-expired', 'timestamp.json expired yesterday', {
      facts: { file: 'timestamp.json', expires: '2026-01-01T00:00:00Z' },
    });
    const report = reportOf(error, messages);
    expect(report.exitCode).toBe(4);
    expect(report.lines[0]).toContain('timestamp.json');
    expect(report.lines[0]?.startsWith(`${messages.commands.error}: `)).toBe(true);
    expect(report.lines[1]).toBe('  timestamp.json expired yesterday');
    expect(report.lines[2]?.startsWith('→ ')).toBe(true);
  });
});

test('a mistake of ours says so, and where only when asked', () => {
  const messages = messagesFor('en');
  const plain = reportOf(new TypeError('x is not a function'), messages);
  expect(plain.exitCode).toBe(1);
  expect(plain.lines.join('\n')).not.toContain('texts.test.ts');
  expect(reportOf(new TypeError('x'), messages, { trace: true }).lines.join('\n')).toContain('texts.test.ts');
});
