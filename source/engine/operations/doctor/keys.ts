import { join } from 'node:path';
import type { DoctorCode, DoctorFinding } from '../../api/doctor.ts';
import type { KeyProblem, KeyProblemCode } from '../../api/keys.ts';
import { keysInTree } from '../../io/server/keys-in-tree.ts';
import { checkKeys } from '../keys/check.ts';
import { isHttp } from '../mirror-address.ts';
import type { Visit } from './doctor.ts';
import { failureOf, note, problem } from './finding.ts';

const codes: Readonly<Record<KeyProblemCode, DoctorCode>> = {
  exposed: 'key-exposed',
  'folder-open': 'key-folder-open',
  unusable: 'key-unusable',
  mismatch: 'key-mismatch',
  ed25519: 'key-ed25519',
  twice: 'key-twice',
  missing: 'keys-missing',
};

/** The keys of the home, and those of a mirror in a folder. */
export async function keys({ context, address, run }: Visit): Promise<readonly DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  const quiet = { signal: run.signal };
  const isFolder = address !== null && !isHttp(address);
  for (const mirror of isFolder ? [false, true] : [false]) {
    const failure = await failureOf(async () => {
      const { keys: found, problems } = await checkKeys(context, { mirror }, quiet);
      // A mirror none of whose keys are here is somebody else's: they are not missed.
      const isOurs = !mirror || found.length > 0;
      findings.push(...problems.filter(({ code }) => isOurs || code !== 'missing').map(shown));
    });
    if (failure !== null) {
      const file = mirror && address !== null ? join(address, 'keys') : context.home.keys;
      findings.push(problem('keys', 'key-unusable', { file, reason: failure.message }, failure.message));
    }
  }
  if (isFolder) {
    for (const path of await keysInTree(address)) findings.push(note('keys', 'keys-in-tree', { path }));
  }
  return findings;
}

function shown({ code, facts }: KeyProblem): DoctorFinding {
  // One that works, and may be meant.
  const isNote = code === 'twice' || code === 'ed25519';
  return (isNote ? note : problem)('keys', codes[code], facts);
}
