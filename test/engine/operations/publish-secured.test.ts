import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { publishOperation } from '../../../source/engine/operations/publish/publish.ts';
import { Reach } from '../../../source/engine/operations/reach.ts';
import { serveQuery } from '../../../source/engine/operations/serve/serve.ts';
import { goldenContext, someTarball, stateOf } from '../../helpers/published.ts';
import { testAuthority, vouchedCertificate, vouchedKey } from '../../helpers/test-authority.ts';

test('a mirror that is served with TLS and tokens is published to, with its authority and a token of the file', async () => {
  const origin = goldenContext();
  const at = (name: string, text: string): string => {
    const file = join(origin.folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const token = 'a-token-of-pingcap';
  const server = await serveQuery(origin)({
    path: origin.mirror,
    port: 0,
    publish: true,
    tokens: at('tokens.json', JSON.stringify({ pingcap: token })),
    cert: at('cert.pem', vouchedCertificate),
    key: at('key.pem', vouchedKey),
  });
  onTestFinished(() => server.close());
  expect(server.address).toMatch(/^https:/);
  const publish = async (auth: string) => {
    const options = { ca: at('ca.pem', testAuthority), authFile: at('auth.txt', auth) };
    const reach = new Reach(options, origin.now);
    const context = goldenContext(undefined, { mirrorOverride: server.address, reach });
    someTarball(context);
    const { plan, apply } = publishOperation(context);
    await apply(await plan({ component: 'fresh', version: 'v1.0.0', tarball: 'some.tar.gz', entry: 'x.sh' }));
  };
  await expect(publish('bearer another-of-sixteen')).rejects.toMatchObject({ code: 'upload-refused' });
  await publish(`basic pingcap:${token}`);
  expect((await stateOf(origin, 'fresh')).component?.id).toBe('fresh');
});
