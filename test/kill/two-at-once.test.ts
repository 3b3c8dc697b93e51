/** Two processes that change one mirror at the same time: both get in, or one is told why not and gets in next. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../source/engine/io/mirror-store.ts';
import { goldenFolder } from '../helpers/golden.ts';
import { tempFolder } from '../helpers/temp.ts';
import { Children } from './children.ts';
import { scenarios } from './scenarios.ts';
import { stateOf } from './state.ts';
import { makeWorld, type World } from './world.ts';

const children = new Children();
afterAll(() => children.close());

const none = { kind: 'none', at: 0 } as const;

async function prepared(...names: readonly string[]): Promise<World> {
  const world = await makeWorld(tempFolder(), goldenFolder(), 'origin-published');
  for (const name of names) {
    const scenario = scenarios.find((one) => one.name === name);
    if (scenario === undefined) throw new Error(`no scenario ${name}`);
    await scenario.prepare?.(world, goldenFolder());
  }
  return world;
}

test.each([
  ['publish, a new version', 'publish, a new component'],
  ['publish, a new version', 'publish, a new version'],
  ['publish, a new component', 'grant'],
  ['grant', 'grant'],
  ['publish, a new version', 'merge'],
  ['publish, a new version', 'prune'],
  ['rotate', 'renew'],
  ['publish, a new version', 'clone'],
  ['clone', 'clone'],
  ['install', 'install'],
  ['install', 'uninstall'],
  ['set', 'install'],
  ['genkey', 'genkey'],
])('%s and %s', async (one, other) => {
  const world = await prepared(one, other);
  const both = [one, other];
  const run = (scenario: string) => children.run({ scenario, folder: world.folder, fault: none });
  const endings = await Promise.all(both.map(run));
  // what one is told who came second: who has the lock, that the mirror isn't what was planned on, that it is done
  const told = [
    ...['lock-held', 'mirror-changed', 'source-changed', 'mirror-exists', 'version-exists', 'owner-exists'],
    ...['key-exists', 'not-installed', 'usage'],
  ];
  const refused = endings.flatMap((ending) => (ending?.error === null ? [] : [String(ending?.error.code)]));
  expect(refused.length, refused.join()).toBeLessThan(2);
  for (const code of refused) expect(told).toContain(code);
  // a second try of each ends well, or says that it is done
  for (const scenario of both) {
    const again = await run(scenario);
    const done = scenarios.find(({ name }) => name === scenario)?.done;
    if (again?.error !== null) expect([done, 'source-changed']).toContain(again?.error.code);
  }
  await stateOf(world);
  for (const mirror of [world.mirror, world.target]) {
    if (!existsSync(join(mirror, 'timestamp.json'))) continue;
    expect((await world.engine.verify({ address: mirror })).problems).toEqual([]);
    const left = join(mirror, '.mirrordeck');
    expect(existsSync(left) ? readdirSync(left, { recursive: true }) : []).toEqual([]);
  }
});

const holder = {
  token: 'abc',
  pid: 1,
  started: '',
  world: '- -',
  what: 'publish tidb',
  since: '2026-11-22T01:00:00Z',
};

test('a lock of another machine is waited for and named; that of a dead process of this one is not', async () => {
  const world = await prepared();
  const own = join(world.mirror, '.mirrordeck');
  const lock = (change: object) => {
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'lock.json'), `${JSON.stringify({ ...holder, ...change })}\n`);
  };
  const change = () => openStore(world.mirror).change('x', async () => 'in', { wait: 100 });
  lock({ host: 'elsewhere' });
  await expect(change()).rejects.toMatchObject({
    code: 'lock-held',
    facts: { holder: expect.stringContaining('on elsewhere (publish tidb)'), since: holder.since },
  });
  // who only reads neither waits nor breaks it
  await world.engine.list({});
  expect(existsSync(join(own, 'lock.json'))).toBe(true);
  lock({ host: hostname(), world: 'another-start-of-this-machine pid:[1]' });
  expect(await change()).toBe('in');
  expect(existsSync(own)).toBe(false);
});
