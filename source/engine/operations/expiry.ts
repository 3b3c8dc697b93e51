import type { ExpiryEntry, ExpiryRequest, ExpiryResult } from '../api/expiry.ts';
import type { Query, Run } from '../api/run.ts';
import type { Manifest } from '../domain/manifest.ts';
import { own } from '../domain/record.ts';
import { expiryOf, isExpired, type Verified } from '../domain/trust.ts';
import type { Context } from './context.ts';
import { openMirror } from './open-mirror.ts';

const day = 86_400_000;

/**
 * When everything in a mirror expires: roles, owners' keys, components; the most urgent first. Works on a mirror
 * that has expired, and remembers nothing. Throws what opening a mirror throws, but `manifest-expired`.
 */
export function expiryQuery(context: Context): Query<ExpiryRequest, ExpiryResult> {
  return (request, run) => expiryOfAll(context, request, run ?? {});
}

async function expiryOfAll(context: Context, request: ExpiryRequest, run: Run): Promise<ExpiryResult> {
  const { within = 0 } = request;
  const mirror = await openMirror(context, request, run, { allowExpired: true, remember: false });
  try {
    const entry = entryMaker(mirror.now, within);
    const { root, index, snapshot, timestamp } = mirror;
    const entries = [root, index, snapshot, timestamp].map((role) =>
      entry({ kind: 'role', name: role.manifest._type }, role),
    );
    for (const [owner, { keys }] of Object.entries(index.manifest.owners)) {
      for (const key of Object.keys(keys)) entries.push(entry({ kind: 'key', name: owner, key }, index));
    }
    const items = index.manifest.components;
    await mirror.visit(Object.keys(items), run, (component) => {
      const { id } = component.manifest;
      const yanked = own(items, id)?.yanked ?? false;
      entries.push(entry({ kind: 'component', name: id, yanked }, component));
    });
    return {
      identity: mirror.identity,
      now: mirror.now.toISOString(),
      within,
      entries: entries.sort(byUrgency),
      due: entries.filter(({ state }) => state !== 'fine').length,
      warnings: mirror.warnings(),
    };
  } finally {
    await mirror.close();
  }
}

type About = Pick<ExpiryEntry, 'kind' | 'name'> & Partial<Pick<ExpiryEntry, 'key' | 'yanked'>>;

function entryMaker(now: Date, within: number) {
  const limit = new Date(now.getTime() + within * day);
  return ({ kind, name, key = null, yanked = false }: About, of: Verified): ExpiryEntry => {
    const { file, manifest } = of;
    const days = Math.floor((expiryOf(manifest) - now.getTime()) / day);
    const state = yanked ? 'fine' : stateOf(manifest, now, limit);
    return { kind, name, key, file, expires: manifest.expires, days, state, yanked };
  };
}

function stateOf(manifest: Manifest, now: Date, limit: Date): ExpiryEntry['state'] {
  if (isExpired(manifest, now)) return 'expired';
  return isExpired(manifest, limit) ? 'due' : 'fine';
}

const kinds = ['role', 'key', 'component'];

function byUrgency(a: ExpiryEntry, b: ExpiryEntry): number {
  return (
    Number(a.yanked) - Number(b.yanked) ||
    Date.parse(a.expires) - Date.parse(b.expires) ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    (a.name < b.name ? -1 : 1)
  );
}
