import { parentPort, workerData } from 'node:worker_threads';
import { listComponent } from '../domain/listing.ts';
import { versionedName } from '../domain/names.ts';
import { own } from '../domain/record.ts';
import {
  acceptRoot,
  entryOf,
  limitOf,
  verifyComponent,
  verifyIndex,
  verifySnapshot,
  verifyTimestamp,
} from '../domain/trust.ts';
import { EngineError } from '../errors.ts';
import { FetchBoard } from './fetch-board.ts';
import { folderSource } from './folder-source.ts';
import type { ListMessage, ListTask } from './list-components.ts';

/** Listings that wait for more of them, so that a screen gets many small messages at once. */
const bundle = 8;

/**
 * A thread that verifies one component after the other, as the board gives them. What it is told to trust it verifies
 * once more from its bytes: nothing but bytes comes from another thread.
 */
async function work(task: ListTask): Promise<void> {
  const board = new FetchBoard(task.ids.length, task.memory);
  const now = new Date(task.now);
  const root = acceptRoot(task.root.bytes, task.root.file, { kind: 'self' });
  const timestamp = verifyTimestamp(task.timestamp, root, now);
  const snapshot = verifySnapshot(task.snapshot, root, timestamp, now);
  const index = verifyIndex(task.index, root, snapshot, now);
  const source = folderSource(task.folder);
  let listings: ListMessage = [];
  const flush = () => {
    if (listings.length > 0) parentPort?.postMessage(listings);
    listings = [];
  };
  for (let at = board.take(); at !== null; at = board.take()) {
    const url = own(index.manifest.components, task.ids[at] ?? '')?.url ?? '';
    try {
      const entry = entryOf(snapshot, url);
      const bytes = await source.read(versionedName(entry.version, url), limitOf(entry));
      if (bytes === null) continue;
      const { manifest } = verifyComponent(task.ids[at] ?? '', bytes, index, snapshot, now);
      listings = [...listings, listComponent(manifest, task.withYanked)];
    } catch (error) {
      // it is left out, and whoever asked reads it again to say what is wrong with it
      if (!(error instanceof EngineError)) throw error;
    }
    if (listings.length >= bundle) flush();
  }
  flush();
}

await work(workerData as ListTask);
