import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DoctorFinding } from '../../api/doctor.ts';
import { expiryOf } from '../../domain/trust.ts';
import { networkOf } from '../../io/network.ts';
import { serverDate } from '../../io/server-date.ts';
import { isHttp } from '../mirror-address.ts';
import { openMirror } from '../open-mirror.ts';
import type { Visit } from './doctor.ts';
import { failureOf, note, problem } from './finding.ts';

const day = 86_400_000;
/** Days before an expiry is told of: time enough to find who holds the keys. */
const soon = 14;
/** Milliseconds that clocks may differ: more, and expiries are judged wrongly at the edge. */
const mostSkew = 5 * 60_000;

/** The current mirror: is it there, is it right, does it last. */
export async function mirror({ context, address, now, run }: Visit): Promise<readonly DoctorFinding[]> {
  if (address === null) return [];
  const findings: DoctorFinding[] = [];
  const failure = await failureOf(async () => {
    const opened = await openMirror(
      context,
      {},
      { signal: run.signal },
      { allowExpired: true, remember: false },
    );
    try {
      const { root, index, snapshot, timestamp, identity } = opened;
      if (identity.trust === 'new') {
        findings.push(note('mirror', 'mirror-unknown', { address, fingerprint: identity.fingerprint }));
      }
      for (const { file, manifest } of [root, index, snapshot, timestamp]) {
        const { expires } = manifest;
        const left = expiryOf(manifest) - now.getTime();
        if (left < 0) findings.push(problem('mirror', 'mirror-expired', { file, expires }));
        else if (left < soon * day) findings.push(problem('mirror', 'mirror-expiring', { file, expires }));
      }
    } finally {
      await opened.close();
    }
  });
  if (failure === null) return findings;
  const code = failure.exitCode === 4 ? 'mirror-untrusted' : 'mirror-unreachable';
  return [problem('mirror', code, { ...failure.facts, address, code: failure.code }, failure.message)];
}

/** This machine's clock, against the server's; of a folder, against when it was written. */
export async function clock({ context, address, now }: Visit): Promise<readonly DoctorFinding[]> {
  if (address === null) return [];
  const other = isHttp(address) ? await serverDate(address, networkOf({}, context.environment)) : null;
  const seconds = (milliseconds: number) => Math.round(Math.abs(milliseconds) / 1000);
  if (other !== null) {
    const skew = now.getTime() - other.getTime();
    if (Math.abs(skew) <= mostSkew) return [];
    return [problem('clock', 'clock-skew', { address, seconds: seconds(skew), now: now.toISOString() })];
  }
  if (isHttp(address)) return [];
  // A file can't have been written in what is still to come.
  const written = await stat(join(address, 'timestamp.json')).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  if (written - now.getTime() <= mostSkew) return [];
  const skew = seconds(written - now.getTime());
  return [problem('clock', 'clock-skew', { address, seconds: skew, now: now.toISOString() })];
}
