import type { Jobs } from '../api/jobs.ts';
import { EngineError } from '../errors.ts';
import { isActive } from './job-state.ts';

/** Ports at which jobs serve now; none where the jobs can't be read. */
export async function servedPorts(jobs: Pick<Jobs, 'list'>): Promise<readonly number[]> {
  try {
    const list = await jobs.list();
    return list.flatMap(({ state, serving }) => (isActive(state) && serving !== null ? [serving.port] : []));
  } catch (error) {
    if (error instanceof EngineError) return [];
    throw error;
  }
}
