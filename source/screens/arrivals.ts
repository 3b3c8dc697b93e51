import type { BrowseArrival } from './browse/browse-state.ts';
import type { ClonePreset } from './clone/preset.ts';
import type { InstallArrival } from './install/install-state.ts';
import type { MergeArrival } from './merge/merge-arrival.ts';
import type { PublishArrival } from './publish/tarball.ts';
import type { ServePreset } from './serve/serve-state.ts';
import type { VerifyPreset } from './verify/verify-state.ts';

/** Every screen, and what it can be begun with; null where it begins always in the same way. */
export type Arrivals = {
  readonly browse: BrowseArrival | null;
  readonly install: InstallArrival | null;
  readonly package: null;
  readonly publish: PublishArrival | null;
  readonly clone: ClonePreset | null;
  readonly doctor: null;
  readonly expiry: null;
  readonly guide: null;
  readonly home: null;
  readonly merge: MergeArrival | null;
  readonly owners: null;
  readonly settings: null;
  readonly setup: null;
  readonly sources: null;
  readonly verify: VerifyPreset | null;
  readonly prune: null;
  readonly rotate: null;
  readonly jobs: null;
  readonly serve: ServePreset | null;
};
