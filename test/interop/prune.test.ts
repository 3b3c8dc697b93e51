/** A stock client goes on with a mirror that we pruned, and with one that we repaired. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, mustSucceed } from '../helpers/cli.ts';
import { copyOfOrigin } from '../helpers/origin.ts';
import { describeWithStock, stock, stockMust } from '../helpers/stock-client.ts';
import { tempFolder } from '../helpers/temp.ts';

async function operated() {
  const folder = tempFolder();
  const { path: mirror, home } = copyOfOrigin(folder);
  const operator = { home: join(folder, 'operator') };
  mkdirSync(join(operator.home, 'keys'), { recursive: true });
  await mustSucceed(['mirror', 'set', mirror], operator);
  for (const name of ['pingcap', 'jdoe'])
    copyFileSync(join(home, 'keys', `${name}.json`), join(operator.home, 'keys', `${name}.json`));
  const client = { home: tempFolder() };
  await stockMust(['mirror', 'set', mirror], client);
  return { folder, mirror, operator, client };
}

describeWithStock('a stock client', () => {
  test('reads on after we pruned: kept versions install, pruned ones are gone (beat list 32)', async () => {
    const { mirror, operator, client } = await operated();
    await stockMust(['install', 'tikv:v7.1.3'], client);
    await mustSucceed(['mirror', 'prune', '--component', 'tikv', '--keep-last', '1', '--now'], operator);
    expect(readdirSync(mirror).filter((name) => name.startsWith('tikv-v7.1.3'))).toEqual([]);
    const listed = (await stockMust(['list', 'tikv'], client)).stdout;
    expect(listed).toContain('v8.5.1');
    expect(listed).not.toContain('v7.1.3');
    await stockMust(['install', 'tikv:v8.5.1', 'pd:v8.5.1'], client);
    expect((await stock(['install', 'tikv:v7.1.3', '--force'], client)).code).not.toBe(0);
    await mustSucceed(['mirror', 'verify', mirror], { home: tempFolder() });
    const fresh = { home: tempFolder() };
    await stockMust(['mirror', 'set', mirror], fresh);
    await stockMust(['install', 'tikv:v8.5.1'], fresh);
    // and it publishes into it and clones it
    const [os, arch] = [process.platform, process.arch === 'arm64' ? 'arm64' : 'amd64'];
    const platform = ['--os', os, '--arch', arch];
    const tarball = join(mirror, `tikv-v8.5.1-${os}-${arch}.tar.gz`);
    const key = join(operator.home, 'keys', 'pingcap.json');
    await stockMust(['mirror', 'publish', 'tikv', 'v8.5.2', tarball, 'tikv', ...platform, '-k', key], client);
    await stockMust(['mirror', 'clone', join(fresh.home, 'clone'), '--tikv', 'v8.5.2', ...platform], fresh);
    expect(readdirSync(join(fresh.home, 'clone'))).toContain(`tikv-v8.5.2-${os}-${arch}.tar.gz`);
    await mustSucceed(['mirror', 'verify', mirror], { home: tempFolder() });
  });

  test('installs again what we repaired (beat list 33)', async () => {
    const { folder, mirror, operator, client } = await operated();
    const { path: whole } = copyOfOrigin(join(folder, 'whole'));
    const tarball = readdirSync(mirror).find((name) => name.startsWith('tikv-v8.5.1-linux-amd64')) ?? '';
    writeFileSync(join(mirror, tarball), 'spoilt');
    rmSync(join(mirror, 'snapshot.json'));
    expect((await stock(['install', 'tikv:v8.5.1'], client)).code).not.toBe(0);
    expect((await cli(['mirror', 'verify', mirror], operator)).code).toBe(3);
    await mustSucceed(['mirror', 'verify', mirror, '--repair', '--from', whole], operator);
    expect(existsSync(join(mirror, 'snapshot.json'))).toBe(true);
    await stockMust(['install', 'tikv:v8.5.1'], client);
  });
});
