import semver from 'semver';
import { EngineError } from '../errors.ts';
import { isVersion, semverParts } from './names.ts';

type Parsed = { readonly numbers: readonly [string, string, string]; readonly prerelease: readonly string[] };

// The same few versions are compared over and over (every component, every platform), so each is taken apart once.
const known = new Map<string, Parsed | null>();
const mostKnown = 20_000;

function parse(text: string): Parsed | null {
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  const parts = semverParts(text);
  const parsed =
    parts === null
      ? null
      : { numbers: parts.numbers, prerelease: parts.prerelease === '' ? [] : parts.prerelease.split('.') };
  if (known.size >= mostKnown) known.clear();
  known.set(text, parsed);
  return parsed;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Decimal numbers of any length without leading zeros. */
function compareNumbers(a: string, b: string): number {
  return a.length === b.length ? compareText(a, b) : a.length < b.length ? -1 : 1;
}

const digits = /^[0-9]+$/;

function compareIdentifiers(a: string, b: string): number {
  const aNumber = digits.test(a);
  const bNumber = digits.test(b);
  if (aNumber !== bNumber) return aNumber ? -1 : 1;
  return aNumber ? compareNumbers(a, b) : compareText(a, b);
}

function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Number(a.length === 0) - Number(b.length === 0);
  for (const [at, mine] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    const order = compareIdentifiers(mine, other);
    if (order !== 0) return order;
  }
  return a.length === b.length ? 0 : -1;
}

function comparePrecedence(a: Parsed, b: Parsed): number {
  for (const at of [0, 1, 2] as const) {
    const order = compareNumbers(a.numbers[at], b.numbers[at]);
    if (order !== 0) return order;
  }
  return comparePrereleases(a.prerelease, b.prerelease);
}

/**
 * The order of Go's `golang.org/x/mod/semver`: what isn't semver with `v` comes before everything that is, `v1.0`
 * counts as v1.0.0, build metadata doesn't count. Ties go by text, so that the order is total: 0 only for the same text.
 */
export function compareVersions(a: string, b: string): number {
  if (a === b) return 0;
  const left = parse(a);
  const right = parse(b);
  if (left === null || right === null) {
    return left === right ? compareText(a, b) : left === null ? -1 : 1;
  }
  return comparePrecedence(left, right) || compareText(a, b);
}

/** A new list, oldest first. */
export function sortVersions(versions: Iterable<string>): string[] {
  return [...versions].sort(compareVersions);
}

/** Stock's rule: the name contains `nightly`. */
export function isNightly(version: string): boolean {
  return version.includes('nightly');
}

/** It has a pre-release part (`v1.0.0-rc.1`). What isn't semver has none. */
export function isPrerelease(version: string): boolean {
  return (parse(version)?.prerelease.length ?? 0) > 0;
}

/** `1.2.3` → `v1.2.3`; anything that doesn't start with a digit stays as it is. */
export function withV(version: string): string {
  return /^[0-9]/.test(version) ? `v${version}` : version;
}

/**
 * What `latest` stands for: the highest version without a pre-release part, else the highest. Nightlies are never
 * the latest. What isn't semver only counts when there is nothing else. Null when nothing is left.
 */
export function latestOf(versions: Iterable<string>): string | null {
  let latest: string | null = null;
  const rank = (version: string) => (parse(version) === null ? 0 : isPrerelease(version) ? 1 : 2);
  for (const version of versions) {
    if (isNightly(version)) continue;
    const order = latest === null ? 1 : rank(version) - rank(latest) || compareVersions(version, latest);
    if (order > 0) latest = version;
  }
  return latest;
}

export type MatchOptions = {
  /** Exact versions are also taken as the beginning of version names. */
  readonly prefix?: boolean | undefined;
  /** What the component's `nightly` refers to; null or empty for none. */
  readonly nightly?: string | null | undefined;
};

const aliases = new Set(['latest', 'nightly', 'all', '*']);
// A number with x or *, an operator, or several conditions: never the beginning of an exact version's own grammar.
const rangeMark = /[\^~<>=|*\s]|(?:^v?|\.)[xX](?:\.|$)/;

/** The spec names one version (or a prefix), as opposed to an alias or a range. */
export function isExactSpec(spec: string): boolean {
  return !aliases.has(spec.toLowerCase()) && (parse(withV(spec)) !== null || !rangeMark.test(spec));
}

/** Throws `version-invalid` for what is neither a version, an alias nor a range. */
export function checkVersionSpec(spec: string): string {
  const fine = isExactSpec(spec)
    ? isVersion(spec)
    : spec.length <= 256 && (aliases.has(spec.toLowerCase()) || semver.validRange(spec) !== null);
  if (fine) return spec;
  const shown = JSON.stringify(spec.slice(0, 80)).slice(1, -1);
  throw new EngineError(
    'version-invalid',
    `"${shown}" is neither a version, nor latest, nightly, all, nor a range`,
    {
      facts: { version: shown },
    },
  );
}

/** Full form for the semver package, which knows no `v3.0`. */
function semverOf(version: string): string | null {
  const parsed = parse(version);
  if (parsed === null) return null;
  const prerelease = parsed.prerelease.length === 0 ? '' : `-${parsed.prerelease.join('.')}`;
  return semver.valid(`${parsed.numbers.join('.')}${prerelease}`);
}

function matchExact(spec: string, versions: readonly string[]): string[] {
  const exact = versions.filter((version) => version === spec || version === withV(spec));
  if (exact.length > 0) return exact;
  // `v1.1` and `v1.1.0` name the same version; only between them, since build metadata tells versions apart.
  const wanted = parse(withV(spec));
  if (wanted === null || spec.includes('+')) return [];
  return versions.filter((version) => {
    const parsed = version.includes('+') ? null : parse(version);
    return parsed !== null && comparePrecedence(wanted, parsed) === 0;
  });
}

function matchRange(spec: string, versions: readonly string[]): string[] {
  const range = semver.validRange(spec);
  if (range === null) return [];
  return versions.filter((version) => {
    const full = semverOf(version);
    return full !== null && semver.satisfies(full, range);
  });
}

/**
 * The versions of the list that a spec stands for, oldest first; none when nothing fits. A spec is an exact version
 * (`v1.0.0`, `1.0.0`), `latest`, `nightly` (what the component refers to, if the list has it), `all`, `*`, or a range
 * of the semver package (`^1.2`, `~7.1.3`, `7.x`, `>=7 <8`), which leaves out pre-releases it doesn't name.
 */
export function matchVersions(
  spec: string,
  versions: readonly string[],
  options: MatchOptions = {},
): string[] {
  const alias = spec.toLowerCase();
  if (alias === 'all' || alias === '*') return sortVersions(versions);
  if (alias === 'latest') {
    const latest = latestOf(versions);
    return latest === null ? [] : [latest];
  }
  if (alias === 'nightly') return versions.filter((version) => version === options.nightly);
  if (!isExactSpec(spec)) return sortVersions(matchRange(spec, versions));
  if (options.prefix !== true) return sortVersions(matchExact(spec, versions));
  const beginning = withV(spec);
  const begun = versions.filter((version) => version.startsWith(beginning) || version === spec);
  return begun.length > 0 ? sortVersions(begun) : sortVersions(matchExact(spec, versions));
}
