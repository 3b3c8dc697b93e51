import type { Run } from '../api/run.ts';
import type { Component } from '../domain/manifest.ts';
import { versionedName } from '../domain/names.ts';
import { own } from '../domain/record.ts';
import { entryOf, expiryOf, limitOf, type Verified, verifyComponent } from '../domain/trust.ts';
import { checkSignal, EngineError } from '../errors.ts';
import type { EngineWarning } from '../events.ts';
import type { MirrorSource } from '../io/mirror-source.ts';
import type { KnownState } from './known-state.ts';
import type { TopManifests } from './top-manifests.ts';

/** What is done with a component; the next is read in its lane when this is done. */
export type Look = (component: Verified<Component>) => void | Promise<void>;

/** Reads components of one state of a mirror, each once. */
export type ComponentReader = {
  component(id: string, signal?: AbortSignal): Promise<Verified<Component>>;
  components(ids: readonly string[], run: Run): Promise<ReadonlyMap<string, Verified<Component>>>;
  /** The same one by one, in any order, without keeping them: a large mirror's manifests take a gigabyte. */
  visit(ids: readonly string[], run: Run, look: Look): Promise<void>;
  warnings(): readonly EngineWarning[];
  /** All that were verified so far. */
  read(): readonly Verified<Component>[];
  /** When the first of all that were verified runs out, in milliseconds since 1970; Infinity for none. */
  soonest(): number;
};

/** Files of a folder that are read at a time: one is verified while the next is read; more would hold up a screen. */
const folderReads = 2;

export function componentReader(
  source: MirrorSource,
  top: TopManifests,
  known: KnownState,
  now: Date,
  jobs: number,
): ComponentReader {
  const verified = new Map<string, Verified<Component>>();
  const warnings = new Map<string, EngineWarning>();
  let soonest = Number.POSITIVE_INFINITY;

  async function readOne(id: string, signal: AbortSignal | undefined): Promise<Verified<Component>> {
    checkSignal(signal);
    const found = verified.get(id) ?? (await readComponent(source, top, known, now, id, signal));
    soonest = Math.min(soonest, expiryOf(found.manifest));
    return found;
  }

  async function component(id: string, signal?: AbortSignal): Promise<Verified<Component>> {
    const found = await readOne(id, signal);
    verified.set(id, found);
    return found;
  }

  async function orWarning(id: string, run: Run): Promise<Verified<Component> | null> {
    try {
      return await readOne(id, run.signal);
    } catch (error) {
      if (!(error instanceof EngineError) || !isOfTheComponent(error)) throw error;
      const { code, message } = error;
      const warning: EngineWarning = {
        code: 'component-unusable',
        facts: { ...error.facts, component: id, code, reason: message },
      };
      if (!warnings.has(id)) run.onEvent?.({ type: 'warning', warning });
      warnings.set(id, warning);
      return null;
    }
  }

  async function visit(ids: readonly string[], run: Run, look: Look): Promise<void> {
    const queue = ids.filter((id) => own(top.index.manifest.components, id) !== undefined);
    if (queue.some((id) => !verified.has(id))) run.onEvent?.({ type: 'phase', phase: 'manifests' });
    let next = 0;
    const work = async (): Promise<void> => {
      for (let id = queue[next++]; id !== undefined; id = queue[next++]) {
        const found = await orWarning(id, run);
        if (found !== null) await look(found);
      }
    };
    const lanes = source.kind === 'folder' ? folderReads : Math.max(1, jobs);
    // A lane that fails for good leaves nothing for the others.
    const guarded = () =>
      work().catch((error: unknown) => {
        next = queue.length;
        throw error;
      });
    await Promise.all(Array.from({ length: Math.min(lanes, queue.length) }, guarded));
  }

  async function components(
    ids: readonly string[],
    run: Run,
  ): Promise<ReadonlyMap<string, Verified<Component>>> {
    await visit(ids, run, (found) => {
      verified.set(found.manifest.id, found);
    });
    return new Map(
      ids.flatMap((id) => {
        const found = verified.get(id);
        return found === undefined ? [] : [[id, found] as const];
      }),
    );
  }

  return {
    component,
    components,
    visit,
    warnings: () => [...warnings.values()],
    read: () => [...verified.values()],
    soonest: () => soonest,
  };
}

/** What is wrong with this one component, and says nothing about the others. */
function isOfTheComponent(error: EngineError): boolean {
  return error.exitCode === 4 || error.code === 'file-missing' || error.code === 'component-unknown';
}

async function readComponent(
  source: MirrorSource,
  { index, snapshot }: TopManifests,
  known: KnownState,
  now: Date,
  id: string,
  signal: AbortSignal | undefined,
): Promise<Verified<Component>> {
  const item = own(index.manifest.components, id);
  if (item === undefined) {
    throw new EngineError('component-unknown', `there is no component ${id}`, { facts: { component: id } });
  }
  const entry = entryOf(snapshot, item.url);
  const kept = await known.component(id);
  if (kept !== null) {
    try {
      return verifyComponent(id, kept, index, snapshot, now);
    } catch (error) {
      // Another version, or spoilt: the source's is read instead.
      if (!(error instanceof EngineError)) throw error;
    }
  }
  const file = versionedName(entry.version, item.url);
  const bytes = await source.read(file, limitOf(entry), signal);
  if (bytes === null) {
    throw new EngineError('file-missing', `${source.address} has no ${file}`, {
      facts: { file, component: id, address: source.address },
    });
  }
  return verifyComponent(id, bytes, index, snapshot, now);
}
