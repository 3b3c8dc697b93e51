import type { Facts } from '../events.ts';

export type DoctorRequest = {
  /** The port that is meant to be served at; default that of `serve`. A default one that is taken is only noted. */
  readonly port?: number | undefined;
  /** What the caller's terminal is like; null or left out where there is none. */
  readonly terminal?: { readonly columns: number; readonly rows: number } | null | undefined;
};

export type DoctorArea =
  | 'home'
  | 'settings'
  | 'mirror'
  | 'keys'
  | 'disk'
  | 'clock'
  | 'proxy'
  | 'certificates'
  | 'port'
  | 'terminal'
  | 'leftovers';

export type DoctorCode =
  | 'home-unset'
  | 'home-unreadable'
  | 'home-unwritable'
  | 'settings-corrupt'
  | 'mirror-unreachable'
  | 'mirror-untrusted'
  | 'mirror-expired'
  | 'mirror-expiring'
  | 'mirror-unknown'
  | 'key-exposed'
  | 'key-folder-open'
  | 'key-unusable'
  | 'key-mismatch'
  | 'key-ed25519'
  | 'key-twice'
  | 'keys-missing'
  | 'keys-in-tree'
  | 'disk-low'
  | 'clock-skew'
  | 'proxy-invalid'
  | 'proxy-in-use'
  | 'certificates-missing'
  | 'port-taken'
  | 'terminal-dumb'
  | 'terminal-not-utf8'
  | 'terminal-small'
  | 'leftover-set'
  | 'leftover-commit'
  | 'leftover-downloads'
  | 'leftover-stock-commit';

/** Something that is wrong, or worth knowing. `facts` are the values of its texts; `detail` is for a log. */
export type DoctorFinding = {
  readonly area: DoctorArea;
  readonly code: DoctorCode;
  readonly state: 'problem' | 'note';
  readonly facts: Facts;
  readonly detail: string;
};

export type DoctorResult = {
  readonly home: string;
  readonly mirror: string | null;
  /** All that was looked at, in this order; one without a finding is fine. */
  readonly areas: readonly DoctorArea[];
  readonly findings: readonly DoctorFinding[];
  readonly problems: number;
};
