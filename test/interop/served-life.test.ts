/** A stock home that knows a mirror by its address follows all that is done to it behind our server, and publishes on. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEngine } from '../../source/engine/index.ts';
import { mustSucceed } from '../helpers/cli.ts';
import { copyOfOrigin } from '../helpers/origin.ts';
import { describeWithStock, stockMust } from '../helpers/stock-client.ts';
import { tempFolder } from '../helpers/temp.ts';

const [os, arch] = [process.platform, process.arch === 'arm64' ? 'arm64' : 'amd64'];

describeWithStock('a mirror behind our server', () => {
  test('is modified, renewed, rotated, merged into; the stock client never has to set it again', async () => {
    const folder = tempFolder();
    const { path: mirror, home } = copyOfOrigin(folder);
    // a home of this test's own, with the owners' keys
    const operator = { home: join(folder, 'operator') };
    mkdirSync(join(operator.home, 'keys'), { recursive: true });
    copyFileSync(join(home, 'keys', 'pingcap.json'), join(operator.home, 'keys', 'private.json'));
    copyFileSync(join(home, 'keys', 'jdoe.json'), join(operator.home, 'keys', 'jdoe.json'));
    await mustSucceed(['mirror', 'set', mirror], operator);
    const server = await createEngine({ home: tempFolder() }).serve({ path: mirror, publish: true });
    try {
      const client = { home: tempFolder() };
      await stockMust(['mirror', 'set', server.address], client);
      const follows = async (spec = 'tidb:v8.5.1'): Promise<void> => {
        expect((await stockMust(['list'], client)).stdout).toContain('tidb');
        await stockMust(['install', spec, '--force'], client);
      };
      await follows();
      const ours = async (...words: string[]): Promise<void> => {
        await mustSucceed(['mirror', ...words], operator);
        await follows();
      };
      await ours('modify', 'tikv', '--desc', 'Behind a server');
      await ours('renew', '--all', '--days', '4000');
      await mustSucceed(['mirror', 'genkey', '--name', 'next'], operator);
      await ours('rotate', '--add-key', 'keys/next.json');
      await ours('rotate', '--expires', '5000');

      const custom = join(folder, 'custom');
      const maker = { home: tempFolder() };
      await mustSucceed(['mirror', 'init', custom], maker);
      await mustSucceed(['mirror', 'set', custom], maker);
      mkdirSync(join(maker.home, 'keys'), { recursive: true });
      copyFileSync(join(operator.home, 'keys', 'private.json'), join(maker.home, 'keys', 'private.json'));
      await mustSucceed(['mirror', 'grant', 'pingcap'], maker);
      const tarball = join(mirror, `pd-v8.5.1-${os}-${arch}.tar.gz`);
      const platform = ['--os', os, '--arch', arch];
      await mustSucceed(['mirror', 'publish', 'pd', 'v8.5.2', tarball, 'pd', ...platform], maker);
      await ours('merge', custom);
      await follows('pd:v8.5.2');

      mkdirSync(join(client.home, 'keys'), { recursive: true });
      copyFileSync(join(operator.home, 'keys', 'private.json'), join(client.home, 'keys', 'private.json'));
      await stockMust(['mirror', 'publish', 'pd', 'v8.5.3', tarball, 'pd', ...platform], client);
      await follows('pd:v8.5.3');
      await mustSucceed(['mirror', 'verify', mirror], { home: tempFolder() });
    } finally {
      await server.close();
    }
  });
});
