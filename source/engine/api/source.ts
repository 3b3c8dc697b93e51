import type { PlannedPreset } from './preset.ts';

/** Which mirror to read, and what is known of its root beforehand. */
export type SourceReference = {
  /** An http(s) address, a folder, or the name of a remembered source. Default: the home's current mirror. */
  readonly address?: string | undefined;
  /** Path of a root.json that this mirror's root chain must start from. */
  readonly rootFile?: string | undefined;
  /** Fingerprint of the root: 64 hex digits, sha256 over the sorted key ids of role root, joined by newlines. */
  readonly fingerprint?: string | undefined;
  /** Further http(s) addresses of the same mirror: for when one is slow, or gone. */
  readonly also?: readonly string[] | undefined;
};

/** How sources are reached, said for all that one engine does. */
export type ReachOptions = {
  /** PEM file of authorities to trust besides the usual ones, instead of the one that is remembered of a source. */
  readonly ca?: string | undefined;
  /**
   * File of credentials, mode 0600, instead of those that are remembered: lines `[address] bearer TOKEN` or
   * `[address] basic USER:PASSWORD`. Without an address one is for the first source that is opened, and no other.
   */
  readonly authFile?: string | undefined;
  /** `60s` for all time limits, or `connect=5s,headers=20s,stall=2m`. */
  readonly timeout?: string | undefined;
  /** Bytes per second of all downloads together: `20M`, `08:00-18:00=5M`, several by comma; `none`. */
  readonly limitRate?: string | undefined;
};

/** The rate as it was said, and the bytes per second that hold now (0: no limit). */
export type RateState = { readonly limitRate: string | null; readonly bytesPerSecond: number };

/**
 * How a root came to be trusted: built in (official), given with the request (pinned), kept in the home or the
 * settings (remembered), lying in a folder of this machine (local), or met for the first time (new).
 */
export type TrustOrigin = 'official' | 'pinned' | 'remembered' | 'local' | 'new';

export type MirrorIdentity = {
  readonly address: string;
  readonly kind: 'http' | 'folder';
  readonly fingerprint: string;
  readonly trust: TrustOrigin;
  readonly rootVersion: number;
  readonly rootKeys: readonly string[];
  readonly owners: readonly string[];
};

export type ListedSource = {
  readonly name: string;
  readonly address: string;
  readonly fingerprint: string | null;
  /** Further addresses of the same mirror, where it has any. */
  readonly addresses?: readonly string[] | undefined;
  /** PEM file of authorities that are trusted for it. */
  readonly ca?: string | undefined;
  /** How it wants to know who comes; never what is said to it. */
  readonly auth?: readonly ('basic' | 'bearer')[] | undefined;
  /** It is the mirror that the home is set to. */
  readonly current: boolean;
  /** Built in: can't be removed. */
  readonly official: boolean;
};

export type AddSourceRequest = {
  readonly name: string;
  readonly address: string;
  readonly fingerprint?: string | undefined;
  /** Further http(s) addresses of the same mirror. */
  readonly addresses?: readonly string[] | undefined;
  /** PEM file of authorities to trust for it; it is read at each visit. */
  readonly ca?: string | undefined;
  /** File of credentials, mode 0600; what it says is kept in the settings. */
  readonly authFile?: string | undefined;
  /** The source of this name is changed; its credentials stay when no new ones are given. */
  readonly replace?: boolean | undefined;
};

export type ExpiryFact = { readonly file: string; readonly expires: string };

/** What a test of a source found. Times in milliseconds. */
export type SourceReport = {
  readonly identity: MirrorIdentity;
  readonly milliseconds: number;
  readonly components: number;
  readonly versions: number;
  /** Of root, index, snapshot and timestamp, and of the component that expires first; soonest first. */
  readonly expires: readonly ExpiryFact[];
  /** Latest version of component `tiup` in it, or null. */
  readonly clientVersion: string | null;
};

export type CatalogueRelease = {
  readonly platform: string;
  /** Bytes of the tarball. */
  readonly length: number;
  readonly released: string;
  /** Withdrawn; only with `yanked`. */
  readonly yanked?: true | undefined;
};

export type CatalogueVersion = {
  readonly version: string;
  readonly nightly: boolean;
  readonly prerelease: boolean;
  /** Sorted by platform; yanked ones (unless asked for) and those without an entry are left out. */
  readonly releases: readonly CatalogueRelease[];
};

export type CatalogueComponent = {
  readonly id: string;
  readonly owner: string;
  readonly description: string;
  readonly standalone: boolean;
  readonly hidden: boolean;
  /** Withdrawn as a whole; only with `yanked`. */
  readonly yanked?: true | undefined;
  /** The version that `nightly` stands for, or null. */
  readonly nightly: string | null;
  /** Newest first. */
  readonly versions: readonly CatalogueVersion[];
};

export type CatalogueRequest = SourceReference & {
  /** What was yanked too, marked as such. */
  readonly yanked?: boolean | undefined;
};

/** The source of a clone has newer versions of what the clone has. */
export type SourceNews = {
  /** The clone; absolute. */
  readonly mirror: string;
  readonly source: string;
  /** Component → its newest version there. */
  readonly newer: Readonly<Record<string, string>>;
};

/** Everything in a verified mirror that can be chosen. Components sorted by id; yanked ones are left out. */
export type Catalogue = {
  readonly identity: MirrorIdentity;
  readonly platforms: readonly string[];
  readonly components: readonly CatalogueComponent[];
  /** TiDB clusters that it holds all of, the newest first, and what each brings. */
  readonly clusters: readonly PlannedPreset[];
};

/** One component of a mirror. */
export type ComponentRequest = SourceReference & { readonly component: string };

/** A version on a platform, as the mirror describes it. */
export type ComponentFile = {
  readonly version: string;
  readonly platform: string;
  /** Name of the tarball in the mirror. */
  readonly file: string;
  readonly length: number;
  /** Null where the manifest has none of that kind. */
  readonly sha256: string | null;
  readonly sha512: string | null;
  readonly entry: string;
  readonly released: string;
  readonly yanked: boolean;
};

/** All that a verified mirror says of a component. */
export type ComponentDetails = {
  readonly mirror: string;
  readonly id: string;
  readonly owner: string;
  readonly description: string;
  readonly standalone: boolean;
  readonly hidden: boolean;
  readonly yanked: boolean;
  readonly nightly: string | null;
  /** Of its manifest. */
  readonly version: number;
  readonly expires: string;
  /** Newest first, then by platform; yanked ones too. */
  readonly files: readonly ComponentFile[];
};
