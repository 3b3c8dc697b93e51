import type { IncomingMessage } from 'node:http';
import { EngineError } from '../../errors.ts';

/**
 * A whole small body. `stall` is in milliseconds without a byte. Once it is there the connection may be silent for as
 * long as the answer takes. Throws `manifest-too-long`.
 */
export async function readBody(request: IncomingMessage, limit: number, stall: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  request.setTimeout(stall, () => request.destroy());
  for await (const part of request) {
    length += part.length;
    if (length > limit) {
      throw new EngineError('manifest-too-long', `more than ${limit} bytes were sent`, {
        facts: { file: 'request', expected: limit, got: length },
      });
    }
    parts.push(part);
  }
  request.setTimeout(0);
  return Buffer.concat(parts, length);
}
