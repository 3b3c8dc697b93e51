import type {
  Catalogue,
  CatalogueComponent,
  InspectResult,
  JobError,
  JobResult,
  KeyEntry,
  PublishPlan,
} from '../../engine/index.ts';
import { type PickerEvent, reducePicker } from '../../ui/picker/picker-state.ts';
import type { Problem } from '../../ui/problem.ts';
import { type TableRow, withRows } from '../../ui/table/table-state.ts';
import { type JobEvents, reduceJob, resultOfJob } from '../work/job-state.ts';
import { reading, settled, type WorkEvent, withWorkEvent } from '../work/work-state.ts';
import { type PlannedChange, type Published, type PublishState, tarballTable } from './publish-state.ts';
import type { Tarball } from './tarball.ts';

export type PublishEvent =
  | { readonly type: 'read'; readonly catalogue: Catalogue; readonly keys: readonly KeyEntry[] }
  | {
      readonly type: 'inspected';
      readonly found: readonly { readonly file: string; readonly in: InspectResult }[];
    }
  | { readonly type: 'planned'; readonly plans: readonly PublishPlan[] }
  | { readonly type: 'published'; readonly published: Published }
  | { readonly type: 'change'; readonly planned: PlannedChange }
  | { readonly type: 'changed' }
  | PickerEvent
  | JobEvents
  | WorkEvent;

/** Rows that are kept in sight when rows change. */
const someRows = 8;

/** What answers of the engine, and of the disk, change. */
export function reducePublish(state: PublishState, event: PublishEvent): PublishState {
  const work = settled(state.work);
  switch (event.type) {
    case 'work-progress':
    case 'work-failed':
      return { ...state, work: withWorkEvent(state.work, event), top: 0 };
    case 'picker-listed':
    case 'picker-completed':
      return { ...state, picker: reducePicker(state.picker, event) };
    case 'read':
      return laidOut({ ...state, work, catalogue: event.catalogue, keys: event.keys });
    case 'inspected': {
      const tarballs = event.found.map(({ file, in: found }) => tarballOf(file, found));
      const programs = event.found.map(
        ({ file, in: found }) => [file, found.programs.map(({ path }) => path)] as const,
      );
      return {
        ...{ ...state, work, tarballs, rows: tarballTable(tarballs) },
        programs: new Map(programs),
        step: 'tarballs',
      };
    }
    case 'planned':
      return { ...state, work, plans: event.plans, step: 'review', top: 0 };
    case 'published':
      return { ...state, work, published: event.published, step: 'done', top: 0 };
    case 'job-started':
    case 'job-found':
    case 'job-progress':
    case 'job-obeyed':
    case 'job-failed':
    case 'job-ended':
      return ofTheJob({ ...state, watched: reduceJob(state.watched, event) }, resultOfJob(event));
    case 'change':
      return { ...state, work, change: event.planned, step: 'change', top: 0 };
    case 'changed':
      return {
        ...state,
        change: null,
        step: state.component === null ? 'list' : 'versions',
        work: reading(state.work, { kind: 'read' }),
      };
  }
}

/** A job that has come to its end hands over what it published; one that stopped before stays on the screen. */
function ofTheJob(state: PublishState, result: JobResult | null): PublishState {
  if (result?.kind !== 'publish') return state;
  const failed = result.failures.map(({ tarball, error }) => ({ tarball, problem: problemOfJob(error) }));
  return { ...state, published: { done: result.published, failed }, step: 'done', top: 0 };
}

function problemOfJob({ code, facts, message }: JobError): Problem {
  return { code: code === 'unexpected' ? null : code, detail: message, facts };
}

/** What its name and its contents say; the program nearest to the top is taken for the entry. */
function tarballOf(file: string, { named, programs }: InspectResult): Tarball {
  const { component = '', version = '', os = '', arch = '' } = named ?? {};
  const entry = programs[0]?.path ?? '';
  return { file, component, version, os, arch, entry, description: '', standalone: false, hidden: false };
}

function componentRow(component: CatalogueComponent): TableRow {
  const { id, owner, description, versions, yanked, hidden, standalone } = component;
  const newest = versions.find(({ prerelease, nightly }) => !prerelease && !nightly) ?? versions[0];
  const marks = [
    ...(yanked === true ? ['yanked'] : []),
    ...(hidden ? ['hidden'] : []),
    ...(standalone ? ['alone'] : []),
  ];
  return {
    id,
    cells: [id, newest?.version ?? '', versions.length, marks.join(' '), owner, description],
  };
}

function versionRow({ version, releases }: CatalogueComponent['versions'][number]): TableRow {
  const yanked = releases.every((release) => release.yanked === true);
  const platforms = releases.map(({ platform }) => platform).join(' ');
  return { id: version, cells: [version, releases[0]?.released ?? '', platforms, yanked ? 'yanked' : ''] };
}

/** The tables anew; cursors stay. */
export function laidOut(state: PublishState): PublishState {
  const all = state.catalogue?.components ?? [];
  const versions = all.find(({ id }) => id === state.component)?.versions ?? [];
  return {
    ...state,
    components: withRows(state.components, all.map(componentRow), someRows),
    versions: withRows(state.versions, versions.map(versionRow), someRows),
  };
}
