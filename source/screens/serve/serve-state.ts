import type { Exposure, JobSummary } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { formContext, withProblems } from '../../ui/form/form-state.ts';
import {
  followJob,
  type JobEvents,
  jobContext,
  nothingWatched,
  reduceJob,
  type Watched,
} from '../work/job-state.ts';
import {
  idle,
  reading,
  settled,
  type Work,
  type WorkEvent,
  withWorkEvent,
  workContext,
} from '../work/work-state.ts';
import { isLoopback, type ServeForm, serveForm, serveRequest } from './serve-request.ts';

export type ServeState = {
  /** What is to be served and how; what that gives to whom; a server at work. */
  readonly step: 'form' | 'exposure' | 'serving';
  readonly form: ServeForm;
  readonly work: Work<ServeWork>;
  /** What serving so would give to whom, as the engine found. */
  readonly exposure: Exposure | null;
  readonly watched: Watched;
  readonly top: number;
};

/** Looks for the mirror and for servers that run; or at what the form says. */
export type ServeWork = 'look' | 'check';

/** A folder to serve, or a server that runs. */
export type ServePreset = { readonly path: string } | { readonly job: JobSummary };

export type ServeEvent =
  | WorkEvent
  | JobEvents
  | { readonly type: 'exposed'; readonly exposure: Exposure }
  /** The home's current mirror, and servers that run. */
  | { readonly type: 'looked'; readonly folder: string | null; readonly servers: readonly JobSummary[] };

export function serveAtStart(preset: ServePreset | null): ServeState {
  const begun: ServeState = {
    step: 'form',
    form: serveForm(''),
    work: idle(),
    exposure: null,
    watched: nothingWatched,
    top: 0,
  };
  if (preset === null) return { ...begun, work: reading(begun.work, 'look') };
  if ('path' in preset) return { ...begun, form: serveForm(preset.path) };
  return { ...begun, step: 'serving', watched: followJob(nothingWatched, preset.job) };
}

/** Whether it would be reached from other machines. */
export function opensUp({ form }: ServeState): boolean {
  return !isLoopback(serveRequest(form).host ?? '');
}

/** A followed server is at work, and where it serves is known. */
export function isServing({ watched }: ServeState): boolean {
  return jobContext(watched) === 'job' && watched.summary?.serving != null;
}

/** Which keys hold. */
export function serveContext(state: ServeState): ContextName {
  const working = workContext(state.work);
  if (working !== null) return working;
  switch (state.step) {
    case 'form':
      return formContext(state.form);
    case 'exposure':
      return opensUp(state) ? 'open-up' : 'care-review';
    case 'serving': {
      const context = jobContext(state.watched) ?? 'wait';
      return context === 'job' ? 'serving' : context;
    }
  }
}

/** A wrong folder and a taken port are said at their fields; what else can't be is read in full. */
function withFailure(state: ServeState, event: WorkEvent & { readonly type: 'work-failed' }): ServeState {
  const calm = { ...state, work: settled(state.work) };
  // nothing is known beforehand then: everything can be typed
  if (state.work.task?.what === 'look') return calm;
  const { code } = event.problem;
  const path = code === 'file-missing' ? 'absent' : code === 'source-not-a-mirror' ? 'noMirror' : null;
  if (path !== null) return { ...calm, form: withProblems(state.form, { path }) };
  if (code === 'port-taken') return { ...calm, form: withProblems(state.form, { port: 'taken' }) };
  return { ...state, work: withWorkEvent(state.work, event) };
}

/** What the engine's answers change. */
export function reduceServe(state: ServeState, event: ServeEvent): ServeState {
  switch (event.type) {
    case 'looked': {
      const { folder, servers } = event;
      const looked = { ...state, work: settled(state.work) };
      const [server] = servers;
      if (server !== undefined)
        return { ...looked, step: 'serving', watched: followJob(state.watched, server) };
      return folder === null ? looked : { ...looked, form: serveForm(folder) };
    }
    case 'exposed':
      return { ...state, work: settled(state.work), exposure: event.exposure, step: 'exposure', top: 0 };
    case 'work-progress':
      return state;
    case 'work-failed':
      return withFailure(state, event);
    default:
      return { ...state, watched: reduceJob(state.watched, event) };
  }
}
