import type { SavedChoices } from '../../api/saved.ts';
import type { Context } from '../context.ts';
import { readDecisions } from './decisions-file.ts';
import { writeJson } from './json-file.ts';
import { readPlan } from './plan-file.ts';

/** Files that a person keeps choices in. */
export function savedChoices({ workingFolder }: Context): SavedChoices {
  return {
    readPlan: (file) => readPlan(file, workingFolder),
    writePlan: (file, plan) => writeJson(file, workingFolder, plan),
    readDecisions: (file) => readDecisions(file, workingFolder),
    writeDecisions: (file, conflicts) => writeJson(file, workingFolder, conflicts),
  };
}
