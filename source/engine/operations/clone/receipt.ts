import type { ClonePlan, FileFailure, Receipt } from '../../api/clone.ts';
import type { Run } from '../../api/run.ts';
import { walkPlatform } from '../../domain/client-walk.ts';
import { clientTarballName } from '../../domain/names.ts';
import { ANY } from '../../domain/platform.ts';
import { makeReceipt } from '../../domain/receipt.ts';
import { own } from '../../domain/record.ts';
import { fingerprintOf } from '../../domain/trust.ts';
import { unusableOf } from '../unusable.ts';
import { readAsClient, type SeenByClient } from './as-client.ts';
import type { NextManifests } from './next.ts';
import type { Signed } from './signing-keys.ts';
import type { Workbench } from './workbench.ts';

/** The receipt of the mirror as it will be, or as it is when nothing changed. */
export async function receiptOf(
  plan: ClonePlan,
  bench: Workbench,
  next: NextManifests,
  failures: readonly FileFailure[],
  signed: Signed,
  now: Date,
  run: Run,
): Promise<Receipt> {
  const client = await seen(bench, next, signed, now, run);
  const { components } = client;
  const platforms = new Set(plan.platforms);
  for (const { manifest } of components) {
    for (const platform of Object.keys(manifest.platforms)) if (platform !== ANY) platforms.add(platform);
  }
  const timestamp = signed.files.find((file) => file.role === 'timestamp');
  const clients = clientsOf(plan, bench, failures, [...platforms]);
  const receipt = makeReceipt({
    madeAt: now,
    source: {
      address: plan.source.identity.address,
      fingerprint: plan.source.identity.fingerprint,
      timestampVersion: plan.source.timestampVersion,
    },
    mirror: {
      fingerprint: fingerprintOf(signed.rootKeys),
      timestampVersion: timestamp?.version ?? plan.target.timestampVersion,
      expires: soonestExpiry(bench, signed),
    },
    platforms: [...platforms].sort(),
    components,
    clients,
    missing: plan.missing,
    failures,
  });
  const facts = { components, clients, sizeOf: sizesAfter(plan, bench, failures) };
  const walked = receipt.platforms.map((platform) => walkPlatform(platform, facts));
  const { manifests, problems } = client;
  return { ...receipt, walk: { manifests, problems, platforms: walked } };
}

/** Sizes of the mirror's files once what was fetched has taken its place: it came with the length that was planned. */
function sizesAfter(
  plan: ClonePlan,
  { disk }: Workbench,
  failures: readonly FileFailure[],
): (name: string) => number | null {
  const failed = new Set(failures.map(({ name }) => name));
  const fetched = new Map(
    plan.files.flatMap(({ name, action, length }) =>
      action === 'keep' || failed.has(name) ? [] : [[name, length] as const],
    ),
  );
  return (name) => fetched.get(name) ?? disk.size(name);
}

/** When the first of the manifests that every client needs runs out. */
function soonestExpiry({ target }: Workbench, signed: Signed): string {
  const roles = ['root', 'index', 'snapshot', 'timestamp'] as const;
  const dates = roles.map(
    (role) =>
      signed.files.find((file) => file.role === role)?.expires ?? target?.[role].manifest.expires ?? '',
  );
  return dates.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? '';
}

/**
 * Also components that this clone doesn't touch: a refresh of one component is a receipt of all. A mirror that stays
 * as it is was read by a client's steps when it was opened.
 */
async function seen(
  bench: Workbench,
  next: NextManifests,
  signed: Signed,
  now: Date,
  run: Run,
): Promise<SeenByClient> {
  if (signed.files.length > 0 || bench.target === null) return await readAsClient(bench, signed, now, run);
  const cloned = new Map(next.components.map((component) => [component.id, component]));
  const live = Object.keys(next.index.components).filter(
    (id) => own(next.index.components, id)?.yanked === false,
  );
  const others = live.filter((id) => !cloned.has(id));
  const untouched = await bench.target.components(others, run);
  const components = live.flatMap((id) => {
    const manifest = cloned.get(id) ?? untouched.get(id)?.manifest;
    const owner = own(next.index.components, id)?.owner ?? '';
    return manifest === undefined ? [] : [{ owner, manifest }];
  });
  const problems = unusableOf(bench.target.warnings());
  return { components, manifests: 4 + components.length, problems };
}

type Client = { readonly version: string; readonly name: string; readonly length: number };

/** Those of this clone, and for platforms that it doesn't touch those that the last receipt names. */
function clientsOf(
  plan: ClonePlan,
  { disk }: Workbench,
  failures: readonly FileFailure[],
  platforms: readonly string[],
): ReadonlyMap<string, Client> {
  const clients = new Map<string, Client>();
  const failed = new Set(failures.map((failure) => failure.name));
  for (const platform of platforms) {
    const name = clientTarballName(platform);
    const planned = plan.files.find((file) => file.name === name && !failed.has(name));
    const version = planned?.version ?? disk.clientVersion(platform);
    const length = planned?.length ?? disk.size(name);
    if (version !== null && length !== null) clients.set(platform, { version, name, length });
  }
  return clients;
}
