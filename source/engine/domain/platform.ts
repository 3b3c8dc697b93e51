import { EngineError } from '../errors.ts';

/** The platform of what runs everywhere: used where a component lacks the wanted one. */
export const ANY = 'any/any';

export type Platform = { readonly os: string; readonly arch: string };

/** Stock clients exist for these, and stock publishes to no other. */
const knownOses: readonly string[] = ['linux', 'darwin'];
const knownArchs: readonly string[] = ['amd64', 'arm64'];

const grammar = /^([a-z0-9][a-z0-9_]{0,31})\/([a-z0-9][a-z0-9_]{0,31})$/;

function refuse(text: string, why: string): never {
  const shown = JSON.stringify(text.slice(0, 80)).slice(1, -1);
  throw new EngineError('platform-invalid', `"${shown}" ${why}`, { facts: { platform: shown } });
}

/** A platform as it may stand in a mirror that is read: `os/arch` in small letters, also ones we don't know. */
export function isPlatform(text: string): boolean {
  return grammar.test(text);
}

/** `linux/amd64` → its two halves. Throws `platform-invalid`. */
export function parsePlatform(text: string): Platform {
  const [, os, arch] = grammar.exec(text) ?? [];
  return os !== undefined && arch !== undefined ? { os, arch } : refuse(text, 'is not of the form os/arch');
}

/** `linux/amd64,linux/arm64`, with blanks or without. Throws `platform-invalid`. */
export function parsePlatforms(text: string): readonly Platform[] {
  return text.split(',').map((part) => parsePlatform(part.trim()));
}

function isKnown(os: string, arch: string): boolean {
  return (os === 'any' && arch === 'any') || (knownOses.includes(os) && knownArchs.includes(arch));
}

/** A platform that may be written or asked for: linux, darwin × amd64, arm64, or any/any. Throws `platform-invalid`. */
export function checkPlatform(os: string, arch: string): string {
  return isKnown(os, arch)
    ? `${os}/${arch}`
    : refuse(`${os}/${arch}`, 'is no platform of TiUP: linux or darwin with amd64 or arm64, or any with any');
}

/**
 * Every pair of the two lists, each once, sorted: `['linux'], ['arm64','amd64']` → `['linux/amd64','linux/arm64']`.
 * Throws `platform-invalid` for an unknown name, or for `any` paired with anything but `any`.
 */
export function platformsOf(oses: readonly string[], archs: readonly string[]): string[] {
  const pairs = new Set<string>();
  for (const os of oses) for (const arch of archs) pairs.add(checkPlatform(os, arch));
  return [...pairs].sort();
}

/** This machine in a mirror's words, from Node's `process.platform` and `process.arch`: `linux`, `x64` → `linux/amd64`. */
export function hostPlatform(platform: string, arch: string): string {
  return `${platform === 'win32' ? 'windows' : platform}/${arch === 'x64' ? 'amd64' : arch}`;
}
