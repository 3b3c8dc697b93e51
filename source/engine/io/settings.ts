import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { type Credential, isCredential } from '../domain/credentials.ts';
import { parsePlatforms } from '../domain/platform.ts';
import { parseRateRules } from '../domain/rate-rules.ts';
import { parseTimeLimits } from '../domain/time-limits.ts';
import { EngineError } from '../errors.ts';
import { makeFolder, mutate, readIfThere } from './files.ts';
import { takeLock } from './lock.ts';

export type SavedSource = {
  readonly name: string;
  readonly address: string;
  readonly fingerprint: string | null;
  /** Further http addresses of the same mirror. */
  readonly addresses?: readonly string[] | undefined;
  /** PEM file of authorities to trust for it; absolute. */
  readonly ca?: string | undefined;
  /** What it wants to see. Secret, which is why the file has mode 0600. */
  readonly auth?: readonly Credential[] | undefined;
};
/** What was verified last at an address: the root that the next visit has to lead on from, the oldest it may show. */
export type Pin = {
  readonly fingerprint: string;
  readonly rootVersion: number;
  /** How many of its keys have to sign it. Not there in the pins of earlier versions. */
  readonly threshold?: number | undefined;
  /** Its newest timestamp, and the ids of the keys that the root listed for it. Not in the pins of earlier versions. */
  readonly timestamp?: { readonly version: number; readonly keys: readonly string[] } | undefined;
};

/** A file of a change that waits for signatures, and whose change it is. */
export type SavedWaiting = {
  /** Both absolute; the mirror may be an address. */
  readonly path: string;
  readonly mirror: string;
  /** Of a transfer; a rotation has neither. */
  readonly component: string | null;
  readonly owner: string | null;
  /** Files of private keys that were named when it was begun; absolute. */
  readonly keys?: readonly string[] | undefined;
};

/** Fields that are on, off, or left to the terminal. */
const switches = ['ascii', 'colours', 'animations', 'screenReader'] as const;
type Switch = (typeof switches)[number];

export type SavedSettings = Readonly<Partial<Record<Switch, boolean | null | undefined>>> & {
  readonly language: 'en' | 'zh' | 'ja' | null;
  readonly sources: readonly SavedSource[];
  /** By address, as it was given. */
  readonly pins: Readonly<Record<string, Pin>>;
  /** Where the keys of a mirror lie that don't lie with it: its folder → theirs, both absolute. */
  readonly keyFolders: Readonly<Record<string, string>>;
  /** Changes of mirrors that wait for signatures. */
  readonly waiting?: readonly SavedWaiting[] | undefined;
  /** Bytes per second, as `parseRateRules` reads it. */
  readonly limitRate?: string | null | undefined;
  /** Time limits, as `parseTimeLimits` reads them. */
  readonly timeout?: string | null | undefined;
  /** Platforms by comma. */
  readonly platforms?: string | null | undefined;
  /** Downloads at once. */
  readonly jobs?: number | null | undefined;
};

/** What mirrordeck keeps of its own for this user. */
export type SettingsStore = {
  /** `settings.json`, absolute. */
  readonly file: string;
  /** Throws `settings-corrupt` (facts file, field). Without a file: nothing set. */
  read(): Promise<SavedSettings>;
  /** Reads, edits and writes under a lock, so that two at once both count. */
  change(edit: (settings: SavedSettings) => SavedSettings): Promise<SavedSettings>;
};

const nothing: SavedSettings = { language: null, sources: [], pins: {}, keyFolders: {} };

/** Touches nothing yet. `folder` is absolute; the default is the user's XDG config folder. */
export function openSettings(folder: string = defaultFolder(process.env)): SettingsStore {
  const file = join(folder, 'settings.json');
  const store: SettingsStore = {
    file,
    read: async () => parse((await readIfThere(file))?.toString('utf8') ?? null, file),
    change: async (edit) => {
      await makeFolder(folder, 0o700);
      const release = await takeLock(join(folder, '.lock'), 'settings');
      try {
        const next = edit(await store.read());
        await write(folder, file, next);
        return next;
      } finally {
        await release();
      }
    },
  };
  return store;
}

function defaultFolder(environment: NodeJS.ProcessEnv): string {
  const config = environment.XDG_CONFIG_HOME ?? '';
  // The specification: a relative one is to be ignored.
  return join(isAbsolute(config) ? config : join(homedir(), '.config'), 'mirrordeck');
}

async function write(folder: string, file: string, settings: SavedSettings): Promise<void> {
  // Its validator takes a while to load: only where something is written.
  const { default: Conf } = await import('conf');
  await mutate('settings', file, () => {
    const conf = new Conf<Record<string, unknown>>({
      cwd: folder,
      configName: 'settings',
      // Addresses are keys, and full of dots.
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
    });
    // Fields of a later version stay.
    conf.store = { ...conf.store, ...settings };
  });
}

function parse(text: string | null, file: string): SavedSettings {
  if (text === null) return nothing;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw corrupt(file, '', error);
  }
  if (!isRecord(value)) throw corrupt(file, '');
  const {
    language = null,
    sources = [],
    pins = {},
    keyFolders = {},
    waiting = [],
    limitRate = null,
    timeout = null,
    jobs = null,
    platforms = null,
  } = value;
  if (language !== null && language !== 'en' && language !== 'zh' && language !== 'ja')
    throw corrupt(file, 'language');
  if (!Array.isArray(sources) || !sources.every(isSource)) throw corrupt(file, 'sources');
  if (!isRecord(pins)) throw corrupt(file, 'pins');
  const known = Object.entries(pins).map(([address, pin]) => {
    if (!isPin(pin)) throw corrupt(file, `pins.${address}`);
    return [address, pin] as const;
  });
  if (!isTexts(keyFolders)) throw corrupt(file, 'keyFolders');
  if (!Array.isArray(waiting) || !waiting.every(isWaiting)) throw corrupt(file, 'waiting');
  if (!isRule(limitRate, parseRateRules)) throw corrupt(file, 'limitRate');
  if (!isRule(timeout, parseTimeLimits)) throw corrupt(file, 'timeout');
  if (!isRule(platforms, parsePlatforms)) throw corrupt(file, 'platforms');
  if (jobs !== null && !isJobs(jobs)) throw corrupt(file, 'jobs');
  const pinned = {
    sources,
    pins: Object.fromEntries(known),
    keyFolders,
    ...(value.waiting === undefined ? {} : { waiting }),
  };
  return { language, ...pinned, limitRate, timeout, jobs, platforms, ...parseSwitches(value, file) };
}

function parseSwitches(value: Record<string, unknown>, file: string): Pick<SavedSettings, Switch> {
  const entries = switches.map((name) => {
    const state = value[name] ?? null;
    if (state !== null && typeof state !== 'boolean') throw corrupt(file, name);
    return [name, state] as const;
  });
  return Object.fromEntries(entries.filter(([, state]) => state !== null));
}

/** Whether so many downloads at once make sense. */
export function isJobs(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 256;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRule(value: unknown, parse: (text: string) => unknown): value is string | null {
  if (typeof value !== 'string') return value === null;
  try {
    parse(value);
    return true;
  } catch (error) {
    if (error instanceof EngineError) return false;
    throw error;
  }
}

function isTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string');
}

function isSource(value: unknown): value is SavedSource {
  if (!isRecord(value)) return false;
  const { name, address, fingerprint, addresses = [], ca = '', auth = [] } = value;
  return (
    typeof name === 'string' &&
    typeof address === 'string' &&
    (fingerprint === null || isFingerprint(fingerprint)) &&
    Array.isArray(addresses) &&
    addresses.every((one) => typeof one === 'string') &&
    typeof ca === 'string' &&
    Array.isArray(auth) &&
    auth.every(isCredential)
  );
}

function isWaiting(value: unknown): value is SavedWaiting {
  if (!isRecord(value)) return false;
  const { path, mirror, component, owner, keys = [] } = value;
  const isNamed = [component, owner].every((name) => name === null || typeof name === 'string');
  const hasKeys = Array.isArray(keys) && keys.every((file) => typeof file === 'string');
  return typeof path === 'string' && typeof mirror === 'string' && isNamed && hasKeys;
}

function isPin(value: unknown): value is Pin {
  if (!isRecord(value)) return false;
  const { fingerprint, rootVersion, threshold = 1, timestamp } = value;
  const isRoot =
    isFingerprint(fingerprint) && Number.isSafeInteger(rootVersion) && Number.isSafeInteger(threshold);
  return isRoot && (timestamp === undefined || isTimestamp(timestamp));
}

function isTimestamp(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { version, keys } = value;
  return Number.isSafeInteger(version) && Array.isArray(keys) && keys.every((id) => typeof id === 'string');
}

function isFingerprint(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function corrupt(file: string, field: string, cause?: unknown): EngineError {
  const where = field === '' ? file : `${file}: ${field}`;
  return new EngineError('settings-corrupt', `${where} can't be read`, { facts: { file, field }, cause });
}
