import { type Engine, EngineError, type ListedSource } from '../engine/index.ts';

/** The name of the current mirror in a list when nobody gave it one. */
export const unnamed = '';

/**
 * The sources, and before them the home's current mirror when it is none of them: it is what most people clone
 * from.
 */
export async function listSources(engine: Engine): Promise<readonly ListedSource[]> {
  const list = await engine.sources.list();
  if (list.some((source) => source.current)) return list;
  const address = await currentMirror(engine);
  if (address === null) return list;
  return [{ name: unnamed, address, fingerprint: null, current: true, official: false }, ...list];
}

async function currentMirror(engine: Engine): Promise<string | null> {
  try {
    return (await engine.show()).address;
  } catch (error) {
    // A home that is set to no mirror yet has sources all the same.
    if (error instanceof EngineError) return null;
    throw error;
  }
}
