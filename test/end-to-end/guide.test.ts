/**
 * What the guide's page on private mirrors says, typed block by block. What stands for something else is put in:
 * folders that only root could make, the official mirror, the name and port of a server, this machine's platform.
 */
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languages } from '../../source/messages/index.ts';
import { hasCompiler } from '../helpers/compiler.ts';
import { guidePages } from '../helpers/guide.ts';
import { commandsOf, typedBlocksOf } from '../helpers/guide-blocks.ts';
import { sharedOrigin } from '../helpers/origin.ts';
import { typedPage } from '../helpers/typed-page.ts';

const [english = []] = languages.map(guidePages);

test.each(english.map((file) => [basename(file)]))('%s has the same commands in every language', (name) => {
  const commands = languages.map((language) => {
    const file = guidePages(language).find((one) => basename(one) === name) ?? '';
    return commandsOf(file);
  });
  for (const other of commands) expect(other).toEqual(commands[0]);
});

const os = process.platform === 'darwin' ? 'darwin' : 'linux';
const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';

describe.skipIf(!hasCompiler())('a private mirror, from nothing to served (needs gcc)', () => {
  const { srv, shell, onThisMachine, type } = typedPage();

  const put = (block: string): string =>
    onThisMachine(block)
      .replaceAll('/srv', srv)
      .replaceAll('--source official', `--source ${sharedOrigin().path}`)
      .replaceAll('--os linux', `--os ${os}`)
      .replaceAll('--arch amd64', `--arch ${arch}`)
      .replaceAll('linux-amd64', `${os}-${arch}`);

  const page = english.find((file) => basename(file) === 'private-mirror.md') ?? '';
  const steps = typedBlocksOf(page);

  test.each(steps)('%s', async (block) => {
    await type(put(block));
  });

  test('what was published is still there after the refresh', async () => {
    expect(await shell.mustType('mirrordeck list')).toMatch(/^hello +jdoe/m);
  });
});
