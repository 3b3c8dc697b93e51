import type { ClonePlan, CloneResult } from '../../source/engine/index.ts';

const identity = {
  address: 'W/origin',
  kind: 'folder',
  fingerprint: 'f'.repeat(64),
  trust: 'local',
  rootVersion: 1,
  rootKeys: [],
  owners: [],
} as const;

/** A plan of a clone that fetches one file; parts of it replaced. */
export function clonePlan(parts: Partial<ClonePlan> = {}): ClonePlan {
  const request = parts.request ?? { target: 'W/clone' };
  const file = { component: 'tidb', version: 'v1.0.0', platform: 'linux/amd64', sha256: '0'.repeat(64) };
  return {
    schema: 'mirrordeck/clone-plan/1',
    request,
    source: { identity, timestampVersion: 1, manifests: {} },
    target: { path: request.target, state: 'new', timestampVersion: 0 },
    platforms: ['linux/amd64'],
    presets: [],
    components: [{ id: 'tidb', owner: 'pingcap', versions: { 'linux/amd64': ['v1.0.0'] }, manifest: 'new' }],
    files: [{ ...file, name: 'tidb-v1.0.0-linux-amd64.tar.gz', from: 'x', length: 1000, action: 'fetch' }],
    missing: [],
    dropped: [],
    keys: [{ name: 'root', count: 3, action: 'new' }],
    signs: [],
    bytes: { total: 1000, fetch: 1000, keep: 0, free: 5_000_000 },
    warnings: [],
    unchanged: false,
    ...parts,
  };
}

/** The result of that plan; parts of it replaced. */
export function cloneResult(parts: Partial<CloneResult> = {}): CloneResult {
  const component = { id: 'tidb', owner: 'pingcap', versions: ['v1.0.0'], latest: 'v1.0.0', nightly: null };
  return {
    target: 'W/clone',
    changed: true,
    fetchedFiles: 1,
    fetchedBytes: 1000,
    keptFiles: 0,
    milliseconds: 7000,
    failures: [],
    receipt: {
      schema: 'mirrordeck/receipt/1',
      madeAt: '2026-01-01T00:00:00Z',
      source: { address: 'W/origin', fingerprint: 'f', timestampVersion: 1 },
      mirror: { fingerprint: 'abc', timestampVersion: 1, expires: '2076-01-01T00:00:00Z' },
      platforms: [
        { platform: 'linux/amd64', client: 'v2.0.0', components: [component], files: 1, bytes: 1000 },
      ],
      missing: [],
      failures: [],
      walk: {
        manifests: 5,
        problems: [],
        platforms: [{ platform: 'linux/amd64', verdict: 'fine', installs: 1, client: true, problems: [] }],
      },
    },
    ...parts,
  };
}
