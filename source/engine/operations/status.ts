import type { HomeStatus } from '../api/engine.ts';
import type { Run } from '../api/run.ts';
import { EngineError } from '../errors.ts';
import { freeBytes } from '../io/free-space.ts';
import type { Context } from './context.ts';
import { reportOn } from './report.ts';

/** Facts about the home and its mirror. A mirror that can't be read is one of them; only an abort is thrown. */
export async function readStatus(context: Context, run: Run = {}): Promise<HomeStatus> {
  const { home } = context;
  const facts = { home: home.path, diskFree: await freeBytes(home.path), installed: await home.installed() };
  let address: string | null = null;
  try {
    address = context.mirrorOverride || (await home.mirror());
    if (address === null) return { ...facts, address, problem: null, report: null };
    return { ...facts, address, problem: null, report: await reportOn(context, {}, run) };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'interrupted') throw error;
    return { ...facts, address, problem: { code: error.code, message: error.message }, report: null };
  }
}
