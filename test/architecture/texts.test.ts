import { describe, expect, test } from 'vitest';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { lineOf, nodesOf, type SyntaxNode, sources } from './source-files.ts';

const outsideMessages = sources.filter((file) => !/^source\/messages\/(en|zh|ja)[./]/.test(file.path));

/** Every text of a language: its path and what stands there. A list of lines is one text, as long as it needs to be. */
function textsOf(value: unknown, path: readonly string[] = []): [path: readonly string[], text: unknown][] {
  if (Array.isArray(value) && value.every((line) => typeof line === 'string'))
    return [[path, value.join('\n')]];
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, [...path, key]));
}

describe('messages', () => {
  const english = textsOf(messagesFor('en'));

  test.each(languages)('%s has every text that English has, none empty and none more', (language) => {
    const texts = textsOf(messagesFor(language));
    expect(texts.map(([path]) => path.join('.')).sort()).toEqual(
      english.map(([path]) => path.join('.')).sort(),
    );
    const empty = texts.filter(([, text]) => typeof text === 'string' && text.trim() === '');
    expect(empty.map(([path]) => path.join('.'))).toEqual([]);
    const kinds = new Map(english.map(([path, text]) => [path.join('.'), typeof text]));
    expect(texts.filter(([path, text]) => kinds.get(path.join('.')) !== typeof text)).toEqual([]);
  });

  test('every text is used', () => {
    const used = new Set<string>();
    for (const file of outsideMessages)
      for (const node of nodesOf(file.tree)) for (const name of namesIn(node)) used.add(name);
    // a section is often reached as a whole (`errors[code]`), so a text counts as used when its own name occurs
    const unused = english.filter(([path]) => !used.has(path.at(-1) ?? ''));
    expect(unused.map(([path]) => path.join('.'))).toEqual([]);
  });
});

describe('screens', () => {
  test('say nothing that is not in messages/', () => {
    const wrongs = outsideMessages
      .filter((file) => file.path.endsWith('.tsx'))
      .flatMap((file) =>
        [...nodesOf(file.tree)].filter(isWrittenText).map((node) => `${file.path}:${lineOf(file, node)}`),
      );
    expect(wrongs, 'put the words into messages/en, zh and ja').toEqual([]);
  });
});

function namesIn(node: SyntaxNode): string[] {
  if ((node.type === 'Identifier' || node.type === 'JSXIdentifier') && typeof node.name === 'string')
    return [node.name];
  return node.type === 'Literal' && typeof node.value === 'string' ? [node.value] : [];
}

const letters = /\p{L}{2,}/u;

/** Words between tags, or as a literal inside braces between tags. */
function isWrittenText(node: SyntaxNode): boolean {
  if (node.type === 'JSXText') return typeof node.value === 'string' && letters.test(node.value);
  if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return false;
  const children = Array.isArray(node.children) ? node.children : [];
  return children.some((child: SyntaxNode) => {
    if (child.type !== 'JSXExpressionContainer') return false;
    const inner = child.expression as SyntaxNode;
    if (inner.type === 'Literal') return typeof inner.value === 'string' && letters.test(inner.value);
    if (inner.type !== 'TemplateLiteral' || !Array.isArray(inner.quasis)) return false;
    return inner.quasis.some((part: { value?: { raw?: string } }) => letters.test(part.value?.raw ?? ''));
  });
}
