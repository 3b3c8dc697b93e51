/** A stock client publishes, modifies and renews through our server; ours publishes to stock's. */
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { expect, onTestFinished, test } from 'vitest';
import { mustSucceed, startCli } from '../helpers/cli.ts';
import { describeWithStock, stock, stockMust } from '../helpers/stock-client.ts';
import { describeWithStockServer, stockServer } from '../helpers/stock-server.ts';
import { tempFolder } from '../helpers/temp.ts';
import { until } from '../helpers/until.ts';

const platform = `${process.platform}/${process.arch === 'arm64' ? 'arm64' : 'amd64'}`;
const [os = '', arch = ''] = platform.split('/');
const here = ['--os', os, '--arch', arch];

/** A mirror of ours with the owner jdoe, whose key both homes have; and tarballs with a program `hello`. */
async function newMirror() {
  const ours = { home: tempFolder() };
  const theirs = { home: tempFolder() };
  const mirror = join(ours.home, 'mirror');
  await mustSucceed(['mirror', 'init', mirror], ours);
  await mustSucceed(['mirror', 'set', mirror], ours);
  await mustSucceed(['mirror', 'genkey'], ours);
  await mustSucceed(['mirror', 'grant', 'jdoe'], ours);
  mkdirSync(join(theirs.home, 'bin'));
  cpSync(join(ours.home, 'keys'), join(theirs.home, 'keys'), { recursive: true });
  for (const at of [ours, theirs])
    for (const word of ['one', 'two']) {
      writeFileSync(join(at.home, 'hello'), `#!/bin/sh\necho hello ${word}\n`, { mode: 0o755 });
      await create({ file: join(at.home, `${word}.tar.gz`), cwd: at.home, gzip: true }, ['hello']);
    }
  return { ours, theirs, mirror };
}

/** Our built program serving it, until the test ends. */
async function ourServer(
  mirror: string,
  words: readonly string[] = [],
): Promise<{ address: string; out(): string }> {
  const server = startCli(['serve', mirror, '--publish', '--port', '0', ...words], { home: tempFolder() });
  let text = '';
  server.stdout.setEncoding('utf8').on('data', (data) => {
    text += data;
  });
  onTestFinished(() => stopped(server));
  await until(() => /at (http\S+)/.test(text), 'the server');
  return { address: /at (http\S+)/.exec(text)?.[1] ?? '', out: () => text };
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await ended;
}

describeWithStock('a stock client at our server', () => {
  test('publishes, modifies, renews; installs what came of it; ours finds it whole', async () => {
    const { theirs, mirror, ours } = await newMirror();
    const { address } = await ourServer(mirror);
    // with the slash that makes it post to //api/…
    await stockMust(['mirror', 'set', `${address}/`], theirs);
    const publish = (version: string, file: string, ...more: string[]) =>
      stock(['mirror', 'publish', 'hello', version, `${file}.tar.gz`, 'hello', ...here, ...more], theirs);
    expect((await publish('v0.0.1', 'one', '--desc', 'says <hello> & "more" 数据')).code).toBe(0);
    expect((await publish('v0.0.2', 'two')).code).toBe(0);
    const refused = await publish('v0.0.2', 'one');
    expect(refused.code).not.toBe(0);
    expect(`${refused.stdout}${refused.stderr}`).toContain('there with other bytes');
    expect((await stockMust(['hello:v0.0.1'], theirs)).stdout).toContain('hello one');

    await stockMust(['mirror', 'modify', 'hello', '--standalone', '--desc', 'other'], theirs);
    await stockMust(['mirror', 'modify', 'hello:v0.0.1', '--yank'], theirs);
    await stockMust(['mirror', 'renew', 'hello', '--days', '4000'], theirs);
    const listed = (await stockMust(['list', 'hello'], theirs)).stdout;
    expect(listed).toContain('v0.0.2');
    expect((await stockMust(['list'], theirs)).stdout).toContain('other');
    expect((await stockMust(['hello'], theirs)).stdout).toContain('hello two');
    await mustSucceed(['mirror', 'verify', mirror], ours);
  });

  test('publishes many at once: who comes too late tries again by itself', async () => {
    const { theirs, mirror, ours } = await newMirror();
    const { address } = await ourServer(mirror);
    await stockMust(['mirror', 'set', address], theirs);
    await stockMust(['mirror', 'publish', 'hello', 'v0.0.1', 'one.tar.gz', 'hello', ...here], theirs);
    const homes = ['a', 'b', 'c'].map((name) => {
      const home = join(theirs.home, name);
      for (const part of ['bin', 'keys', 'tiup.toml', 'one.tar.gz'])
        cpSync(join(theirs.home, part), join(home, part), { recursive: true });
      return { home };
    });
    const results = await Promise.all(
      homes.map((at, number) =>
        stock(['mirror', 'publish', 'hello', `v1.0.${number}`, 'one.tar.gz', 'hello', ...here], at),
      ),
    );
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    const { stdout } = await mustSucceed(['list', 'hello'], { ...ours, env: { TIUP_MIRRORS: mirror } });
    for (const version of ['v0.0.1', 'v1.0.0', 'v1.0.1', 'v1.0.2']) expect(stdout).toContain(version);
    await mustSucceed(['mirror', 'verify', mirror], ours);
  });

  test('brings a token as the password of the address', async () => {
    const { theirs, mirror, ours } = await newMirror();
    const tokens = join(ours.home, 'tokens.json');
    writeFileSync(tokens, JSON.stringify({ jdoe: 'a-token-of-jdoe-0' }), { mode: 0o600 });
    const { address, out } = await ourServer(mirror, ['--tokens', tokens]);
    await stockMust(['mirror', 'set', address.replace('//', '//jdoe:a-token-of-jdoe-0@')], theirs);
    const words = ['mirror', 'publish', 'hello', 'v0.0.1', 'one.tar.gz', 'hello', ...here];
    await stockMust(words, theirs);
    expect(out()).not.toContain('a-token-of');
    const without = { home: tempFolder() };
    mkdirSync(join(without.home, 'bin'));
    for (const part of ['keys', 'one.tar.gz'])
      cpSync(join(theirs.home, part), join(without.home, part), { recursive: true });
    await stockMust(['mirror', 'set', address], without);
    const refused = await stock([...words.slice(0, 3), 'v0.0.2', ...words.slice(4)], without);
    expect(refused.code).not.toBe(0);
    expect(`${refused.stdout}${refused.stderr}`).toContain('401');
  });
});

describeWithStockServer('our client at a stock server', () => {
  test('publishes a new component and a new version, and reads them back', async () => {
    const { ours, mirror } = await newMirror();
    const address = `${await stockServer(mirror, tempFolder())}/`;
    await mustSucceed(['mirror', 'set', address], ours);
    const publish = (version: string, file: string) =>
      mustSucceed(['mirror', 'publish', 'hello', version, `${file}.tar.gz`, 'hello', ...here], ours);
    await publish('v0.0.1', 'one');
    await publish('v0.0.2', 'two');
    expect((await mustSucceed(['hello'], ours)).stdout).toContain('hello two');
    await mustSucceed(['mirror', 'verify', mirror], { home: tempFolder() });
  });
});
