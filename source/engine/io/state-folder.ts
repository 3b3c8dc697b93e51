import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Our folder for what outlives a run and is nobody's setting: as the XDG specification has it. */
export function stateFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const state = environment.XDG_STATE_HOME ?? '';
  // The specification: a relative one is to be ignored.
  return join(isAbsolute(state) ? state : join(homedir(), '.local', 'state'), 'mirrordeck');
}
