import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorCode } from '../../source/engine/errors.ts';
import type { World } from './world.ts';

/** One command that changes something. A new one is a new row of `scenarios`. */
export type Scenario = {
  readonly name: string;
  /** The golden mirror that the world has; default `origin-published`. */
  readonly golden?: string;
  /** What else the command finds. `golden` is the folder of the golden mirrors. */
  readonly prepare?: (world: World, golden: string) => unknown;
  /** The command as a person gives it: planned and applied. */
  readonly run: (world: World) => Promise<unknown>;
  /** How the same command says that all is done already. Without one it ends well again, and changes nothing. */
  readonly done?: ErrorCode;
  /** The mirror that it finds isn't right: that is what it mends. */
  readonly isBroken?: true;
  /** It does the same once more when it is run again: then one that was decided is not run again. */
  readonly repeats?: true;
  /** What a killed run may leave for good, where that is right. */
  readonly leaves?: RegExp;
  /** Points at which its last renames are apart for a reader; default 1. */
  readonly apart?: number;
  /** What a second run may take away besides. */
  readonly mayGo?: RegExp;
};

type Planned<Request, Plan, Result> = {
  plan(request: Request): Promise<Plan>;
  apply(plan: Plan): Promise<Result>;
};

async function carryOut<Q, P, R>(operation: Planned<Q, P, R>, request: Q): Promise<R> {
  return await operation.apply(await operation.plan(request));
}

const release = { tarball: 'some.tar.gz', entry: 'x.sh', os: 'linux', arch: 'amd64' };
const stranger = 'stranger.json';
const owned = (world: World): string => join(world.home, 'keys', 'jdoe.json');

function clone({ engine, mirror, target }: World): Promise<unknown> {
  const components = { hello: ['all'], pd: ['all'], tidb: ['latest'] };
  return carryOut(engine.clone, { source: { address: mirror }, target, components, oses: ['linux'] });
}

/** A folder that a source was cloned into with what it had then. */
function olderClone(world: World, golden: string): void {
  cpSync(join(golden, 'clone-picked'), world.target, { recursive: true });
}

/** What a second run leaves in the home, that found nothing new. */
const nothingNew = /^home\/\.mirrordeck(\/nothing-new(\/[0-9a-f]{16}\.json)?)?$/;

const install = (world: World, ...components: readonly string[]) =>
  carryOut(world.engine.install, { components });

export const scenarios: readonly Scenario[] = [
  {
    name: 'init',
    run: ({ engine, target }) => carryOut(engine.init, { path: target }),
    done: 'mirror-exists',
  },
  {
    name: 'init, keys elsewhere',
    run: ({ engine, target, folder }) =>
      carryOut(engine.init, { path: target, keyDir: join(folder, 'safe') }),
    done: 'mirror-exists',
    // Nobody can tell whose they are: a private key is never removed by a run that didn't make it.
    leaves: /^safe\/<id>-\w+\.json$/,
  },
  { name: 'clone', run: clone, leaves: nothingNew },
  { name: 'clone, refresh', golden: 'origin', prepare: olderClone, run: clone, leaves: nothingNew },
  // called after where the target lies, which is elsewhere in every trial
  { name: 'clone, nothing new', prepare: clone, run: clone, leaves: nothingNew, mayGo: nothingNew },
  {
    name: 'grant',
    prepare: strangerKey,
    run: ({ engine }) => carryOut(engine.grant, { id: 'mary', keys: [stranger] }),
    done: 'owner-exists',
  },
  {
    name: 'publish, a new version',
    run: (world) =>
      carryOut(world.engine.publish, {
        ...release,
        component: 'hello',
        version: 'v9.9.9',
        key: owned(world),
      }),
    done: 'version-exists',
  },
  {
    name: 'publish, a new component',
    run: (world) => carryOut(world.engine.publish, { ...release, component: 'fresh', version: 'v1.0.0' }),
    done: 'version-exists',
  },
  {
    name: 'publish, other bytes',
    run: (world) =>
      carryOut(world.engine.publish, {
        ...{ ...release, component: 'hello', version: 'v0.0.1', key: owned(world), force: true },
      }),
    repeats: true,
  },
  {
    name: 'modify',
    run: (world) =>
      carryOut(world.engine.modify, { component: 'hello', description: 'Another', key: owned(world) }),
  },
  { name: 'renew', run: ({ engine }) => carryOut(engine.renew, { all: true, days: 2000 }) },
  {
    name: 'owner, another key',
    prepare: strangerKey,
    run: ({ engine }) => carryOut(engine.changeOwner, { change: 'add-key', id: 'jdoe', keys: [stranger] }),
    done: 'key-exists',
  },
  {
    name: 'merge',
    prepare: otherMirror,
    run: ({ engine, target }) =>
      carryOut(engine.merge, { sources: [{ address: target }], onConflict: 'take' }),
  },
  {
    name: 'rotate',
    prepare: strangerKey,
    run: ({ engine }) =>
      carryOut(engine.rotate, { replaceKeys: [{ key: 'ebcd7ad12171e6d6', by: stranger }] }),
    // the key that was to be replaced is gone
    done: 'usage',
  },
  {
    name: 'new-root',
    golden: 'origin-rotated',
    run: ({ engine }) => carryOut(engine.newRoot, {}),
    // root.json, too, is replaced
    apart: 2,
    repeats: true,
  },
  {
    name: 'prune',
    run: ({ engine }) => carryOut(engine.prune, { components: ['tidb'], keepLast: 1, now: true }),
    // the manifest that the first run took the place of is what the second one finds to clear away
    mayGo: /^mirror\/11\.tidb\.json$/,
  },
  {
    name: 'repair',
    golden: 'clone-full',
    prepare: (world, golden) => {
      cpSync(join(golden, 'clone-full'), join(world.work, 'good'), { recursive: true });
      for (const name of ['pd-v1.0.0-linux-amd64.tar.gz', '2.hello.json'])
        writeFileSync(join(world.mirror, name), 'spoilt');
    },
    run: ({ engine }) => carryOut(engine.repair, { from: ['good'] }),
    isBroken: true,
  },
  {
    name: 'set',
    run: ({ engine, target }) => carryOut(engine.set, { address: target }),
    prepare: otherMirror,
  },
  { name: 'install', run: (world) => install(world, 'hello') },
  {
    name: 'install, again by force',
    prepare: (world) => install(world, 'hello'),
    run: ({ engine }) => carryOut(engine.install, { components: ['hello'], force: true }),
  },
  {
    name: 'update',
    prepare: (world) => install(world, 'tidb:v1.0.0'),
    run: ({ engine }) => carryOut(engine.update, { components: ['tidb'] }),
  },
  {
    name: 'uninstall',
    prepare: (world) => install(world, 'hello'),
    run: ({ engine }) => carryOut(engine.uninstall, { components: ['hello'], all: true }),
    done: 'not-installed',
  },
  {
    name: 'genkey',
    run: ({ engine }) => carryOut(engine.genkey, { name: 'mine' }),
    done: 'key-exists',
  },
  {
    name: 'package',
    run: ({ engine }) =>
      carryOut(engine.pack, {
        ...{
          targets: ['x.sh'],
          directory: 'content',
          name: 'x',
          release: 'v1.0.0',
          entry: 'x.sh',
          force: true,
        },
      }),
  },
  {
    name: 'give up',
    prepare: async (world, golden) => {
      strangerKey(world, golden);
      const replaceKeys = [{ key: 'ebcd7ad12171e6d6', by: stranger }];
      await carryOut(world.engine.rotate, { replaceKeys, out: 'next.json' });
    },
    run: ({ engine }) => carryOut(engine.giveUp, { path: 'next.json' }),
    done: 'not-waiting',
    // a lock of the settings whose process is gone: broken by whoever changes them next
    leaves: /^config\/\.lock(\/lock\.json)?$/,
  },
];

/** Puts a key there that the mirror doesn't know. */
function strangerKey({ work }: World, golden: string): void {
  cpSync(join(golden, 'custom', 'keys', '1bb5ea7489d8eb1f-root.json'), join(work, stranger));
}

function otherMirror(world: World, golden: string): void {
  cpSync(join(golden, 'custom'), world.target, { recursive: true });
}
