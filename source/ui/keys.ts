import type { Key } from 'ink';
import { graphemes } from './text.ts';

/**
 * One press of a key: a name (`up`, `enter`, `space`, `ctrl+c`, `shift+tab`) or the character itself (`j`, `G`,
 * `?`, `版`).
 */
export type Stroke = string;

const named: readonly (readonly [keyof Key, Stroke])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

const controlNames: Readonly<Record<string, Stroke>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  ' ': 'space',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\u001b': 'escape',
};

function strokeOf(character: string): Stroke | null {
  const name = controlNames[character];
  if (name !== undefined) return name;
  const code = character.codePointAt(0) ?? 0;
  if (code === 0 || (code > 26 && code < 32)) return null;
  return code <= 26 ? `ctrl+${String.fromCharCode(code + 96)}` : character;
}

/**
 * What Ink hands over, as single presses: keys typed faster than the line carries them (`jjjjj`, `/tidb` and
 * Enter) come as one string and are taken apart again. Escape and a key in one packet are those two presses.
 */
export function strokesOf(input: string, key: Key): readonly Stroke[] {
  for (const [flag, name] of named) if (key[flag] === true) return [name];
  if (key.tab) return [key.shift ? 'shift+tab' : 'tab'];
  if (key.escape) return ['escape'];
  if (key.ctrl) return input === ' ' || input === '' ? [] : [`ctrl+${input}`];
  const strokes = graphemes(input)
    .map(strokeOf)
    .filter((stroke) => stroke !== null);
  return key.meta ? ['escape', ...strokes] : strokes;
}

/** The character that a stroke types into a text field, or null for a key that types nothing. */
export function typedBy(stroke: Stroke): string | null {
  if (stroke === 'space') return ' ';
  return graphemes(stroke).length === 1 ? stroke : null;
}

/** Pasted text as it goes into a one-line field: line ends become spaces, control characters go. */
export function pastedLine(text: string): string {
  return text
    .trim()
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
}
