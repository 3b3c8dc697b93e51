/** A stock client signs what we rotate and we what it rotates; homes of both follow; components change hands. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { expect, onTestFinished, test } from 'vitest';
import { cli, finished, mustSucceed, startCli } from '../helpers/cli.ts';
import { freePort } from '../helpers/free-port.ts';
import { Screen } from '../helpers/pty.ts';
import { describeWithStock, stock, stockMust } from '../helpers/stock-client.ts';
import { tempFolder } from '../helpers/temp.ts';
import { until } from '../helpers/until.ts';

const [os, arch] = [process.platform, process.arch === 'arm64' ? 'arm64' : 'amd64'];
const here = ['--os', os, '--arch', arch];

type Home = { readonly home: string };
type World = {
  /** The operator's home, ours; the mirror is in it. */
  readonly ours: Home;
  /** A stock client's home and one of ours that know the mirror's first root. */
  readonly theirs: Home;
  readonly client: Home;
  readonly mirror: string;
};

/** A mirror with a component, by `maker`, and homes that have installed from it. */
async function world(maker: typeof stockMust): Promise<World> {
  const [ours, theirs, client] = [{ home: tempFolder() }, { home: tempFolder() }, { home: tempFolder() }];
  const mirror = join(ours.home, 'mirror');
  for (const at of [ours, theirs, client]) mkdirSync(join(at.home, 'bin'));
  await maker(['mirror', 'init', mirror], ours);
  await maker(['mirror', 'set', mirror], ours);
  await maker(['mirror', 'genkey'], ours);
  await maker(['mirror', 'grant', 'jdoe'], ours);
  writeFileSync(join(ours.home, 'hello'), '#!/bin/sh\necho hello world\n', { mode: 0o755 });
  await create({ file: join(ours.home, 'hello.tar.gz'), cwd: ours.home, gzip: true }, ['hello']);
  await publish(maker, ours, 'v0.0.1');
  await stockMust(['mirror', 'set', mirror], theirs);
  await stockMust(['install', 'hello:v0.0.1'], theirs);
  await mustSucceed(['mirror', 'set', mirror], client);
  await mustSucceed(['install', 'hello:v0.0.1'], client);
  return { ours, theirs, client, mirror };
}

const publish = (by: typeof stockMust, at: Home, version: string) =>
  by(['mirror', 'publish', 'hello', version, 'hello.tar.gz', 'hello', ...here], at);

/** Both old homes read, install, and the mirror is whole. */
async function bothFollow({ theirs, client, mirror }: World, version: string): Promise<void> {
  expect((await stockMust(['list', 'hello'], theirs)).stdout).toContain(version);
  await stockMust(['install', `hello:${version}`], theirs);
  expect((await mustSucceed(['list', 'hello'], client)).stdout).toContain(version);
  await mustSucceed(['install', `hello:${version}`], client);
  await mustSucceed(['mirror', 'verify', mirror], { home: tempFolder() });
}

/** Key files of a role, sorted. */
const keysOf = (mirror: string, role: string): string[] =>
  readdirSync(join(mirror, 'keys'))
    .filter((name) => name.endsWith(`-${role}.json`))
    .sort()
    .map((name) => join(mirror, 'keys', name));

/** Takes the keys of a role to where their holders are. */
function carryAway(mirror: string, role: string): string[] {
  const folder = tempFolder();
  return keysOf(mirror, role).map((file, at) => {
    const to = join(folder, `${at}.json`);
    renameSync(file, to);
    return to;
  });
}

async function newKey(): Promise<string> {
  const at = { home: tempFolder() };
  await mustSucceed(['mirror', 'genkey'], at);
  return join(at.home, 'keys', 'private.json');
}

const idOf = (file: string): string => (/([0-9a-f]{16})-[a-z]+\.json$/.exec(file) ?? [])[1] ?? '';

/** Our program while it waits for signatures: the address that it printed, and how it ends. */
async function waiting(args: readonly string[], at: Home) {
  const child = startCli([...args, '--addr', '127.0.0.1:0'], at);
  const end = finished(child);
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
  });
  const address = await until(() => /sign (http:\S+)/.exec(text)?.[1] ?? null, 'the address');
  return { address, end };
}

/** The stock client while it waits; it tells its address to a terminal only. */
async function stockWaiting(args: readonly string[], at: Home, env: Readonly<Record<string, string>> = {}) {
  const command = process.env.TIUP_BIN ?? '';
  const words = [...args, '--addr', `127.0.0.1:${await freePort()}`];
  const screen = new Screen(words, { ...at, command, env, columns: 200 });
  onTestFinished(() => screen.close());
  const address = await until(
    () => /sign (http:\/\/[\d.:]+\/rotate\/\w+)/.exec(screen.raw)?.[1] ?? null,
    'the address',
  );
  return { address, screen };
}

describeWithStock('a rotation of ours', () => {
  test("is signed by stock's mirror sign; old homes of both follow; stock publishes on", async () => {
    const all = await world(mustSucceed);
    const { ours, theirs, mirror } = all;
    const first = keysOf(mirror, 'root')[0] ?? '';
    const fresh = await newKey();
    const id = idOf(first);
    // the operator's own new key has signed already; signing again does no harm
    const holders = [fresh, ...carryAway(mirror, 'root')];
    const { address, end } = await waiting(['mirror', 'rotate', '--replace-key', `${id}=${fresh}`], ours);
    for (const key of holders) await stockMust(['mirror', 'sign', address, '-k', key], theirs);
    expect(await end).toMatchObject({ code: 0 });
    expect((await stock(['mirror', 'sign', address, '-k', fresh], theirs)).code).not.toBe(0);
    await bothFollow(all, 'v0.0.1');
    await publish(stockMust, ours, 'v0.0.2');
    await bothFollow(all, 'v0.0.2');
  });

  test('is carried as a file that stock signs (beat list 12)', async () => {
    const all = await world(mustSucceed);
    const { ours, theirs, mirror } = all;
    const holders = carryAway(mirror, 'root');
    const rotate = ['mirror', 'rotate'];
    await mustSucceed([...rotate, '--threshold', '2', '--out', 'next.json'], ours);
    const file = join(ours.home, 'next.json');
    for (const key of holders) await stockMust(['mirror', 'sign', file, '-k', key], theirs);
    await mustSucceed([...rotate, '--from', file], ours);
    await bothFollow(all, 'v0.0.1');
  });

  test('of index, snapshot and timestamp keys leaves nothing that stock can not read (beat list 12)', async () => {
    const all = await world(mustSucceed);
    const { ours, mirror } = all;
    const roles = ['index', 'snapshot', 'timestamp'];
    const replaced: string[] = [];
    for (const role of roles)
      replaced.push('--replace-key', `${idOf(keysOf(mirror, role)[0] ?? '')}=${await newKey()}`);
    await mustSucceed(['mirror', 'rotate', ...replaced], ours);
    await bothFollow(all, 'v0.0.1');
    await publish(stockMust, ours, 'v0.0.2');
    await publish(mustSucceed, ours, 'v0.0.3');
    await bothFollow(all, 'v0.0.3');
    // one that leaves old clients at the snapshot is refused: stock's would stop there
    const snapshot = `${idOf(keysOf(mirror, 'snapshot')[0] ?? '')}=${await newKey()}`;
    const alone = await cli(['mirror', 'rotate', '--replace-key', snapshot, '--json'], ours);
    expect(alone.code).not.toBe(0);
  });

  test('of the index key alone is followed by both', async () => {
    const all = await world(mustSucceed);
    const index = idOf(keysOf(all.mirror, 'index')[0] ?? '');
    await mustSucceed(['mirror', 'rotate', '--replace-key', `${index}=${await newKey()}`], all.ours);
    await bothFollow(all, 'v0.0.1');
  });
});

describeWithStock('a renewal of ours', () => {
  const renew = ['mirror', 'renew', 'hello', '--role', 'root', '--days', '5000'];

  /** The root keys and the owner's are with their holders. */
  async function scattered() {
    const all = await world(mustSucceed);
    const roots = carryAway(all.mirror, 'root');
    const owner = join(tempFolder(), 'owner.json');
    renameSync(join(all.ours.home, 'keys', 'private.json'), owner);
    return { ...all, roots, owner };
  }

  test("is signed file by file by stock's mirror sign, at the addresses of one server", async () => {
    const all = await scattered();
    const { ours, theirs, roots, owner, mirror } = all;
    const child = startCli([...renew, '--addr', '127.0.0.1:0'], ours);
    const end = finished(child);
    let text = '';
    child.stdout.on('data', (data) => {
      text += data;
    });
    const addressOf = (file: string) =>
      until(() => new RegExp(`${file}: .* sign (http:\\S+)`).exec(text)?.[1] ?? null, 'the address');
    for (const key of roots)
      await stockMust(['mirror', 'sign', await addressOf('2.root.json'), '-k', key], theirs);
    await stockMust(['mirror', 'sign', await addressOf('2.hello.json'), '-k', owner], theirs);
    expect(await end).toMatchObject({ code: 0 });
    expect(readdirSync(mirror)).toEqual(expect.arrayContaining(['2.root.json', '2.hello.json']));
    await bothFollow(all, 'v0.0.1');
    await stockMust(
      ['mirror', 'publish', 'hello', 'v0.0.2', 'hello.tar.gz', 'hello', ...here, '-k', owner],
      ours,
    );
    await bothFollow(all, 'v0.0.2');
  });

  test('is carried as files that stock signs', async () => {
    const all = await scattered();
    const { ours, theirs, roots, owner } = all;
    await mustSucceed([...renew, '--out', 'to-sign'], ours);
    const file = (name: string) => join(ours.home, 'to-sign', name);
    for (const key of roots) await stockMust(['mirror', 'sign', file('2.root.json'), '-k', key], theirs);
    await stockMust(['mirror', 'sign', file('2.hello.json'), '-k', owner], theirs);
    await mustSucceed(['mirror', 'renew', '--from', 'to-sign'], ours);
    await bothFollow(all, 'v0.0.1');
  });
});

describeWithStock("a rotation of stock's", () => {
  test('is signed by our mirror sign, and followed by both', async () => {
    const all = await world(stockMust);
    const { ours, client, mirror } = all;
    const editor = join(ours.home, 'editor');
    writeFileSync(editor, '#!/bin/sh\nsed -i \'s/"version": 1/"version": 2/\' "$1"\n', { mode: 0o755 });
    const { address, screen } = await stockWaiting(['mirror', 'rotate'], ours, { EDITOR: editor });
    const dry = await mustSucceed(
      ['mirror', 'sign', address, '-k', keysOf(mirror, 'root')[0] ?? '', '--dry-run'],
      client,
    );
    expect(dry.stdout).toContain('root');
    for (const key of keysOf(mirror, 'root'))
      await mustSucceed(['mirror', 'sign', address, '-k', key], client);
    expect((await screen.ended()).code).toBe(0);
    expect(readdirSync(mirror)).toContain('2.root.json');
    await bothFollow(all, 'v0.0.1');
    // and ours goes on from there
    await mustSucceed(['mirror', 'rotate', '--expires', '500'], ours);
    expect(readdirSync(mirror)).toContain('3.root.json');
    await publish(mustSucceed, ours, 'v0.0.2');
    await bothFollow(all, 'v0.0.2');
  });
});

describeWithStock('a component', () => {
  async function withBob(maker: typeof stockMust): Promise<World & { readonly bob: string }> {
    const all = await world(maker);
    const bob = await newKey();
    await maker(['mirror', 'grant', 'bob', '-k', bob], all.ours);
    return { ...all, bob };
  }

  test('is transferred by ours, signed by stock, and published by its new owner', async () => {
    const all = await withBob(mustSucceed);
    const { ours, theirs, bob } = all;
    const { address, end } = await waiting(['mirror', 'transfer-owner', 'hello', 'bob'], ours);
    await stockMust(['mirror', 'sign', address, '-k', bob], theirs);
    expect(await end).toMatchObject({ code: 0 });
    await bothFollow(all, 'v0.0.1');
    expect(
      (await stock(['mirror', 'publish', 'hello', 'v0.0.2', 'hello.tar.gz', 'hello', ...here], ours)).code,
    ).not.toBe(0);
    await stockMust(
      ['mirror', 'publish', 'hello', 'v0.0.2', 'hello.tar.gz', 'hello', ...here, '-k', bob],
      ours,
    );
    await bothFollow(all, 'v0.0.2');
  });

  test('is transferred by stock, signed by ours', async () => {
    const all = await withBob(stockMust);
    const { ours, client, bob } = all;
    const { address, screen } = await stockWaiting(['mirror', 'transfer-owner', 'hello', 'bob'], ours);
    await mustSucceed(['mirror', 'sign', address, '-k', bob], client);
    expect((await screen.ended()).code).toBe(0);
    await bothFollow(all, 'v0.0.1');
    expect((await mustSucceed(['list', '--json'], client)).stdout).toContain('"owner": "bob"');
  });
});

describeWithStock('a mirror that starts over', () => {
  test('is refused by those who know it, and used again by those who set it again', async () => {
    const all = await world(mustSucceed);
    const { ours, theirs, client, mirror } = all;
    for (const key of keysOf(mirror, 'root').slice(1)) rmSync(key);
    const lost = idOf(keysOf(mirror, 'root')[0] ?? '');
    const rotate = await cli(['mirror', 'rotate', '--expires', '400', '--lost-key', lost], ours);
    expect(`${rotate.code} ${rotate.stderr}`).toContain('new-root');
    expect((await cli(['mirror', 'new-root'], ours)).code).toBe(2);
    await mustSucceed(['mirror', 'new-root', '--yes'], ours);
    expect((await stock(['install', 'hello:v0.0.1', '--force'], theirs)).code).not.toBe(0);
    expect((await cli(['list'], client)).code).toBe(4);
    for (const at of [ours, client]) await mustSucceed(['mirror', 'set', mirror], at);
    await stockMust(['mirror', 'set', mirror], theirs);
    await bothFollow(all, 'v0.0.1');
    await publish(stockMust, ours, 'v0.0.2');
    await bothFollow(all, 'v0.0.2');
  });
});

describeWithStock('a rotation through a served mirror', () => {
  /** Our server with the mirror, taking publications, until the test ends. */
  async function served(mirror: string): Promise<string> {
    const child = startCli(['serve', mirror, '--publish', '--port', '0'], { home: tempFolder() });
    let text = '';
    child.stdout.on('data', (data) => {
      text += data;
    });
    const end = finished(child);
    onTestFinished(async () => {
      child.kill('SIGTERM');
      await end;
    });
    return await until(() => /at (http\S+)/.exec(text)?.[1] ?? null, 'the server');
  }

  test('of ours reaches our server, and the old homes of both', async () => {
    const all = await world(mustSucceed);
    const { ours, mirror } = all;
    const holders = carryAway(mirror, 'root').flatMap((key) => ['-k', key]);
    const address = await served(mirror);
    const at = { home: tempFolder() };
    await mustSucceed(['mirror', 'set', address], at);
    const fresh = await newKey();
    await mustSucceed(['mirror', 'rotate', '--add-key', fresh, '--threshold', '2', ...holders], at);
    await bothFollow(all, 'v0.0.1');
    const dry = await mustSucceed(['mirror', 'rotate', '--expires', '900', '--dry-run', '--json'], ours);
    expect(JSON.parse(dry.stdout).quorums[0]).toMatchObject({ name: 'old', needed: 2 });
    const index = `${idOf(keysOf(mirror, 'index')[0] ?? '')}=${fresh}`;
    expect((await cli(['mirror', 'rotate', '--replace-key', index], at)).code).toBe(2);
  });

  test("of stock's reaches our server, signed by ours", async () => {
    const all = await world(mustSucceed);
    const { client, mirror } = all;
    const address = await served(mirror);
    const at = { home: tempFolder() };
    mkdirSync(join(at.home, 'bin'));
    await stockMust(['mirror', 'set', address], at);
    const editor = join(at.home, 'editor');
    writeFileSync(editor, '#!/bin/sh\nsed -i \'s/"version": 1/"version": 2/\' "$1"\n', { mode: 0o755 });
    const waits = await stockWaiting(['mirror', 'rotate'], at, { EDITOR: editor });
    for (const key of keysOf(mirror, 'root'))
      await mustSucceed(['mirror', 'sign', waits.address, '-k', key], client);
    expect((await waits.screen.ended()).code).toBe(0);
    expect(readdirSync(mirror)).toContain('2.root.json');
    await bothFollow(all, 'v0.0.1');
  });
});
