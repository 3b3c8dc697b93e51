import type { DoctorArea, DoctorFinding, DoctorRequest, DoctorResult } from '../../api/doctor.ts';
import type { Query, Run } from '../../api/run.ts';
import { checkSignal } from '../../errors.ts';
import type { Context } from '../context.ts';
import { currentAddress } from '../mirror-address.ts';
import { certificates, port, proxies, terminal } from './around.ts';
import { disk, home, leftovers, settings } from './disk.ts';
import { keys } from './keys.ts';
import { clock, mirror } from './mirror.ts';

/** What one look needs: the engine's context, the request, and the current mirror, null where it can't be told. */
export type Visit = {
  readonly context: Context;
  readonly request: DoctorRequest;
  readonly address: string | null;
  readonly now: Date;
  readonly run: Run;
  /** Ports that servers of ours are at, which run as jobs. */
  readonly servedPorts: () => Promise<readonly number[]>;
};

type Look = (visit: Visit) => Promise<readonly DoctorFinding[]>;

const looks: Readonly<Record<DoctorArea, Look>> = {
  home,
  settings,
  mirror,
  keys,
  disk,
  clock,
  proxy: proxies,
  certificates,
  port,
  terminal,
  leftovers,
};

/**
 * Looks at everything around a mirror that stops people, and names what it finds; changes and remembers nothing.
 * Only `interrupted` is thrown: whatever else fails is a finding.
 */
export function doctorQuery(
  context: Context,
  servedPorts: Visit['servedPorts'] = async () => [],
): Query<DoctorRequest, DoctorResult> {
  return async (request, run = {}) => {
    const now = context.now();
    // A home whose mirror can't be told is what `home` is about.
    const address = await currentAddress(context).catch(() => null);
    const findings: DoctorFinding[] = [];
    for (const look of Object.values(looks)) {
      checkSignal(run.signal);
      findings.push(...(await look({ context, request, address, now, run, servedPorts })));
    }
    return {
      home: context.home.path,
      mirror: address,
      areas: Object.keys(looks).filter((name): name is DoctorArea => Object.hasOwn(looks, name)),
      findings,
      problems: findings.filter(({ state }) => state === 'problem').length,
    };
  };
}
