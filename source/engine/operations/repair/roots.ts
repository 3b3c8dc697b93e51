import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../../api/run.ts';
import type { SourceReference } from '../../api/source.ts';
import type { Root } from '../../domain/manifest.ts';
import { longestRoot } from '../../domain/parse.ts';
import { acceptRoot, nextRoot, previousRoot, rootFingerprint, type Verified } from '../../domain/trust.ts';
import { EngineError } from '../../errors.ts';
import { fileError, readIfThere } from '../../io/files.ts';
import { folderSource } from '../../io/folder-source.ts';
import { versionOf } from '../../io/mirror-names.ts';
import type { Context } from '../context.ts';
import { attempt } from '../known-state.ts';
import { type TrustAnchor, trustAnchor } from '../trust-anchor.ts';
import type { Findings } from './findings.ts';
import { firstGood, type Pool } from './pool.ts';

/** More roots than that follow each other in no mirror. */
const mostRoots = 256;

/**
 * The newest root that follows from one that is trusted, by what is here and what the sources have; what is broken of
 * the chain is noted. Throws what `trustAnchor` throws where nothing says which root is the right one.
 */
export async function surveyRoots(
  context: Context,
  reference: SourceReference,
  pool: Pool,
  findings: Findings,
  run: Run,
): Promise<{ readonly root: Verified<Root>; readonly trust: TrustAnchor['origin'] }> {
  const { root: first, origin } = await startOf(context, reference, pool, findings, run);
  await surveyFirstFile(first, pool, findings);
  let root = first;
  for (let step = 0; step < mostRoots; step += 1) {
    const file = `${root.manifest.version + 1}.root.json`;
    const current = root;
    const found = await firstGood(pool, file, longestRoot, (bytes) => nextRoot(current, bytes, file));
    // Where nobody has one it is the newest; what is there and isn't one is noted.
    if (found.value === null && found.refused === null) break;
    const next = findings.note(file, found);
    if (next === null) break;
    root = next;
  }
  return { root, trust: origin };
}

async function startOf(
  context: Context,
  reference: SourceReference,
  pool: Pool,
  findings: Findings,
  run: Run,
): Promise<Pick<TrustAnchor, 'root' | 'origin'>> {
  const settings = await context.settings.read();
  const asked = { ...reference, address: pool.folder };
  try {
    return await trustAnchor(context, asked, folderSource(pool.folder), settings, {}, run.signal);
  } catch (error) {
    // A root file that the person named is not to be made good by one that nobody named.
    const isGiven = reference.rootFile !== undefined;
    if (isGiven || !(error instanceof EngineError) || !isOfTheFile(error)) throw error;
    const root = await firstRoot(pool, findings, error);
    const known = reference.fingerprint?.toLowerCase() ?? settings.pins[pool.folder]?.fingerprint;
    const isAnother = root !== null && known !== undefined && rootFingerprint(root.manifest) !== known;
    if (root === null || isAnother) throw error;
    return { root, origin: 'local' };
  }
}

function isOfTheFile({ code }: EngineError): boolean {
  const known = ['manifest-malformed', 'manifest-too-long', 'binding-mismatch', 'signature-invalid'];
  return [...known, 'signature-threshold', 'key-unusable', 'source-not-a-mirror', 'file-missing'].includes(
    code,
  );
}

/** Of a root.json from elsewhere only those who signed the mirror's own next root can tell that it is the right one. */
async function firstRoot(pool: Pool, findings: Findings, why: EngineError): Promise<Verified<Root> | null> {
  const numbered = await numberedRoots(pool.folder);
  const own = numbered.get(1);
  if (own !== undefined) {
    const root = attempt(() => acceptRoot(own, '1.root.json', { kind: 'self' }));
    if (root !== undefined) {
      findings.restore('root.json', { bytes: own, from: '1.root.json' }, why);
      return root;
    }
  }
  const found = await firstGood(pool, 'root.json', longestRoot, (bytes) => {
    const { version } = acceptRoot(bytes, 'root.json', { kind: 'self' }).manifest;
    const file = `${version + 1}.root.json`;
    const next = numbered.get(version + 1);
    if (next === undefined) throw why;
    return previousRoot(acceptRoot(next, file, { kind: 'self' }), bytes, 'root.json');
  });
  if (found.value === null) return null;
  findings.restore('root.json', found.candidate, why);
  return found.value;
}

async function numberedRoots(folder: string): Promise<ReadonlyMap<number, Uint8Array>> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw fileError(error, folder);
  });
  const roots = new Map<number, Uint8Array>();
  for (const name of names) {
    const found = versionOf(name);
    const bytes = found?.url === '/root.json' ? await readIfThere(join(folder, name)) : null;
    if (found !== null && bytes !== null) roots.set(found.version, bytes);
  }
  return roots;
}

/** `root.json` is what new clients begin with, however the chain was trusted here: it has to belong to it. */
async function surveyFirstFile(start: Verified<Root>, pool: Pool, findings: Findings): Promise<void> {
  if (findings.items.some(({ file }) => file === 'root.json')) return;
  const found = await firstGood(pool, 'root.json', longestRoot, (bytes, from) => {
    const root = acceptRoot(bytes, 'root.json', { kind: 'self' });
    const { version } = root.manifest;
    if (version > start.manifest.version) nextRoot(start, bytes, `${version}.root.json`);
    else if (version === start.manifest.version) refuseAnother(start, root);
    // What lies here is the mirror's own word; what comes from elsewhere is nobody's.
    else if (from === null) nextRoot(root, start.bytes, start.file);
    else previousRoot(start, bytes, 'root.json');
    return root;
  });
  findings.note('root.json', found);
}

function refuseAnother(start: Verified<Root>, root: Verified<Root>): void {
  if (Buffer.compare(root.bytes, start.bytes) === 0) return;
  const facts = {
    file: 'root.json',
    expected: rootFingerprint(start.manifest),
    got: rootFingerprint(root.manifest),
  };
  throw new EngineError('fingerprint-mismatch', 'root.json is another than the one that is trusted', {
    facts,
  });
}
