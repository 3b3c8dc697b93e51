import type { Look } from './look.ts';

type ToneProps = {
  readonly bold?: boolean;
  readonly dimColor?: boolean;
  readonly inverse?: boolean;
  readonly color?: 'cyan' | 'green' | 'yellow' | 'red';
};

/** Named colours only: the terminal's owner chose what they look like. */
const coloured = {
  plain: {},
  title: { bold: true },
  brand: { bold: true, color: 'cyan' },
  accent: { color: 'cyan' },
  quiet: { dimColor: true },
  good: { color: 'green' },
  warn: { color: 'yellow' },
  bad: { color: 'red' },
  cursor: { inverse: true },
} as const satisfies Record<string, ToneProps>;

export type Tone = keyof typeof coloured;

/** What must not be overlooked is bold where it can't be yellow or red. */
const colourless: Readonly<Record<Tone, ToneProps>> = {
  ...coloured,
  brand: { bold: true },
  accent: {},
  good: {},
  warn: { bold: true },
  bad: { bold: true },
};

/** Marks that still tell rows apart when colours and inverse are switched off. */
const drawn = {
  cursor: '>',
  chosen: '[x]',
  free: '[ ]',
  rule: '─',
  full: '█',
  empty: '░',
  current: '*',
  caret: '▏',
  range: '|',
  /** In the place of what a text lost. */
  cut: '…',
} as const;

type Glyphs = Record<keyof typeof drawn, string>;

/** As wide as the drawn ones, each. */
const ascii: Glyphs = { ...drawn, rule: '-', full: '#', empty: '.', caret: '_', cut: '~' };

/** What screens paint with; `showAs` changes it before they are painted. */
export const tones: Record<Tone, ToneProps> = { ...coloured };
export const glyphs: Glyphs = { ...drawn };

/** Whether everything that is written has to do without signs beside ASCII. */
export function isAsciiOnly(): boolean {
  return glyphs.rule === ascii.rule;
}

/** From the next frame on everything is painted so. */
export function showAs(look: Pick<Look, 'colours' | 'ascii'>): void {
  Object.assign(tones, look.colours ? coloured : colourless);
  Object.assign(glyphs, look.ascii ? ascii : drawn);
}
