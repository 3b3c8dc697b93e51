import { createWriteStream, type WriteStream } from 'node:fs';
import type { AccessEntry } from '../../api/serve.ts';
import { mutate } from '../files.ts';

export type LogFormat = 'common' | 'json';

/** The line of one request, without a line end. */
export function accessLine(entry: AccessEntry, format: LogFormat): string {
  if (format === 'json') return JSON.stringify(entry);
  const { client, owner, at, method, path, protocol, status, bytes } = entry;
  const request = quoted(`${method} ${path} ${protocol}`);
  return `${client} - ${owner ?? '-'} [${commonTime(at)}] "${request}" ${status} ${bytes === 0 ? '-' : bytes}`;
}

/** A path comes from outside: nothing in it ends the line, or the quotes, or acts on a terminal. */
function quoted(text: string): string {
  return text.replace(/["\\\p{Cc}]/gu, (character) =>
    character === '"' || character === '\\'
      ? `\\${character}`
      : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-01-02T03:04:05.000Z` → `02/Jan/2026:03:04:05 +0000`. */
function commonTime(at: string): string {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(at) ?? [];
  return `${day}/${months[Number(month) - 1]}/${year}:${time} +0000`;
}

export type LogFile = {
  write(line: string): void;
  /** Opens the path anew: after a rotation of logs. */
  reopen(): Promise<void>;
  close(): Promise<void>;
};

/**
 * A file that lines are appended to. Throws the errors of files when it can't be opened; a failure after that goes to
 * `onProblem`, once per opening, and lines are lost: a full disk of logs must not stop the server.
 */
export async function openLogFile(path: string, onProblem: (error: Error) => void): Promise<LogFile> {
  let stream = await open(path, onProblem);
  return {
    write: (line) => {
      if (stream.writable) stream.write(`${line}\n`);
    },
    reopen: async () => {
      const next = await open(path, onProblem);
      stream.end();
      stream = next;
    },
    close: () => new Promise((resolve) => (stream.destroyed ? resolve() : stream.end(resolve))),
  };
}

function open(path: string, onProblem: (error: Error) => void): Promise<WriteStream> {
  return mutate(
    'write',
    path,
    () =>
      new Promise<WriteStream>((resolve, reject) => {
        const stream = createWriteStream(path, { flags: 'a', mode: 0o640 });
        stream.once('error', reject);
        stream.once('open', () => {
          stream.off('error', reject);
          stream.on('error', onProblem);
          resolve(stream);
        });
      }),
  );
}
