import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { parseJson } from '../../domain/json.ts';
import { isOwnerId } from '../../domain/names.ts';
import { EngineError } from '../../errors.ts';
import { fileError, isAbsent } from '../files.ts';

/** Who may publish: whose token is it? */
export type Tokens = {
  /** Owners that have one, sorted. */
  readonly owners: readonly string[];
  /**
   * The owner whose token an `Authorization` header brings, or null. `Bearer <token>`, or `Basic` with the token as
   * the password: a stock client sends that for an address as in `http://owner:token@host`.
   */
  ownerOf(authorization: string | undefined): string | null;
};

/** The name under which a token for the root's rotation stands: no owner can be called that. */
export const rootOwner = 'root';

const shortestToken = 16;
const largestFile = 1024 * 1024;

/**
 * Reads a file of tokens: JSON, an owner's id → a token or a list of them, each as it is or as `sha256:` and the hash
 * of it in hex. Throws `tokens-unusable` (facts file, reason; never with anything of a token) for anything else, and
 * when others than its owner can read it.
 */
export async function readTokens(path: string): Promise<Tokens> {
  const owners = new Map<string, string>();
  const refuse = (reason: string): never => {
    throw new EngineError('tokens-unusable', `${path}: ${reason}`, { facts: { file: path, reason } });
  };
  const bytes = await readSmall(path, refuse);
  let value: unknown;
  try {
    value = parseJson(bytes, path);
  } catch {
    // what its error quotes may be part of a token
    refuse('it is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('it is no JSON object');
  for (const [owner, given] of Object.entries(value)) {
    if (!isOwnerId(owner)) refuse('it names an owner that no mirror can have');
    const tokens: readonly unknown[] = Array.isArray(given) ? given : [given];
    for (const token of tokens) {
      const hash = typeof token === 'string' ? hashOf(token) : null;
      if (hash === null) return refuse(`a token of ${owner} has not the form of one, or is too short`);
      const other = owners.get(hash) ?? owner;
      if (other !== owner) refuse(`${owner} and ${other} have the same token`);
      owners.set(hash, owner);
    }
  }
  return {
    owners: [...new Set(owners.values())].sort(),
    ownerOf: (authorization) => owners.get(sha256(tokenIn(authorization ?? ''))) ?? null,
  };
}

async function readSmall(path: string, refuse: (reason: string) => never): Promise<Buffer> {
  try {
    const { size, mode } = await stat(path);
    if ((mode & 0o077) !== 0) refuse('others can read it: give it mode 0600');
    if (size > largestFile) refuse('it is too large');
    return await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return refuse('it is not there');
    throw fileError(error, path);
  }
}

function hashOf(token: string): string | null {
  const given = /^sha256:([0-9a-f]{64})$/.exec(token)?.[1];
  if (given !== undefined) return given;
  return token.length >= shortestToken && !token.startsWith('sha256:') && /^[!-~]+$/.test(token)
    ? sha256(token)
    : null;
}

function tokenIn(authorization: string): string {
  const [, scheme = '', credentials = ''] = /^(Bearer|Basic) +([!-~]+)$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return credentials;
  const pair = Buffer.from(credentials, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

/** Looked up by its hash: how long that takes tells nothing of the token. */
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
