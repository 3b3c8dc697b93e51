/** A tarball as it is to be published; what is not known yet is empty. */
export type Tarball = {
  readonly file: string;
  readonly component: string;
  readonly version: string;
  readonly os: string;
  readonly arch: string;
  readonly entry: string;
  readonly description: string;
  readonly standalone: boolean;
  readonly hidden: boolean;
  /** Put it in the place of a version that is there. */
  readonly force?: boolean | undefined;
};

/** Tarballs that were just packaged. */
export type PublishArrival = { readonly tarballs: readonly Tarball[] };

/** Whether everything is there that publishing needs. */
export function isComplete({ component, version, os, arch, entry }: Tarball): boolean {
  return [component, version, os, arch, entry].every((text) => text !== '');
}
