import type { Run } from '../../api/run.ts';
import type { MirrorIdentity, SourceReference } from '../../api/source.ts';
import { keysAmong } from '../../domain/edits/signers.ts';
import type { Component, Index, Root } from '../../domain/manifest.ts';
import { versionedName } from '../../domain/names.ts';
import {
  entryOf,
  limitOf,
  rootFingerprint,
  type Verified,
  verifyComponent,
  verifyIndex,
} from '../../domain/trust.ts';
import { checkSignal } from '../../errors.ts';
import type { Context } from '../context.ts';
import { keysAtHand } from '../keys-at-hand.ts';
import { type DatedSnapshot, noExpiry, surveyDates } from './dated-snapshot.ts';
import { Findings } from './findings.ts';
import { firstGood, type Pool } from './pool.ts';
import { surveyRoots } from './roots.ts';

/** As much of a broken mirror as can be verified, from wherever it is whole. */
export type Survey = {
  readonly identity: MirrorIdentity;
  readonly root: Verified<Root>;
  /** Null where nothing beyond the root can be verified. */
  readonly dated: DatedSnapshot | null;
  readonly index: Verified<Index> | null;
  readonly components: ReadonlyMap<string, Verified<Component>>;
  readonly findings: Findings;
};

/**
 * Goes through all manifests of a mirror in a folder, from the root on, however broken it is. Each is verified as a
 * client would, by what was verified before it; what isn't right in its place is looked for elsewhere.
 * Throws what finding the root to trust throws, `interrupted`, errors of files.
 */
export async function surveyManifests(
  context: Context,
  reference: SourceReference,
  pool: Pool,
  run: Run,
): Promise<Survey> {
  run.onEvent?.({ type: 'phase', phase: 'trust' });
  const findings = new Findings();
  const { root, trust } = await surveyRoots(context, reference, pool, findings, run);
  const role = root.manifest.roles.timestamp;
  const keys = keysAmong(await keysAtHand(context, pool.folder, []), role.keys);
  const dated = await surveyDates(root, pool, keys.length >= role.threshold, findings);
  run.onEvent?.({ type: 'phase', phase: 'manifests' });
  const index = dated === null ? null : await surveyIndex(root, dated, pool, findings);
  const components =
    dated === null || index === null ? new Map() : await surveyComponents(dated, index, pool, findings, run);
  return {
    identity: {
      address: pool.folder,
      kind: 'folder',
      fingerprint: rootFingerprint(root.manifest),
      trust,
      rootVersion: root.manifest.version,
      rootKeys: Object.keys(root.manifest.roles.root.keys).sort(),
      owners: Object.keys(index?.manifest.owners ?? {}).sort(),
    },
    root,
    dated,
    index,
    components,
    findings,
  };
}

async function surveyIndex(
  root: Verified<Root>,
  { snapshot }: DatedSnapshot,
  pool: Pool,
  findings: Findings,
): Promise<Verified<Index> | null> {
  const entry = entryOf(snapshot, '/index.json');
  const file = versionedName(entry.version, '/index.json');
  const accept = (bytes: Uint8Array) => verifyIndex(bytes, root, snapshot, noExpiry);
  return findings.note(file, await firstGood(pool, file, limitOf(entry), accept));
}

async function surveyComponents(
  { snapshot }: DatedSnapshot,
  index: Verified<Index>,
  pool: Pool,
  findings: Findings,
  run: Run,
): Promise<ReadonlyMap<string, Verified<Component>>> {
  const components = new Map<string, Verified<Component>>();
  for (const [id, { url, yanked }] of Object.entries(index.manifest.components)) {
    checkSignal(run.signal);
    if (yanked) continue;
    const entry = entryOf(snapshot, url);
    const file = versionedName(entry.version, url);
    const accept = (bytes: Uint8Array) => verifyComponent(id, bytes, index, snapshot, noExpiry);
    const component = findings.note(file, await firstGood(pool, file, limitOf(entry), accept));
    if (component !== null) components.set(id, component);
  }
  return components;
}
