import type { DoctorCode, DoctorFinding } from '../../engine/index.ts';

/** What can cost most comes first: trust, keys, what stops clients now, what will stop them, what only disturbs. */
const order: readonly DoctorCode[] = [
  'mirror-untrusted',
  'key-exposed',
  'key-folder-open',
  'mirror-expired',
  'home-unreadable',
  'home-unwritable',
  'settings-corrupt',
  'mirror-unreachable',
  'keys-missing',
  'key-mismatch',
  'key-unusable',
  'key-ed25519',
  'disk-low',
  'clock-skew',
  'mirror-expiring',
  'leftover-set',
  'leftover-commit',
  'mirror-unknown',
  'keys-in-tree',
];

function rank({ code, state }: DoctorFinding): number {
  const place = order.indexOf(code);
  return (state === 'problem' ? 0 : order.length + 1) + (place < 0 ? order.length : place);
}

/** Problems before notes, the most severe first; those of one rank as they were found. */
export function bySeverity(findings: readonly DoctorFinding[]): readonly DoctorFinding[] {
  return [...findings].sort((left, right) => rank(left) - rank(right));
}
