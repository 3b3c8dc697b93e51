import type { DoctorArea, DoctorCode, DoctorFinding } from '../../api/doctor.ts';
import { EngineError } from '../../errors.ts';
import type { Facts } from '../../events.ts';

/** Something that is wrong. */
export function problem(area: DoctorArea, code: DoctorCode, facts: Facts = {}, detail = ''): DoctorFinding {
  return { area, code, state: 'problem', facts, detail };
}

/** Something that is worth knowing. */
export function note(area: DoctorArea, code: DoctorCode, facts: Facts = {}, detail = ''): DoctorFinding {
  return { area, code, state: 'note', facts, detail };
}

/** The error of the engine that `work` ends with, or null; an interruption goes on. */
export async function failureOf(work: () => Promise<unknown>): Promise<EngineError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'interrupted') throw error;
    return error;
  }
}
