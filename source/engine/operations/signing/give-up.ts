import type { GiveUpPlan, GiveUpRequest, GiveUpResult } from '../../api/rotation.ts';
import type { Operation } from '../../api/run.ts';
import type { CarriedManifest } from '../../domain/carried-manifest.ts';
import { EngineError } from '../../errors.ts';
import { removeFile } from '../../io/files.ts';
import type { SavedWaiting } from '../../io/settings.ts';
import { type Context, resolvePath } from '../context.ts';
import { carriedIn, forgetWaiting } from './waiting.ts';

/** A change that waits for signatures is not to come any more: it is told no more, and its file goes. */
export function giveUpOperation(context: Context): Operation<GiveUpRequest, GiveUpPlan, GiveUpResult> {
  return {
    plan: ({ path }) => planGivingUp(context, resolvePath(context, path)),
    apply: (plan) => applyGivingUp(context, plan),
  };
}

/** Throws `not-waiting` for a file that no change waits in. */
async function planGivingUp(context: Context, path: string): Promise<GiveUpPlan> {
  const saved = (await context.settings.read()).waiting?.find((one) => one.path === path);
  if (saved === undefined)
    throw new EngineError('not-waiting', `${path} is no change that waits for signatures`, {
      facts: { path },
    });
  const { mirror, component, owner } = saved;
  const carried = await changeIn(saved);
  return {
    ...{ mirror, path, component, owner, kind: component === null ? 'rotation' : 'transfer' },
    version: carried?.manifest.version ?? null,
    signedBy: (carried?.signatures ?? []).map(({ keyid }) => keyid).sort(),
    removes: carried === null ? [] : [path],
  };
}

/** What lies there, if it is still what waits: anything else is somebody's. */
async function changeIn({
  path,
  component,
}: Pick<SavedWaiting, 'path' | 'component'>): Promise<CarriedManifest | null> {
  const carried = await carriedIn(path);
  if (carried === null) return null;
  const { manifest } = carried;
  const isSame =
    component === null
      ? manifest._type === 'root'
      : manifest._type === 'component' && manifest.id === component;
  return isSame ? carried : null;
}

async function applyGivingUp(context: Context, plan: GiveUpPlan): Promise<GiveUpResult> {
  const { path, version } = plan;
  const carried = await changeIn(plan);
  const removed = carried !== null && carried.manifest.version === version ? plan.removes : [];
  for (const file of removed) await removeFile(file);
  await forgetWaiting(context, path);
  return { path, removed };
}
