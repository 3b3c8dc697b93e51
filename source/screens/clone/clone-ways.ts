import type { Catalogue, ClonePlan, PlannedPreset } from '../../engine/index.ts';
import { withoutTilde } from '../../ui/form/complete-path.ts';
import { pressForm, textEntry, textOf, withProblems } from '../../ui/form/form-state.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { pressPager } from '../../ui/pager.tsx';
import { pressTable } from '../../ui/table/table-keys.ts';
import { rowAt, type TableState, tableOf } from '../../ui/table/table-state.ts';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import { bringsLines } from './brings-lines.ts';
import { type CloneState, type PlanFileForm, versionModes, withCloneTask } from './clone-state.ts';
import { pickTable } from './clone-tables.ts';
import { chosenVersions, pickId } from './selection.ts';

/** Ways of saying what to take. */
export const ways = ['free', 'cluster', 'everything', 'saved'] as const;
export type Way = (typeof ways)[number];

type Answer = Outcome<CloneState> | null;

/** The way that the menu stands on. */
export function wayOf({ way }: Pick<CloneState, 'way'>): Way {
  return ways[way] ?? 'free';
}

/** A form for the file of a plan. */
export function planFileForm(file = ''): PlanFileForm {
  return { entries: [textEntry<'file', 'empty'>('file', file, true)], focus: 0 };
}

/** Which of the ways: what follows depends on it. */
export function pressWay(state: CloneState, { meaning }: Press): Answer {
  const way = pressMenu(state.way, ways.length, meaning);
  if (way !== null) return { state: { ...state, way } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'source' } };
  if (action !== 'accept' || state.catalogue === null) return null;
  switch (wayOf(state)) {
    case 'free':
      return { state: { ...state, step: 'components', brings: null } };
    case 'saved':
      return { state: { ...state, saved: planFileForm() } };
    case 'cluster':
      if (state.catalogue.clusters.length === 0) return { state, notice: 'noCluster' };
      return { state: { ...state, step: 'release', releases: clusterTable(state.catalogue) } };
    case 'everything':
      return { state: { ...state, step: 'release', releases: releaseTable(state.catalogue) } };
  }
}

/** The version of a cluster, or of everything. */
export function pressRelease(state: CloneState, { meaning, view }: Press): Answer {
  const releases = pressTable(state.releases, meaning, { height: view.body.height - 4, columns: 3 });
  if (releases !== null) return { state: { ...state, releases } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'way' } };
  if (action !== 'accept') return null;
  const version = rowAt(state.releases)?.id;
  if (version === undefined || state.catalogue === null) return { state, notice: 'noRow' };
  return { state: withRelease(state, state.catalogue, version) };
}

function withRelease(state: CloneState, catalogue: Catalogue, version: string): CloneState {
  if (wayOf(state) === 'cluster') {
    const brings = catalogue.clusters.find(({ name }) => name === `cluster:${version}`) ?? null;
    const picks = brings === null ? [] : picksOf(brings, catalogue);
    return { ...withPicks(state, catalogue, picks), brings, step: 'brings', top: 0 };
  }
  const picks = catalogue.components
    .filter(({ versions }) => versions.some((one) => one.version === version))
    .map(({ id }) => pickId(id, version));
  return { ...withPicks(state, catalogue, picks), brings: null, step: 'platforms' };
}

/** What a preset brings, as single versions: they can be looked at and changed like any others. */
function picksOf({ components }: PlannedPreset, catalogue: Catalogue): readonly string[] {
  return components.flatMap(({ id, versions }) => {
    const component = catalogue.components.find((one) => one.id === id);
    if (component === undefined) return [];
    const [newest] = chosenVersions(component, { mode: 'newest', count: 1 });
    return versions.flatMap((version) => {
      const exact = version === 'latest' ? newest?.version : version;
      return exact === undefined ? [] : [pickId(id, exact)];
    });
  });
}

function withPicks(state: CloneState, catalogue: Catalogue, picks: readonly string[]): CloneState {
  const chosen = new Set(picks.map((pick) => pick.slice(0, pick.indexOf('@'))));
  return {
    ...state,
    components: { ...state.components, chosen },
    picks: pickTable(catalogue, chosen, catalogue.platforms, picks),
    mode: { ...state.mode, place: versionModes.indexOf('exact') },
  };
}

/** What a preset brings and why: to be read before going on. */
export function pressBrings(state: CloneState, { meaning, view }: Press): Answer {
  const count = bringsLines(state, view.messages).length;
  const top = pressPager(state.top, count, view.body.height - 1, meaning);
  if (top !== null) return { state: { ...state, top } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, step: 'release' } };
  if (action === 'edit') return { state: { ...state, step: 'components' } };
  return action === 'accept' ? { state: { ...state, step: 'platforms' } } : null;
}

/** The file of a plan that was saved before. */
export function pressSaved(state: CloneState, form: PlanFileForm, { meaning }: Press): Answer {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { state: { ...state, saved: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, saved: null } };
  if (action !== 'accept') return null;
  const file = withoutTilde(textOf(form, 'file'));
  if (file === '')
    return { state: { ...state, saved: withProblems(form, { file: 'empty' }) }, notice: 'formWrong' };
  return { state: withCloneTask(state, { kind: 'load', id: state.tasks + 1, file }) };
}

/** Where the plan in front of the person is to be saved. */
export function pressSaving(
  state: CloneState,
  form: PlanFileForm,
  plan: ClonePlan,
  { meaning }: Press,
): Answer {
  const edited = pressForm(form, meaning);
  if (edited !== null) return { state: { ...state, saving: edited } };
  const action = actionOf(meaning);
  if (action === 'back') return { state: { ...state, saving: null } };
  if (action !== 'accept') return null;
  const file = withoutTilde(textOf(form, 'file'));
  if (file === '')
    return { state: { ...state, saving: withProblems(form, { file: 'empty' }) }, notice: 'formWrong' };
  return { state: withCloneTask(state, { kind: 'save', id: state.tasks + 1, file, plan }) };
}

/** Rows of clusters: version, components, what is not in the source. */
function clusterTable(catalogue: Catalogue): TableState {
  return tableOf(
    catalogue.clusters.map(({ name, components, absent }) => {
      const version = name.slice(name.indexOf(':') + 1);
      return { id: version, cells: [version, components.length, absent.map(({ id }) => id).join(' ')] };
    }),
  );
}

const inOrder = new Intl.Collator('en', { numeric: true });

/** Rows of every version of any component: version, how many components have it, their names. */
function releaseTable(catalogue: Catalogue): TableState {
  const having = new Map<string, string[]>();
  for (const { id, versions } of catalogue.components)
    for (const { version, nightly } of versions)
      if (!nightly) having.set(version, [...(having.get(version) ?? []), id]);
  const rows = [...having].sort(([left], [right]) => inOrder.compare(right, left));
  return tableOf(
    rows.map(([version, ids]) => ({ id: version, cells: [version, ids.length, ids.join(' ')] })),
  );
}
