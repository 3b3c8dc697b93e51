export type KnownNamesRequest = {
  /** Tell the versions of this component; without it, the components. */
  readonly component?: string | undefined;
};

/** Sorted: components by name, versions newest first. */
export type KnownNames = {
  readonly components: readonly { readonly name: string; readonly description: string }[];
  readonly versions: readonly string[];
};
