import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { serveQuery } from '../../source/engine/operations/serve/serve.ts';
import { goldenContext } from '../helpers/published.ts';
import { testAuthority, vouchedCertificate, vouchedKey } from '../helpers/test-authority.ts';

const main = resolve(import.meta.dirname, '../../source/main.ts');
const run = promisify(execFile);

/** The exit code, or the code of the error, of a look at what expires in a mirror: that works at any date. */
async function look(
  address: string,
  folder: string,
  flags: readonly string[],
  extra?: string,
): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TIUP_HOME: join(folder, 'home'),
    ...(extra === undefined ? {} : { NODE_EXTRA_CA_CERTS: extra }),
  };
  const words = [main, 'mirror', 'expiry', address, '--json', ...flags];
  const { stdout } = await run(process.execPath, words, { env }).catch((error: { stdout: string }) => error);
  const document = JSON.parse(stdout);
  return document.entries === undefined ? document.error.code : 'read';
}

test('a mirror with a certificate of an own authority is read with --ca or NODE_EXTRA_CA_CERTS, and only so', async () => {
  const context = goldenContext();
  const at = (name: string, text: string): string => {
    const file = join(context.folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const pair = { cert: at('cert.pem', vouchedCertificate), key: at('key.pem', vouchedKey) };
  const server = await serveQuery(context)({ path: context.mirror, port: 0, ...pair });
  onTestFinished(() => server.close());
  const ca = at('ca.pem', testAuthority);
  const [none, named, extra] = await Promise.all([
    look(server.address, context.folder, []),
    look(server.address, context.folder, ['--ca', ca]),
    look(server.address, context.folder, [], ca),
  ]);
  expect([none, named, extra]).toEqual(['source-certificate', 'read', 'read']);
});
