import { statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { CloneRequest } from '../../api/clone.ts';
import type { PlannedPreset } from '../../api/preset.ts';
import type { Run } from '../../api/run.ts';
import type { DiskFacts } from '../../domain/clone-files.ts';
import type { Selection } from '../../domain/clone-selection.ts';
import { choosePreset, companionsOf, parsePreset, withPresets } from '../../domain/presets.ts';
import { EngineError } from '../../errors.ts';
import { isAbsent } from '../../io/files.ts';
import type { Context } from '../context.ts';
import { type OpenMirror, openMirror } from '../open-mirror.ts';
import { stagingOf } from '../staging.ts';
import { type CloneDraft, draftClone } from './draft.ts';
import { readReceipt } from './receipt-file.ts';
import {
  isRepublished,
  leftOutSome,
  mayBeRepublished,
  refuseRepublished,
  startingOver,
} from './republished.ts';
import { selectionOf } from './request.ts';
import { inspectTarget } from './target.ts';

/** Source and target opened and verified, with what follows from a request. Close the mirrors when done. */
export type Workbench = {
  readonly source: OpenMirror;
  /** Null where the target isn't a mirror yet. */
  readonly target: OpenMirror | null;
  /** With what presets bring. */
  readonly selection: Selection;
  readonly presets: readonly PlannedPreset[];
  readonly draft: CloneDraft;
  readonly disk: DiskFacts;
};

/**
 * Opens both mirrors and works out the clone; from the beginning when the source is published meanwhile.
 * @param request settled: absolute paths
 * @throws `target-not-empty`, `target-unusable`, `target-is-source`, and what reading and choosing throw
 */
export async function layOut(
  context: Context,
  request: CloneRequest,
  detail: 'outline' | 'whole',
  run: Run,
): Promise<Workbench> {
  const isMirror = await inspectTarget(request.target, run);
  return await startingOver(run, 'hold', (one, isLast) =>
    layOutOnce(context, request, isMirror, detail, one, isLast),
  );
}

async function layOutOnce(
  context: Context,
  request: CloneRequest,
  isMirror: boolean,
  detail: 'outline' | 'whole',
  run: Run,
  isLast: boolean,
): Promise<Workbench> {
  run.onEvent?.({ type: 'phase', phase: 'trust' });
  const { source, target } = await openBoth(context, request, isMirror, run);
  try {
    await refuseSameFolder(source, request.target);
    refuseSameMirror(source, target, request.target);
    const asked = selectionOf(request);
    const presets = await planPresets(source, request.presets ?? [], asked, run);
    const selection = withPresets(asked, presets);
    const disk = await diskFacts(request.target, isMirror);
    run.onEvent?.({ type: 'phase', phase: 'plan' });
    const draft = await draftClone(
      source,
      target,
      selection,
      request.dropUnselected ?? false,
      disk,
      detail,
      run,
    );
    if (!isLast && leftOutSome(source)) await refuseRepublished(source, run.signal);
    return { source, target, selection, presets, draft, disk };
  } catch (error) {
    const again = !isLast && mayBeRepublished(error) ? refuseRepublished(source, run.signal, error) : null;
    const told = await again?.then(
      () => error,
      (other: unknown) => (isRepublished(other) ? other : error),
    );
    await source.close();
    await target?.close();
    throw told ?? error;
  }
}

async function planPresets(
  source: OpenMirror,
  texts: readonly string[],
  { platforms }: Selection,
  run: Run,
): Promise<readonly PlannedPreset[]> {
  const asked = texts.map(parsePreset);
  const listed = new Set(source.listed());
  const ids = companionsOf(asked).filter((id) => listed.has(id));
  const read = await source.components(ids, run);
  const manifests = new Map([...read].map(([id, { manifest }]) => [id, manifest]));
  return asked.map((preset) => choosePreset(preset, manifests, platforms));
}

/** At the same time: what the source's server takes to answer is enough to verify the target. */
async function openBoth(
  context: Context,
  request: CloneRequest,
  isMirror: boolean,
  run: Run,
): Promise<Pick<Workbench, 'source' | 'target'>> {
  const [source, target] = await Promise.allSettled([
    openMirror(context, request.source ?? {}, run),
    isMirror ? openMirror(context, { address: request.target }, run) : null,
  ]);
  if (source.status === 'fulfilled' && target.status === 'fulfilled') {
    return { source: source.value, target: target.value };
  }
  if (source.status === 'fulfilled') await source.value.close();
  if (target.status === 'fulfilled') await target.value?.close();
  const [refused] = [source, target].filter((opened) => opened.status === 'rejected');
  throw refused?.reason;
}

async function refuseSameFolder(source: OpenMirror, target: string): Promise<void> {
  const { kind, address } = source.identity;
  if (kind !== 'folder') return;
  const way = relative(await realpath(address), await realPath(target));
  if (way === '') throw sameMirror(target);
  if (way === '..' || way.startsWith(`..${sep}`)) return;
  // Stock clients would trip over it, in `keys` most of all; and the next clone of the source would serve it.
  throw new EngineError('target-is-source', `${target} lies inside ${address}, which is to be cloned`, {
    facts: { path: target, source: address },
  });
}

/** The real path of what may not be there yet: of the first folder above it that is, with the rest behind. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isAbsent(error) || dirname(path) === path) return path;
    return join(await realPath(dirname(path)), basename(path));
  }
}

function refuseSameMirror(source: OpenMirror, target: OpenMirror | null, path: string): void {
  if (target !== null && target.identity.fingerprint === source.identity.fingerprint) throw sameMirror(path);
}

function sameMirror(target: string): EngineError {
  return new EngineError('target-is-source', `${target} is the very mirror to be cloned`, {
    facts: { path: target },
  });
}

async function diskFacts(target: string, isMirror: boolean): Promise<DiskFacts> {
  const staging = stagingOf(target);
  const receipt = isMirror ? await readReceipt(target) : null;
  const clients = new Map(receipt?.platforms.map((platform) => [platform.platform, platform.client]));
  return {
    size: (name) => (isMirror ? sizeOf(join(target, name)) : null),
    hasPart: (name) => sizeOf(join(staging, name)) !== null || sizeOf(join(staging, `${name}.part`)) !== null,
    clientVersion: (platform) => clients.get(platform) ?? null,
  };
}

function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}
