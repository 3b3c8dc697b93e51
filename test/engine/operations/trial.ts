import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  createEngine,
  type Engine,
  type EngineOptions,
  type ErrorCode,
} from '../../../source/engine/index.ts';
import type { Context } from '../../../source/engine/operations/context.ts';
import { fingerprint } from '../../helpers/fingerprint.ts';
import { goldenNow } from '../../helpers/golden.ts';
import { goldenContext, someTarball } from '../../helpers/published.ts';

/** A person's machine: a mirror of theirs, a home with the owners' keys, a working folder with `some.tar.gz`. */
export type Trial = {
  readonly context: Context;
  readonly engine: Engine;
  /** All of it lies in here. */
  readonly folder: string;
  /** A golden mirror to be spoilt, the current one. */
  readonly mirror: string;
  readonly home: string;
  readonly work: string;
  readonly settings: string;
  /** Where the tests clone to. Not there yet. */
  readonly target: string;
};

export function trial(change: Partial<EngineOptions> = {}): Trial {
  const context = goldenContext();
  someTarball(context);
  const { folder, mirror, workingFolder: work } = context;
  const home = context.home.path;
  const settings = join(folder, 'config');
  mkdirSync(settings);
  const engine = createEngine({
    ...{ home, mirror, settingsFolder: settings, workingFolder: work, platform: 'linux/amd64', jobs: 2 },
    ...{ now: () => goldenNow, environment: {} },
    ...change,
  });
  return { context, engine, folder, mirror, home, work, settings, target: join(folder, 'target') };
}

type Planned<Request, Plan, Result> = {
  plan(request: Request): Promise<Plan>;
  apply(plan: Plan): Promise<Result>;
};

/** Plans and applies, as a command does. */
export async function carryOut<Request, Plan, Result>(
  operation: Planned<Request, Plan, Result>,
  request: Request,
): Promise<Result> {
  return await operation.apply(await operation.plan(request));
}

/** It ends with this code and exit code, and nothing in the folder was changed. */
export async function expectRefusal(
  work: () => Promise<unknown>,
  { code, exitCode, folder }: { code: ErrorCode; exitCode: number; folder: string },
): Promise<void> {
  const before = fingerprint(folder);
  await expect(work()).rejects.toMatchObject({ name: 'EngineError', code, exitCode });
  expect(fingerprint(folder)).toEqual(before);
}
