/** The five manifests of a mirror, as they stand inside `signed`. Field names are those of the files. */

export type PublicKey = {
  readonly keytype: string;
  readonly keyval: { readonly public: string };
  readonly scheme: string;
};

export type Role = {
  readonly url: string;
  readonly keys: Readonly<Record<string, PublicKey>>;
  readonly threshold: number;
};

export type TopRole = 'root' | 'index' | 'snapshot' | 'timestamp';

type Base = { readonly spec_version: '0.1.0'; readonly expires: string; readonly version: number };

export type Root = Base & { readonly _type: 'root'; readonly roles: Readonly<Record<TopRole, Role>> };

export type Owner = {
  readonly name: string;
  readonly keys: Readonly<Record<string, PublicKey>>;
  readonly threshold: number;
};

export type IndexItem = {
  readonly yanked: boolean;
  readonly owner: string;
  readonly url: string;
  readonly standalone: boolean;
  readonly hidden: boolean;
};

export type Index = Base & {
  readonly _type: 'index';
  readonly owners: Readonly<Record<string, Owner>>;
  readonly components: Readonly<Record<string, IndexItem>>;
  readonly default_components: readonly string[];
};

export type VersionItem = {
  readonly url: string;
  readonly yanked: boolean;
  readonly entry: string;
  readonly released: string;
  readonly dependencies: Readonly<Record<string, string>> | null;
  readonly hashes: Readonly<Record<string, string>> | null;
  readonly length: number;
};

/** Version → what it is on one platform. */
export type Versions = Readonly<Record<string, VersionItem>>;

export type Component = Base & {
  readonly _type: 'component';
  readonly id: string;
  readonly description: string;
  /** The version that `nightly` stands for; empty for none. */
  readonly nightly: string;
  /** `os/arch` or `any/any` → versions. */
  readonly platforms: Readonly<Record<string, Versions>>;
};

export type FileVersion = { readonly version: number; readonly length: number };
export type FileHash = { readonly hashes: Readonly<Record<string, string>> | null; readonly length: number };

export type Snapshot = Base & {
  readonly _type: 'snapshot';
  readonly meta: Readonly<Record<string, FileVersion>>;
};
export type Timestamp = Base & {
  readonly _type: 'timestamp';
  readonly meta: { readonly '/snapshot.json': FileHash };
};

export type ManifestByKind = {
  root: Root;
  index: Index;
  component: Component;
  snapshot: Snapshot;
  timestamp: Timestamp;
};
export type ManifestKind = keyof ManifestByKind;
export type Manifest = ManifestByKind[ManifestKind];

export type Signature = { readonly keyid: string; readonly sig: string };
