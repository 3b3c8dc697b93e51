/** The first set-up with the real engine: an own mirror, a mirror that exists, a part of one. */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Engine, EngineEvent } from '../../source/engine/index.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { realEngine } from '../helpers/real-engine.ts';
import { Screen } from '../helpers/screen.ts';

const { setup, clone } = messagesFor('en');

function opened() {
  const engine = realEngine();
  return { engine, screen: new Screen({ engine, start: 'setup' }) };
}

async function served() {
  const other = realEngine();
  const { path } = await other.init.apply(await other.init.plan({ path: 'theirs' }));
  const server = await other.serve({ path });
  onTestFinished(() => server.close());
  return server.address;
}

/** From the beginning to the purposes. */
async function toPurposes(screen: Screen) {
  await screen.see(setup.ask.language);
  await screen.press('enter');
  await screen.see(setup.ask.purpose);
}

test('the language of the marked row is shown before it is chosen, and kept when it is', async () => {
  const { engine, screen } = opened();
  await screen.see(setup.ask.language);
  await screen.press('down');
  await screen.see(messagesFor('zh').setup.ask.language);
  await screen.press('down', 'enter');
  await screen.see(messagesFor('ja').setup.ask.purpose);
  expect(await engine.settings.read()).toEqual({ language: 'ja' });
  await screen.leave();
});

test('an own mirror: folder, keys, owner, current mirror', async () => {
  const { engine, screen } = opened();
  const path = join(engine.folder, 'ours');
  expect(await engine.isNew()).toBe(true);
  await toPurposes(screen);
  await screen.press('down', 'enter');
  await screen.see(setup.ask.own);
  await screen.press(path, 'enter', 'enter', '0', 'enter', 'jdoe', 'enter');
  await screen.see(setup.wrong.days);
  await screen.press('backspace', '90', 'enter', 'enter');
  await screen.see(setup.review.creates);
  await screen.see('jdoe may publish');
  expect(readdirSync(engine.folder)).not.toContain('ours');
  await screen.press('e');
  await screen.see('mirrordeck mirror grant jdoe');
  await screen.press('escape', 'enter');
  await screen.see(setup.done.title.own);
  await screen.see('mirror init');
  await screen.press('enter');
  await screen.see(messagesFor('en').home.title);
  await screen.leave();
  expect(await engine.isNew()).toBe(false);
  expect(await engine.show()).toEqual({ address: path });
  const { owners } = await engine.owners({});
  expect(owners.map(({ id }) => id)).toEqual(['jdoe']);
  const { problems } = await engine.verify({ address: path });
  expect(problems).toEqual([]);
  for (const name of readdirSync(join(path, 'keys')))
    expect(statSync(join(path, 'keys', name)).mode & 0o777).toBe(0o600);
});

test('what fails after the mirror was made is gone on with, nothing is made twice', async () => {
  const { engine, screen } = opened();
  const path = join(engine.folder, 'ours');
  await toPurposes(screen);
  await screen.press('down', 'enter');
  await screen.press(path, 'enter', 'enter', 'enter', 'root', 'enter');
  await screen.see(setup.review.creates);
  await screen.press('enter');
  await screen.see('owner-reserved');
  const keys = readdirSync(join(path, 'keys'));
  await screen.press('escape', 'escape');
  await screen.see(setup.ask.own);
  await screen.press('backspace', 'backspace', 'backspace', 'backspace', 'jdoe', 'enter');
  await screen.see(setup.review.made);
  await screen.press('enter');
  await screen.see(setup.done.title.own);
  await screen.leave();
  expect(readdirSync(join(path, 'keys'))).toEqual(keys);
});

test('a folder that is not empty is no place for a mirror, and what was entered stays', async () => {
  const { engine, screen } = opened();
  const path = join(engine.folder, 'full');
  mkdirSync(path);
  writeFileSync(join(path, 'something'), '');
  await toPurposes(screen);
  await screen.press('down', 'enter', path, 'enter', 'enter', 'enter', 'jdoe', 'enter');
  await screen.see('target-not-empty');
  await screen.press('escape');
  await screen.see('jdoe');
  await screen.press('escape');
  await screen.see(setup.ask.purpose);
  expect(await screen.leave()).toBe(0);
});

test('a mirror at an address becomes the current one only after its fingerprint was compared', async () => {
  const { engine, screen } = opened();
  const address = await served();
  await toPurposes(screen);
  await screen.press('down', 'down', 'enter');
  await screen.see(setup.ask.source);
  await screen.press('down', 'enter');
  await screen.see(setup.ask.address);
  await screen.press('enter');
  await screen.see(setup.wrong.empty);
  await screen.press('mirror.internal:8000', 'enter');
  await screen.see(setup.wrong.scheme);
  await screen.press('\u0015', address, 'enter');
  await screen.see(setup.trust.fingerprint);
  await screen.see(/^ {3}[0-9a-f]{8} [0-9a-f]{8}/m);
  await screen.press('n');
  await screen.see(setup.ask.address);
  expect(await engine.isNew()).toBe(true);
  await screen.press('enter');
  await screen.see(setup.trust.ask);
  await screen.press('y');
  await screen.see(setup.done.title.use);
  await screen.see('mirror set');
  await screen.leave();
  expect(await engine.show()).toEqual({ address });
});

test('a part of a mirror: it is kept as a source with its root, and the clone begins with it', async () => {
  const { engine, screen } = opened();
  const address = await served();
  await toPurposes(screen);
  await screen.press('enter');
  await screen.see(setup.ask.source);
  await screen.press('down', 'enter', address, 'enter');
  await screen.see(setup.trust.ask);
  await screen.press('y');
  await screen.see(setup.done.title.part);
  await screen.see('source add 127.0.0.1');
  await screen.press('enter');
  await screen.see(clone.ask.way);
  await screen.press('escape', 'escape');
  await screen.see('What next?');
  await screen.leave();
  const kept = (await engine.sources.list()).find((source) => source.address === address);
  expect(await engine.isNew()).toBe(false);
  expect(kept).toMatchObject({ name: '127.0.0.1', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('Esc leaves to the first page at once, and comes back to where it was', async () => {
  const { screen } = opened();
  await toPurposes(screen);
  await screen.press('escape');
  await screen.see(setup.ask.language);
  await screen.press('escape');
  await screen.see('What next?');
  await screen.leave();
});

/** The demo's packing stands still at a version, on the screen alone, until it was seen there. */
function packingSeen(engine: Engine, at: RegExp) {
  const { promise: seen, resolve: sawIt } = Promise.withResolvers<void>();
  const demo: Engine['demo'] = {
    ...engine.demo,
    async apply(plan, run) {
      let isThere = false;
      const onEvent = (event: EngineEvent): void => {
        if (isThere) return;
        isThere = event.type === 'bytes' && event.active.some(({ name }) => at.test(name));
        run?.onEvent?.(event);
      };
      const made = await engine.demo.apply(plan, { ...run, onEvent });
      await seen;
      return made;
    },
  };
  return { demo, sawIt };
}

test('the demo: what it will be, made here, its root, a source that a clone begins with', async () => {
  const engine = realEngine();
  const packed = /tidb v7|pd v7|tikv v7/;
  const { demo: watched, sawIt } = packingSeen(engine, packed);
  const screen = new Screen({ engine: { ...engine, demo: watched }, start: 'setup' });
  const { demo, home } = messagesFor('en');
  const folder = join(engine.folder, 'state', 'demo');
  await toPurposes(screen);
  await screen.press('enter');
  await screen.see(setup.ask.source);
  await screen.press('end', 'enter');
  await screen.see(demo.isDemo);
  await screen.see('rm -r');
  expect(existsSync(folder)).toBe(false);
  await screen.press('e');
  await screen.see('mirrordeck mirror demo');
  await screen.press('escape', 'enter');
  await screen.see(packed);
  sawIt();
  await screen.see('nothing to compare');
  await screen.press('enter');
  await screen.see(setup.done.title.part);
  await screen.see('source remove demo');
  const sources = await engine.sources.list();
  expect(sources.find(({ name }) => name === 'demo')).toMatchObject({ address: join(folder, 'mirror') });
  await screen.press('enter');
  await screen.see(clone.ask.way);
  await screen.press('escape', 'escape');
  await screen.see(home.next);
  await screen.leave();
  expect((await engine.demo.plan({})).action).toBe('keep');
});

test('another root at an address that is a source already: once it is agreed to, the source has it', async () => {
  const { engine, screen } = opened();
  const path = join(engine.folder, 'theirs');
  const made = async () => (await engine.init.apply(await engine.init.plan({ path }))).fingerprint;
  const first = await made();
  await engine.sources.add({ name: 'theirs', address: path, fingerprint: first });
  rmSync(path, { recursive: true });
  const second = await made();
  await toPurposes(screen);
  await screen.press('enter');
  await screen.see(setup.ask.source);
  await screen.press('down', 'down', 'enter', path, 'enter');
  await screen.see(setup.trust.ask);
  await screen.press('y');
  await screen.see(setup.done.title.part);
  await screen.leave();
  const { fingerprint } = (await engine.sources.list()).find(({ name }) => name === 'theirs') ?? {};
  expect({ fingerprint, changed: first !== second }).toEqual({ fingerprint: second, changed: true });
});
