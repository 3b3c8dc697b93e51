import type { PackageEntry } from './client.ts';

export type InspectRequest =
  | {
      /** Files and folders that somebody wants to package. */
      readonly kind: 'picks';
      readonly paths: readonly string[];
      /** Of a single folder: what is in it, without its own name before. */
      readonly inside?: boolean | undefined;
    }
  | { readonly kind: 'tarball'; readonly file: string };

/** An executable file: a component's entry can be one of these. */
export type FoundProgram = {
  readonly path: string;
  readonly format: 'elf' | 'macho' | 'windows' | 'script' | 'unknown';
  /** `os/arch` that it runs on; empty for a script, and where nothing is known. */
  readonly platforms: readonly string[];
};

export type InspectResult = {
  /** Of picks: the folder that they lie in together, and what to package from there. */
  readonly directory: string;
  readonly targets: readonly string[];
  readonly entries: readonly PackageEntry[];
  /** Of all files, unpacked. */
  readonly bytes: number;
  /** Those nearest to the top first; of a tarball, before them what its name makes likely to be the entry. */
  readonly programs: readonly FoundProgram[];
  /** Of a tarball: what its name says, where it is of the form `name-version-os-arch.tar.gz`. */
  readonly named: TarballNames | null;
};

export type TarballNames = {
  readonly component: string;
  readonly version: string;
  readonly os: string;
  readonly arch: string;
};
