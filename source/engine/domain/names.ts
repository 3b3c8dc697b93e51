import { EngineError, type ErrorCode } from '../errors.ts';

/**
 * The one grammar for everything that becomes a file name, a url or a key of an object. It is asked before any
 * such use, on reading, on writing and on serving. `is*` says yes or no; `check*` gives the string back or throws.
 *
 * Every name starts with an ASCII letter or digit, so `.`, `-rf`, `~` and `__proto__` can't be one, goes on with
 * letters, digits and `._-+`, never holds `..`, and is bounded in length.
 */

const longestName = 128;
/** Room is left below the 255 bytes of a file system for a version in front and a `.part.json` behind. */
const longestFileName = 232;
const longestEntry = 1024;

const componentGrammar = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const ownerGrammar = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;
const versionGrammar = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;
const fileGrammar = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;
// What Go's semver takes: `v1` and `v1.2` stand for v1.0.0 and v1.2.0; a pre-release or build needs all three.
const numberGrammar = '(?:0|[1-9][0-9]*)';
const prereleaseGrammar = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';
const semverGrammar = new RegExp(
  `^v(${numberGrammar})(?:\\.(${numberGrammar})(?:\\.(${numberGrammar})` +
    `(?:-(${prereleaseGrammar}(?:\\.${prereleaseGrammar})*))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?)?)?$`,
);

/** Stock clients keep the keys of owners and of roles in one map: an owner of such an id takes a role's place. */
const reservedOwners = new Set(['root', 'index', 'snapshot', 'timestamp']);
/** The first six clash with flags of stock's clone, the others with the manifests that a client home keeps. */
const reservedComponents = new Set([
  'full',
  'help',
  'jobs',
  'os',
  'arch',
  'prefix',
  'index',
  'snapshot',
  'root',
  'timestamp',
]);

function fits(grammar: RegExp, text: string, longest: number): boolean {
  return text.length <= longest && grammar.test(text) && !text.includes('..');
}

/** Names go into messages in quotes, cut, and without what a terminal would act on. */
function quoted(text: string): string {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return JSON.stringify(shown);
}

function refuse(code: ErrorCode, what: string, text: string, fact: string): never {
  throw new EngineError(code, `${quoted(text)} is not ${what}`, {
    facts: { [fact]: quoted(text).slice(1, -1) },
  });
}

/** The id of a component, as it may stand in a mirror that is read. */
export function isComponentName(text: string): boolean {
  return fits(componentGrammar, text, longestName);
}

/** Throws `name-invalid`. */
export function checkComponentName(text: string): string {
  return isComponentName(text) ? text : refuse('name-invalid', 'a name for a component', text, 'component');
}

/** A name that no component may be given: stock clients trip over it. Capitals don't count, as on some disks. */
export function isReservedComponent(text: string): boolean {
  return reservedComponents.has(text.toLowerCase());
}

/** A name that a component may be given. */
export function isNewComponentName(text: string): boolean {
  return isComponentName(text) && !isReservedComponent(text);
}

/** The id of a component that is about to be made: also none that stock clients trip over. Throws `name-invalid`. */
export function checkNewComponentName(text: string): string {
  checkComponentName(text);
  if (isReservedComponent(text)) {
    throw new EngineError(
      'name-invalid',
      `a component can't be called ${text}: stock clients use that name themselves`,
      {
        facts: { component: text },
      },
    );
  }
  return text;
}

/** The id of an owner, as it may stand in a mirror that is read. */
export function isOwnerId(text: string): boolean {
  return fits(ownerGrammar, text, longestName);
}

/** The name of a role: no owner may be given it. */
export function isReservedOwner(text: string): boolean {
  return reservedOwners.has(text);
}

/** An id that an owner may be given. */
export function isNewOwnerId(text: string): boolean {
  return isOwnerId(text) && !isReservedOwner(text);
}

/** The id of an owner that is about to be made. Throws `name-invalid`, or `owner-reserved` for a role's name. */
export function checkOwnerId(text: string): string {
  if (!isOwnerId(text)) refuse('name-invalid', 'an id for an owner', text, 'owner');
  if (isReservedOwner(text)) {
    throw new EngineError(
      'owner-reserved',
      `${text} is the name of a role, stock clients would take its keys for the role's`,
      {
        facts: { owner: text },
      },
    );
  }
  return text;
}

/** A version as it may stand in a mirror that is read: semver with `v`, but also `v3.0`, `nightly`, `master`. */
export function isVersion(text: string): boolean {
  return fits(versionGrammar, text, longestName);
}

/** Throws `version-invalid`. */
export function checkVersion(text: string): string {
  return isVersion(text) ? text : refuse('version-invalid', 'a version', text, 'version');
}

/** The five parts of a version that is `v` and semver as Go's `golang.org/x/mod/semver` reads it, or null. */
export function semverParts(
  text: string,
): { numbers: [string, string, string]; prerelease: string; build: string } | null {
  const found = semverGrammar.exec(text);
  if (found === null) return null;
  const [, major = '0', minor = '0', patch = '0', prerelease = '', build = ''] = found;
  return { numbers: [major, minor, patch], prerelease, build };
}

/** A version that may be written: `v` and semver. */
export function isNewVersion(text: string): boolean {
  return isVersion(text) && semverGrammar.test(text);
}

/** Throws `version-invalid` for what isn't `v` and semver. */
export function checkNewVersion(text: string): string {
  return isNewVersion(text)
    ? text
    : refuse('version-invalid', 'a version: `v` and semver is needed, as in v1.2.3', text, 'version');
}

/** The path of a component's program inside its tarball: relative, `/` between folders; empty hides a version. */
export function isEntry(text: string): boolean {
  if (text === '') return true;
  if (text.length > longestEntry || /[\u0000-\u001f\u007f\\]/.test(text) || text.startsWith('/'))
    return false;
  const parts = text.split('/');
  return parts.every((part) => part !== '' && part !== '..') && parts.at(-1) !== '.';
}

/** Throws `entry-invalid`. */
export function checkEntry(text: string): string {
  return isEntry(text) ? text : refuse('entry-invalid', 'a relative path inside the tarball', text, 'path');
}

/** For writing: an empty entry would hide the version from clients. Throws `entry-invalid`. */
export function checkNewEntry(text: string): string {
  return text === '' ? refuse('entry-invalid', 'the path of a program', text, 'path') : checkEntry(text);
}

/** The name of a file directly in a mirror's folder. */
export function isFileName(text: string): boolean {
  return fits(fileGrammar, text, longestFileName);
}

/** A url as manifests hold it: `/name` or `name`, no subfolder, no scheme, no query. */
export function isFileUrl(text: string): boolean {
  return isFileName(text.startsWith('/') ? text.slice(1) : text);
}

/** Throws `name-invalid`. */
export function checkFileUrl(text: string): string {
  return isFileUrl(text)
    ? text
    : refuse('name-invalid', "the url of a file in a mirror's folder", text, 'path');
}

/**
 * The url of a component's tarball: nothing that could take the place of a manifest, of the mirror's other files, or
 * of the client itself. Whoever may publish one component must not decide what any of these are.
 */
export function isTarballUrl(text: string): boolean {
  return isFileUrl(text) && text.endsWith('.tar.gz') && !isClientTarball(text.replace(/^\//, ''));
}

/** The name of a file that holds the client itself: `tiup-linux-amd64.tar.gz`. */
export function isClientTarball(name: string): boolean {
  return /^tiup-[a-z0-9]+-[a-z0-9]+\.tar\.gz$/.test(name);
}

/** `/name` → `name`. Throws `name-invalid` for what is no url of a file. */
export function fileOfUrl(url: string): string {
  return checkFileUrl(url).replace(/^\//, '');
}

/** `hello`, `v1.0.0`, `linux/amd64` → `hello-v1.0.0-linux-amd64.tar.gz`. Throws `name-invalid` when it is too long. */
export function tarballName(component: string, version: string, platform: string): string {
  const name = `${component}-${version}-${platform.replace('/', '-')}.tar.gz`;
  return isFileName(name) ? name : refuse('name-invalid', 'a name for a tarball', name, 'file');
}

/** The file that holds the client itself: `linux/amd64` → `tiup-linux-amd64.tar.gz`. */
export function clientTarballName(platform: string): string {
  return `tiup-${platform.replace('/', '-')}.tar.gz`;
}

/** Where version 12 of `/tidb.json` or `tidb.json` lies: `12.tidb.json`. */
export function versionedName(version: number, url: string): string {
  return `${version}.${url.slice(url.lastIndexOf('/') + 1)}`;
}
