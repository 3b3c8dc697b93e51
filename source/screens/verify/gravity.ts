import type { VerifyProblem } from '../../engine/index.ts';

/** From what costs most to what costs least. */
export const gravities = ['forged', 'damaged', 'missing', 'unreadable'] as const;
export type Gravity = (typeof gravities)[number];

const damaged = new Set(['hash-mismatch', 'length-mismatch', 'tarball-malformed']);
const unreadable = new Set([
  'permission-denied',
  'io-failed',
  'link-refused',
  'source-unreachable',
  'source-certificate',
  'source-redirect',
  'source-changed',
]);

/** How grave a problem is: what is signed does not hold, a file is another, it is not there, or can't be read. */
export function gravityOf({ code }: Pick<VerifyProblem, 'code'>): Gravity {
  if (damaged.has(code)) return 'damaged';
  if (code === 'file-missing') return 'missing';
  // what is not known must not look harmless
  return unreadable.has(code) ? 'unreadable' : 'forged';
}
