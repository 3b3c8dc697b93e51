import type { SourceReference } from '../api/source.ts';
import { authorizationOf, type Credential } from '../domain/credentials.ts';
import { parseTimeLimits } from '../domain/time-limits.ts';
import { EngineError } from '../errors.ts';
import { readAuthFile, refuseExposed } from '../io/auth-file.ts';
import { readAuthorities } from '../io/authorities.ts';
import { type MirrorSource, openSource, type Place } from '../io/mirror-source.ts';
import { type Network, networkOf } from '../io/network.ts';
import type { SavedSettings, SavedSource } from '../io/settings.ts';
import { severalPlaces } from '../io/several-places.ts';
import { type Context, resolvePath } from './context.ts';
import { isHttp, resolveAddress } from './mirror-address.ts';

/**
 * Opens what a reference stands for, with all its addresses, its authorities and credentials. Nothing is read from
 * it yet. Throws `source-unknown`, `address-invalid`, `certificate-unusable`, `auth-unusable`, `usage`.
 */
export async function openReached(
  context: Context,
  reference: SourceReference,
  settings: SavedSettings,
): Promise<MirrorSource> {
  const address = await resolveAddress(context, reference, settings);
  const { workingFolder } = context;
  context.reach.traffic.followSettings(settings.limitRate ?? null);
  const saved = savedOf(reference, address, settings);
  const addresses = [...new Set([address, ...(saved?.addresses ?? []), ...(reference.also ?? [])])];
  if (!isHttp(address)) {
    if (addresses.length === 1) {
      return openSource(address, { workingFolder, network: { pace: context.reach.traffic.memory } });
    }
    throw new EngineError('address-invalid', 'only sources of the network have several addresses', {
      facts: { address },
    });
  }
  const places = await placesOf(context, addresses, saved, settings);
  const [only] = places;
  return places.length === 1 && only !== undefined
    ? openSource(only.address, { workingFolder, network: only.network })
    : severalPlaces(places);
}

/** How one http address is reached: for whoever talks to it by another way than reading. */
export async function networkFor(context: Context, address: string): Promise<Network> {
  const settings = await context.settings.read();
  const saved = savedOf({ address }, address, settings);
  const [place] = await placesOf(context, [address], saved, settings);
  return place?.network ?? networkOf({}, context.environment);
}

function savedOf(
  { address: name }: SourceReference,
  address: string,
  { sources }: SavedSettings,
): SavedSource | undefined {
  return sources.find((one) => one.name === name) ?? sources.find((one) => one.address === address);
}

async function placesOf(
  context: Context,
  addresses: readonly string[],
  saved: SavedSource | undefined,
  settings: SavedSettings,
): Promise<readonly Place[]> {
  const { reach, environment } = context;
  const [primary = ''] = addresses;
  const caFile = reach.options.ca === undefined ? saved?.ca : resolvePath(context, reach.options.ca);
  const authorities = caFile === undefined ? '' : await readAuthorities(caFile);
  const timeout = reach.options.timeout ?? settings.timeout ?? null;
  const limits = timeout === null ? {} : parseTimeLimits(timeout);
  const credentials = await credentialsOf(context, primary, saved);
  return addresses.map((address) => {
    if (!isHttp(address) || !URL.canParse(address)) {
      throw new EngineError('address-invalid', 'only sources of the network have several addresses', {
        facts: { address: isHttp(address) ? '' : address },
      });
    }
    const value = authorizationOf(credentials, address, primary);
    const authorization = value === null ? null : { origin: new URL(address).origin, value };
    const wanted = { ...limits, authorities, authorization, pace: reach.traffic.memory };
    return { address, network: networkOf(wanted, environment) };
  });
}

async function credentialsOf(
  context: Context,
  primary: string,
  saved: SavedSource | undefined,
): Promise<readonly Credential[]> {
  const { authFile } = context.reach.options;
  if (authFile !== undefined) {
    const isMeant = context.reach.isMeant(primary);
    const all = await readAuthFile(resolvePath(context, authFile));
    return all.filter(({ address }) => address !== null || isMeant);
  }
  if (saved?.auth === undefined) return [];
  await refuseExposed(context.settings.file, Number.POSITIVE_INFINITY);
  return saved.auth;
}
