import { connect, type Socket } from 'node:net';

/** Read from a socket at a time. Node's own 64 KB cost a third of the whole time of a fast download. */
const wide = 512 * 1024;

export type SocketAddress = {
  readonly hostname: string;
  readonly port: number;
  /** Bytes read at a time, where fewer are wanted. */
  readonly width?: number | undefined;
};

/**
 * Connects to a server, for large answers: a stream whose reads go into two buffers in turns. The one that was
 * read last is taken by the parser before the next read ends; while it is not, fresh memory is used, so that
 * nothing is ever overwritten. `done` is called once, with the connected socket or the error; after `limit`
 * milliseconds that is ETIMEDOUT.
 */
export function connectWide(
  address: SocketAddress,
  limit: number,
  done: (error: Error | null, socket: Socket | null) => void,
): void {
  const width = address.width ?? wide;
  const buffers = [Buffer.allocUnsafeSlow(width), Buffer.allocUnsafeSlow(width)] as const;
  let turn = 0;
  let last = 0;
  let socket: Socket | undefined;
  const options = {
    host: address.hostname,
    port: address.port,
    noDelay: true,
    keepAlive: true,
    highWaterMark: 2 * width,
    onread: {
      buffer: () => {
        // called after each read: when more waits than what was read last, the other buffer is not free
        if (socket !== undefined && socket.readableLength > last) return Buffer.allocUnsafeSlow(width);
        turn = 1 - turn;
        return turn === 0 ? buffers[0] : buffers[1];
      },
      callback: (length: number, bytes: Uint8Array) => {
        last = length;
        return socket?.push(bytes.subarray(0, length)) ?? false;
      },
    },
  };
  const made = connect(options);
  socket = made;
  const timer = setTimeout(() => made.destroy(timedOut(address, limit)), limit);
  const settle = (error: Error | null) => {
    clearTimeout(timer);
    made.off('error', settle);
    done(error, error === null ? made : null);
  };
  made.once('error', settle);
  made.once('connect', () => settle(null));
}

function timedOut(address: SocketAddress, limit: number): Error {
  const error = new Error(`no connection to ${address.hostname}:${address.port} within ${limit / 1000} s`);
  return Object.assign(error, { code: 'ETIMEDOUT' });
}
