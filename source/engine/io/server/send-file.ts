import type { FileHandle } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { RateLimit } from './rate-limit.ts';

/** Read and sent at a time; while many are served less, so that each turn of the event loop stays short. */
const chunkBytes = { few: 256 * 1024, many: 64 * 1024 };
const many = 8;
let running = 0;

/**
 * Sends bytes `start` to `end` of an open file, as fast as the other side takes them and the limit lets them.
 * Resolves with the bytes sent, fewer when the connection broke or the file became shorter.
 */
export async function sendFile(
  handle: FileHandle,
  start: number,
  end: number,
  response: ServerResponse,
  limit: RateLimit,
): Promise<number> {
  running += 1;
  try {
    return await sendParts(handle, start, end, response, limit);
  } finally {
    running -= 1;
  }
}

async function sendParts(
  handle: FileHandle,
  start: number,
  end: number,
  response: ServerResponse,
  limit: RateLimit,
): Promise<number> {
  const most = limit.portion(
    Math.min(running > many ? chunkBytes.many : chunkBytes.few, Math.max(end - start, 1)),
  );
  // one is read into while the other is on its way
  const buffers = [Buffer.allocUnsafe(most), Buffer.allocUnsafe(end - start > most ? most : 0)] as const;
  let position = start;
  let sending: Promise<boolean> = Promise.resolve(true);
  for (let turn = 0; position < end; turn = 1 - turn) {
    const buffer = turn === 0 ? buffers[0] : buffers[1];
    const length = Math.min(running > many ? chunkBytes.many : most, most, end - position);
    await limit.take(length);
    const { bytesRead } = await handle.read(buffer, 0, length, position);
    if (!(await sending)) return position - start;
    if (bytesRead === 0) {
      // it became shorter than promised: the other side must not take this for the whole
      response.destroy();
      return position - start;
    }
    position += bytesRead;
    sending = send(response, buffer.subarray(0, bytesRead));
  }
  await sending;
  return position - start;
}

/** False when the connection is gone. */
function send(response: ServerResponse, bytes: Buffer): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const onClose = () => resolve(false);
    response.once('close', onClose);
    response.write(bytes, (error) => {
      response.off('close', onClose);
      resolve(error === null || error === undefined);
    });
  });
}
