import { cleanText } from '../ui/text.ts';

/** The first sixteen digits, as stock writes key ids; enough to recognise, not enough to trust. */
export function shortFingerprint(fingerprint: string): string {
  return cleanText(fingerprint).slice(0, 16);
}

/** In groups of eight, to be read out and compared. */
export function groupedFingerprint(fingerprint: string): string {
  return (cleanText(fingerprint).match(/.{1,8}/g) ?? []).join(' ');
}
