import type { AccessEntry } from '../engine/index.ts';

/** A request as a server's line on the terminal. */
export function accessLine(entry: AccessEntry): string {
  const { at, client, method, path, status, range, bytes, milliseconds, note } = entry;
  const part = range === null ? '' : ` ${range}`;
  const end = note === null ? '' : ` ${note}`;
  return `${at} ${client} ${method} ${path} ${status}${part} ${bytes} ${milliseconds}ms${end}`;
}
