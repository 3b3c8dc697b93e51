import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../source/engine/errors.ts';
import { folderSource } from '../../source/engine/io/folder-source.ts';
import { openHome } from '../../source/engine/io/home.ts';
import { openSettings } from '../../source/engine/io/settings.ts';
import type { Context } from '../../source/engine/operations/context.ts';
import { nothingKnown } from '../../source/engine/operations/known-state.ts';
import { type OpenMirror, openMirror } from '../../source/engine/operations/open-mirror.ts';
import { Reach } from '../../source/engine/operations/reach.ts';
import { roleKeys } from '../../source/engine/operations/role-keys.ts';
import { ownRoot } from '../../source/engine/operations/root-chain.ts';
import { readTopManifests } from '../../source/engine/operations/top-manifests.ts';
import { type World, worldNow } from './world.ts';

/** Everything that counts of a world, as a client of ours sees it, without what is random (ids, signatures). */
export async function stateOf(world: World): Promise<string> {
  // as whoever looks at it next
  await world.engine.list({ installed: true });
  const home = openHome(world.home);
  const { mirror, anchor } = await home.trust();
  return JSON.stringify({
    mirror: await mirrorState(world, world.mirror),
    target: await mirrorState(world, world.target),
    home: {
      mirror: mirror?.slice(world.folder.length),
      anchor: anchor === null ? null : sha256(anchor),
      components: contents(home.components),
      keys: namesBelow(home.keys).filter((name) => !name.startsWith('.')),
    },
    work: contents(world.work),
  });
}

async function mirrorState(world: World, folder: string): Promise<unknown> {
  if (!isMirror(folder)) return null;
  const context = contextOf(world);
  const mirror = await openMirror(context, { address: folder });
  try {
    const components = await mirror.components(mirror.listed());
    const { root, index, timestamp } = mirror;
    return {
      timestamp: [timestamp.manifest.version, timestamp.manifest.expires],
      root: [root.manifest.version, root.manifest.expires],
      index: {
        ...index.manifest,
        owners: Object.entries(index.manifest.owners).map(([id, owner]) => [id, owner.name, owner.threshold]),
      },
      components: [...components.values()].map(({ manifest }) => manifest),
      warnings: mirror.warnings(),
      signable: await signable(context, mirror),
    };
  } finally {
    await mirror.close();
  }
}

/** For how many keys of each role the private half is at hand. */
async function signable(context: Context, mirror: OpenMirror): Promise<unknown> {
  const here = new Set((await roleKeys(context, mirror.identity.address)).map((key) => key.id));
  return Object.entries(mirror.root.manifest.roles).map(([role, { keys }]) => [
    role,
    Object.keys(keys).filter((id) => here.has(id)).length,
  ]);
}

function contextOf({ folder, settings, work }: World): Context {
  return {
    now: () => worldNow,
    home: openHome(join(folder, 'nobody')),
    settings: openSettings(settings),
    workingFolder: work,
    platform: 'linux/amd64',
    jobs: 2,
    mirrorOverride: undefined,
    random: Math.random,
    environment: {},
    reach: new Reach({}, () => new Date()),
  };
}

/** A mirror, or one that is decided and will be. */
function isMirror(folder: string): boolean {
  return ['timestamp.json', 'root.json', '.mirrordeck/commit.json'].some((name) =>
    existsSync(join(folder, name)),
  );
}

/**
 * What a reader sees who only reads, once and by the book, and finishes nobody's commit: null when all is right, else
 * the code of the refusal.
 */
export async function bareReading(folder: string): Promise<string | null> {
  if (!existsSync(join(folder, 'timestamp.json'))) return null;
  const source = folderSource(folder);
  try {
    const root = await ownRoot(source, undefined);
    const anchor = { root, origin: 'local', isHomes: false, isKept: false } as const;
    await readTopManifests(source, anchor, nothingKnown, worldNow, undefined);
    return null;
  } catch (error) {
    if (error instanceof EngineError) return error.code;
    throw error;
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Files below a folder that are visible, with what is in them. */
function contents(folder: string): readonly string[] {
  return namesBelow(folder)
    .filter((name) => !/(^|\/)\./.test(name))
    .flatMap((name) => {
      const path = join(folder, name);
      const found = lstatSync(path);
      if (found.isDirectory()) return [];
      const what = found.isSymbolicLink() ? readlinkSync(path) : sha256(readFileSync(path));
      return [`${name} ${(found.mode & 0o777).toString(8)} ${what}`];
    });
}

/** All names below the world's folder but for those of a client that looked, without what is random in them. */
export function namesIn({ folder }: World): readonly string[] {
  return namesBelow(folder)
    .filter((name) => !/^client\b/.test(name))
    .map((name) => name.replace(/(?<![0-9a-f])[0-9a-f]{16}(?=-)/g, '<id>'))
    .sort();
}

function namesBelow(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort() : [];
}
