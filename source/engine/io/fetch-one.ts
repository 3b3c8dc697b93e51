import { statSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../errors.ts';
import { copyIntoPart } from './copy-part.ts';
import type { FetchBoard } from './fetch-board.ts';
import type { WantedFile } from './fetch-files.ts';
import { openHttpFetcher } from './fetch-over-http.ts';
import type { FetchNews, FetchTask } from './fetch-task.ts';
import { fileError } from './files.ts';
import { hashFile } from './hash-file.ts';
import { Pace } from './pace.ts';
import { PartFile } from './part-file.ts';
import { fileUrl, nameParts } from './source-address.ts';
import { isBug } from './source-fault.ts';

export type FetchTools = { readonly signal: AbortSignal; readonly tell: (news: FetchNews) => void };

export type FileFetcher = {
  /** Gets one file, tells how it went. The error that must end all others too, or null. */
  fetch(file: number): Promise<EngineError | null>;
  close(): Promise<void>;
};

/** Gets files of one task one by one; any number at a time. */
export async function openFileFetcher(
  task: FetchTask,
  board: FetchBoard,
  tools: FetchTools,
): Promise<FileFetcher> {
  const base = task.source.kind === 'http' ? new URL(task.source.base) : null;
  const http = base === null ? null : openHttpFetcher(task, tools);
  const pace = task.pace === null ? null : new Pace(task.pace);
  const stopped = () => board.stopped;

  /** Bytes that came. */
  const transfer = async (file: number, wanted: WantedFile, part: PartFile): Promise<number> => {
    const onBytes = (offset: number) => board.setDone(file, offset);
    const onSize = (length: number) => board.setSize(file, length);
    if (http !== null) return http.fetch(file, wanted, part, { onBytes, onSize });
    const { length } = wanted;
    const { maxLength } = task;
    part.restart();
    const from = join(task.source.base, ...nameParts(wanted.url ?? wanted.name));
    const { signal } = tools;
    return copyIntoPart({ from, length, maxLength }, part, { stopped, onBytes, onSize, pace, signal });
  };

  const get = async (file: number, wanted: WantedFile): Promise<void> => {
    const path = join(task.folder, wanted.name);
    board.setSize(file, wanted.length);
    if (await isThere(path, wanted, stopped)) {
      board.setDone(file, wanted.length || board.size(file));
      tools.tell({ type: 'file', file, state: 'kept' });
      return;
    }
    if (task.giveUpAfter > 0 && board.unreachable >= task.giveUpAfter) {
      throw new EngineError('source-unreachable', 'the source stopped answering', {
        facts: { address: task.source.base },
      });
    }
    const { length, sha256 } = wanted;
    const url = base === null ? task.source.base : fileUrl(base, wanted.url ?? wanted.name).href;
    const part = await PartFile.open({ path, url, length, sha256 }, stopped, (reason) =>
      tools.tell({ type: 'part-discarded', file, reason }),
    );
    let received = 0;
    try {
      board.setDone(file, part.offset);
      tools.tell({ type: 'file', file, state: part.offset > 0 ? 'resumed' : 'started' });
      received = await transfer(file, wanted, part);
    } catch (error) {
      closeAfter(error, part);
      throw error;
    }
    await part.finish();
    board.noteReached(true);
    tools.tell({ type: 'file', file, state: 'done', received });
  };

  return {
    async fetch(file) {
      const wanted = task.files[file];
      if (wanted === undefined) return null;
      try {
        await get(file, wanted);
        return null;
      } catch (error) {
        if (isBug(error)) throw error;
        const fault = fileError(error, join(task.folder, wanted.name));
        if (fault.code === 'interrupted') return null;
        if (fault.code === 'source-unreachable') board.noteReached(false);
        tools.tell({ type: 'file', file, state: 'failed', reason: fault.message, code: fault.code });
        return fault.code === 'disk-full' ? fault : null;
      }
    },
    async close() {
      await http?.close();
    },
  };
}

/** Wrong bytes go, right ones stay for a later run: only a mismatch says that they are wrong. */
function closeAfter(error: unknown, part: PartFile): void {
  const code = error instanceof EngineError ? error.code : '';
  if (code === 'hash-mismatch' || code === 'length-mismatch' || code === 'file-missing') part.drop();
  else part.leave();
}

/** Whether the finished file is there already, byte for byte. */
async function isThere(path: string, wanted: WantedFile, stopped: () => boolean): Promise<boolean> {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status?.isFile() || (wanted.length > 0 && status.size !== wanted.length)) return false;
  const { hashes } = await hashFile(path, ['sha256'], { stopped });
  return hashes.sha256 === wanted.sha256;
}
