import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RenewPlan, RenewRequest } from '../../../source/engine/api/renew.ts';
import type { EngineEvent } from '../../../source/engine/events.ts';
import type { Context } from '../../../source/engine/operations/context.ts';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { renewOperation } from '../../../source/engine/operations/renew/renew.ts';
import { signOperation } from '../../../source/engine/operations/sign.ts';
import { verifyQuery } from '../../../source/engine/operations/verify.ts';
import { goldenContext, stateOf } from '../../helpers/published.ts';

type Signing = Extract<EngineEvent, { type: 'signing' }>;

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });
const json = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** The golden mirror, whose root keys and whose owner jdoe's key are with their holders. */
function setUp() {
  const context = goldenContext('origin');
  const away = join(context.folder, 'away');
  mkdirSync(away);
  const keys = join(context.mirror, 'keys');
  const roots = readdirSync(keys)
    .filter((name) => name.includes('-root'))
    .sort()
    .map((name) => carry(join(keys, name), join(away, name)));
  const jdoe = carry(join(context.home.keys, 'jdoe.json'), join(away, 'jdoe.json'));
  return { context, roots, jdoe, ...renewOperation(context) };
}

function carry(from: string, to: string): string {
  renameSync(from, to);
  return to;
}

/** Everything that the holders have to sign: of the root, of a component, and what the keys here sign. */
const wish: RenewRequest = { components: ['hello', 'tidb'], roles: ['root', 'index'], days: 4000 };

const folder = 'to sign';

async function sign(context: Context, target: string, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    const { plan, apply } = signOperation(context);
    await apply(await plan({ target, keys: [key] }));
  }
}

const quorumOf = ({ signers }: RenewPlan, file: string) =>
  signers.find((one) => one.file === file)?.quorums[0];

/** Apply, until the addresses of so many files are known. */
function serving(apply: ReturnType<typeof setUp>['apply'], plan: RenewPlan, files: number) {
  const events: Signing[] = [];
  const abort = new AbortController();
  const opened = Promise.withResolvers<ReadonlyMap<string, string>>();
  const running = apply(json(plan), {
    signal: abort.signal,
    onEvent: (event) => {
      if (event.type !== 'signing') return;
      events.push(event);
      const found = new Map(events.map(({ file, addresses }) => [file, addresses[0] ?? '']));
      if (found.size === files) opened.resolve(found);
    },
  });
  running.catch(opened.reject);
  return { events, abort, running, addresses: opened.promise };
}

describe('a renewal that others sign, too', () => {
  it('says for every file which keys sign here and which are elsewhere', async () => {
    const { context, plan } = setUp();
    const planned = await plan(wish);
    expect(quorumOf(planned, '2.root.json')).toMatchObject({
      name: 'root',
      needed: 3,
      here: [],
      elsewhere: { length: 3 },
    });
    expect(
      quorumOf(planned, '2.index.json') ?? quorumOf(planned, planned.items[3]?.file ?? ''),
    ).toMatchObject({
      name: 'index',
      here: { length: 1 },
      elsewhere: [],
    });
    expect(planned.signers.map(({ file }) => file)).toEqual(planned.items.map(({ file }) => file));
    expect(planned).toMatchObject({
      way: { kind: 'here' },
      collects: [],
      missing: [{ name: 'root' }, { name: 'jdoe' }],
    });
    // without being told how, it asks nobody
    await expect(renewOperation(context).apply(planned)).rejects.toThrow(refused('target-keys-missing'));
  });

  it('of what is due goes on when its next date is of the same day', async () => {
    const { context, roots, plan, apply } = setUp();
    const out = await plan({ roles: ['root'], within: 400, out: folder });
    const [root] = out.items;
    expect(root).toMatchObject({ name: 'root' });
    expect(root?.to.slice(0, 10)).toBe(root?.from.slice(0, 10));
    const path = join(context.workingFolder, folder, root?.file ?? '');
    expect(await apply(json(out))).toMatchObject({ renewed: [] });
    await sign(context, path, roots);
    const { renewed } = await apply(json(await plan({ from: folder })));
    expect(renewed[0]).toEqual(root);
  });

  it('is carried by hand: only what the keys here do not sign goes to the signers; one commit', async () => {
    const { context, roots, jdoe, plan, apply } = setUp();
    const before = await stateOf(context, 'hello');
    const out = await plan({ ...wish, out: folder });
    const path = join(context.workingFolder, folder);
    expect(out.way).toEqual({ kind: 'file', path });
    const [root, hello] = out.collects.map(({ file }) => join(path, file));
    expect(await apply(json(out))).toMatchObject({ saved: path, renewed: [] });
    expect(readdirSync(path).filter((name) => name.endsWith('.json'))).toHaveLength(2);
    expect((await stateOf(context, 'hello')).timestamp).toBe(before.timestamp);
    // the same again does no harm, another in its place is refused
    // a crash that left only a part of it: the same again completes it, a day later too
    const text = readFileSync(hello ?? '', 'utf8');
    rmSync(hello ?? '');
    const later = renewOperation({ ...context, now: () => new Date('2026-11-23T02:00:00Z') });
    await later.apply(await later.plan({ ...wish, out: folder }));
    expect(readFileSync(hello ?? '', 'utf8')).toBe(text);
    await expect(plan({ ...wish, days: 3000, out: folder })).rejects.toThrow(refused('file-exists'));

    await sign(context, root ?? '', roots.slice(0, 2));
    await sign(context, hello ?? '', [jdoe]);
    await expect(plan({ from: folder })).rejects.toThrow(
      refused('signatures-missing', { needed: 3, got: 2 }),
    );
    await expect(plan({ from: folder, all: true })).rejects.toThrow(refused('usage'));
    await sign(context, root ?? '', roots.slice(2));

    const back = await plan({ from: folder });
    expect(back.collects.map(({ file }) => file)).toEqual(out.collects.map(({ file }) => file));
    expect(back.items.map(({ name }) => name)).toEqual(out.items.map(({ name }) => name));
    const result = await apply(json(back));
    expect(result.saved).toBeNull();
    expect(result.renewed.map(({ name }) => name)).toEqual([
      ...['root', 'hello', 'tidb', 'index', 'snapshot', 'timestamp'],
    ]);
    const after = await stateOf(context, 'hello');
    expect(after.timestamp).toBe(before.timestamp + 1);
    expect(after.component?.expires).toBe('2037-11-04T02:00:00Z');
    const mirror = await openMirror(context, {});
    expect(mirror.root.manifest.version).toBe(2);
    expect(mirror.root.signatures).toHaveLength(3);
    await mirror.close();
    expect((await verifyQuery(context)({ quick: true })).problems).toEqual([]);
    // what is done can't be done again
    await expect(plan({ from: folder })).rejects.toThrow(refused('mirror-changed'));
  });

  it('goes through the signing server, survives a stop, and is the same whenever it is gone on with', async () => {
    const { context, roots, jdoe, plan, apply } = setUp();
    const planned = await plan({ ...wish, listen: '127.0.0.1:0' });
    expect(planned).toMatchObject({ missing: [], way: { kind: 'server', temporary: true } });
    const [root = '', hello = ''] = planned.collects.map(({ file }) => file);
    const first = serving(apply, planned, 2);
    const addresses = await first.addresses;
    expect(new Set(addresses.values()).size).toBe(2);
    await sign(context, addresses.get(root) ?? '', roots.slice(0, 1));
    // a key that has no business with a file is refused there
    await expect(sign(context, addresses.get(hello) ?? '', roots.slice(0, 1))).rejects.toThrow(
      refused('signature-refused', { status: 406 }),
    );
    expect(first.events.at(-1)).toMatchObject({ file: root, quorums: [{ name: 'root', got: 1, needed: 3 }] });
    first.abort.abort();
    await expect(first.running).rejects.toThrow(refused('interrupted'));

    const later = renewOperation({ ...context, now: () => new Date('2026-11-24T00:00:00Z') });
    const again = await later.plan({ ...wish, listen: '127.0.0.1:0' });
    expect(again.collects.map(({ signed }) => signed)).toEqual(planned.collects.map(({ signed }) => signed));
    expect(quorumOf(again, root)?.signed).toHaveLength(1);
    const second = serving(later.apply, again, 2);
    const next = await second.addresses;
    await sign(context, next.get(hello) ?? '', [jdoe]);
    await sign(context, next.get(root) ?? '', roots.slice(1));
    expect(await second.running).toMatchObject({ saved: null });
    await expect(fetch(next.get(root) ?? '')).rejects.toThrow();
    expect(existsSync(again.way.kind === 'server' ? again.way.path : '')).toBe(false);
    expect((await verifyQuery(context)({ quick: true })).problems).toEqual([]);
  });

  it('keeps what others published meanwhile, and is refused when what was signed has moved on', async () => {
    const { context, roots, jdoe, plan, apply } = setUp();
    const out = await plan({ components: ['hello'], roles: ['root'], days: 4000, out: folder });
    const path = (await apply(out)).saved ?? '';
    const [root = '', hello = ''] = out.collects.map(({ file }) => join(path, file));
    await sign(context, root, roots);
    await sign(context, hello, [jdoe]);
    await apply(await plan({ components: ['tidb'], roles: ['index', 'snapshot'], days: 900 }));
    const back = await plan({ from: folder });
    const other = await stateOf(context, 'tidb');
    // between the plan and the commit
    await apply(await plan({ components: ['tidb'], days: 4100, keys: [] }));
    await apply(json(back));
    const after = await stateOf(context, 'tidb');
    expect(after.component?.version).toBe((other.component?.version ?? 0) + 1);
    expect(after.index).toEqual(other.index);

    const late = await plan({ components: ['hello'], days: 5000, out: 'late' });
    await apply(late);
    await apply(await plan({ components: ['hello'], days: 4500, keys: [jdoe] }));
    await expect(plan({ from: 'late' })).rejects.toThrow(refused('mirror-changed'));
    await expect(apply(late)).rejects.toThrow(refused('mirror-changed'));
  });

  it('refuses what could not be finished, and what makes no sense', async () => {
    const { context, roots, plan } = setUp();
    await expect(plan({ from: 'nowhere' })).rejects.toThrow(refused('file-missing'));
    await expect(plan({ ...wish, out: 'a', from: 'b' })).rejects.toThrow(refused('usage'));
    await expect(plan({ ...wish, out: 'a', skipMissing: true })).rejects.toThrow(refused('usage'));
    await expect(plan({ roles: ['index'], days: 900, out: 'a' })).rejects.toThrow(refused('usage'));
    await expect(plan({ ...wish, listen: 'nonsense' })).rejects.toThrow(refused('usage'));
    mkdirSync(join(context.workingFolder, 'torn'));
    writeFileSync(join(context.workingFolder, 'torn', 'renewal'), '{"schema":"mirrordeck/renewal/1"}');
    await expect(plan({ from: 'torn' })).rejects.toThrow(refused('manifest-malformed'));
    // snapshot and timestamp are made of what the others sign: their keys have to be here
    const keys = join(context.mirror, 'keys');
    for (const name of readdirSync(keys)) if (name.includes('-timestamp')) rmSync(join(keys, name));
    const planned = await plan({ ...wish, out: folder });
    expect(planned.missing).toMatchObject([{ name: 'timestamp' }]);
    expect(roots.map((file) => readFileSync(file).length > 0)).not.toContain(false);
    await expect(renewOperation(context).apply(planned)).rejects.toThrow(refused('target-keys-missing'));
    expect(existsSync(join(context.workingFolder, folder))).toBe(false);
  });
});
