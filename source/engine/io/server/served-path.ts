/** Folders and files of a mirror that are nobody's business, at any depth: private keys, stock's work files. */
const hidden = new Set(['keys', 'commits', 'lock']);

/** As the names of a mirror are; so nothing that begins with a dot, and no way up. */
const part = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;

/**
 * The parts of the path that a request asks for; null for what is never answered. Decodes once; the outcome has
 * to be plain, so that nothing can hide behind a second decoding. A query is left aside; `//name` is `/name`,
 * because clients put a slash behind addresses that end in one.
 */
export function servedParts(target: string): string[] | null {
  if (!target.startsWith('/') || target.length > 4096) return null;
  const path = target.replace(/[?#].*$/s, '').replace(/^\/+/, '');
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const parts = decoded.split('/');
  return areServed(parts) ? parts : null;
}

/** True when a file with that path below the served folder may be answered for. */
export function areServed(parts: readonly string[]): boolean {
  // a file system may not tell KEYS from keys
  return parts.length > 0 && parts.every((name) => part.test(name) && !hidden.has(name.toLowerCase()));
}

const types: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.gz': 'application/gzip',
  '.sh': 'text/x-shellscript; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
};

/** What a file is, for Content-Type. */
export function typeOf(name: string): string {
  return types[name.slice(name.lastIndexOf('.')).toLowerCase()] ?? 'application/octet-stream';
}
