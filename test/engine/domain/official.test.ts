import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeCanonical } from '../../../source/engine/domain/canonical-json.ts';
import { parseJson } from '../../../source/engine/domain/json.ts';
import { versionedName } from '../../../source/engine/domain/names.ts';
import {
  acceptRoot,
  checkRootExpiry,
  verifyComponent,
  verifyIndex,
  verifySnapshot,
  verifyTimestamp,
} from '../../../source/engine/domain/trust.ts';
import { refusal } from '../../helpers/refusal.ts';

// Data that may not be copied into the repository; it lies beside it where this is developed.
const folder = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'official');
const absent = !existsSync(folder);
const now = new Date('2026-06-01T00:00:00Z');
const read = (name: string) => readFileSync(join(folder, name));

describe.skipIf(absent)(
  `the official mirror's manifests${absent ? ' (skipped: ../shared/official is not here)' : ''}`,
  () => {
    test('of the first years verify as a whole, and encode again byte for byte', () => {
      const manifest = (name: string) => {
        const bytes = read(join('manifests', name));
        expect(encodeCanonical(parseJson(bytes, name)), name).toBe(bytes.toString());
        return bytes;
      };
      const root = acceptRoot(manifest('1.root.json'), '1.root.json', { kind: 'self' });
      const timestamp = verifyTimestamp(manifest('timestamp.json'), root, now);
      const snapshot = verifySnapshot(manifest('snapshot.json'), root, timestamp, now);
      const index = verifyIndex(manifest('1.index.json'), root, snapshot, now);
      expect(index.manifest.owners.pingcap?.threshold).toBe(1);
      const ids = Object.keys(index.manifest.components);
      expect(ids).toHaveLength(22);
      for (const id of ids) {
        const name = versionedName(snapshot.manifest.meta[`/${id}.json`]?.version ?? 0, `/${id}.json`);
        expect(verifyComponent(id, manifest(name), index, snapshot, now).manifest.nightly).toBe('');
      }
    });

    test.each([1, 6])('root %d is known from the start', (version) => {
      const file = `${version}.root.json`;
      const root = acceptRoot(read(join('official-root', file)), file, { kind: 'official' });
      expect(root.manifest.version).toBe(version);
      const expired = refusal(() => checkRootExpiry(root, new Date('2026-11-22T00:00:00Z')));
      expect(expired?.code).toBe('manifest-expired');
      expect(expired?.facts.file).toBe(file);
    });

    test('another root is not taken for the official one', () => {
      const bytes = read(join('manifests', '1.root.json'));
      const refused = refusal(() => acceptRoot(bytes, '1.root.json', { kind: 'official' }));
      expect(refused?.code).toBe('fingerprint-mismatch');
    });
  },
);
