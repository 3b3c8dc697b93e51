import type { MergeFile } from '../../api/merge.ts';
import type { Run } from '../../api/run.ts';
import { EngineError } from '../../errors.ts';
import type { EngineEvent } from '../../events.ts';
import { fetchFiles } from '../../io/fetch-files.ts';
import { type Context, downloadsAtOnce } from '../context.ts';
import { stagingOf } from '../staging.ts';
import type { MergeBench } from './bench.ts';

/**
 * Gets every file into the target's staging folder, under its name in the target, source by source. Gives the bytes
 * that came. Throws `incomplete`, naming each that can't be had: a manifest lists only what is there.
 */
export async function fetchMerge(
  context: Context,
  { folder, sources }: MergeBench,
  files: readonly MergeFile[],
  run: Run,
): Promise<number> {
  if (files.length === 0) return 0;
  run.onEvent?.({ type: 'phase', phase: 'download' });
  const total = { bytes: sumOf(files), files: files.length };
  const before = { bytes: 0, files: 0 };
  const failures: string[] = [];
  let bytes = 0;
  for (const address of new Set(files.map(({ source }) => source))) {
    const source = sources.find(({ identity }) => identity.address === address);
    if (source === undefined) throw new Error(`${address} is none of the sources`);
    const theirs = files.filter((file) => file.source === address);
    const wanted = theirs.map(({ name, from, length, sha256 }) => ({ name, url: from, length, sha256 }));
    const report = await fetchFiles(source.source, wanted, {
      folder: stagingOf(folder),
      jobs: await downloadsAtOnce(context),
      onEvent: (event) => run.onEvent?.(amongAll(event, before, total)),
      signal: run.signal,
    });
    failures.push(...report.failures.map(({ name, reason }) => `${name}: ${reason}`));
    bytes += report.bytes;
    before.bytes += sumOf(theirs);
    before.files += theirs.length;
  }
  if (failures.length === 0) return bytes;
  throw new EngineError('incomplete', failures.join('\n'), {
    facts: { path: folder, needed: files.length, got: files.length - failures.length },
  });
}

type Sum = { readonly bytes: number; readonly files: number };

function sumOf(files: readonly MergeFile[]): number {
  return files.reduce((sum, { length }) => sum + length, 0);
}

/** One source's progress as that of all. */
function amongAll(event: EngineEvent, before: Sum, total: Sum): EngineEvent {
  if (event.type !== 'bytes') return event;
  const { done, filesDone } = event;
  return {
    ...event,
    done: before.bytes + done,
    total: total.bytes,
    filesDone: before.files + filesDone,
    filesTotal: total.files,
  };
}
