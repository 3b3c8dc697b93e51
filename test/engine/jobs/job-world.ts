import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import {
  type AccessEntry,
  type CloneRequest,
  createEngine,
  type Engine,
  type JobEvent,
  type JobSummary,
} from '../../../source/engine/index.ts';
import { endJobs } from '../../helpers/end-jobs.ts';
import { makeOrigin, type Origin } from '../../helpers/make-origin.ts';
import { makeTempFolder, removeFolder, tempFolder } from '../../helpers/temp.ts';

export type JobWorld = {
  readonly engine: Engine;
  readonly folder: string;
  readonly target: string;
  /** What the source was asked for. */
  readonly log: readonly AccessEntry[];
  /** Plans a clone of everything into the target and starts it. */
  startClone(request?: Partial<CloneRequest>): Promise<JobSummary>;
  /** Names of tarballs that were asked for since `begin` entries. */
  asked(begin?: number): string[];
};

/** A mirror of a few files, made once for a file of tests. */
export function sharedOrigin(): () => Origin {
  let origin: Origin | null = null;
  const folder = makeTempFolder();
  beforeAll(async () => {
    const platforms = ['linux/amd64', 'linux/arm64'];
    origin = await makeOrigin(folder, [
      { id: 'tidb', description: 'TiDB', versions: ['v1.0.0', 'v1.1.0'], platforms, bytes: 600_000 },
      { id: 'tiup', description: 'The client', versions: ['v1.16.5'], platforms, bytes: 100_000 },
      // there whole long before the others, at any rate
      { id: 'hello', description: 'Says hello', versions: ['v0.0.1'], platforms: ['any/any'], bytes: 1_000 },
    ]);
  });
  afterAll(() => removeFolder(folder));
  return () => {
    if (origin === null) throw new Error('the origin is made before the tests');
    return origin;
  };
}

/** An engine whose current mirror is that origin, and whose jobs fetch at `limitRate` until that is changed. */
export async function jobWorld(origin: Origin, limitRate?: string): Promise<JobWorld> {
  const folder = tempFolder();
  const target = join(folder, 'mirror');
  const engine = createEngine({
    home: join(folder, 'home'),
    settingsFolder: join(folder, 'config'),
    stateFolder: join(folder, 'state'),
    workingFolder: folder,
    limitRate,
  });
  const log: AccessEntry[] = [];
  const server = await engine.serve({ path: origin.path, onRequest: (entry) => log.push(entry) });
  onTestFinished(() => server.close());
  onTestFinished(() => endJobs(engine));
  const { fingerprint } = origin;
  await engine.set.apply(await engine.set.plan({ address: server.address, fingerprint }));
  return {
    ...{ engine, folder, target, log },
    startClone: async (request = {}) =>
      await engine.jobs.start({
        kind: 'clone',
        plan: await engine.clone.plan({ target, full: true, ...request }),
      }),
    asked: (begin = 0) =>
      log
        .slice(begin)
        .map(({ path }) => path.slice(1))
        .filter((name) => name.endsWith('.tar.gz')),
  };
}

/** Follows a job until an event is of interest. */
export async function eventOf(
  engine: Engine,
  id: string,
  wanted: (event: JobEvent) => boolean,
): Promise<JobEvent> {
  const stop = new AbortController();
  let found: JobEvent | null = null;
  const onEvent = (event: JobEvent) => {
    if (found !== null || !wanted(event)) return;
    found = event;
    stop.abort();
  };
  const end = await engine.jobs.follow(id, { signal: stop.signal, onEvent }).catch(() => null);
  if (found !== null) return found;
  throw new Error(`job ${id} came to its end (${end?.state}) without such an event: ${JSON.stringify(end)}`);
}

export function isBytes(event: JobEvent): boolean {
  return event.type === 'engine' && event.event.type === 'bytes' && event.event.done > 0;
}
