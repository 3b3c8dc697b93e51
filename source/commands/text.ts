const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-_])/g;
// all controls but the tab, and what turns the direction of writing
const controls = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;
const printableAscii = /^[\t\x20-\x7e]*$/;

/** A line made harmless for a terminal: names and descriptions come from whoever made the mirror. */
export function harmless(line: string): string {
  return printableAscii.test(line) ? line : line.replace(escapes, '').replace(controls, ' ');
}

const credentials = /([a-z][a-z0-9+.-]*:\/\/)[^/\s@"']+@/gi;
const privateKeys = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** Takes passwords in addresses and private keys out of whatever is about to be printed. */
export function withoutSecrets(text: string): string {
  return text.replace(credentials, '$1***@').replace(privateKeys, '***');
}

const marks = /\p{M}|\u200b|\u200d/u;

/** East Asian wide and fullwidth characters, and pictures. */
function isWide(code: number): boolean {
  if (code < 0x1100) return false;
  return (
    code <= 0x115f ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}

/**
 * Columns that a text takes in a terminal. Counted here for tables and bars, because loading string-width takes
 * most commands longer than their work.
 */
export function columnsOf(text: string): number {
  if (printableAscii.test(text)) return text.length;
  let columns = 0;
  for (const character of text)
    if (!marks.test(character)) columns += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
  return columns;
}

/** Cuts a text to `columns`, at the end. */
export function clipped(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let cut = '';
  for (const character of text) {
    if (columnsOf(cut) + columnsOf(character) > columns - 1) break;
    cut += character;
  }
  return columns < 1 ? '' : `${cut}…`;
}

/** A word with the blanks before it, or a wide character with the marks that may not begin a line. */
const pieces =
  / *(?:[（「『]*[\u1100-\uffdc][、。，．：；！？）」』ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*|[^ \u1100-\uffdc]+[、。，．：；！？）」』]*|$)/g;

/** Breaks a text into lines of at most `columns`, where blanks are or between wide characters; a longer word stays whole. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(pieces) ?? []) {
    if (line !== '' && columnsOf(line + piece) > columns) {
      lines.push(line);
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line];
}
