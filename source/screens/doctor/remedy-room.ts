import type { DoctorCode } from '../../engine/index.ts';
import type { Going } from '../screen.ts';

/** The screen that puts a finding right. What none of them can is left out: its remedy says what to do. */
const rooms: Readonly<Partial<Record<DoctorCode, Going>>> = {
  'home-unset': 'setup',
  'mirror-expired': 'expiry',
  'mirror-expiring': 'expiry',
  'key-mismatch': 'owners',
  'key-ed25519': 'owners',
  'keys-missing': 'owners',
  'mirror-untrusted': 'verify',
  'leftover-commit': 'verify',
  'disk-low': 'prune',
  'leftover-stock-commit': 'prune',
  'port-taken': 'serve',
  'leftover-downloads': 'jobs',
  'mirror-unreachable': 'sources',
  'mirror-unknown': 'sources',
  'leftover-set': 'sources',
  'terminal-not-utf8': 'settings',
};

export function remedyRoom(code: DoctorCode): Going | null {
  return rooms[code] ?? null;
}
