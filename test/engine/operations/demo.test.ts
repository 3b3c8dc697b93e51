/** The demo mirror: made whole or not at all, kept, renewed, replaced, never in a folder that is somebody's. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEngine, type DemoComponent, type EngineEvent } from '../../../source/engine/index.ts';
import { tempFolder } from '../../helpers/temp.ts';

const few: readonly DemoComponent[] = [
  {
    id: 'tidb',
    description: 'Demo',
    versions: ['v1.0.0', 'v1.1.0'],
    platforms: ['linux/amd64'],
    bytes: 9000,
  },
  {
    id: 'hello',
    description: 'Demo',
    versions: ['v0.0.1'],
    platforms: ['any/any'],
    bytes: 900,
    owner: 'jdoe',
  },
];

function opened(now = new Date('2026-03-01T12:00:00Z')) {
  const folder = tempFolder();
  const at = { now };
  const engine = createEngine({
    home: join(folder, 'home'),
    settingsFolder: join(folder, 'settings'),
    stateFolder: join(folder, 'state'),
    workingFolder: folder,
    platform: 'linux/amd64',
    now: () => at.now,
  });
  return { engine, folder, at };
}

const refused = (code: string) => expect.objectContaining({ code });

describe('the demo mirror', () => {
  test('lies in the state folder; it verifies, can be installed from, and leaves home and settings alone', async () => {
    const { engine, folder } = opened();
    const events: EngineEvent[] = [];
    const plan = await engine.demo.plan({ components: few });
    expect(plan).toMatchObject({
      path: join(folder, 'state', 'demo'),
      action: 'make',
      tarballs: 3,
      bytes: 18_900,
    });
    expect(existsSync(plan.path)).toBe(false);
    const made = await engine.demo.apply(plan, { onEvent: (event) => events.push(event) });
    expect(made).toMatchObject({ mirror: plan.mirror, components: 2, tarballs: 3 });
    expect(readdirSync(folder)).toEqual(['state']);
    const { problems, identity } = await engine.verify({ address: made.mirror });
    expect({ problems, owners: identity.owners }).toEqual({ problems: [], owners: ['jdoe', 'pingcap'] });
    expect(identity.fingerprint).toBe(made.fingerprint);
    expect(events.filter(({ type }) => type === 'bytes').at(-1)).toMatchObject({
      filesDone: 3,
      done: 18_900,
    });

    const { address, fingerprint } = { address: made.mirror, fingerprint: made.fingerprint };
    await engine.set.apply(await engine.set.plan({ address, fingerprint }));
    const { installed } = await engine.install.apply(
      await engine.install.plan({ components: ['tidb', 'hello'] }),
    );
    expect(installed.map(({ component, version }) => `${component} ${version}`)).toEqual([
      'tidb v1.1.0',
      'hello v0.0.1',
    ]);
  });

  test('is a cluster and its tools where nothing else was asked for', async () => {
    const { engine } = opened();
    const { components, tarballs, bytes } = await engine.demo.plan({});
    expect(components.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['tidb', 'tikv', 'pd', 'tiup', 'hello']),
    );
    expect(tarballs).toBeGreaterThan(40);
    expect(bytes).toBeLessThan(10_000_000);
  });

  test('that is there is kept; before it expires, and after, it is renewed with its own keys', async () => {
    const { engine, at } = opened();
    const first = await engine.demo.apply(await engine.demo.plan({ components: few }));
    const kept = await engine.demo.plan({ components: few });
    expect(kept.action).toBe('keep');
    expect(await engine.demo.apply(kept)).toEqual(first);
    at.now = new Date('2026-06-01T12:00:00Z');
    const later = await engine.demo.plan({ components: few });
    expect(later.action).toBe('renew');
    expect(await engine.demo.apply(later)).toEqual(first);
    expect((await engine.verify({ address: first.mirror })).problems).toEqual([]);
  });

  test('stopped in the middle it leaves nothing', async () => {
    const { engine, folder } = opened();
    const stop = new AbortController();
    const plan = await engine.demo.plan({ components: few });
    const onEvent = (event: EngineEvent) => {
      if (event.type === 'bytes' && event.filesDone === 1) stop.abort();
    };
    await expect(engine.demo.apply(plan, { onEvent, signal: stop.signal })).rejects.toEqual(
      refused('interrupted'),
    );
    expect(existsSync(join(folder, 'state', 'demo'))).toBe(false);
  });

  test('what a killed one left is replaced', async () => {
    const { engine } = opened();
    const plan = await engine.demo.plan({ components: few });
    mkdirSync(join(plan.mirror, 'keys'), { recursive: true });
    writeFileSync(join(plan.mirror, 'root.json'), 'half');
    writeFileSync(join(plan.path, 'demo.json'), '{"schema":"mirrordeck/demo/1","made":null}\n');
    expect((await engine.demo.plan({ components: few })).action).toBe('make');
    const made = await engine.demo.apply(plan);
    expect((await engine.verify({ address: made.mirror })).problems).toEqual([]);
  });

  test.each(['../../evil', '../evil', 'a/b', '', '.', 'index'])(
    'a component called %j is refused before anything is written, also at the last moment',
    async (id) => {
      const { engine, folder } = opened();
      const [one] = few.map((component) => ({ ...component, id }));
      const components = one === undefined ? [] : [one];
      await expect(engine.demo.plan({ components })).rejects.toEqual(refused('name-invalid'));
      const plan = await engine.demo.plan({ components: few });
      await expect(engine.demo.apply({ ...plan, components })).rejects.toEqual(refused('name-invalid'));
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test("a folder that is somebody's is refused, before and at the last moment; a record of another form too", async () => {
    const { engine, folder } = opened();
    const path = join(folder, 'mine');
    const plan = await engine.demo.plan({ path, components: few });
    mkdirSync(path);
    writeFileSync(join(path, 'letter.txt'), 'dear');
    await expect(engine.demo.plan({ path })).rejects.toEqual(refused('target-not-empty'));
    await expect(engine.demo.apply(plan)).rejects.toEqual(refused('target-not-empty'));
    expect(readdirSync(path)).toEqual(['letter.txt']);
    rmSync(join(path, 'letter.txt'));
    for (const text of ['{', 'null', '{"schema":"mirrordeck/demo/2"}', '{"schema":"mirrordeck/demo/1"}']) {
      writeFileSync(join(path, 'demo.json'), text);
      await expect(engine.demo.plan({ path })).rejects.toEqual(refused('journal-corrupt'));
    }
  });
});
