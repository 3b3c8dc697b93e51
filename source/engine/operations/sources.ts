import type { AddSourceRequest, ListedSource } from '../api/source.ts';
import type { Credential } from '../domain/credentials.ts';
import { officialRoots } from '../domain/official-root.ts';
import { fingerprintOf } from '../domain/trust.ts';
import { EngineError } from '../errors.ts';
import { readAuthFile } from '../io/auth-file.ts';
import { readAuthorities } from '../io/authorities.ts';
import type { SavedSettings, SavedSource } from '../io/settings.ts';
import { parseAddress } from '../io/source-address.ts';
import { type Context, resolvePath } from './context.ts';
import { currentAddress, officialName, officialSource } from './mirror-address.ts';

/** Mirrors by name. The official one comes first and is always there, then the others as they were added. */
export async function listSources(context: Context): Promise<readonly ListedSource[]> {
  const settings = await context.settings.read();
  const current = await currentAddress(context);
  return [officialSource, ...settings.sources].map((source) => listed(source, settings, current));
}

/**
 * Gives an address a name, and with a fingerprint also the trust in it; nothing is read from it.
 * With `replace` a source that is there is changed. Throws `name-invalid`, `source-exists`, `source-unknown`, `address-invalid`, `usage` for what is no fingerprint,
 * `certificate-unusable`, `auth-unusable`.
 */
export async function addSource(context: Context, request: AddSourceRequest): Promise<ListedSource> {
  const { name } = request;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) {
    throw new EngineError('name-invalid', `${JSON.stringify(name.slice(0, 80))} is no name for a source`, {
      facts: { source: name.slice(0, 80) },
    });
  }
  const fingerprint = request.fingerprint?.toLowerCase() ?? null;
  if (fingerprint !== null && !/^[0-9a-f]{64}$/.test(fingerprint)) {
    throw new EngineError('usage', 'a fingerprint has 64 hexadecimal digits', {
      facts: { field: 'fingerprint' },
    });
  }
  const { address } = parseAddress(request.address, context.workingFolder);
  const { addresses = [], ca, authFile } = request;
  for (const one of [address, ...addresses]) {
    if (addresses.length === 0 || parseAddress(one, context.workingFolder).kind === 'http') continue;
    throw new EngineError('address-invalid', 'only sources of the network have several addresses', {
      facts: { address: one },
    });
  }
  const caFile = ca === undefined ? undefined : resolvePath(context, ca);
  if (caFile !== undefined) await readAuthorities(caFile);
  const auth = authFile === undefined ? undefined : await readAuthFile(resolvePath(context, authFile));
  const source: SavedSource = {
    name,
    address,
    fingerprint,
    ...(addresses.length === 0 ? {} : { addresses }),
    ...(caFile === undefined ? {} : { ca: caFile }),
    ...(auth === undefined ? {} : { auth }),
  };
  const settings = await context.settings.change((before) => {
    const earlier = before.sources.find((other) => other.name === name);
    refuseName(name, earlier !== undefined, request.replace === true);
    const { auth: kept } = earlier ?? {};
    const changed = (other: SavedSource): SavedSource =>
      other === earlier ? { ...(kept === undefined ? {} : { auth: kept }), ...source } : other;
    // A fingerprint that is given now counts more than what was remembered.
    return {
      ...before,
      sources: earlier === undefined ? [...before.sources, source] : before.sources.map(changed),
      pins: fingerprint === null ? before.pins : without(before.pins, address),
    };
  });
  return listed(source, settings, await currentAddress(context));
}

/** A new source needs a new name, a changed one a name that is there. The official one can be neither. */
function refuseName(name: string, known: boolean, replace: boolean): void {
  const facts = { source: name };
  if (name === officialName || (known && !replace))
    throw new EngineError('source-exists', `there is a source ${name} already`, { facts });
  if (!known && replace) throw new EngineError('source-unknown', `there is no source ${name}`, { facts });
}

/**
 * Forgets a source, and with its last name also the root that was remembered of its address: the next visit is a
 * first contact again. Throws `source-unknown`, `usage` for the official one.
 */
export async function removeSource(context: Context, name: string): Promise<void> {
  if (name === officialName)
    throw new EngineError('usage', 'the official mirror is built in', { facts: { source: name } });
  await context.settings.change((before) => {
    const gone = before.sources.find((source) => source.name === name);
    if (gone === undefined) {
      throw new EngineError('source-unknown', `there is no source ${name}`, { facts: { source: name } });
    }
    const sources = before.sources.filter((source) => source !== gone);
    const isLast = sources.every(({ address }) => address !== gone.address);
    return { ...before, sources, pins: isLast ? without(before.pins, gone.address) : before.pins };
  });
}

function listed(source: SavedSource, settings: SavedSettings, current: string): ListedSource {
  const { name, address } = source;
  const official = name === officialName;
  const known = official ? officialRoots.at(-1) : undefined;
  const fingerprint =
    settings.pins[address]?.fingerprint ??
    source.fingerprint ??
    (known === undefined ? null : fingerprintOf(known.keyIds));
  const { addresses, ca, auth } = source;
  return {
    name,
    address,
    fingerprint,
    current: address === current,
    official,
    ...(addresses === undefined ? {} : { addresses }),
    ...(ca === undefined ? {} : { ca }),
    ...(auth === undefined ? {} : { auth: auth.map(kindOf) }),
  };
}

/** All that is ever said of a credential. */
function kindOf({ authorization }: Credential): 'basic' | 'bearer' {
  return authorization.startsWith('Basic ') ? 'basic' : 'bearer';
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
