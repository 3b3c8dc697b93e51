import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeCanonical } from '../../../source/engine/domain/canonical-json.ts';
import { type JsonObject, parseJson } from '../../../source/engine/domain/json.ts';
import type { ManifestKind } from '../../../source/engine/domain/manifest.ts';
import { versionedName } from '../../../source/engine/domain/names.ts';
import { parseManifest } from '../../../source/engine/domain/parse.ts';
import {
  acceptRoot,
  nextRoot,
  verifyComponent,
  verifyIndex,
  verifySnapshot,
  verifyTimestamp,
} from '../../../source/engine/domain/trust.ts';
import { goldenFile, goldenFolder, goldenNow } from '../../helpers/golden.ts';

const mirrors = [
  'origin-empty',
  'origin-published',
  'origin',
  'origin-rotated',
  'clone-full',
  'clone-v2',
  'clone-picked',
  'clone-prefix',
  'clone-meta',
  'custom',
  'clone-v2-merged',
];

describe.each(mirrors)('the golden mirror %s', (mirror) => {
  const read = (name: string) => goldenFile(`${mirror}/${name}`);
  const names = readdirSync(join(goldenFolder(), mirror));

  test('verifies as a whole', () => {
    let root = acceptRoot(read('root.json'), 'root.json', { kind: 'self' });
    if (names.includes('2.root.json')) root = nextRoot(root, read('2.root.json'), '2.root.json');
    const timestamp = verifyTimestamp(read('timestamp.json'), root, goldenNow);
    const snapshot = verifySnapshot(read('snapshot.json'), root, timestamp, goldenNow);
    const indexName = versionedName(snapshot.manifest.meta['/index.json']?.version ?? 0, '/index.json');
    const index = verifyIndex(read(indexName), root, snapshot, goldenNow);
    for (const [id, { url }] of Object.entries(index.manifest.components)) {
      const name = versionedName(snapshot.manifest.meta[url]?.version ?? 0, url);
      // what a clone has nothing of is yanked in it, and has no manifest
      if (!names.includes(name)) continue;
      const component = verifyComponent(id, read(name), index, snapshot, goldenNow);
      expect(component.manifest.id).toBe(id);
      expect(component.file).toBe(name);
    }
  });

  const manifests = names.filter((name) => name.endsWith('.json'));
  test(`all ${manifests.length} manifests are read, and encode again byte for byte`, () => {
    for (const name of manifests) {
      const bytes = read(name);
      expect(encodeCanonical(parseJson(bytes, name)), name).toBe(Buffer.from(bytes).toString());
      const parsed = parseManifest(kindOf(name), bytes, name);
      expect(encodeCanonical(parsed.signed), name).toBe(Buffer.from(parsed.signedBytes).toString());
    }
  });
});

test('what stock keeps in a client home is read too', () => {
  const folder = join(goldenFolder(), 'home-after-install', 'manifests');
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    const { signed } = parseManifest(kindOf(name), bytes, name);
    expect(signed).toEqual((parseJson(bytes, name) as JsonObject).signed);
  }
});

function kindOf(name: string): ManifestKind {
  const plain = name.replace(/^[0-9]+\./, '').replace('.json', '');
  const kinds: Readonly<Record<string, ManifestKind>> = {
    root: 'root',
    index: 'index',
    snapshot: 'snapshot',
    timestamp: 'timestamp',
  };
  return kinds[plain] ?? 'component';
}
