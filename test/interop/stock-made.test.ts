/** Mirrors that a stock client initialised, published to and cloned: all that ours does to them, stock goes on with. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { expect, test } from 'vitest';
import { createEngine } from '../../source/engine/index.ts';
import { cli, mustSucceed } from '../helpers/cli.ts';
import { describeWithStock, stock, stockMust } from '../helpers/stock-client.ts';
import { tempFolder } from '../helpers/temp.ts';

const [os, arch] = [process.platform, process.arch === 'arm64' ? 'arm64' : 'amd64'];
const tarballOf = (version: string): string => `hello-${version}-${os}-${arch}.tar.gz`;

/** A mirror of stock's with `hello` in two versions, the home of its operator, and one that installs from it. */
async function stockWorld() {
  const operator = { home: tempFolder() };
  const client = { home: tempFolder() };
  const mirror = join(operator.home, 'mirror');
  await stockMust(['mirror', 'init', mirror], operator);
  await stockMust(['mirror', 'set', mirror], operator);
  await stockMust(['mirror', 'genkey'], operator);
  await stockMust(['mirror', 'grant', 'jdoe'], operator);
  mkdirSync(join(operator.home, 'made'));
  for (const version of ['v0.0.1', 'v0.0.2']) {
    writeFileSync(join(operator.home, 'made', 'hello'), `#!/bin/sh\necho hello ${version}\n`, {
      mode: 0o755,
    });
    const tarball = join(operator.home, 'made', tarballOf(version));
    await create({ file: tarball, cwd: join(operator.home, 'made'), gzip: true }, ['hello']);
    const words = ['hello', version, tarball, 'hello', '--os', os, '--arch', arch];
    await stockMust(['mirror', 'publish', ...words], operator);
  }
  return { operator, client, mirror };
}

describeWithStock("a mirror of stock's making", () => {
  test('is modified, renewed, rotated and pruned by ours, and a stock home goes on each time', async () => {
    const { operator, client, mirror } = await stockWorld();
    await stockMust(['mirror', 'set', mirror], client);
    const follows = async (): Promise<void> => {
      await stockMust(['list', 'hello'], client);
      await stockMust(['install', 'hello:v0.0.2', '--force'], client);
      expect((await stockMust(['hello:v0.0.2'], client)).stdout).toContain('hello v0.0.2');
      await mustSucceed(['mirror', 'verify', mirror], { home: tempFolder() });
    };
    const ours = async (...words: string[]): Promise<void> => {
      await mustSucceed(['mirror', ...words], operator);
      await follows();
    };
    await follows();
    expect((await cli(['mirror', 'expiry', '--within', '40d'], operator)).code).toBe(1);
    await ours('modify', 'hello', '--desc', 'says hello', '--standalone');
    await ours('renew', '--all', '--days', '4000');
    expect((await cli(['mirror', 'expiry', '--within', '40d'], operator)).code).toBe(0);
    await ours('rotate', '--expires', '5000');

    const engine = createEngine({ home: operator.home, settingsFolder: join(operator.home, 'settings') });
    await engine.prune.apply(await engine.prune.plan({ keepLast: 1, now: true }));
    expect(existsSync(join(mirror, tarballOf('v0.0.1')))).toBe(false);
    expect((await stock(['install', 'hello:v0.0.1'], client)).code).not.toBe(0);
    await follows();
    await stockMust(['mirror', 'renew', 'hello', '--days', '6000'], operator);
    await follows();
  });

  test('is merged by ours into the clone that stock made of it, which is repaired from it', async () => {
    const { operator, client, mirror } = await stockWorld();
    const clone = join(operator.home, 'clone');
    await stockMust(['mirror', 'clone', clone, '--hello', 'v0.0.2', '--os', os, '--arch', arch], operator);
    await stockMust(['mirror', 'set', clone], client);
    await stockMust(['install', 'hello:v0.0.2'], client);
    // what the clone left out is yanked there, and stays so
    await mustSucceed(['mirror', 'set', clone], operator);
    await mustSucceed(['mirror', 'merge', mirror], operator);
    expect(existsSync(join(clone, tarballOf('v0.0.1')))).toBe(false);
    await mustSucceed(['mirror', 'verify', clone], operator);

    const file = join(clone, tarballOf('v0.0.2'));
    rmSync(file);
    expect((await cli(['mirror', 'verify', clone], operator)).code).toBe(3);
    const engine = createEngine({ home: operator.home, settingsFolder: join(operator.home, 'settings') });
    const plan = await engine.repair.plan({ address: clone, from: [mirror] });
    await engine.repair.apply(plan);
    expect(existsSync(file)).toBe(true);
    await mustSucceed(['mirror', 'verify', clone], operator);
    await stockMust(['install', 'hello:v0.0.2', '--force'], client);
  });
});
