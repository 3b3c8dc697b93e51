import type { EngineWarning } from '../events.ts';

export type PackageRequest = {
  /** Files and folders that go in. */
  readonly targets: readonly string[];
  readonly name: string;
  readonly release: string;
  readonly entry?: string | undefined;
  readonly os?: string | undefined;
  readonly arch?: string | undefined;
  readonly description?: string | undefined;
  readonly standalone?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  /** Folder that the targets are relative to; default the working folder. */
  readonly directory?: string | undefined;
  /** Where `package/` is made; default the working folder. */
  readonly output?: string | undefined;
  /** Replace a package of that name that exists; stock does. */
  readonly force?: boolean | undefined;
};
export type PackageEntry = {
  readonly path: string;
  readonly type: 'file' | 'folder' | 'link';
  readonly bytes: number;
  readonly executable: boolean;
};
export type PackagePlan = {
  readonly request: PackageRequest;
  readonly file: string;
  readonly entries: readonly PackageEntry[];
  readonly bytes: number;
  readonly replaces: boolean;
  readonly warnings: readonly EngineWarning[];
};
export type PackageResult = { readonly file: string; readonly bytes: number; readonly sha256: string };

export type ListRequest = {
  readonly component?: string | undefined;
  readonly all?: boolean | undefined;
  readonly installed?: boolean | undefined;
  readonly verbose?: boolean | undefined;
};
export type ListedComponent = {
  readonly id: string;
  readonly owner: string;
  readonly description: string;
  readonly hidden: boolean;
  readonly standalone: boolean;
  readonly installed: readonly string[];
  readonly platforms: readonly string[];
};
export type ListedVersion = {
  readonly version: string;
  /** `nightly` when this row is the alias. */
  readonly alias: string | null;
  readonly installed: boolean;
  readonly released: string;
  readonly platforms: readonly string[];
};
export type ListResult =
  | {
      readonly kind: 'components';
      readonly components: readonly ListedComponent[];
      readonly warnings: readonly EngineWarning[];
    }
  | {
      readonly kind: 'versions';
      readonly component: string;
      readonly versions: readonly ListedVersion[];
      readonly warnings: readonly EngineWarning[];
    };

export type InstallRequest = {
  /** `<component>` or `<component>:<version>`; versions as in a clone, but a single one results. */
  readonly components: readonly string[];
  readonly force?: boolean | undefined;
};
export type InstallItem = {
  readonly component: string;
  readonly version: string;
  readonly platform: string;
  readonly file: string;
  readonly length: number;
  readonly sha256: string;
  readonly entry: string;
  readonly action: 'install' | 'reinstall' | 'keep';
};
export type InstallPlan = {
  readonly mirror: string;
  readonly items: readonly InstallItem[];
  readonly bytes: number;
  readonly warnings: readonly EngineWarning[];
};
export type InstallResult = {
  readonly installed: readonly InstallItem[];
  readonly kept: readonly InstallItem[];
};

export type UpdateRequest = {
  readonly components?: readonly string[] | undefined;
  readonly all?: boolean | undefined;
  readonly nightly?: boolean | undefined;
  readonly force?: boolean | undefined;
};

export type UninstallRequest = { readonly components: readonly string[]; readonly all?: boolean | undefined };
export type UninstallItem = { readonly component: string; readonly version: string; readonly path: string };
export type UninstallPlan = { readonly items: readonly UninstallItem[]; readonly storage: readonly string[] };
export type UninstallResult = { readonly removed: readonly UninstallItem[] };

export type RunRequest = {
  /** `<component>` or `<component>:<version>`. */
  readonly component: string;
  readonly args: readonly string[];
  /** Run this file instead of the installed entry. */
  readonly binary?: string | undefined;
  readonly tag?: string | undefined;
};
export type RunPlan = {
  readonly request: RunRequest;
  readonly component: string;
  readonly version: string;
  readonly entry: string;
  /** What must be installed first, or null. */
  readonly install: InstallPlan | null;
};
/** The program's own exit code; 128 + n when a signal n ended it. */
export type RunResult = { readonly exitCode: number };
