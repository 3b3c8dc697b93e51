/** Why no full-screen interface can be opened here, or null when it can. */
export type TerminalProblem = 'no-terminal' | 'dumb' | 'ci';

type Surroundings = {
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: { readonly isTTY?: boolean };
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/**
 * Decides, before React or Ink are loaded, whether screens make sense: both ends must be terminals, the terminal
 * must understand cursor movement, and no build robot may be watching (`CI` set, even empty, counts).
 */
export function terminalProblem({ stdin, stdout, environment }: Surroundings): TerminalProblem | null {
  if (stdin.isTTY !== true || stdout.isTTY !== true) return 'no-terminal';
  if (environment.TERM === 'dumb') return 'dumb';
  const robot = environment.CI;
  return robot === undefined || robot === 'false' || robot === '0' ? null : 'ci';
}

/**
 * Must run before React or Ink are imported, because both read these once: React's development build costs a
 * tenth of the processor and leaks, and Ink's colours know FORCE_COLOR but not NO_COLOR.
 */
export function prepareForScreens(environment: Record<string, string | undefined>): void {
  environment.NODE_ENV ??= 'production';
  const refused = environment.NO_COLOR;
  if (refused !== undefined && refused !== '') environment.FORCE_COLOR = '0';
}
