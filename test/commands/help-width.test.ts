/** Help on a narrow terminal: broken between words, and nothing of it lost. */
import { describe, expect, test } from 'vitest';
import { mirrorVerbs, topVerbs } from '../../source/commands/registry.ts';
import { columnsOf } from '../../source/commands/text.ts';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { mirrordeck } from './run-program.ts';

const paths = [
  [],
  ['mirror'],
  ...Object.keys(topVerbs).map((name) => [name]),
  ...Object.keys(mirrorVerbs).map((name) => ['mirror', name]),
  ['mirror', 'owner', 'add-key'],
  ['jobs', 'attach'],
];

const withoutBlanks = (text: string): string => text.replaceAll(/\s+/g, '');

/** Without the blocks of what is typed, which stays whole however wide it is. */
function toRead(text: string, headings: readonly string[]): string[] {
  const blocks = text.split('\n\n').filter((block) => !headings.some((heading) => block.startsWith(heading)));
  return blocks.flatMap((block) => block.split('\n'));
}

describe.each(languages)('in %s', (language) => {
  const { usage, examples } = messagesFor(language).usage.headings;

  test.each([80, 60])('every page of help fits %i columns', async (columns) => {
    for (const path of paths) {
      const argv = ['--lang', language, 'help', ...path];
      const wide = await mirrordeck(argv);
      const narrow = await mirrordeck(argv, { terminal: true, columns });
      expect(narrow.code).toBe(0);
      const lines = toRead(narrow.stdout, [usage, examples]);
      expect(lines.filter((line) => columnsOf(line) > columns)).toEqual([]);
      expect(withoutBlanks(narrow.stdout)).toBe(withoutBlanks(wide.stdout));
    }
  });

  test('elsewhere than on a terminal its lines are not broken', async () => {
    const { stdout } = await mirrordeck(['mirror', 'clone', '--help', '--lang', language], { columns: 60 });
    expect(stdout.split('\n').some((line) => columnsOf(line) > 80)).toBe(true);
  });
});
