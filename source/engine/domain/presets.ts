import type { PlannedPreset, PresetReason } from '../api/preset.ts';
import { EngineError } from '../errors.ts';
import { availableOn, effectivePlatforms, type Selection } from './clone-selection.ts';
import type { Component } from './manifest.ts';
import { isVersion } from './names.ts';
import { own } from './record.ts';
import { matchVersions } from './version.ts';

/**
 * Where the version of a component comes from. `database`: the one asked for, and it isn't taken without it;
 * `database-or-latest`: that one where it was made for it, as monitoring is; `latest`: it counts for itself.
 */
type Follows = 'database' | 'database-or-latest' | 'latest';

type Companion = {
  readonly id: string;
  readonly reason: PresetReason;
  readonly follows: Follows;
  /** Without it there is no cluster, so a source that lacks it is an error. */
  readonly required?: true;
};

/** What deploying, running, watching and moving data of a TiDB cluster takes, as stock's `cluster` asks for it. */
const cluster: readonly Companion[] = [
  { id: 'tidb', reason: 'database', follows: 'database', required: true },
  { id: 'tikv', reason: 'database', follows: 'database', required: true },
  { id: 'pd', reason: 'database', follows: 'database', required: true },
  { id: 'tiflash', reason: 'analytics', follows: 'database' },
  { id: 'cdc', reason: 'changefeeds', follows: 'database' },
  { id: 'ctl', reason: 'control', follows: 'database' },
  { id: 'cluster', reason: 'deployment', follows: 'latest' },
  // `cluster check` runs it on every host
  { id: 'insight', reason: 'deployment', follows: 'latest' },
  // so that clients can update themselves
  { id: 'tiup', reason: 'client', follows: 'latest' },
  { id: 'prometheus', reason: 'monitoring', follows: 'database-or-latest' },
  { id: 'grafana', reason: 'monitoring', follows: 'database-or-latest' },
  { id: 'alertmanager', reason: 'monitoring', follows: 'latest' },
  // no cluster is deployed without these two, whatever else is left out
  { id: 'node_exporter', reason: 'hosts', follows: 'latest' },
  { id: 'blackbox_exporter', reason: 'hosts', follows: 'latest' },
  { id: 'br', reason: 'backup', follows: 'database' },
  { id: 'dumpling', reason: 'backup', follows: 'database' },
  { id: 'tidb-lightning', reason: 'backup', follows: 'database' },
  { id: 'dm', reason: 'migration', follows: 'latest' },
  { id: 'dm-master', reason: 'migration', follows: 'database' },
  { id: 'dm-worker', reason: 'migration', follows: 'database' },
  { id: 'dmctl', reason: 'migration', follows: 'database' },
  { id: 'bench', reason: 'benchmark', follows: 'latest' },
];

/** What a cluster may take. */
export const clusterIds: readonly string[] = cluster.map(({ id }) => id);

const presets: Readonly<Record<string, readonly Companion[]>> = { cluster };

export type Preset = {
  /** As it was asked for: `cluster:v8.5.1`. */
  readonly name: string;
  readonly version: string;
  readonly companions: readonly Companion[];
};

/** Reads `cluster:v8.5.1`. Throws `usage` for another name or no version, `version-invalid` for what is none. */
export function parsePreset(text: string): Preset {
  const colon = text.indexOf(':');
  const companions = own(presets, colon < 0 ? text : text.slice(0, colon));
  if (companions === undefined || colon < 0) {
    const known = Object.keys(presets).map((name) => `${name}:<version>`);
    throw new EngineError(
      'usage',
      `there is no preset ${JSON.stringify(text)}; there is ${known.join(', ')}`,
    );
  }
  const version = text.slice(colon + 1);
  if (isVersion(version)) return { name: text, version, companions };
  throw new EngineError('version-invalid', `${text} names no version of the database`, {
    facts: { version },
  });
}

/**
 * What a preset comes to in a catalogue: each component that can be had, its versions and why it comes along; and
 * what the catalogue lacks. Those that a cluster can't do without are always named, so that lacking one is an error.
 * @param read the components that can be read, by id
 */
export function choosePreset(
  preset: Preset,
  read: ReadonlyMap<string, Component>,
  platforms: readonly string[],
): PlannedPreset {
  return choose(preset, versionsBy(read, platforms));
}

/**
 * The clusters that a catalogue can make up, one for each of these versions whose required components are there.
 * @param read the components that can be read, by id
 */
export function clustersIn(
  versions: readonly string[],
  read: ReadonlyMap<string, Component>,
  platforms: readonly string[],
): readonly PlannedPreset[] {
  const there = versionsBy(read, platforms);
  const needed = cluster.filter(({ required }) => required === true);
  return versions
    .filter((version) => needed.every(({ id }) => there(id).includes(version)))
    .map((version) => choose({ name: `cluster:${version}`, version, companions: cluster }, there));
}

type VersionsOf = (id: string) => readonly string[];

/** Versions on these platforms by component, each looked for once. */
function versionsBy(read: ReadonlyMap<string, Component>, platforms: readonly string[]): VersionsOf {
  const known = new Map<string, readonly string[]>();
  return (id) => {
    const component = read.get(id);
    const there = known.get(id) ?? (component === undefined ? [] : versionsOn(component, platforms));
    known.set(id, there);
    return there;
  };
}

function choose({ name, version, companions }: Preset, versionsOf: VersionsOf): PlannedPreset {
  const components: PlannedPreset['components'][number][] = [];
  const absent: PlannedPreset['absent'][number][] = [];
  for (const { id, reason, follows, required } of companions) {
    const there = versionsOf(id);
    const has = (spec: string): boolean => matchVersions(spec, there).length > 0;
    const wanted =
      follows === 'latest' || (follows === 'database-or-latest' && !has(version)) ? 'latest' : version;
    if (required === true || has(wanted)) components.push({ id, versions: [wanted], reason });
    else absent.push({ id, wanted, reason });
  }
  return { name, components, absent };
}

function versionsOn(component: Component, platforms: readonly string[]): readonly string[] {
  return effectivePlatforms(component, platforms).flatMap((platform) => availableOn(component, platform));
}

/** The ids that presets may bring. */
export function companionsOf(asked: readonly Preset[]): readonly string[] {
  return [...new Set(asked.flatMap(({ companions }) => companions.map(({ id }) => id)))];
}

/** The selection and what presets bring: nothing that was chosen beside them is lost. */
export function withPresets(selection: Selection, planned: readonly PlannedPreset[]): Selection {
  const components: Record<string, readonly string[]> = { ...selection.components };
  for (const { id, versions } of planned.flatMap((preset) => preset.components))
    components[id] = [...new Set([...(own(components, id) ?? []), ...versions])];
  return { ...selection, components };
}
