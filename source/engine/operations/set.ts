import type { SetPlan, SetRequest, SetResult } from '../api/mirror.ts';
import type { Operation, Run } from '../api/run.ts';
import { officialAddress } from '../domain/official-root.ts';
import { EngineError } from '../errors.ts';
import type { Context } from './context.ts';
import { openMirror } from './open-mirror.ts';

/** Makes a mirror the home's own. */
export function setOperation(context: Context): Operation<SetRequest, SetPlan, SetResult> {
  return {
    plan: (request, run) => planSet(context, request, run ?? {}),
    apply: (plan, run) => applySet(context, plan, run ?? {}),
  };
}

/**
 * Reads the mirror and says who it is; remembers nothing. A folder's root is taken as it is now. An http address
 * that was met before must show the root it showed then, or be given with its root file or fingerprint:
 * `root-changed`. Throws `usage`, and what opening a mirror throws.
 */
async function planSet(context: Context, request: SetRequest, run: Run): Promise<SetPlan> {
  const { rootFile, fingerprint, reset } = request;
  const address = reset === true ? officialAddress : request.address;
  if (address === undefined || address === '' || (reset === true && request.address !== undefined)) {
    throw new EngineError('usage', 'either an address or a reset is needed', { facts: { field: 'address' } });
  }
  const reference = { address, rootFile, fingerprint };
  const mirror = await openMirror(context, reference, run, { remember: false, trustFolder: true });
  await mirror.close();
  return {
    address: mirror.identity.address,
    previous: await context.home.mirror(),
    identity: mirror.identity,
  };
}

async function applySet(context: Context, plan: SetPlan, run: Run): Promise<SetResult> {
  const { address, identity } = plan;
  // Exactly the root that was shown, or one that it has handed over to since.
  const mirror = await openMirror(context, { address, fingerprint: identity.fingerprint }, run);
  await mirror.close();
  run.onEvent?.({ type: 'phase', phase: 'commit' });
  await context.home.setMirror(address, mirror.root.bytes, { signal: run.signal });
  return { address, fingerprint: mirror.identity.fingerprint };
}
