import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { networkOf } from '../../../source/engine/io/network.ts';
import { uploadRelease } from '../../../source/engine/io/publish-client.ts';
import { publishOperation } from '../../../source/engine/operations/publish/publish.ts';
import { goldenContext, someTarball } from '../../helpers/published.ts';

const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

type Post = { readonly url: string; readonly type: string; readonly body: Buffer };

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** Serves a mirror's folder, keeps what is posted, and answers the last post with `status`. */
async function served(folder: string, status = 204, answer = '') {
  const posts: Post[] = [];
  const server = createServer(async (request, response) => {
    const url = request.url ?? '';
    if (request.method === 'POST') {
      posts.push({ url, type: request.headers['content-type'] ?? '', body: await bodyOf(request) });
      response.writeHead(url.includes('/component/') ? status : 204).end(answer);
      return;
    }
    try {
      response.end(readFileSync(join(folder, url)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { posts, address: `http://127.0.0.1:${port}/` };
}

const fresh = { component: 'fresh', version: 'v1.0.0', tarball: 'some.tar.gz', entry: 'x.sh' };

async function setUp(status?: number, answer?: string) {
  const context = goldenContext();
  const { posts, address } = await served(context.mirror, status, answer);
  const tarball = readFileSync(someTarball(context));
  return { posts, address, tarball, ...publishOperation({ ...context, mirrorOverride: address }) };
}

describe('publish to a served mirror', () => {
  it('uploads the tarball, then the manifest, signed by the owner', async () => {
    const { posts, address, tarball, plan, apply } = await setUp();
    const planned = await plan({ ...fresh, hidden: true });
    expect(planned.mirror).toBe(address);
    expect(planned.signs.map((sign) => sign.file)).toEqual(['1.fresh.json']);
    await apply(JSON.parse(JSON.stringify(planned)));

    const [form, manifest] = posts;
    const session = /^\/api\/v1\/tarball\/([0-9a-f-]{36})$/.exec(form?.url ?? '')?.[1];
    expect(session).toBeDefined();
    const parsed = await new Response(form?.body, {
      headers: { 'content-type': form?.type ?? '' },
    }).formData();
    const file = parsed.get('file');
    if (!(file instanceof File)) throw new Error('no file in the form');
    expect(file.name).toBe('fresh-v1.0.0-linux-amd64.tar.gz');
    expect(Buffer.from(await file.arrayBuffer())).toEqual(tarball);

    expect(manifest?.url).toBe(`/api/v1/component/${session}/fresh?standalone=false&hidden=true`);
    const sent = JSON.parse(manifest?.body.toString() ?? '');
    expect(sent.signed).toMatchObject({ id: 'fresh', version: 1 });
    expect(sent.signatures).toHaveLength(1);
    expect(posts).toHaveLength(2);
  });

  it('leaves the flags of a component that exists', async () => {
    const { posts, plan, apply } = await setUp();
    await apply(await plan({ ...fresh, component: 'tidb', version: 'v9.0.0' }));
    expect(posts[1]?.url).toMatch(/\/tidb$/);
  });

  it.each([
    [409, '{"status":"MANIFEST CONFLICT","message":"x"}', 'mirror-changed'],
    [403, '{"status":"FORBIDDEN","message":"who are you"}', 'upload-refused'],
    [500, 'nonsense', 'upload-refused'],
  ])('a server that answers %d', async (status, answer, code) => {
    const { plan, apply } = await setUp(status, answer);
    const planned = await plan(fresh);
    await expect(apply(planned)).rejects.toThrow(refused(code, { status }));
  });

  it('a server that is gone, and a stop', async () => {
    const upload = {
      component: 'fresh',
      manifest: new Uint8Array(2),
      tarball: { path: someTarball(goldenContext()), name: 'fresh-v1.0.0-linux-amd64.tar.gz' },
    };
    const network = networkOf({}, {});
    await expect(uploadRelease('http://127.0.0.1:9/', upload, { network })).rejects.toThrow(
      refused('source-unreachable'),
    );
    const { address } = await setUp();
    await expect(uploadRelease(address, upload, { network, signal: AbortSignal.abort() })).rejects.toThrow(
      refused('interrupted'),
    );
  });
});
