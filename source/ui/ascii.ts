/** Signs that texts have beside letters, and what stands for each in ASCII: as wide, so that nothing moves. */
const stands: Readonly<Record<string, string>> = {
  '→': '>',
  '←': '<',
  '↑': '^',
  '↓': 'v',
  '…': '~',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  '·': '.',
  '•': '*',
  '✓': '+',
  '✗': 'x',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
};

const signs = /[→←↑↓…–—−×·•✓✗‘’“”]|[\u2500-\u259f]/g;

/** What a box is drawn with: lines lie or stand, all else is a corner or a block. */
function drawn(sign: string): string {
  if ('─━┄┅┈┉╌╍═'.includes(sign)) return '-';
  if ('│┃┆┇┊┋╎╏║▏▕'.includes(sign)) return '|';
  if ('░▒'.includes(sign)) return '.';
  return sign < '▀' ? '+' : '#';
}

/** A text for a terminal that has no such signs. Letters of any script stay. */
export function asciiSigns(text: string): string {
  return text.replace(signs, (sign) => stands[sign] ?? drawn(sign));
}
