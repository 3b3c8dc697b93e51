import { performance } from 'node:perf_hooks';
import type { Run } from '../api/run.ts';
import type { ExpiryFact, SourceReference, SourceReport } from '../api/source.ts';
import { parseInstant } from '../domain/instant.ts';
import type { Component } from '../domain/manifest.ts';
import { latestOf } from '../domain/version.ts';
import type { Context } from './context.ts';
import { type OpenMirror, openMirror } from './open-mirror.ts';

/** Reads a mirror with all its components and tells about it; `milliseconds` counts from the call. */
export async function reportOn(
  context: Context,
  reference: SourceReference,
  run: Run = {},
): Promise<SourceReport> {
  const began = performance.now();
  const mirror = await openMirror(context, reference, run);
  try {
    let components = 0;
    let versions = 0;
    let clientVersion: string | null = null;
    let first: ExpiryFact | null = null;
    await mirror.visit(mirror.listed(), run, ({ file, manifest }) => {
      const live = liveVersions(manifest);
      components += 1;
      versions += live.size;
      if (manifest.id === 'tiup') clientVersion = latestOf(live);
      const dated = { file, expires: manifest.expires };
      if (first === null || instant(dated) < instant(first)) first = dated;
    });
    return {
      identity: mirror.identity,
      milliseconds: Math.round(performance.now() - began),
      components,
      versions,
      expires: expiryFacts(mirror, first),
      clientVersion,
    };
  } finally {
    await mirror.close();
  }
}

/** Names of the versions that a client finds on some platform. */
function liveVersions({ platforms }: Component): Set<string> {
  const found = new Set<string>();
  for (const versions of Object.values(platforms)) {
    for (const [version, item] of Object.entries(versions))
      if (!item.yanked && item.entry !== '') found.add(version);
  }
  return found;
}

function expiryFacts(mirror: OpenMirror, first: ExpiryFact | null): readonly ExpiryFact[] {
  const { root, index, snapshot, timestamp } = mirror;
  const roles = [root, index, snapshot, timestamp].map(({ file, manifest }) => ({
    file,
    expires: manifest.expires,
  }));
  return [...roles, ...(first === null ? [] : [first])].sort((a, b) => instant(a) - instant(b));
}

function instant({ expires }: ExpiryFact): number {
  return parseInstant(expires) ?? Number.NEGATIVE_INFINITY;
}
