import type { VerifyProblem } from '../../api/mirror.ts';
import type { Run } from '../../api/run.ts';
import type { Component } from '../../domain/manifest.ts';
import { own } from '../../domain/record.ts';
import { fingerprintOf } from '../../domain/trust.ts';
import { EngineError } from '../../errors.ts';
import type { MirrorSource } from '../../io/mirror-source.ts';
import { componentReader } from '../component-reader.ts';
import { nothingKnown } from '../known-state.ts';
import { findRoot } from '../root-chain.ts';
import { readTopManifests } from '../top-manifests.ts';
import { unusableOf } from '../unusable.ts';
import type { Signed } from './signing-keys.ts';
import type { Workbench } from './workbench.ts';

type OwnedComponent = { readonly owner: string; readonly manifest: Component };

/** What a client reads of a mirror: every component that isn't yanked, and what is wrong with those that are left out. */
export type SeenByClient = {
  readonly components: readonly OwnedComponent[];
  readonly manifests: number;
  readonly problems: readonly VerifyProblem[];
};

/**
 * Reads the mirror as the commit will leave it, by the steps of a client that was told its fingerprint and knows
 * nothing else of it: what is signed anew from memory, everything else from the target. What no client could begin to
 * read throws, before it is committed.
 */
export async function readAsClient(
  { target }: Workbench,
  signed: Signed,
  now: Date,
  run: Run,
): Promise<SeenByClient> {
  const source = asCommitted(target?.source ?? null, signed);
  const fingerprint = fingerprintOf(signed.rootKeys);
  const root = await findRoot(source, { kind: 'fingerprint', fingerprint }, run.signal);
  const anchor = { root, origin: 'pinned', isHomes: false, isKept: false } as const;
  const top = await readTopManifests(source, anchor, nothingKnown, now, run.signal);
  const { components } = top.index.manifest;
  const ids = Object.keys(components).filter((id) => own(components, id)?.yanked === false);
  const reader = componentReader(source, top, nothingKnown, now, 1);
  const read = await reader.components(ids, run);
  return {
    components: [...read].map(([id, { manifest }]) => ({
      owner: own(components, id)?.owner ?? '',
      manifest,
    })),
    manifests: 4 + read.size,
    problems: unusableOf(reader.warnings()),
  };
}

/** The files that are about to be committed, and behind them those that stay. */
function asCommitted(folder: MirrorSource | null, { files }: Signed): MirrorSource {
  const fresh = new Map(files.map(({ name, bytes }) => [name, bytes]));
  return {
    address: folder?.address ?? '',
    kind: 'folder',
    places: [],
    read: async (path, limit, signal) => {
      const name = path.replace(/^\//, '');
      const bytes = fresh.get(name);
      if (bytes === undefined) return (await folder?.read(name, limit, signal)) ?? null;
      if (bytes.length <= limit) return bytes;
      throw new EngineError('manifest-too-long', `${name}: more than ${limit} bytes`, {
        facts: { file: name },
      });
    },
    close: async () => undefined,
  };
}
