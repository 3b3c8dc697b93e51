import type { Messages } from '../../source/messages/index.ts';
import { type ContextName, contextNames, contexts } from '../../source/ui/contexts.ts';
import { helpKeys } from '../../source/ui/key-names.ts';
import { columnsOf } from '../../source/ui/text.ts';

const blocks = /^```keys (.+)\n[\s\S]*?^```$/gm;

/** A page's word for every context that no other block of it names. */
const rest = 'others';

/** The keys of some contexts, a line each; what several of them have stands once, and what is around them not at all. */
function linesOf(names: readonly ContextName[], messages: Messages): readonly string[] {
  const rows = names
    .flatMap((name) => helpKeys(name, messages).slice(0, contexts[name].bindings.length))
    .map(({ keys, meaning }) => ({ keys: keys.replaceAll('  ', ', '), meaning }));
  const width = Math.max(...rows.map(({ keys }) => columnsOf(keys)));
  return [
    ...new Set(rows.map(({ keys, meaning }) => `${keys}${' '.repeat(width - columnsOf(keys))}  ${meaning}`)),
  ];
}

/**
 * A page with its lists of keys as the program binds them now: a fenced block of the form ```` ```keys browse browse-files ````,
 * with names of contexts, or `others`.
 */
export function withKeys(text: string, messages: Messages): string {
  const named = new Set([...text.matchAll(blocks)].flatMap(([, names = '']) => names.split(' ')));
  return text.replace(blocks, (_, wanted: string) => {
    // one that waits has the keys of the one that it waits for
    const names = contextNames
      .filter((name) => contexts[name].waits !== true)
      .filter((name) => (wanted === rest ? !named.has(name) : wanted.split(' ').includes(name)));
    const unknown = wanted.split(' ').filter((name) => name !== rest && !names.some((one) => one === name));
    if (unknown.length > 0)
      throw new Error(`there is no context ${unknown.join(', ')} in source/ui/contexts`);
    return `\`\`\`keys ${wanted}\n${linesOf(names, messages).join('\n')}\n\`\`\``;
  });
}
