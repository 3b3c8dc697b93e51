import type { Run } from '../api/run.ts';
import type { SourceNews } from '../api/source.ts';
import { parseInstant } from '../domain/instant.ts';
import { compareVersions, latestOf } from '../domain/version.ts';
import { type Cloned, readCloned } from './clone/receipt-file.ts';
import type { Context } from './context.ts';
import { currentAddress, isHttp } from './mirror-address.ts';
import { openMirror } from './open-mirror.ts';

/**
 * Newer versions, at the source that the current mirror was cloned from, of the components that it has; what was there
 * when it was cloned was seen, and left out on purpose. Null: there are none, or the current mirror is no clone that lies in a folder of this machine. A source that was only signed
 * anew has none. Throws what opening the source throws; remembers nothing.
 */
export async function readNews(context: Context, run: Run): Promise<SourceNews | null> {
  const mirror = await currentAddress(context);
  const cloned = isHttp(mirror) ? null : await readCloned(mirror);
  if (cloned === null) return null;
  const { address, fingerprint } = cloned.source;
  const source = await openMirror(context, { address, fingerprint }, run, { remember: false });
  try {
    if (source.timestamp.manifest.version <= cloned.source.timestampVersion) return null;
    const listed = new Set(source.listed());
    const ids = [...new Set(cloned.newest.map(({ component }) => component))].filter((id) => listed.has(id));
    const components = await source.components(ids, run);
    const newer = newerThan(cloned, (id, platform) => {
      const versions = components.get(id)?.manifest.platforms[platform] ?? {};
      const since = Object.entries(versions).filter(
        ([, item]) => !item.yanked && item.entry !== '' && isSince(item.released, cloned.madeAt),
      );
      return latestOf(since.map(([name]) => name));
    });
    return newer.size === 0 ? null : { mirror, source: address, newer: Object.fromEntries(newer) };
  } finally {
    await source.close();
  }
}

function isSince(released: string, madeAt: string): boolean {
  const [then, made] = [parseInstant(released), parseInstant(madeAt)];
  return then !== null && made !== null && then >= Math.floor(made / 1000) * 1000;
}

/** Component → its newest version there, where that is newer on some platform. */
function newerThan(
  { newest }: Cloned,
  latest: (component: string, platform: string) => string | null,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { component, platform, version } of newest) {
    const there = latest(component, platform);
    if (there !== null && compareVersions(there, version) > 0) found.set(component, there);
  }
  return found;
}
