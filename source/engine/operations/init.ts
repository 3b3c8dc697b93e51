import { join } from 'node:path';
import type { InitPlan, InitRequest, InitResult } from '../api/mirror.ts';
import type { Operation, Run } from '../api/run.ts';
import { type Lifetimes, stockLifetimes } from '../domain/edits/lifetimes.ts';
import { newMirror } from '../domain/edits/new-mirror.ts';
import { outlineEdit, signEdit } from '../domain/edits/sign-edit.ts';
import { encodePrivateKey } from '../domain/key-file.ts';
import { rootFingerprint } from '../domain/trust.ts';
import { checkSignal, EngineError } from '../errors.ts';
import { removeEmptyFolder, removeFile } from '../io/files.ts';
import { keyFileName, writeKey } from '../io/keyring.ts';
import { openStore } from '../io/mirror-store.ts';
import { keysForNewMirror, publicHalves, withRoles } from './clone/signing-keys.ts';
import { type Context, resolvePath } from './context.ts';
import { plannedSignatures } from './planned.ts';
import { rememberKeyFolder } from './role-keys.ts';

const longestLifetime = 100 * 365;

/** Makes an empty mirror with keys of its own. */
export function initOperation(context: Context): Operation<InitRequest, InitPlan, InitResult> {
  return {
    plan: (request) => planInit(context, request),
    apply: (plan, run) => applyInit(context, plan, run ?? {}),
  };
}

/** The lifetimes of a mirror whose snapshot and timestamp are to last so many days. Throws `usage`. */
function lifetimesFor(days: number | undefined): Lifetimes {
  if (days === undefined) return stockLifetimes;
  if (!Number.isInteger(days) || days < 1 || days > longestLifetime) {
    throw new EngineError('usage', `a lifetime is a whole number of days from 1 to ${longestLifetime}`, {
      facts: { field: 'days', got: days },
    });
  }
  // What it is signed by must not end before it.
  const atLeast = (least: number) => Math.max(least, days);
  return { ...stockLifetimes, root: atLeast(365), index: atLeast(365), snapshot: days, timestamp: days };
}

async function planInit(context: Context, request: InitRequest): Promise<InitPlan> {
  const now = context.now();
  const path = resolvePath(context, request.path);
  const lifetimes = lifetimesFor(request.days);
  // An init that a crash stopped after it was decided is a mirror.
  await openStore(path).recover();
  const creates = await isMissing(path);
  const { root, index } = newMirror({ root: [], index: [], snapshot: [], timestamp: [] }, now, lifetimes);
  return {
    path,
    keyDir: request.keyDir === undefined ? join(path, 'keys') : resolvePath(context, request.keyDir),
    days: request.days,
    creates,
    signs: plannedSignatures(outlineEdit(null, { root, index }, now, lifetimes)),
  };
}

/** True when nothing is there, false for an empty folder. Throws `mirror-exists`, `target-not-empty`. */
async function isMissing(path: string): Promise<boolean> {
  const state = await openStore(path).state();
  const facts = { path };
  if (state === 'mirror') throw new EngineError('mirror-exists', `${path} is a mirror already`, { facts });
  if (state === 'other') throw new EngineError('target-not-empty', `${path} is not empty`, { facts });
  return state === 'absent';
}

async function applyInit(context: Context, plan: InitPlan, run: Run): Promise<InitResult> {
  const now = context.now();
  const lifetimes = lifetimesFor(plan.days);
  await isMissing(plan.path);
  run.onEvent?.({ type: 'phase', phase: 'sign' });
  const keys = await keysForNewMirror();
  checkSignal(run.signal);
  const { root, index } = newMirror(publicHalves(keys), now, lifetimes);
  const all = Object.values(keys).flat();
  const files = signEdit(null, { root, index }, all, now, lifetimes);
  run.onEvent?.({ type: 'phase', phase: 'commit' });
  const inside = plan.keyDir === join(plan.path, 'keys');
  const written: string[] = [];
  try {
    // Keys that lie elsewhere must be there before a mirror needs them.
    for (const { role, key } of inside ? [] : withRoles(keys)) {
      written.push(await writeKey(plan.keyDir, keyFileName(key, role), key));
    }
    if (!inside) await rememberKeyFolder(context, plan.path, plan.keyDir);
    await openStore(plan.path).change(
      'mirror init',
      async (transaction) => {
        for (const { role, key } of inside ? withRoles(keys) : []) {
          await transaction.put(
            `keys/${keyFileName(key, role)}`,
            new TextEncoder().encode(encodePrivateKey(key)),
            0o600,
          );
        }
        for (const file of files) await transaction.put(file.name, file.bytes);
      },
      { signal: run.signal, expectTimestamp: 0 },
    );
  } catch (error) {
    // Keys of a mirror that never came to be are of no use; a commit that is decided, though, will be finished.
    const state = await openStore(plan.path)
      .state()
      .catch(() => 'mirror');
    if (state !== 'mirror') {
      for (const path of written) await removeFile(path).catch(() => undefined);
      if (!inside) await removeEmptyFolder(plan.keyDir).catch(() => undefined);
    }
    throw error;
  }
  return { path: plan.path, keyDir: plan.keyDir, fingerprint: rootFingerprint(root) };
}
