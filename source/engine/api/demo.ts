/** A component of a made up mirror. Its programs only say who they are, and what they were given. */
export type DemoComponent = {
  readonly id: string;
  readonly description: string;
  readonly versions: readonly string[];
  /** `os/arch`, or `any/any`. */
  readonly platforms: readonly string[];
  /** Size of each program before it is packed. */
  readonly bytes: number;
  /** Default pingcap. */
  readonly owner?: string | undefined;
  readonly standalone?: boolean | undefined;
  readonly hidden?: boolean | undefined;
};

export type DemoRequest = {
  /** The folder for it and for its keys; default `demo` in the state folder. */
  readonly path?: string | undefined;
  /** What it holds; default twelve components of a cluster, a few kilobytes each. */
  readonly components?: readonly DemoComponent[] | undefined;
};

export type DemoPlan = {
  /** The folder that is all there is of it: whoever removes it has removed the demo. */
  readonly path: string;
  /** The mirror in it. */
  readonly mirror: string;
  /** The TIUP_HOME of its owners, with their keys. */
  readonly home: string;
  /** `keep`: it is there; `renew`: it is there and expires soon, or has; `make`: what a stopped one left is replaced. */
  readonly action: 'make' | 'keep' | 'renew';
  readonly components: readonly DemoComponent[];
  readonly tarballs: number;
  /** Of all programs, before they are packed. */
  readonly bytes: number;
};

export type DemoResult = {
  readonly path: string;
  readonly mirror: string;
  readonly home: string;
  readonly fingerprint: string;
  readonly components: number;
  readonly tarballs: number;
  /** Of all tarballs. */
  readonly bytes: number;
};
