import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MergePlan, MergeRequest } from '../../api/merge.ts';
import type { Run } from '../../api/run.ts';
import { stockLifetimes } from '../../domain/edits/lifetimes.ts';
import { missingKeys } from '../../domain/edits/missing-keys.ts';
import { type Edit, outlineEdit } from '../../domain/edits/sign-edit.ts';
import { type MergeOutcome, type MergeTarget, planMerge } from '../../domain/merge-plan.ts';
import { versionedName } from '../../domain/names.ts';
import { own } from '../../domain/record.ts';
import { EngineError } from '../../errors.ts';
import { freeBytes } from '../../io/free-space.ts';
import { hashFiles } from '../../io/hash-files.ts';
import { plannedSignatures } from '../planned.ts';
import type { MergeBench } from './bench.ts';

/** What merging the mirrors of a bench comes to, and the plan that shows it. */
export type MergeDraft = { readonly outcome: MergeOutcome; readonly plan: MergePlan };

/** @throws `plan-corrupt`, `name-invalid`, `owner-reserved`, `name-taken` for a decision that can't be, errors of files */
export async function draftMerge(
  bench: MergeBench,
  request: MergeRequest,
  now: Date,
  run: Run,
): Promise<MergeDraft> {
  run.onEvent?.({ type: 'phase', phase: 'plan' });
  const outcome = await planWithDisk(bench, request, now, run);
  const edit = editOf(bench, outcome);
  const { target, folder, sources, keys } = bench;
  const here = new Set(keys.map(({ id }) => id));
  const written = outlineEdit(target, edit, now, stockLifetimes);
  const kept = new Set(
    [...outcome.signed.keys()].map(({ id, version }) => versionedName(version, `${id}.json`)),
  );
  const sum = (wanted: (action: string) => boolean): number =>
    outcome.shown.files.reduce((bytes, file) => bytes + (wanted(file.action) ? file.length : 0), 0);
  const plan: MergePlan = {
    schema: 'mirrordeck/merge-plan/1',
    request: {
      ...request,
      // A saved plan must mean the same mirrors after a source was renamed, or from another folder.
      sources: request.sources.map((reference, at) => ({
        ...reference,
        address: sources[at]?.identity.address,
      })),
    },
    target: {
      path: folder,
      fingerprint: target.identity.fingerprint,
      timestampVersion: target.timestamp.manifest.version,
    },
    sources: sources.map(({ identity }) => identity),
    ...outcome.shown,
    missingRoles: missingKeys(target, edit, here).filter(({ kind }) => kind === 'role'),
    signs: plannedSignatures(written.filter(({ name }) => !kept.has(name))),
    bytes: {
      fetch: sum((action) => action !== 'keep'),
      keep: sum((action) => action === 'keep'),
      free: await freeBytes(folder),
    },
    warnings: bench.warnings,
    unchanged: written.length === 0,
  };
  return { outcome, plan };
}

/** The edit that an outcome is to the target; nothing in it when nothing changes. */
export function editOf({ target }: MergeBench, { index, components, signed }: MergeOutcome): Edit {
  return { index: index === target.index.manifest ? undefined : index, components, signed };
}

/** Which files matter is only known from a plan, and what lies in them decides it: they are hashed as it asks. */
async function planWithDisk(
  bench: MergeBench,
  { onConflict: policy = 'fail', decisions = [] }: MergeRequest,
  now: Date,
  run: Run,
): Promise<MergeOutcome> {
  const known = new Map<string, string | null>();
  for (;;) {
    const asked = new Set<string>();
    const disk = (name: string): string | null => {
      const sha256 = known.get(name);
      if (sha256 === undefined) asked.add(name);
      return sha256 ?? null;
    };
    const target = mergeTarget(bench, disk);
    const outcome = planMerge(target, bench.sides, { policy, decisions }, now, stockLifetimes);
    if (asked.size === 0) return outcome;
    for (const [name, sha256] of await lookAt(bench.folder, [...asked], run)) known.set(name, sha256);
  }
}

function mergeTarget({ into, target, keys, homeKeys }: MergeBench, disk: MergeTarget['disk']): MergeTarget {
  const { meta } = target.snapshot.manifest;
  return {
    index: into.index,
    components: into.components,
    lastVersion: (id) => own(meta, `/${id}.json`)?.version ?? 0,
    keys: new Set(keys.map(({ id }) => id)),
    homeKeys,
    disk,
  };
}

/** sha256 of those that are there, null for the others. */
async function lookAt(
  folder: string,
  names: readonly string[],
  run: Run,
): Promise<readonly (readonly [string, string | null])[]> {
  const there: string[] = [];
  for (const name of names) if (await isThere(join(folder, name))) there.push(name);
  const paths = there.map((name) => join(folder, name));
  const hashed = await hashFiles(paths, { algorithms: ['sha256'], signal: run.signal });
  const found = new Map<string, string>();
  hashed.forEach((file, at) => {
    if ('code' in file) throw new EngineError(file.code, file.reason, { facts: { file: file.path } });
    found.set(there[at] ?? '', file.hashes.sha256 ?? '');
  });
  return names.map((name) => [name, found.get(name) ?? null]);
}

export function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
