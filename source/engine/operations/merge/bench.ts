import { realpath } from 'node:fs/promises';
import type { MergeRequest } from '../../api/merge.ts';
import type { Run } from '../../api/run.ts';
import type { SourceReference } from '../../api/source.ts';
import type { MergeSide } from '../../domain/merge-plan.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import { EngineError } from '../../errors.ts';
import type { EngineWarning } from '../../events.ts';
import { readKeys } from '../../io/keyring.ts';
import { type Context, resolvePath } from '../context.ts';
import { keysAtHand } from '../keys-at-hand.ts';
import { type OpenMirror, openMirror } from '../open-mirror.ts';

/** Target and sources, opened and verified with all their components, and the keys that can sign. Close it when done. */
export type MergeBench = {
  /** Absolute. */
  readonly folder: string;
  readonly target: OpenMirror;
  readonly into: MergeSide;
  readonly sources: readonly OpenMirror[];
  readonly sides: readonly MergeSide[];
  readonly keys: readonly PrivateKey[];
  readonly homeKeys: ReadonlySet<string>;
  /** Components that can't be used, with the mirror that they are in. */
  readonly warnings: readonly EngineWarning[];
};

/**
 * @throws `usage` without a source, `target-is-source`, and what opening a mirror throws, with the address of the
 *   mirror that it is about
 */
export async function layOutMerge(
  context: Context,
  folder: string,
  request: MergeRequest,
  run: Run,
): Promise<MergeBench> {
  if (request.sources.length === 0) {
    throw new EngineError('usage', 'a merge needs a mirror to merge', { facts: { command: 'mirror merge' } });
  }
  const opened: OpenMirror[] = [];
  try {
    const open = async (reference: SourceReference): Promise<OpenMirror> => {
      const mirror = await openMirror(context, reference, run).catch((error: unknown) => {
        throw telling(error, reference.address ?? '');
      });
      opened.push(mirror);
      return mirror;
    };
    const target = await open({ address: folder });
    const sources: OpenMirror[] = [];
    for (const reference of request.sources) {
      const source = await open(settled(context, reference));
      await refuseItself(source, folder);
      sources.push(source);
    }
    const sides: MergeSide[] = [];
    for (const mirror of [target, ...sources]) sides.push(await sideOf(mirror, run));
    const [into, ...others] = sides;
    if (into === undefined) throw new Error('the target was opened first');
    const home = await readKeys(context.home.keys);
    return {
      folder,
      target,
      into,
      sources,
      sides: others,
      keys: await keysAtHand(context, folder, []),
      homeKeys: new Set(home.usable.map(({ key }) => key.id)),
      warnings: [target, ...sources].flatMap(warningsOf),
    };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

export async function closeMerge({ target, sources }: MergeBench): Promise<void> {
  await closeAll([target, ...sources]);
}

async function closeAll(mirrors: readonly OpenMirror[]): Promise<void> {
  for (const mirror of mirrors) await mirror.close();
}

/** One component that can't be used is told; the rest of its mirror is merged. */
async function sideOf(mirror: OpenMirror, run: Run): Promise<MergeSide> {
  const components = await mirror.components(mirror.listed(), run);
  return { address: mirror.identity.address, index: mirror.index.manifest, components };
}

function warningsOf(mirror: OpenMirror): readonly EngineWarning[] {
  const { address } = mirror.identity;
  return mirror.warnings().map(({ code, facts }) => ({ code, facts: { ...facts, address } }));
}

function settled(context: Context, reference: SourceReference): SourceReference {
  const { rootFile } = reference;
  return rootFile === undefined ? reference : { ...reference, rootFile: resolvePath(context, rootFile) };
}

async function refuseItself({ identity }: OpenMirror, folder: string): Promise<void> {
  if (identity.kind !== 'folder' || (await realpath(identity.address)) !== (await realpath(folder))) return;
  throw new EngineError('target-is-source', `${folder} is the very mirror to be merged into`, {
    facts: { path: folder },
  });
}

/** Which of the mirrors it is about. */
function telling(error: unknown, address: string): unknown {
  if (!(error instanceof EngineError) || error.facts.address !== undefined) return error;
  const facts = { ...error.facts, address };
  return new EngineError(error.code, `${address}: ${error.message}`, { facts, cause: error });
}
