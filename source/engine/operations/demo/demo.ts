import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoComponent, DemoPlan, DemoRequest, DemoResult } from '../../api/demo.ts';
import type { Operation, Run } from '../../api/run.ts';
import { demoComponents } from '../../domain/demo/components.ts';
import { checkNewComponentName } from '../../domain/names.ts';
import { EngineError } from '../../errors.ts';
import { writeAtomic } from '../../io/atomic-file.ts';
import { clearAway, fileError, isAbsent, removeEmptyFolder, removeFile, removeTree } from '../../io/files.ts';
import { openHome } from '../../io/home.ts';
import { ownFolder, takeLock } from '../../io/lock.ts';
import { openSettings } from '../../io/settings.ts';
import { stateFolder } from '../../io/state-folder.ts';
import { type Context, resolvePath } from '../context.ts';
import { renewOperation } from '../renew/renew.ts';
import { makeDemo } from './make.ts';
import { encodeRecord, readRecord, recordFile } from './record.ts';

/** Days before its end from which a demo that is there is renewed. */
const renewWithin = 7;

/**
 * A small mirror with keys and owners of its own, made by the same steps as any: to try everything on, without a
 * network. Throws `name-invalid`, `target-not-empty`, `lock-held`, and what making a mirror throws.
 */
export function demoOperation(
  context: Context,
  state: string = stateFolder(context.environment),
): Operation<DemoRequest, DemoPlan, DemoResult> {
  return {
    plan: (request, run) => planDemo(context, state, request, run ?? {}),
    apply: (plan, run) => applyDemo(context, plan, run ?? {}),
  };
}

/** All that it does happens in the demo's folder: nothing of the person's home or settings is read or written. */
function insideOf(context: Context, { path, home }: Pick<DemoPlan, 'path' | 'home'>): Context {
  const settings = openSettings(join(home, 'settings'));
  return { ...context, home: openHome(home), settings, workingFolder: path, mirrorOverride: undefined };
}

async function planDemo(context: Context, state: string, request: DemoRequest, run: Run): Promise<DemoPlan> {
  const path = request.path === undefined ? join(state, 'demo') : resolvePath(context, request.path);
  const components = request.components ?? demoComponents;
  checkNames(components);
  const sizes = components.map(({ versions, platforms, bytes }) => {
    const tarballs = versions.length * platforms.length;
    return { tarballs, bytes: tarballs * bytes };
  });
  const plan = { path, mirror: join(path, 'mirror'), home: join(path, 'operator') };
  return {
    ...plan,
    action: await actionFor(context, plan, run),
    components,
    tarballs: sizes.reduce((sum, { tarballs }) => sum + tarballs, 0),
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

async function actionFor(
  context: Context,
  where: Pick<DemoPlan, 'path' | 'home'>,
  run: Run,
): Promise<DemoPlan['action']> {
  const record = await readRecord(where.path);
  if (record === null) {
    await checkFree(where.path);
    return 'make';
  }
  if (record.made === null) return 'make';
  const due = await renewOperation(insideOf(context, where)).plan({ within: renewWithin }, run);
  return due.items.length > 0 ? 'renew' : 'keep';
}

/** Each names a file of the demo's: nothing may lead out of its folder. Throws `name-invalid`. */
function checkNames(components: readonly DemoComponent[]): void {
  for (const { id } of components) checkNewComponentName(id);
}

/** Only an own or an empty folder is made one's own: it will be removed as a whole some day. */
async function checkFree(path: string): Promise<void> {
  const names = await readdir(path).catch((cause: unknown) => {
    if (isAbsent(cause)) return [];
    throw fileError(cause, path);
  });
  if (names.every((name) => name === ownFolder)) return;
  throw new EngineError('target-not-empty', `${path} is not empty`, { facts: { path } });
}

async function applyDemo(context: Context, plan: DemoPlan, run: Run): Promise<DemoResult> {
  const { path, mirror, home } = plan;
  checkNames(plan.components);
  const release = await takeLock(join(path, ownFolder), 'mirror demo', { signal: run.signal });
  try {
    const action = await actionFor(context, plan, run);
    const made = action === 'make' ? await make(context, plan, run) : await reuse(context, plan, run);
    return { path, mirror, home, ...made };
  } finally {
    await release();
    await clearAway(() => removeEmptyFolder(path));
  }
}

type Made = Omit<DemoResult, 'path' | 'mirror' | 'home'>;

/** The record says whose folder this is from the first step on, and that it is whole with the last. */
async function make(context: Context, plan: DemoPlan, run: Run): Promise<Made> {
  const { path } = plan;
  const file = recordFile(path);
  await writeAtomic(file, encodeRecord(null));
  await removeParts(plan);
  try {
    const { fingerprint, components, tarballs, bytes } = await makeDemo(insideOf(context, plan), plan, run);
    const made = { fingerprint, components, tarballs, bytes };
    await writeAtomic(file, encodeRecord(made));
    return made;
  } catch (error) {
    await clearAway(async () => {
      await removeParts(plan);
      await removeFile(file);
    });
    throw error;
  }
}

async function removeParts({ path, mirror, home }: DemoPlan): Promise<void> {
  for (const part of [mirror, home, join(path, 'work')]) await removeTree(part);
}

async function reuse(context: Context, plan: DemoPlan, run: Run): Promise<Made> {
  const renew = renewOperation(insideOf(context, plan));
  const due = await renew.plan({ within: renewWithin }, run);
  if (due.items.length > 0) await renew.apply(due, run);
  const made = (await readRecord(plan.path))?.made ?? null;
  if (made !== null) return made;
  throw new EngineError('mirror-changed', `${plan.path} was changed since this was planned`, {
    facts: { path: plan.path },
  });
}
