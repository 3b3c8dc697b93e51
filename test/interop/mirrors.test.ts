/** A stock client lists, installs and runs what we initialised, published, cloned and refreshed; we read what it made. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { expect, test } from 'vitest';
import { mustSucceed } from '../helpers/cli.ts';
import { sharedOrigin, smallOrigin } from '../helpers/origin.ts';
import { describeWithStock, stock, stockMust } from '../helpers/stock-client.ts';
import { tempFolder } from '../helpers/temp.ts';

const platform = `${process.platform}/${process.arch === 'arm64' ? 'arm64' : 'amd64'}`;

/** `<component>:<version>` of all that this machine can run. */
const everything = smallOrigin
  .filter(
    ({ id, platforms }) => id !== 'tiup' && (platforms.includes(platform) || platforms.includes('any/any')),
  )
  .flatMap(({ id, versions }) => versions.map((version) => ({ id, version })));

/** The stock client in a new home, set to a mirror. */
async function stockHome(mirror: string): Promise<{ home: string }> {
  const at = { home: tempFolder() };
  await stockMust(['mirror', 'set', mirror], at);
  return at;
}

async function mustRunAll(mirror: string, wanted = everything): Promise<void> {
  const at = await stockHome(mirror);
  const list = await stockMust(['list', '--all'], at);
  for (const { id, version } of wanted) {
    expect(list.stdout).toContain(id);
    await stockMust(['install', `${id}:${version}`], at);
    expect((await stockMust([`${id}:${version}`], at)).stdout).toContain(`${id} ${version}`);
  }
}

describeWithStock('a stock client', () => {
  test('lists, installs and runs everything from a mirror that we initialised and published to', async () => {
    await mustRunAll(sharedOrigin().path);
  });

  test('lists, installs and runs everything from our full clone', async () => {
    const home = tempFolder();
    await mustSucceed(['mirror', 'set', sharedOrigin().path], { home });
    await mustSucceed(['mirror', 'clone', join(home, 'clone'), '--full'], { home });
    await mustRunAll(join(home, 'clone'));
  });

  test('goes on without noticing when the clone it knows is refreshed', async () => {
    const home = tempFolder();
    const clone = join(home, 'clone');
    await mustSucceed(['mirror', 'set', sharedOrigin().path], { home });
    await mustSucceed(['mirror', 'clone', clone, '--tidb', 'v7.1.3'], { home });
    const at = await stockHome(clone);
    expect((await stockMust(['tidb'], at)).stdout).toContain('tidb v7.1.3');
    await mustSucceed(['mirror', 'clone', clone, '--tidb', 'v8.5.1', '--tikv', 'all'], { home });
    expect((await stockMust(['tidb:v8.5.1'], at)).stdout).toContain('tidb v8.5.1');
    expect((await stockMust(['tikv:v7.1.3'], at)).stdout).toContain('tikv v7.1.3');
    expect((await stockMust(['list', 'tidb'], at)).stdout).toContain('v7.1.3');
  });

  test('can clone our clone, and we can verify what came of it', async () => {
    const at = await stockHome(sharedOrigin().path);
    const clone = join(at.home, 'theirs');
    await stockMust(['mirror', 'clone', clone, 'v8.5.1', '--os', 'linux', '--arch', 'amd64'], at);
    await mustSucceed(['mirror', 'verify', clone], at);
    const home = tempFolder();
    await mustSucceed(['mirror', 'set', clone], { home });
    expect((await mustSucceed(['list', 'tidb'], { home })).stdout).toContain('v8.5.1');
  });
});

describeWithStock('a home that both clients use in turn', () => {
  test('ours sets the mirror, stock installs, ours runs and lists; and the other way round', async () => {
    const at = { home: tempFolder() };
    mkdirSync(join(at.home, 'bin'));
    await mustSucceed(['mirror', 'set', sharedOrigin().path], at);
    expect((await stockMust(['mirror', 'show'], at)).stdout.trim()).toBe(sharedOrigin().path);
    await stockMust(['install', 'tidb:v7.1.3'], at);
    expect((await mustSucceed(['list', '--installed'], at)).stdout).toContain('tidb');
    expect((await mustSucceed(['tidb:v7.1.3'], at)).stdout).toContain('tidb v7.1.3');

    await mustSucceed(['install', 'pd:v8.5.1'], at);
    expect((await stockMust(['list', '--installed'], at)).stdout).toContain('pd');
    const ran = await stockMust(['pd:v8.5.1'], at);
    expect(ran.stdout).toContain('pd v8.5.1');
    expect(`${ran.stdout}${ran.stderr}`).not.toContain('download');

    await stockMust(['uninstall', 'pd:v8.5.1'], at);
    expect((await mustSucceed(['list', '--installed'], at)).stdout).not.toMatch(/^pd\b/m);
  });
});

describeWithStock('a mirror that the stock client made', () => {
  test('is read, cloned and published to by ours; stock goes on with it', async () => {
    const at = { home: tempFolder() };
    const mirror = join(at.home, 'mirror');
    await stockMust(['mirror', 'init', mirror], at);
    await stockMust(['mirror', 'set', mirror], at);
    await stockMust(['mirror', 'genkey'], at);
    await stockMust(['mirror', 'grant', 'jdoe'], at);
    writeFileSync(join(at.home, 'hello'), '#!/bin/sh\necho hello from stock\n', { mode: 0o755 });
    const tarball = (version: string): string =>
      `package/hello-${version}-${platform.replace('/', '-')}.tar.gz`;
    // stock's `package` is a component that this mirror does not have
    mkdirSync(join(at.home, 'package'));
    await create({ file: join(at.home, tarball('v0.0.1')), cwd: at.home, gzip: true }, ['hello']);
    const onPlatform = ['--os', platform.split('/')[0] ?? '', '--arch', platform.split('/')[1] ?? ''];
    await stockMust(['mirror', 'publish', 'hello', 'v0.0.1', tarball('v0.0.1'), 'hello', ...onPlatform], at);

    expect((await mustSucceed(['hello'], at)).stdout).toContain('hello from stock');
    await mustSucceed(['mirror', 'verify', mirror], at);
    await mustSucceed(['mirror', 'clone', join(at.home, 'clone'), '--full'], at);

    writeFileSync(join(at.home, 'hello'), '#!/bin/sh\necho hello from ours\n', { mode: 0o755 });
    await mustSucceed(['package', 'hello', '--entry', 'hello', '--name', 'hello', '--release', 'v0.0.2'], at);
    await mustSucceed(
      ['mirror', 'publish', 'hello', 'v0.0.2', tarball('v0.0.2'), 'hello', ...onPlatform],
      at,
    );
    expect((await stockMust(['hello:v0.0.2'], at)).stdout).toContain('hello from ours');
    expect((await stockMust(['list', 'hello'], at)).stdout).toContain('v0.0.2');
    // an unknown version is refused by both
    expect((await stock(['hello:v9.9.9'], at)).code).not.toBe(0);
  });
});
