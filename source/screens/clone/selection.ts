import type { Catalogue, CatalogueComponent, CatalogueVersion } from '../../engine/index.ts';

/** Which versions of the chosen components are wanted. */
export type VersionRule =
  | { readonly mode: 'newest'; readonly count: number }
  | { readonly mode: 'prefix'; readonly prefix: string }
  | { readonly mode: 'all' }
  /** Versions, aliases and ranges as they were typed. */
  | { readonly mode: 'typed'; readonly specs: readonly string[] }
  /** Ids `<component>@<version>`. */
  | { readonly mode: 'exact'; readonly picks: ReadonlySet<string> };

export type Tally = { readonly files: number; readonly bytes: number; readonly versions: number };

const nothing: Tally = { files: 0, bytes: 0, versions: 0 };

/** How a pick is named in the table of versions. */
export function pickId(component: string, version: string): string {
  return `${component}@${version}`;
}

/** The newest `count`: releases before pre-releases, never a nightly unless there is nothing else. */
function newestOf(component: CatalogueComponent, count: number): readonly CatalogueVersion[] {
  const dated = component.versions.filter((version) => !version.nightly);
  const stable = dated.filter((version) => !version.prerelease);
  const pool = stable.length > 0 ? stable : dated.length > 0 ? dated : component.versions;
  return pool.slice(0, count);
}

/** A prefix as versions are written: `8.5` means `v8.5`. */
export function versionPrefix(text: string): string {
  return /^\d/.test(text) ? `v${text}` : text;
}

const oneVersion = /^(?:v?\d[\w.+-]*|[\^~][\w.+-]+|latest|nightly|all)$/i;

/** A typed list taken apart: at commas, and at blanks where these don't belong to a range (`>=8.1 <8.5`). */
export function versionSpecs(text: string): readonly string[] {
  return text
    .split(/[,，、]/)
    .map((part) => part.trim())
    .flatMap((part) => {
      const words = part.split(/\s+/);
      return words.every((word) => oneVersion.test(word)) ? words : [part];
    })
    .filter((part) => part !== '');
}

/** The versions of a component that a rule takes; none for typed ones, which only the engine can tell. */
export function chosenVersions(
  component: CatalogueComponent,
  rule: VersionRule,
): readonly CatalogueVersion[] {
  switch (rule.mode) {
    case 'all':
      return component.versions;
    case 'newest':
      return newestOf(component, rule.count);
    case 'prefix': {
      const prefix = versionPrefix(rule.prefix);
      return prefix === '' ? [] : component.versions.filter(({ version }) => version.startsWith(prefix));
    }
    case 'typed':
      return [];
    case 'exact':
      return component.versions.filter(({ version }) => rule.picks.has(pickId(component.id, version)));
  }
}

/** What one component brings: one file for each version and platform that exists. */
export function tallyOf(
  component: CatalogueComponent,
  rule: VersionRule,
  platforms: ReadonlySet<string>,
): Tally {
  let files = 0;
  let bytes = 0;
  const versions = chosenVersions(component, rule);
  for (const version of versions) {
    for (const { platform, length } of version.releases) {
      if (!platforms.has(platform) && platform !== 'any/any') continue;
      files += 1;
      bytes += length;
    }
  }
  return { files, bytes, versions: versions.length };
}

/** What every component would bring; made once per rule, so that a key press only adds numbers up. */
export function tallies(
  catalogue: Catalogue,
  rule: VersionRule,
  platforms: ReadonlySet<string>,
): ReadonlyMap<string, Tally> {
  return new Map(catalogue.components.map((one) => [one.id, tallyOf(one, rule, platforms)]));
}

/** The sum over the chosen components. */
export function sumOf(chosen: Iterable<string>, each: ReadonlyMap<string, Tally>): Tally {
  let { files, bytes, versions } = nothing;
  for (const id of chosen) {
    const one = each.get(id);
    if (one === undefined) continue;
    files += one.files;
    bytes += one.bytes;
    versions += one.versions;
  }
  return { files, bytes, versions };
}

const usual = ['linux', 'darwin', 'amd64', 'arm64'];

/** The parts of `linux/amd64` before or after the stroke, the usual ones first, `any` left out. */
export function platformParts(platforms: readonly string[], part: 'os' | 'arch'): readonly string[] {
  const parts = platforms.map((platform) => platform.split('/')[part === 'os' ? 0 : 1] ?? '');
  const rank = (name: string): number => usual.indexOf(name) + 1 || usual.length + 1;
  return [...new Set(parts)]
    .filter((name) => name !== '' && name !== 'any')
    .sort((left, right) => rank(left) - rank(right));
}
