import type { CloneAnswers, CloneRequest } from '../../engine/index.ts';
import { withoutTilde } from '../../ui/form/complete-path.ts';
import { isTicked, textOf } from '../../ui/form/form-state.ts';
import type { TableState } from '../../ui/table/table-state.ts';
import { type CloneState, versionModes } from './clone-state.ts';
import { chosenVersions, type VersionRule, versionPrefix, versionSpecs } from './selection.ts';

/** What the rule and the platforms are made of, so that a cursor moving in a table changes neither. */
type Answers = { readonly mode: CloneState['mode']; readonly picks: Pick<TableState, 'chosen'> };
type PlatformAnswers = { readonly platforms: Pick<TableState, 'rows' | 'chosen'> };

/** The rule that the versions step stands for now. */
export function ruleOf(state: Answers): VersionRule {
  switch (versionModes[state.mode.place]) {
    case 'prefix':
      return { mode: 'prefix', prefix: state.mode.prefix.value.trim() };
    case 'typed':
      return { mode: 'typed', specs: versionSpecs(state.mode.typed.value) };
    case 'all':
      return { mode: 'all' };
    case 'exact':
      return { mode: 'exact', picks: state.picks.chosen };
    default:
      return { mode: 'newest', count: state.mode.newest };
  }
}

function partsChosen(state: PlatformAnswers, kind: 'os' | 'arch'): readonly string[] {
  return state.platforms.rows
    .filter((row) => row.cells[0] === kind && state.platforms.chosen.has(row.id))
    .map((row) => String(row.cells[1]));
}

/** Operating systems and architectures as chosen; before they were asked for, all that the source has. */
export function platformsChosen(state: PlatformAnswers): {
  readonly oses: readonly string[];
  readonly archs: readonly string[];
  readonly platforms: ReadonlySet<string>;
} {
  const oses = partsChosen(state, 'os');
  const archs = partsChosen(state, 'arch');
  return { oses, archs, platforms: new Set(oses.flatMap((os) => archs.map((arch) => `${os}/${arch}`))) };
}

/** Component → versions, in the words of a clone request. Components that a rule leaves empty are left out. */
function componentsWanted(state: CloneState): Readonly<Record<string, readonly string[]>> {
  const rule = ruleOf(state);
  const wanted: Record<string, readonly string[]> = {};
  for (const component of state.catalogue?.components ?? []) {
    if (!state.components.chosen.has(component.id)) continue;
    if (rule.mode === 'typed') {
      // What a range takes is the engine's to say: the review shows it, or why there is nothing.
      if (rule.specs.length > 0) wanted[component.id] = rule.specs;
      continue;
    }
    const versions = chosenVersions(component, rule).map(({ version }) => version);
    if (versions.length === 0) continue;
    wanted[component.id] =
      rule.mode === 'all'
        ? ['all']
        : rule.mode === 'prefix'
          ? [versionPrefix(rule.prefix)]
          : rule.mode === 'newest' && rule.count === 1
            ? ['latest']
            : versions;
  }
  return wanted;
}

/** Whether any version of a chosen component is taken by the rule: without one, only metadata would be cloned. */
export function choosesAny(state: CloneState): boolean {
  return Object.keys(componentsWanted(state)).length > 0;
}

/** The clone that the wizard's answers ask for. */
export function requestOf(state: CloneState): CloneRequest {
  const { oses, archs } = platformsChosen(state);
  const components = componentsWanted(state);
  const everything =
    ruleOf(state).mode === 'all' &&
    state.catalogue !== null &&
    Object.keys(components).length === state.catalogue.components.length;
  return {
    source: { address: state.catalogue?.identity.address },
    target: withoutTilde(textOf(state.target, 'target')),
    ...(everything ? { full: true } : { components }),
    ...(ruleOf(state).mode === 'prefix' ? { prefix: true } : {}),
    oses,
    archs,
    ...(isTicked(state.target, 'strict') ? { strict: true } : {}),
    ...(isTicked(state.target, 'drop') ? { dropUnselected: true } : {}),
  };
}

/** How the wizard's answers were given, for going on with them another time. */
export function answersOf({ components, mode, picks }: CloneState): CloneAnswers {
  return {
    components: [...components.chosen],
    mode: versionModes[mode.place] ?? 'newest',
    newest: mode.newest,
    prefix: mode.prefix.value,
    typed: mode.typed.value,
    picks: [...picks.chosen],
  };
}
