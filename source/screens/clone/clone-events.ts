import type { Catalogue, CloneAnswers, ClonePlan, ListedSource } from '../../engine/index.ts';
import { fieldOf } from '../../ui/form/field.ts';
import type { Problem } from '../../ui/problem.ts';
import type { Progress } from '../../ui/progress.ts';
import { type JobEvents, reduceJob, resultOfJob } from '../work/job-state.ts';
import { choosesAny, requestOf } from './clone-request.ts';
import { type CloneState, versionModes, withCloneTask } from './clone-state.ts';
import { componentTable, pickTable, platformTable, sourceTable } from './clone-tables.ts';
import { type ClonePreset, wantedBy } from './preset.ts';
import { pickId, versionPrefix } from './selection.ts';

export type CloneEvent =
  | { readonly type: 'begin' }
  | { readonly type: 'listed'; readonly list: readonly ListedSource[] }
  | {
      readonly type: 'catalogue';
      readonly catalogue: Catalogue;
      readonly list: readonly ListedSource[];
      /** Those that clones usually begin with, `os/arch` by comma. */
      readonly platforms: string | null;
    }
  | { readonly type: 'planned'; readonly plan: ClonePlan }
  | { readonly type: 'saved' }
  | { readonly type: 'progress'; readonly progress: Progress }
  | JobEvents
  | { readonly type: 'failed'; readonly problem: Problem };

/** What the engine's answers change. */
export function reduceClone(state: CloneState, event: CloneEvent): CloneState {
  switch (event.type) {
    case 'begin':
      if (state.step !== 'source' || state.task !== null || state.catalogue !== null) return state;
      return withCloneTask(state, { kind: 'list', id: state.tasks + 1 });
    case 'listed':
      return { ...state, list: event.list, sources: sourceTable(event.list, state.used), task: null };
    case 'catalogue':
      return withCatalogue(
        { ...state, list: event.list, sources: listedAgain(state, event.list) },
        event.catalogue,
        event.platforms,
      );
    case 'planned':
      return { ...state, plan: event.plan, step: 'review', top: 0, task: null, saved: null };
    case 'saved':
      return { ...state, task: null, saving: null };
    case 'progress':
      return { ...state, progress: event.progress };
    case 'failed':
      if (state.task === null) return state;
      return {
        ...state,
        task: null,
        asking: null,
        top: 0,
        problem: { problem: event.problem, task: state.task },
      };
    default:
      return ofTheJob(state, event);
  }
}

/** A job that has come to its end hands its receipt over; one that stopped before stays on the screen. */
function ofTheJob(state: CloneState, event: JobEvents): CloneState {
  const ended = resultOfJob(event);
  if (ended?.kind !== 'clone') return { ...state, watched: reduceJob(state.watched, event) };
  const watched = reduceJob(state.watched, event);
  const { result } = ended;
  return { ...state, watched, result, step: 'receipt', top: 0 };
}

/** The table as it was, unless nothing was listed in it yet. */
function listedAgain(state: CloneState, list: readonly ListedSource[]): CloneState['sources'] {
  return state.list.length === 0 ? sourceTable(list, state.used) : state.sources;
}

function withCatalogue(state: CloneState, catalogue: Catalogue, usual: string | null): CloneState {
  const every = catalogue.components.map(({ id }) => id);
  const known = new Set(every);
  const preset = state.preset;
  const wanted = preset === null ? {} : wantedBy(preset, every);
  const answered = preset?.answers?.components ?? [];
  const chosen = [...Object.keys(wanted), ...answered, ...state.components.chosen].filter((id) =>
    known.has(id),
  );
  const read: CloneState = {
    ...state,
    used: catalogue.identity.address,
    catalogue,
    task: null,
    address: null,
    preset: null,
    step: preset === null || preset.begin === 'way' ? 'way' : 'components',
    brings: null,
    components: componentTable(catalogue, chosen),
    picks: pickTable(catalogue, new Set(chosen), catalogue.platforms, state.picks.chosen),
    platforms: platformTable(
      catalogue,
      preset?.oses ?? halvesOf(usual, 0),
      preset?.archs ?? halvesOf(usual, 1),
    ),
  };
  const filled = preset === null ? read : filledIn(read, preset, wanted, catalogue);
  return catalogue.identity.trust === 'new'
    ? { ...filled, step: 'source', task: null, asking: 'trust' }
    : filled;
}

/** The systems, or the architectures, of platforms by comma. */
function halvesOf(platforms: string | null, half: 0 | 1): readonly string[] | undefined {
  return platforms?.split(',').map((platform) => platform.trim().split('/')[half] ?? '');
}

/** A range or a word such as `latest`: no row of the table of versions. */
function isOpen(version: string): boolean {
  return /[\^~<>=|*\s]|(?:^v?|\.)x(?:\.|$)|^(?:latest|nightly|all)$/i.test(version);
}

function allAlike(wanted: Readonly<Record<string, readonly string[]>>): boolean {
  return new Set(Object.values(wanted).map((versions) => [...versions].sort().join(','))).size <= 1;
}

function filledIn(
  state: CloneState,
  preset: ClonePreset,
  wanted: Readonly<Record<string, readonly string[]>>,
  catalogue: Catalogue,
): CloneState {
  const { answers } = preset;
  return answers === undefined
    ? withPreset(state, preset, wanted, catalogue)
    : withAnswers(state, answers, catalogue);
}

/** The versions step as it was left. */
function withAnswers(state: CloneState, answers: CloneAnswers, catalogue: Catalogue): CloneState {
  const { mode, newest, prefix, typed, picks } = answers;
  return {
    ...state,
    mode: { place: versionModes.indexOf(mode), newest, prefix: fieldOf(prefix), typed: fieldOf(typed) },
    picks: pickTable(catalogue, state.components.chosen, catalogue.platforms, picks),
  };
}

/** The versions step as a preset has it: one word for all, single versions picked, or versions typed. */
function withPreset(
  state: CloneState,
  preset: ClonePreset,
  wanted: Readonly<Record<string, readonly string[]>>,
  catalogue: Catalogue,
): CloneState {
  const words = new Set(Object.values(wanted).flat());
  const only = words.size === 1 ? ([...words][0] ?? '') : '';
  const open = [...words].some(isOpen);
  const alike = allAlike(wanted);
  const rows = open && alike ? 'typed' : 'exact';
  const way = words.size === 0 || only === 'latest' ? 'newest' : only === 'all' ? 'all' : rows;
  const mode = preset.prefix === true && only !== '' ? 'prefix' : way;
  const picks = Object.entries(wanted).flatMap(([id, versions]) =>
    versions.map((version) => pickId(id, versionPrefix(version))),
  );
  const filled: CloneState = {
    ...state,
    mode: {
      ...state.mode,
      place: versionModes.indexOf(mode),
      prefix: fieldOf(mode === 'prefix' ? only : ''),
      typed: fieldOf(mode === 'typed' ? [...words].join(', ') : ''),
    },
    picks: pickTable(catalogue, state.components.chosen, catalogue.platforms, picks),
  };
  // Ranges that differ from component to component can't be shown: then the person goes through the steps.
  const shown = mode !== 'exact' || !open;
  if (preset.begin !== 'review' || !shown || !choosesAny(filled)) return filled;
  return withCloneTask(
    { ...filled, step: 'target' },
    { kind: 'plan', id: filled.tasks + 1, request: requestOf(filled) },
  );
}
