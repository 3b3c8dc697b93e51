/** A piece of a Markdown text: as much of the language as a guide needs. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'item'; readonly depth: number; readonly mark: string; readonly text: string }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'code'; readonly language: string; readonly lines: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

const item = /^(\s*)([-*+]|\d{1,3}[.)])\s+(.*)$/;
const fence = /^\s*(`{3,}|~{3,})\s*([\w-]*)/;
const heading = /^(#{1,6})\s+(.*?)\s*#*\s*$/;
const ruler = /^\s*\|?[\s:-]*-[\s:|-]*$/;
const wide = /[\u1100-\uffdc]/;

/** Lines as one: a space between them, none within Chinese and Japanese. */
function joined(before: string, after: string): string {
  const next = after.trim();
  const tight = wide.test(before.slice(-1)) && wide.test(next.slice(0, 1));
  return before === '' ? next : `${before}${tight ? '' : ' '}${next}`;
}

function cellsOf(line: string): readonly string[] {
  const inner = line.trim().replace(/^\||\|$/g, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** Whether a line begins something of its own, and so does not go on with what came before. */
function begins(line: string): boolean {
  return (
    line.trim() === '' || heading.test(line) || item.test(line) || fence.test(line) || /^\s*[>|]/.test(line)
  );
}

/** Reads a text, front to back. */
export function blocksOf(text: string): readonly Block[] {
  const lines = text
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .split(/\r?\n/);
  const blocks: Block[] = [];
  let at = 0;
  const goOn = (start: string): string => {
    let whole = start.trim();
    while (at < lines.length && !begins(lines[at] ?? '')) {
      whole = joined(whole, lines[at] ?? '');
      at += 1;
    }
    return whole;
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    at += 1;
    const [, marks = '', title = ''] = heading.exec(line) ?? [];
    const [, indent = '', mark = '', said = ''] = item.exec(line) ?? [];
    const [, open = '', language = ''] = fence.exec(line) ?? [];
    if (line.trim() === '' || /^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) continue;
    if (marks !== '') blocks.push({ kind: 'heading', level: marks.length, text: title });
    else if (open !== '') {
      const end = lines.findIndex((other, place) => place >= at && other.trim().startsWith(open));
      const stop = end < 0 ? lines.length : end;
      blocks.push({ kind: 'code', language, lines: lines.slice(at, stop) });
      at = stop + 1;
    } else if (mark !== '') {
      const depth = Math.min(3, Math.floor(indent.length / 2));
      blocks.push({ kind: 'item', depth, mark: /\d/.test(mark) ? mark : '-', text: goOn(said) });
    } else if (line.trim().startsWith('|') && ruler.test(lines[at] ?? '')) {
      at += 1;
      const rows: (readonly string[])[] = [];
      while ((lines[at] ?? '').trim().startsWith('|')) {
        rows.push(cellsOf(lines[at] ?? ''));
        at += 1;
      }
      blocks.push({ kind: 'table', head: cellsOf(line), rows });
    } else if (/^\s*>/.test(line)) {
      let whole = line.replace(/^\s*>\s?/, '').trim();
      while (/^\s*>/.test(lines[at] ?? '')) {
        whole = joined(whole, (lines[at] ?? '').replace(/^\s*>\s?/, ''));
        at += 1;
      }
      blocks.push({ kind: 'quote', text: whole });
    } else blocks.push({ kind: 'paragraph', text: goOn(line) });
  }
  return blocks;
}
