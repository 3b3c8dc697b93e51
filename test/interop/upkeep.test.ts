/** A stock client goes on with mirrors that we modified and renewed, also from the dead, and whose owners we changed. */
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from '../../source/engine/index.ts';
import { cli, mustSucceed } from '../helpers/cli.ts';
import { copyOfOrigin } from '../helpers/origin.ts';
import { describeWithStock, stock, stockMust } from '../helpers/stock-client.ts';
import { describeWithStockServer, stockServer } from '../helpers/stock-server.ts';
import { tempFolder } from '../helpers/temp.ts';

type At = { readonly home: string };

const keyFile = ({ home }: At, name: string) => join(home, 'keys', `${name}.json`);

/** A copy of the origin with the home of whoever made it, and a stock client that has been using it. */
async function operated(): Promise<{ mirror: string; operator: At; client: At }> {
  const folder = tempFolder();
  const { path: mirror, home } = copyOfOrigin(folder);
  const operator = { home: join(folder, 'operator') };
  mkdirSync(join(operator.home, 'keys'), { recursive: true });
  await mustSucceed(['mirror', 'set', mirror], operator);
  for (const name of ['pingcap', 'jdoe']) copyFileSync(keyFile({ home }, name), keyFile(operator, name));
  return { mirror, operator, client: await clientOf(mirror) };
}

async function clientOf(mirror: string): Promise<At> {
  const client = { home: tempFolder() };
  await stockMust(['mirror', 'set', mirror], client);
  expect((await stockMust(['tidb:v8.5.1'], client)).stdout).toContain('tidb v8.5.1');
  return client;
}

/** Both clients find and install; ours finds the mirror whole. */
async function mustBeFine(mirror: string, client: At, wanted = 'tikv:v8.5.1'): Promise<void> {
  expect((await stockMust(['list', '--all'], client)).stdout).toContain('tidb');
  await stockMust(['install', wanted, '--force'], client);
  await mustSucceed(['mirror', 'verify', mirror], { home: tempFolder() });
}

describeWithStock('a stock client', () => {
  test('follows what we modify', async () => {
    const { mirror, operator, client } = await operated();
    const key = ['-k', keyFile(operator, 'pingcap')];
    await mustSucceed(['mirror', 'modify', 'tikv', '--hide', '--desc', 'A store', ...key], operator);
    expect((await stockMust(['list'], client)).stdout).not.toContain('tikv');
    expect((await stockMust(['list', '--all'], client)).stdout).toContain('A store');
    await mustSucceed(['mirror', 'modify', 'tikv', '--hide=false', ...key], operator);
    expect((await stockMust(['list'], client)).stdout).toContain('tikv');

    await mustSucceed(['mirror', 'modify', 'tikv:v7.1.3', '--yank', ...key], operator);
    expect((await stockMust(['list', 'tikv'], client)).stdout).not.toContain('v7.1.3');
    expect((await stock(['install', 'tikv:v7.1.3'], client)).code).not.toBe(0);
    await mustSucceed(['mirror', 'modify', 'tikv:v7.1.3', '--yank=false', ...key], operator);
    await mustBeFine(mirror, client, 'tikv:v7.1.3');

    await mustSucceed(['mirror', 'modify', 'pd', '--yank', ...key], operator);
    expect((await stockMust(['list', '--all'], client)).stdout).not.toContain('Placement driver');
    // and stock modifies what we did
    await stockMust(['mirror', 'modify', 'pd', '--yank=false', ...key], client);
    await mustBeFine(mirror, client, 'pd:v8.5.1');
  });

  test('goes on after everything was renewed, to another root', async () => {
    const { mirror, operator, client } = await operated();
    await mustSucceed(
      ['mirror', 'renew', 'tidb', '--days', '4000', '-k', keyFile(operator, 'pingcap')],
      operator,
    );
    await mustBeFine(mirror, client);
    await mustSucceed(['mirror', 'renew', '--role', 'timestamp', '--days', '60'], operator);
    await mustBeFine(mirror, client);
    await mustSucceed(['mirror', 'renew', '--all', '--days', '5000'], operator);
    await mustBeFine(mirror, client);
    await mustBeFine(mirror, await clientOf(mirror));
    await stockMust(
      ['mirror', 'renew', 'tidb', '--days', '6000', '-k', keyFile(operator, 'pingcap')],
      client,
    );
    await mustBeFine(mirror, client);
    expect((await cli(['mirror', 'expiry', '--within', '365d'], operator)).code).toBe(0);
  });

  test('comes back to a mirror that had expired for two years', async () => {
    const folder = tempFolder();
    const mirror = join(folder, 'mirror');
    const operator = { home: join(folder, 'home') };
    const engine = createEngine({
      home: operator.home,
      workingFolder: folder,
      now: () => new Date('2020-01-01T00:00:00Z'),
    });
    await engine.init.apply(await engine.init.plan({ path: mirror }));
    await engine.genkey.apply(await engine.genkey.plan({}));
    await engine.set.apply(await engine.set.plan({ address: mirror }));
    await engine.grant.apply(await engine.grant.plan({ id: 'jdoe' }));
    writeFileSync(join(folder, 'hello'), '#!/bin/sh\necho hello from the past\n');
    chmodSync(join(folder, 'hello'), 0o755);
    const { file } = await engine.pack.apply(
      await engine.pack.plan({ targets: ['hello'], name: 'hello', release: 'v1.0.0', entry: 'hello' }),
    );
    await engine.publish.apply(
      await engine.publish.plan({ component: 'hello', version: 'v1.0.0', tarball: file, entry: 'hello' }),
    );

    const client = { home: tempFolder() };
    await stockMust(['mirror', 'set', mirror], client);
    expect((await stock(['list'], client)).code).not.toBe(0);
    const refused = await cli(['list'], operator);
    expect([refused.code, refused.stderr.includes('mirror renew --all')]).toEqual([4, true]);
    expect((await cli(['mirror', 'expiry'], operator)).code).toBe(1);
    await mustSucceed(['mirror', 'renew', '--all'], operator);
    expect((await stockMust(['hello:v1.0.0'], client)).stdout).toContain('hello from the past');
    expect((await mustSucceed(['hello'], operator)).stdout).toContain('hello from the past');
    await mustSucceed(['mirror', 'verify'], operator);
  });

  test('goes on when owners get keys, lose keys, or go', async () => {
    const { mirror, operator, client } = await operated();
    for (const name of ['a', 'b', 'c']) await mustSucceed(['mirror', 'genkey', '--name', name], operator);
    const [a, b, c] = ['a', 'b', 'c'].map((name) => keyFile(operator, name));
    await mustSucceed(['mirror', 'grant', 'team', '-k', `${a}`, '-k', `${b}`, '--threshold', '2'], operator);
    writeFileSync(join(operator.home, 'both'), '#!/bin/sh\necho signed by two\n', { mode: 0o755 });
    await mustSucceed(
      ['package', 'both', '--entry', 'both', '--name', 'both', '--release', 'v1.0.0'],
      operator,
    );
    const tarball = `package/both-v1.0.0-linux-${process.arch === 'arm64' ? 'arm64' : 'amd64'}.tar.gz`;
    await mustSucceed(['mirror', 'publish', 'both', 'v1.0.0', tarball, 'both', '-k', `${a}`], operator);
    expect((await stockMust(['both:v1.0.0'], client)).stdout).toContain('signed by two');

    const { owners } = JSON.parse(
      (await mustSucceed(['mirror', 'owner', 'list', '--json'], operator)).stdout,
    );
    const old = owners.find(({ id }: { id: string }) => id === 'pingcap').keys[0];
    await mustSucceed(['mirror', 'owner', 'replace-key', 'pingcap', `${old}=${c}`], operator);
    await mustBeFine(mirror, client);
    await mustBeFine(mirror, await clientOf(mirror));
    expect(
      (await stock(['mirror', 'renew', 'tidb', '-k', keyFile(operator, 'pingcap')], client)).code,
    ).not.toBe(0);
    await stockMust(['mirror', 'renew', 'tidb', '-k', `${c}`], client);

    expect((await cli(['mirror', 'owner', 'revoke', 'jdoe'], operator)).code).toBe(1);
    await mustSucceed(['mirror', 'modify', 'hello', '--yank', '-k', keyFile(operator, 'jdoe')], operator);
    await mustSucceed(['mirror', 'owner', 'revoke', 'jdoe'], operator);
    await mustBeFine(mirror, client);
    await mustBeFine(mirror, await clientOf(mirror));
  });
});

describeWithStockServer('a mirror behind the stock server', () => {
  test('takes what we modify and renew', async () => {
    const { mirror, operator, client } = await operated();
    const address = await stockServer(mirror, operator.home);
    const from = { ...operator, env: { TIUP_MIRRORS: address } };
    const key = ['-k', keyFile(operator, 'pingcap')];
    await mustSucceed(['mirror', 'modify', 'tikv', '--desc', 'Over http', '--hide', ...key], from);
    await mustSucceed(['mirror', 'modify', 'tikv:v7.1.3', '--yank', ...key], from);
    await mustSucceed(['mirror', 'renew', 'tikv', '--days', '5000', ...key], from);
    expect((await stockMust(['list', '--all'], client)).stdout).toContain('Over http');
    expect((await stockMust(['list', 'tikv'], client)).stdout).not.toContain('v7.1.3');
    const { entries } = JSON.parse((await mustSucceed(['mirror', 'expiry', address, '--json'], from)).stdout);
    const tikv = entries.find(({ name }: { name: string }) => name === 'tikv');
    expect(tikv.days).toBeGreaterThan(4990);
    await mustBeFine(mirror, client);
  });
});
