import stringWidth from 'string-width';
import { glyphs } from './theme.ts';

const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/g;
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-_])/g;
const printableAscii = /^[\x20-\x7e]*$/;
const segmenter = new Intl.Segmenter();

/** Text from a server, made harmless: no escape sequences, control characters or reversals of direction. */
export function cleanText(text: string): string {
  if (printableAscii.test(text)) return text;
  return text.replace(escapes, '').replace(controls, ' ').trim();
}

/** Columns that a text takes on the screen. */
export function columnsOf(text: string): number {
  return printableAscii.test(text) ? text.length : stringWidth(text);
}

/** What a person sees as characters. */
export function graphemes(text: string): string[] {
  if (printableAscii.test(text)) return text.split('');
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

/** As many characters from the start as fit into `columns`. */
function headOf(text: string, columns: number): string {
  if (printableAscii.test(text)) return text.slice(0, columns);
  let used = 0;
  let head = '';
  for (const character of graphemes(text)) {
    used += columnsOf(character);
    if (used > columns) break;
    head += character;
  }
  return head;
}

/** Cuts a text to `columns`, saying so with `…`. */
export function clip(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  return columns < 1 ? '' : `${headOf(text, columns - 1)}${glyphs.cut}`;
}

/** Cuts in the middle, for addresses and paths whose two ends both matter. */
export function clipMiddle(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const all = graphemes(text);
  const tail: string[] = [];
  let used = 0;
  for (let at = all.length - 1; at >= 0; at -= 1) {
    const character = all[at] ?? '';
    if (used + columnsOf(character) > Math.floor((columns - 1) / 2)) break;
    used += columnsOf(character);
    tail.unshift(character);
  }
  return `${headOf(text, columns - 1 - used)}${glyphs.cut}${tail.join('')}`;
}

/** A text of exactly `columns`: cut or padded. */
export function fitted(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const cut = clip(text, columns);
  const padding = ' '.repeat(Math.max(0, columns - columnsOf(cut)));
  return align === 'left' ? cut + padding : padding + cut;
}

/**
 * Breaks a text into lines of at most `columns`: at spaces where there are some, anywhere in Chinese and Japanese
 * (and in words longer than a line). Following lines are indented by `indent` columns.
 */
export function wrapText(text: string, columns: number, indent = 0): string[] {
  const lines: string[] = [];
  let line = '';
  const flush = (): void => {
    lines.push(line.trimEnd());
    line = ' '.repeat(indent);
  };
  for (const piece of piecesOf(text)) {
    if (columnsOf(line + piece.trimEnd()) > columns && line.trim() !== '') flush();
    if (columnsOf(piece) <= columns - columnsOf(line)) {
      line += line.trim() === '' && lines.length > 0 ? piece.trimStart() : piece;
      continue;
    }
    for (const character of graphemes(piece)) {
      if (columnsOf(line + character) > columns && character !== ' ') flush();
      line += character;
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Words with the space after them; a wide character is a piece of its own, what may not begin a line stays with it. */
function piecesOf(text: string): string[] {
  return (
    text.match(
      / *(?:[（「『]*(?:[\u1100-\uffdc]|[^ \u1100-\uffdc]+)[、。，．：；！？）」』ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*) */g,
    ) ?? [text]
  );
}
