import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeCanonical } from '../domain/canonical-json.ts';
import { parseJson } from '../domain/json.ts';
import { isComponentName, isFileName, isVersion } from '../domain/names.ts';
import { EngineError } from '../errors.ts';
import { asideOf, sweepAsides, writeAtomic } from './atomic-file.ts';
import {
  clearAway,
  fileError,
  isAbsent,
  makeFolder,
  readIfThere,
  removeFile,
  removeTree,
  rename,
  syncFolder,
  writeFileDurably,
} from './files.ts';
import { encodeHomeToml, parseHomeToml } from './home-toml.ts';
import { type LockOptions, ownFolder, takeLock } from './lock.ts';

/** Which mirror a home is set to, and the root that it trusts it by. Null stands for what isn't there. */
export type HomeTrust = { readonly mirror: string | null; readonly anchor: Uint8Array | null };

export type InstalledComponent = { readonly component: string; readonly versions: readonly string[] };

/** A client's home: the stock client's and ours together. All paths absolute; null stands for what isn't there. */
export type Home = {
  readonly path: string;
  readonly bin: string;
  readonly manifests: string;
  readonly components: string;
  readonly keys: string;
  /** The address in `tiup.toml`. Throws `toml-corrupt`. */
  mirror(): Promise<string | null>;
  /** The mirror and `bin/root.json`, of one moment also while another process sets this home. Throws `toml-corrupt`. */
  trust(): Promise<HomeTrust>;
  /** The root kept for an http address, `bin/<first 16 of sha256(address)>.root.json`. */
  addressRoot(address: string): Promise<Uint8Array | null>;
  /**
   * Makes a mirror this home's own: its root becomes the anchor, manifests of another mirror are forgotten.
   * One rename decides; see `setMirror` below for what a crash leaves.
   */
  setMirror(address: string, root: Uint8Array, options?: LockOptions): Promise<void>;
  /** A manifest that was verified earlier, `manifests/<name>`; never of another mirror than `mirror()`. */
  readManifest(name: string): Promise<Uint8Array | null>;
  /**
   * Keeps verified manifests (`timestamp.json`, `tidb.json`: without version numbers) for this client and the
   * stock one. Each file is whole at any moment.
   */
  saveManifests(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<void>;
  /** Of manifests that were kept, as if they had never been seen. */
  forgetManifests(names: readonly string[]): Promise<void>;
  /** By name; a version is one whose folder isn't empty. */
  installed(): Promise<readonly InstalledComponent[]>;
  /** The versions of one component, by name; none when it isn't installed. */
  versionsOf(component: string): Promise<readonly string[]>;
};

/** A `set` that has been decided. */
type SetJournal = { readonly schema: 'mirrordeck/set/1'; readonly address: string; readonly root: string };

/** Touches nothing yet. */
export function openHome(path: string): Home {
  const bin = join(path, 'bin');
  const manifests = join(path, 'manifests');
  const components = join(path, 'components');
  const toml = join(path, 'tiup.toml');
  const readToml = async () => parseHomeToml((await readIfThere(toml))?.toString('utf8') ?? '', toml);
  const home: Home = {
    path,
    bin,
    manifests,
    components,
    keys: join(path, 'keys'),
    mirror: async () => (await pendingSet(path))?.address ?? (await readToml()).mirror,
    trust: async () => {
      for (;;) {
        const pending = await pendingSet(path);
        if (pending !== null) return { mirror: pending.address, anchor: Buffer.from(pending.root, 'base64') };
        const { mirror } = await readToml();
        const anchor = await readIfThere(join(bin, 'root.json'));
        // A set that began or ended in between may have shown the root of one mirror and the address of another.
        const isSettled = (await pendingSet(path)) === null && (await readToml()).mirror === mirror;
        if (isSettled) return { mirror, anchor };
      }
    },
    addressRoot: (address) => readIfThere(join(bin, addressRootName(address))),
    setMirror: async (address, root, options) => {
      // What can't be read can't be kept: better to stop before anything is decided.
      await readToml();
      const text = Buffer.from(root).toString('base64');
      await setMirror(path, { schema: 'mirrordeck/set/1', address, root: text }, options);
    },
    readManifest: async (name) => {
      if (!isFileName(name) || (await pendingSet(path)) !== null) return null;
      return await readIfThere(join(manifests, name));
    },
    saveManifests: async (files) => {
      if (files.length === 0) return;
      await makeFolder(manifests);
      // A few at once: each waits for the disk. Their order is no matter, every one is verified when it is read.
      for (let at = 0; at < files.length; at += 8) {
        await Promise.all(
          files.slice(at, at + 8).map(({ name, bytes }) => saveManifest(manifests, name, bytes)),
        );
      }
      await syncFolder(manifests);
      await sweepAsides(manifests);
    },
    forgetManifests: async (names) => {
      for (const name of names) await removeFile(join(manifests, name));
    },
    installed: async () => {
      const found: InstalledComponent[] = [];
      for (const component of await foldersIn(components)) {
        if (!isComponentName(component)) continue;
        const versions = await home.versionsOf(component);
        if (versions.length > 0) found.push({ component, versions });
      }
      return found;
    },
    versionsOf: async (component) => {
      const versions: string[] = [];
      for (const version of await foldersIn(join(components, component))) {
        if (!isVersion(version)) continue;
        const names = await readdir(join(components, component, version)).catch(() => []);
        if (names.length > 0) versions.push(version);
      }
      return versions;
    },
  };
  return home;
}

/** Only http addresses have one. The exact text counts, also a slash at its end. */
export function addressRootName(address: string): string {
  return `${createHash('sha256').update(address).digest('hex').slice(0, 16)}.root.json`;
}

function journalPath(home: string): string {
  return join(home, ownFolder, 'set.json');
}

/**
 * The order of a `set`, so that no crash leaves a home without an anchor and a mirror that belong together:
 * 1. `.mirrordeck/set.json` with address and root, by one rename: from then on we read the home as already set,
 *    and any later `set` finishes or replaces this one. Before it, nothing has changed.
 * 2. `bin/<address>.root.json` (http), which nobody reads for the mirror of before.
 * 3. `manifests/` removed: the mirror of before still works from its anchor.
 * 4. `bin/root.json`, then `tiup.toml`, one rename right after the other: only between these two would a stock
 *    client see halves, until it or we are asked to set again.
 * 5. The journal removed.
 */
async function setMirror(home: string, journal: SetJournal, options?: LockOptions): Promise<void> {
  const release = await takeLock(join(home, ownFolder), 'set', options);
  try {
    await writeAtomic(journalPath(home), `${JSON.stringify(journal)}\n`, 0o600);
    // Decided: a step that failed once is done again.
    await finishSet(home, journal).catch(() => finishSet(home, journal));
  } finally {
    await release();
  }
}

async function finishSet(home: string, journal: SetJournal): Promise<void> {
  const { address } = journal;
  const root = Buffer.from(journal.root, 'base64');
  const file = join(home, 'tiup.toml');
  const { others } = parseHomeToml((await readIfThere(file))?.toString('utf8') ?? '', file);
  await makeFolder(join(home, 'bin'));
  if (/^https?:/.test(address)) await writeAtomic(join(home, 'bin', addressRootName(address)), root);
  await removeTree(join(home, 'manifests'));
  await writeAtomic(join(home, 'bin', 'root.json'), root);
  await writeAtomic(file, encodeHomeToml({ mirror: address, others }));
  await removeFile(journalPath(home));
}

async function pendingSet(home: string): Promise<SetJournal | null> {
  const file = journalPath(home);
  const text = (await readIfThere(file))?.toString('utf8') ?? null;
  if (text === null) return null;
  try {
    const { schema, address, root }: Partial<Record<string, unknown>> = JSON.parse(text);
    if (schema === 'mirrordeck/set/1' && typeof address === 'string' && typeof root === 'string') {
      return { schema, address, root };
    }
  } catch (error) {
    throw new EngineError('journal-corrupt', `${file} can't be read`, { facts: { file }, cause: error });
  }
  throw new EngineError('journal-corrupt', `${file} has an unknown form`, { facts: { file } });
}

/** The stock client reads back what it would have written: canonical, mode 0755. */
async function saveManifest(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  if (!isFileName(name)) throw new Error(`no name of a manifest: ${name}`);
  const path = join(folder, name);
  const text = encodeCanonical(parseJson(bytes, name));
  if ((await readIfThere(path))?.toString('utf8') === text) return;
  const aside = asideOf(path);
  try {
    await writeFileDurably(aside, text, 0o755);
    await rename(aside, path);
  } catch (error) {
    await clearAway(() => removeFile(aside));
    throw error;
  }
}

async function foldersIn(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw fileError(error, path);
  }
}
