/**
 * The commands of the guide's pages on single tasks, typed as they stand. What a page takes for granted is made first;
 * what stands for something else (an address, an id, a port) is put in.
 */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DoctorResult } from '../../source/engine/api/doctor.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { freePort } from '../helpers/free-port.ts';
import { guidePages } from '../helpers/guide.ts';
import { typedBlocksOf } from '../helpers/guide-blocks.ts';
import { heldMirror } from '../helpers/held-mirror.ts';
import { sharedOrigin } from '../helpers/origin.ts';
import { startProxy } from '../helpers/proxy-server.ts';
import { Screen } from '../helpers/pty.ts';
import { Reader } from '../helpers/reader.ts';
import { testAuthority, vouchedCertificate, vouchedKey } from '../helpers/test-authority.ts';
import { until } from '../helpers/until.ts';

type Story = (reader: Reader, blocks: readonly string[]) => Promise<void>;

const origin = () => sharedOrigin().path;
const lines = (block = ''): readonly string[] => block.trim().split('\n');

const stories: Readonly<Record<string, Story>> = {
  'clone.md': async (reader, [now = '', later = '']) => {
    await reader.type(now);
    await reader.type(`mirrordeck mirror set ${origin()}`);
    await reader.type(later);
    expect(
      await reader.type(
        'mirrordeck jobs attach "$(mirrordeck jobs --json | grep -o \'[0-9]\\{8\\}-[0-9a-z-]*\' | head -1)"',
      ),
    ).toBeDefined();
    expect(readdirSync(join(reader.srv, 'mirror'))).toContain('tidb-v5.0.0-linux-amd64.tar.gz');
  },

  'doctor.md': async (reader, [block = '']) => {
    await reader.type(
      'mirrordeck mirror init /srv/ours --key-dir /srv/keys && mirrordeck mirror set /srv/ours',
    );
    // somebody else may be at that port of this machine
    const [plain = '', asJson = ''] = lines(block.replace('--port 8000', `--port ${await freePort()}`));
    const told = await reader.shell.type(reader.put(asJson));
    const { findings, problems }: DoctorResult = JSON.parse(told.stdout);
    // how full the disk of this machine is, too, is its own affair
    expect(findings.filter(({ area, state }) => state === 'problem' && area !== 'disk')).toEqual([]);
    expect(told.code).toBe(problems === 0 ? 0 : 1);
    expect((await reader.shell.type(reader.put(plain))).code).toBe(told.code);
  },

  'expiry.md': async (reader, [due = '', renew = '']) => {
    await reader.ownOrigin('ours');
    const told = await reader.shell.type(reader.put(due));
    expect(told.code, told.stderr).toBe(1);
    expect(told.stdout).toContain('timestamp.json');
    await reader.type(renew);
    expect((await reader.shell.type(reader.put(due))).code).toBe(1);
  },

  'install.md': async (reader, [block = '']) => {
    await reader.type(`mirrordeck mirror set ${origin()} && mirrordeck install tidb:v7.1.3`);
    expect(await reader.type(block)).toContain('ctl v8.5.1');
    expect(await reader.type('mirrordeck list --installed --verbose')).not.toContain('v7.1.3');
  },

  'jobs.md': async (reader, [block = '']) => {
    // it is still at work when its rate is changed, however slow this machine is
    const { address, release } = await heldMirror(origin());
    await reader.type(`mirrordeck mirror set ${address}`);
    const [begin = '', list = '', attach = '', rate = ''] = lines(block);
    await reader.type(begin);
    const id = /\d{8}-\d{6}-(\w+)/.exec(await reader.type(list))?.[1] ?? '';
    // whoever is attached looks on; the rate is changed from another terminal
    const attached = reader.type(attach.replace('bcdf', id));
    await reader.type(rate.replace('bcdf', id));
    release();
    await attached;
    expect(await reader.type('mirrordeck jobs')).toContain('done');
  },

  'merge.md': async (reader, [grant = '', merge = '']) => {
    await reader.ownOrigin('mirror');
    await reader.type('mirrordeck mirror genkey');
    await reader.type(
      'mirrordeck mirror init /srv/ours && mirrordeck mirror set /srv/ours && mirrordeck mirror grant eva',
    );
    await publishHello(reader, 'world', 'v1.0.0');
    // an owner of that name is in the small mirror already
    await reader.type(grant.replace('grant jdoe', 'grant eva'));
    await reader.type(merge);
    expect(await reader.type('mirrordeck list')).toMatch(/^world +eva/m);
  },

  'own-mirror.md': async (reader, [init = '', owner = '', publish = '', modify = '']) => {
    await reader.type(init);
    await reader.type(owner);
    await reader.type(
      "mkdir -p build/bin && printf '#!/bin/sh\\necho hello\\n' > build/bin/hello && chmod +x build/bin/hello",
    );
    await reader.type(publish);
    expect(await reader.type('mirrordeck hello')).toContain('hello');
    await reader.type(modify);
    expect(await reader.type('mirrordeck list --all')).toContain('Says hello');
  },

  'owners.md': async (reader, [keys = '', owners = '']) => {
    await reader.type('mirrordeck mirror init /srv/ours && mirrordeck mirror set /srv/ours');
    await reader.type('mirrordeck mirror genkey && mirrordeck mirror grant pingcap');
    await publishHello(reader, 'hello', 'v0.0.1');
    await reader.type('mirrordeck mirror genkey --name jdoe');
    for (const name of ['anna', 'ben', 'eva', 'jdoe-new']) await reader.keyOf(name);
    // the key that a component goes to has to be here, or be asked for
    await reader.type('mirrordeck keys import jdoe-new.json');
    expect(await reader.type(keys)).toContain('jdoe');
    const id =
      /"keyId":\s*"([0-9a-f]{16})/.exec(
        await reader.type('mirrordeck mirror genkey --name jdoe --public --json'),
      )?.[1] ?? '';
    await reader.type(owners.replace('0123456789abcdef', id));
    expect(await reader.type('mirrordeck list')).toMatch(/^hello +jdoe/m);
  },

  'prune.md': async (reader, [policy = '', later = '']) => {
    await reader.ownOrigin('ours');
    await reader.type(policy);
    await reader.type(later);
  },

  'rotate.md': async (reader, [replace = '', others = '', file = '', lost = '']) => {
    await reader.type('mirrordeck mirror init /srv/ours && mirrordeck mirror set /srv/ours');
    const roots = () =>
      readdirSync(join(reader.srv, 'ours', 'keys')).filter((name) => name.endsWith('-root.json'));
    await reader.type(replace.replace('0123456789abcdef', roots()[0]?.slice(0, 16) ?? ''));
    // one key that is enough now, and not when somebody else's is asked for too: Alice sent her public half
    await reader.type('mirrordeck mirror rotate --threshold 1');
    for (const name of roots().slice(1)) rmSync(join(reader.srv, 'ours', 'keys', name));
    const hers = 'TIUP_HOME=$PWD/hers mirrordeck';
    await reader.type(`${hers} mirror genkey --name alice && ${hers} keys export alice --to alice.json`);
    const byAlice = (line: string) => line.replace('-k alice.json', '-k hers/keys/alice.json');
    const [rotate = '', sign = ''] = lines(others);
    const words = rotate.replace('0.0.0.0:8080', '127.0.0.1:0').split(/\s+/).slice(1);
    const said = await reader.start(words, join(reader.shell.home, '.tiup'), '/rotate/');
    await reader.type(byAlice(sign).replace(/http:\S+/, /http:\/\/\S+\/rotate\/\w+/.exec(said())?.[0] ?? ''));
    await until(() => existsSync(join(reader.srv, 'ours', '3.root.json')), 'the new root');
    await reader.type(byAlice(file));
    await reader.type(lost);
    expect(existsSync(join(reader.srv, 'ours', '4.root.json'))).toBe(true);
  },

  'serve.md': async (reader, [serve = '', secured = '', publish = '']) => {
    await reader.type('mirrordeck mirror init /srv/mirror && mirrordeck mirror set /srv/mirror');
    await reader.type('mirrordeck mirror genkey && mirrordeck mirror grant jdoe');
    await reader.serve(serve);
    reader.write('tokens.json', '{"jdoe":"a-token-of-some-length"}', 0o600);
    reader.write('cert.pem', vouchedCertificate);
    reader.write('key.pem', vouchedKey, 0o600);
    reader.write('ca.pem', testAuthority);
    reader.write('token.txt', 'bearer a-token-of-some-length\n', 0o600);
    const port = await reader.serve(secured);
    await reader.type("printf '#!/bin/sh\\necho hello\\n' > hello && chmod +x hello");
    await reader.type(
      'mirrordeck package hello --entry hello --name hello --release v0.0.2 --os linux --arch amd64',
    );
    // what nobody vouches for but an authority of our own
    await reader.type(`NODE_EXTRA_CA_CERTS=ca.pem mirrordeck mirror set https://localhost:${port}`);
    await reader.type(`NODE_EXTRA_CA_CERTS=ca.pem ${publish}`);
    expect(await reader.type('NODE_EXTRA_CA_CERTS=ca.pem mirrordeck list')).toContain('hello');
  },

  'settings.md': async (reader, [block = '']) => {
    const [help = '', ...screens] = lines(block);
    expect(await reader.type(help)).toContain(messagesFor('zh').usage.headings.usage);
    for (const line of screens) {
      const [name = '', value = ''] = line.split(' ')[0]?.split('=') ?? [];
      const screen = new Screen([], { home: reader.folder, env: { [name]: value } });
      onTestFinished(() => screen.close());
      await screen.says(messagesFor('en').setup.ask.language);
      expect(line).toBe(`${name}=${value} mirrordeck`);
    }
  },

  'sources.md': async (reader, [block = '', proxy = '']) => {
    reader.write('cert.pem', vouchedCertificate);
    reader.write('key.pem', vouchedKey, 0o600);
    reader.write('ca.pem', testAuthority);
    reader.write('token.txt', 'bearer a-token-of-some-length\n', 0o600);
    const secured = `mirrordeck serve ${origin()} --host 0.0.0.0 --port 8000 --cert cert.pem --key key.pem`;
    const [a, b] = [await reader.serve(secured), await reader.serve(secured)];
    const here = block
      .replace('https://a.example.com/', `https://localhost:${a}/`)
      .replace('https://b.example.com/', `https://localhost:${b}/`);
    expect(await reader.type(here)).toContain(`https://localhost:${a}/`);
    const { address, asked } = await startProxy(a);
    await reader.type(`mirrordeck source add far https://mirror.test/ --ca ca.pem`);
    await reader.type(
      proxy.replace('http://proxy.internal:3128', address).replace('test official', 'test far'),
    );
    expect(asked).toContain('CONNECT mirror.test:443');
  },

  'verify.md': async (reader, [verify = '', repair = '']) => {
    await reader.ownOrigin('mirror');
    const port = await reader.serve('mirrordeck serve /srv/mirror --host 0.0.0.0 --port 8000');
    await reader.type(verify.replace('https://mirror.example.com/', `http://127.0.0.1:${port}/`));
    writeFileSync(join(reader.srv, 'mirror', 'tidb-v8.5.1-linux-amd64.tar.gz'), 'broken');
    expect((await reader.shell.type(reader.put('mirrordeck mirror verify /srv/mirror'))).code).toBe(4);
    await reader.type(repair);
    await reader.type('mirrordeck mirror verify /srv/mirror');
  },
};

/** Packs a program and publishes it into the current mirror. */
async function publishHello(reader: Reader, name: string, version: string): Promise<void> {
  await reader.type(`printf '#!/bin/sh\\necho ${name}\\n' > ${name} && chmod +x ${name}`);
  await reader.type(
    `mirrordeck package ${name} --name ${name} --release ${version} --entry ${name} --os linux --arch amd64`,
  );
  const tarball = `package/${name}-${version}-linux-amd64.tar.gz`;
  await reader.type(
    `mirrordeck mirror publish ${name} ${version} ${tarball} ${name} --os linux --arch amd64`,
  );
}

const pages = guidePages('en').flatMap((file) => {
  const blocks = typedBlocksOf(file);
  // its own test types that page
  return blocks.length === 0 || basename(file) === 'private-mirror.md'
    ? []
    : [{ page: basename(file), blocks }];
});

test('every page with commands is typed', () => {
  expect(pages.map(({ page }) => page)).toEqual(Object.keys(stories));
});

test.each(pages)('$page', async ({ page, blocks }) => {
  await stories[page]?.(new Reader(), blocks);
});
