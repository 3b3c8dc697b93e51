import type { Component } from '../domain/manifest.ts';
import { parseManifest } from '../domain/parse.ts';
import type { Verified } from '../domain/trust.ts';
import { EngineError } from '../errors.ts';
import { isAbsent } from '../io/files.ts';
import type { Context } from './context.ts';
import { attempt } from './known-state.ts';
import { settledAddress } from './mirror-address.ts';
import type { TopManifests } from './top-manifests.ts';

const rolesOfMirror = new Set(['root', 'index', 'snapshot', 'timestamp']);

/** Leaves verified manifests with the home, unless it was set to another mirror meanwhile. */
export async function keepInHome(
  context: Context,
  address: string,
  top: TopManifests,
  components: readonly Verified<Component>[],
): Promise<void> {
  const { home } = context;
  const isMeant = (mirror: string | null) =>
    mirror !== null && settledAddress(mirror, context.workingFolder) === address;
  const { mirror, anchor } = await home.trust();
  if (!isMeant(mirror)) return;
  const anchorVersion =
    anchor === null ? 0 : (attempt(() => parseManifest('root', anchor, 'root.json').signed.version) ?? 0);
  // In a home, a component of such a name has the place of a manifest of the mirror; some disks don't tell capitals.
  const usable = components.filter(({ manifest }) => !rolesOfMirror.has(manifest.id.toLowerCase()));
  const files = [
    ...(top.root.manifest.version > anchorVersion ? [{ name: 'root.json', bytes: top.root.bytes }] : []),
    ...usable.map(({ manifest, bytes }) => ({ name: `${manifest.id}.json`, bytes })),
    { name: 'index.json', bytes: top.index.bytes },
    { name: 'snapshot.json', bytes: top.snapshot.bytes },
    { name: 'timestamp.json', bytes: top.timestamp.bytes },
  ];
  await whereWritable(async () => {
    try {
      await home.saveManifests(files);
    } catch (error) {
      // Setting a home takes the folder away, with all that was kept of the mirror of before.
      if (!(error instanceof EngineError && isAbsent(error.cause))) throw error;
    }
    // Set in between it would keep manifests of a mirror that isn't its own any more.
    if (!isMeant(await home.mirror())) await home.forgetManifests(files.map(({ name }) => name));
  });
}

/** Does what only saves reading the same again: who may not write this home can still read the mirror. */
export async function whereWritable(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const passing = error instanceof EngineError && ['permission-denied', 'disk-full'].includes(error.code);
    if (!passing) throw error;
  }
}
