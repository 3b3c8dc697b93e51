import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';
import { jobs } from './jobs.ts';

const states: Readonly<Record<string, string>> = jobs.states;

function stateOf(fact: string | number | boolean | undefined): string {
  return states[String(fact)] ?? 'in another state';
}

export const jobsErrors: Pick<ErrorTexts, 'job-unknown' | 'job-state'> = {
  'job-unknown': {
    title: (f) => `There is no such job${known(f.id, ': ')}`,
    remedy: () =>
      '`mirrordeck jobs` lists them; the beginning of an id or its last letters are enough where they mean one alone.',
  },
  'job-state': {
    title: (f) => `Job${known(f.id)} is ${stateOf(f.state)}`,
    remedy: () =>
      '`mirrordeck jobs` shows what each of them does: one that runs can be paused, one that does not can go on.',
  },
};
