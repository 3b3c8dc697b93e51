import type { DoctorCode, KeyProblemCode } from '../engine/index.ts';
import type { ErrorText } from './texts.ts';

/** What each finding of the doctor is called, and what to do about it. */
export type DoctorTexts = Readonly<Record<DoctorCode, ErrorText>>;

/** What is wrong with a key, as the doctor calls it. */
export const keyFindings: Readonly<Record<KeyProblemCode, DoctorCode>> = {
  exposed: 'key-exposed',
  'folder-open': 'key-folder-open',
  unusable: 'key-unusable',
  mismatch: 'key-mismatch',
  ed25519: 'key-ed25519',
  twice: 'key-twice',
  missing: 'keys-missing',
};
