import { isAbsolute, resolve } from 'node:path';
import { EngineError } from '../errors.ts';

const longest = 2048;

/** Where a mirror is: the base of its urls, or its folder. */
export type SourceAddress =
  | { readonly kind: 'http'; readonly address: string; readonly base: URL }
  | { readonly kind: 'folder'; readonly address: string; readonly path: string };

/**
 * Reads the address of a mirror: `http://…` or `https://…` is one on the network, anything without a scheme a
 * folder, relative to `workingFolder`. An http address stays the string that was given: clients compare it.
 * Throws `address-invalid`; no message repeats an address that holds credentials.
 */
export function parseAddress(address: string, workingFolder: string): SourceAddress {
  if (address === '' || address.length > longest) refuse('an address is needed, of at most 2048 characters');
  if (/[\u0000-\u001f\u007f]/.test(address)) refuse('an address has no control characters');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(address)?.[1];
  if (scheme === undefined) {
    const path = isAbsolute(address) ? resolve(address) : resolve(workingFolder, address);
    return { kind: 'folder', address: path, path };
  }
  if (!/^https?$/i.test(scheme)) refuse('an address begins with http:// or https://, or is a folder');
  if (/[\s\\]/.test(address) || !URL.canParse(address)) refuse('that is not an address');
  const base = new URL(address);
  if (base.username !== '' || base.password !== '' || /^https?:\/\/[^/]*@/i.test(address)) {
    refuse('an address of a mirror holds no user name and no password');
  }
  if (address.includes('?') || address.includes('#')) refuse('an address of a mirror has no ? and no #');
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return { kind: 'http', address, base };
}

function refuse(why: string): never {
  throw new EngineError('address-invalid', why);
}

/**
 * The parts of a file's name in a mirror: `/a/b.json` → `a`, `b.json`. Throws `name-invalid` for one that could
 * leave the mirror or hide in it, whatever manifests say.
 */
export function nameParts(name: string): string[] {
  const parts = (name.startsWith('/') ? name.slice(1) : name).split('/');
  if (name.length > 1024 || !parts.every((part) => /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(part))) {
    throw new EngineError('name-invalid', `${JSON.stringify(name.slice(0, 100))} is no file of a mirror`, {
      facts: { file: JSON.stringify(name.slice(0, 100)).slice(1, -1) },
    });
  }
  return parts;
}

/** The url of a file of a mirror. Throws `name-invalid`. */
export function fileUrl(base: URL, name: string): URL {
  return new URL(nameParts(name).map(encodeURIComponent).join('/'), base);
}
