import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Origin, OriginComponent } from './make-origin.ts';

const four = ['darwin/amd64', 'darwin/arm64', 'linux/amd64', 'linux/arm64'];

/** A small mirror with the components and versions of which the documents speak. */
export const smallOrigin: readonly OriginComponent[] = [
  {
    id: 'tidb',
    description: 'TiDB is a distributed SQL database',
    versions: ['v5.0.0-rc', 'v5.0.0', 'v7.1.3', 'v8.5.1'],
    platforms: four,
    bytes: 20_000,
  },
  {
    id: 'tikv',
    description: 'Key-value 数据库 データベース',
    versions: ['v7.1.3', 'v8.5.1'],
    platforms: four,
    bytes: 30_000,
  },
  {
    id: 'pd',
    description: 'Placement driver',
    versions: ['v7.1.3', 'v8.5.1'],
    platforms: four,
    bytes: 10_000,
  },
  {
    id: 'ctl',
    description: 'Controller of a cluster',
    versions: ['v7.1.3', 'v8.5.1'],
    platforms: ['linux/amd64', 'linux/arm64'],
    bytes: 5_000,
    hidden: true,
  },
  {
    id: 'hello',
    description: 'Says hello',
    versions: ['v0.0.1'],
    platforms: ['any/any'],
    bytes: 2_000,
    owner: 'jdoe',
    standalone: true,
  },
  { id: 'tiup', description: 'The client', versions: ['v1.16.5'], platforms: four, bytes: 3_000 },
];

declare module 'vitest' {
  interface ProvidedContext {
    origin: Origin;
  }
}

/** The mirror that was made for this run. Read it, don't change it. */
export function sharedOrigin(): Origin {
  return inject('origin');
}

/** A copy that a test may change, in `folder`. */
export function copyOfOrigin(folder: string): Origin {
  const origin = sharedOrigin();
  const path = join(folder, 'origin');
  cpSync(origin.path, path, { recursive: true });
  return { ...origin, path };
}
