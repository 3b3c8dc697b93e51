import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { AccessEntry, ServeRequest } from '../../source/engine/api/serve.ts';
import type { JsonValue } from '../../source/engine/domain/json.ts';
import type { Component, VersionItem } from '../../source/engine/domain/manifest.ts';
import type { PrivateKey } from '../../source/engine/domain/private-key.ts';
import type { Context } from '../../source/engine/operations/context.ts';
import { serveQuery } from '../../source/engine/operations/serve/serve.ts';
import { goldenContext, someTarball, stateOf } from './published.ts';
import { seal, smallKeys } from './small-mirror.ts';

export type ApiAnswer = { readonly status: number; readonly word: string; readonly message: string };

/** A golden mirror that can be changed, served with publishing on, and what a client posts to it. */
export async function servedGolden(request: Partial<ServeRequest> = {}, change: Partial<Context> = {}) {
  const context = goldenContext('origin-published', change);
  const entries: AccessEntry[] = [];
  const onRequest = (entry: AccessEntry) => entries.push(entry);
  const server = await serveQuery(context)({ path: context.mirror, publish: true, onRequest, ...request });
  onTestFinished(() => server.close());
  const tarball = readFileSync(someTarball(context));
  const post = (
    path: string,
    body: string | FormData | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) => answered(fetch(`${server.address}${path}`, { method: 'POST', body, headers }));
  const upload = (session: string, name: string, bytes = tarball, headers = {}) => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return post(`/api/v1/tarball/${session}`, form, headers);
  };
  const manifest = (id: string, body: Uint8Array, session: string = randomUUID(), query = '', headers = {}) =>
    post(`/api/v1/component/${session}/${id}${query}`, new Uint8Array(body), headers);
  return { ...server, context, entries, tarball, post, upload, manifest };
}

async function answered(sent: Promise<Response>): Promise<ApiAnswer> {
  const response = await sent;
  const text = await response.text();
  if (text === '') return { status: response.status, word: '', message: '' };
  const { status: word, message } = JSON.parse(text);
  return { status: response.status, word, message };
}

/** What a manifest says of a tarball. */
export function itemOf(component: string, version: string, platform: string, bytes: Uint8Array): VersionItem {
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  return {
    url: `/${component}-${version}-${platform.replace('/', '-')}.tar.gz`,
    yanked: false,
    entry: 'x.sh',
    released: '2026-11-22T02:00:00Z',
    dependencies: null,
    hashes: { sha256: hash('sha256'), sha512: hash('sha512') },
    length: bytes.length,
  };
}

/** The first manifest of a component, with one version for linux/amd64. */
export function firstManifest(id: string, bytes: Uint8Array, version = 'v1.0.0'): Component {
  return {
    _type: 'component',
    spec_version: '0.1.0',
    expires: '2031-11-22T02:00:00Z',
    version: 1,
    id,
    description: 'a <new> one & "quoted" 数据',
    nightly: '',
    platforms: { 'linux/amd64': { [version]: itemOf(id, version, 'linux/amd64', bytes) } },
  };
}

/** The next manifest of a component that the mirror has, with a change. */
export async function nextManifest(
  context: Context,
  id: string,
  change: (component: Component) => Partial<Component> = () => ({}),
): Promise<Component> {
  const { component } = await stateOf(context, id);
  if (component === null) throw new Error(`the golden mirror has no ${id}`);
  return { ...component, version: component.version + 1, ...change(component) };
}

/** Signed, laid out as stock's client sends it: not canonical, `<` escaped. */
export function asStockSends(
  signed: Component | JsonValue,
  keys: readonly PrivateKey[] = [smallKeys.pingcap],
): Uint8Array {
  const { signatures } = JSON.parse(Buffer.from(seal(signed as JsonValue, keys)).toString());
  const asGo = (text: string) => text.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  return Buffer.from(asGo(JSON.stringify({ signatures, signed })));
}
