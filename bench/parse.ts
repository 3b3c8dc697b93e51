/**
 * 500 component manifests of 200 versions on 4 platforms, read and verified, against what `JSON.parse` and sha256
 * of the same bytes cost in the same run. Prints one table; the ratio is to stay below 1.5.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { cpus } from 'node:os';
import { encodeCanonical } from '../source/engine/domain/canonical-json.ts';
import type {
  Component,
  Index,
  Manifest,
  Root,
  Snapshot,
  Timestamp,
} from '../source/engine/domain/manifest.ts';
import { parseManifest } from '../source/engine/domain/parse.ts';
import { generateKey, type PrivateKey } from '../source/engine/domain/private-key.ts';
import { signManifest } from '../source/engine/domain/sign.ts';
import {
  acceptRoot,
  verifyComponent,
  verifyIndex,
  verifySnapshot,
  verifyTimestamp,
} from '../source/engine/domain/trust.ts';

const components = 500;
const rounds = 7;
const now = new Date('2026-11-22T02:00:00Z');
const base = { spec_version: '0.1.0', expires: '2031-10-21T08:19:55Z', version: 12 } as const;

const key = await generateKey('rsa');
const files = Array.from({ length: components }, (_, i) => makeComponent(`component-${i}`));
const bytes = files.map((file) => signManifest(file, [key]));
const { index, snapshot } = makeMirror(files, bytes, key);
const size = bytes.reduce((sum, { length }) => sum + length, 0);

const ways: Readonly<Record<string, () => void>> = {
  'JSON.parse + sha256': () => {
    for (const file of bytes) {
      JSON.parse(Buffer.from(file).toString('utf8'));
      createHash('sha256').update(file).digest('hex');
    }
  },
  parseManifest: () => {
    for (const file of bytes) parseManifest('component', file, 'component.json');
  },
  verifyComponent: () => {
    files.forEach(({ id }, i) => {
      verifyComponent(id, bytes[i] ?? new Uint8Array(), index, snapshot, now);
    });
  },
  'encodeCanonical (a tenth)': () => {
    for (const file of files.slice(0, 50)) encodeCanonical(file);
  },
};

// Alternating, so that whatever else the machine does falls on all of them.
const times = Object.keys(ways).map((): number[] => []);
for (let round = 0; round < rounds; round += 1) {
  Object.values(ways).forEach((way, i) => {
    const start = performance.now();
    way();
    times[i]?.push(performance.now() - start);
  });
}
const medians = times.map((all) => all.sort((x, y) => x - y)[Math.floor(rounds / 2)] ?? 0);
const raw = medians[0] ?? 0;

console.log(`${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`);
console.log(`${components} component manifests, ${(size / 1e6).toFixed(0)} MB, medians of ${rounds}`);
console.table(
  Object.fromEntries(
    Object.keys(ways).map((name, i) => {
      const milliseconds = medians[i] ?? 0;
      return [name, { ms: Math.round(milliseconds), ratio: Number((milliseconds / raw).toFixed(2)) }];
    }),
  ),
);

function makeComponent(id: string): Component {
  const platforms = Object.fromEntries(
    ['darwin/amd64', 'darwin/arm64', 'linux/amd64', 'linux/arm64'].map((platform) => [
      platform,
      Object.fromEntries(
        Array.from({ length: 200 }, (_, i) => {
          const version = `v${Math.floor(i / 40)}.${Math.floor(i / 8) % 5}.${i % 8}`;
          return [version, makeItem(`/${id}-${version}-${platform.replace('/', '-')}.tar.gz`)];
        }),
      ),
    ]),
  );
  return { _type: 'component', ...base, id, description: `The ${id}, "as it is"`, nightly: '', platforms };
}

function makeItem(url: string) {
  return {
    url,
    yanked: false,
    entry: 'bin/server',
    released: '2026-11-22T01:16:32.753360611+08:00',
    dependencies: null,
    hashes: { sha256: randomBytes(32).toString('hex') },
    length: randomInt(1e8),
  };
}

function makeMirror(items: readonly Component[], signed: readonly Uint8Array[], signer: PrivateKey) {
  const keys = { [signer.id]: signer.public };
  const role = (name: string) => ({ url: `/${name}.json`, keys, threshold: 1 });
  const sign = (manifest: Manifest) => signManifest(manifest, [signer]);
  const root: Root = {
    _type: 'root',
    ...base,
    roles: {
      root: role('root'),
      index: role('index'),
      snapshot: role('snapshot'),
      timestamp: role('timestamp'),
    },
  };
  const indexManifest: Index = {
    _type: 'index',
    ...base,
    owners: { us: { name: 'us', keys, threshold: 1 } },
    components: Object.fromEntries(
      items.map(({ id }) => [
        id,
        { yanked: false, owner: 'us', url: `/${id}.json`, standalone: false, hidden: false },
      ]),
    ),
    default_components: [],
  };
  const indexBytes = sign(indexManifest);
  const meta = Object.fromEntries(
    items.map(({ id }, i) => [`/${id}.json`, { version: 12, length: signed[i]?.length ?? 0 }]),
  );
  const snapshotManifest: Snapshot = {
    _type: 'snapshot',
    ...base,
    version: 0,
    meta: { ...meta, '/index.json': { version: 12, length: indexBytes.length } },
  };
  const snapshotBytes = sign(snapshotManifest);
  const sha256 = createHash('sha256').update(snapshotBytes).digest('hex');
  const timestampManifest: Timestamp = {
    _type: 'timestamp',
    ...base,
    meta: { '/snapshot.json': { hashes: { sha256 }, length: snapshotBytes.length } },
  };
  const trusted = acceptRoot(sign(root), 'root.json', { kind: 'self' });
  const timestamp = verifyTimestamp(sign(timestampManifest), trusted, now);
  const snapshot = verifySnapshot(snapshotBytes, trusted, timestamp, now);
  return { index: verifyIndex(indexBytes, trusted, snapshot, now), snapshot };
}
