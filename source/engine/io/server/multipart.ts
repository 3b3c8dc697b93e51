import { EngineError } from '../../errors.ts';

/** Who takes the one file of a form. */
export type FormFileSink = {
  /** Its name, as the form has it: anything. */
  begin(name: string): Promise<void>;
  data(chunk: Buffer): Promise<void>;
};

/** Bytes that the lines in front of a file may have. */
const longestHead = 8 * 1024;

/** The boundary of a `multipart/form-data` content type; null for any other. */
export function boundaryOf(contentType: string | undefined): string | null {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? '',
  );
  return found?.[1] ?? found?.[2] ?? null;
}

/**
 * Reads a form of exactly one file, in the field `file`, piece by piece: nothing is kept, and the next piece is asked
 * for when the sink is done with the last. Throws `tarball-malformed` for any other form, and one that ends early.
 */
export async function readFormFile(
  body: AsyncIterable<Buffer>,
  boundary: string,
  sink: FormFileSink,
): Promise<void> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // as if a line had ended before the first: the form's own beginning is a delimiter like the others
  let rest: Buffer = Buffer.from('\r\n');
  let state: 'head' | 'data' | 'end' = 'head';
  for await (const chunk of body) {
    let next: Buffer = chunk;
    if (state === 'head') {
      const head = Buffer.concat([rest, chunk]);
      const end = head.indexOf('\r\n\r\n');
      rest = head;
      if (end < 0 && head.length <= longestHead) continue;
      if (end < 0 || end > longestHead)
        throw malformed('there is no end to what stands in front of the file');
      await sink.begin(fileNameIn(head.subarray(0, end).toString('utf8'), delimiter.toString()));
      state = 'data';
      rest = Buffer.alloc(0);
      next = head.subarray(end + 4);
    }
    if (state === 'data') {
      const found = await passOn(rest, next, delimiter, sink);
      rest = found.rest;
      if (!found.ended) continue;
      state = 'end';
    } else rest = Buffer.concat([rest, next]);
    if (rest.length >= 2 && rest.toString('latin1', 0, 2) !== '--')
      throw malformed('more than one file was sent');
    if (rest.length > longestHead) throw malformed('something follows the file');
  }
  if (state !== 'end' || rest.length < 2) throw malformed('it ends too early');
}

/**
 * Hands on what is surely of the file. `rest` is what waited because it may be the beginning of the delimiter; what
 * does so now, or what follows the delimiter once it was there, is the next one. A piece is never copied whole.
 */
async function passOn(
  rest: Buffer,
  piece: Buffer,
  delimiter: Buffer,
  sink: FormFileSink,
): Promise<{ readonly rest: Buffer; readonly ended: boolean }> {
  const few = delimiter.length - 1;
  const seam = Buffer.concat([rest, piece.subarray(0, few)]);
  const atSeam = seam.indexOf(delimiter);
  const end = atSeam >= 0 ? atSeam - rest.length : piece.indexOf(delimiter);
  if (atSeam >= 0 || end >= 0) {
    if (end < 0) await sink.data(rest.subarray(0, atSeam));
    else {
      if (rest.length > 0) await sink.data(rest);
      if (end > 0) await sink.data(piece.subarray(0, end));
    }
    return { rest: Buffer.from(piece.subarray(end + delimiter.length)), ended: true };
  }
  // all of a short piece may still be a part of it
  if (piece.length <= few) {
    const safe = Math.max(0, seam.length - few);
    if (safe > 0) await sink.data(seam.subarray(0, safe));
    return { rest: seam.subarray(safe), ended: false };
  }
  if (rest.length > 0) await sink.data(rest);
  await sink.data(piece.subarray(0, piece.length - few));
  return { rest: Buffer.from(piece.subarray(piece.length - few)), ended: false };
}

/** From the lines in front of the file, the delimiter first. */
function fileNameIn(head: string, delimiter: string): string {
  const [, ...lines] = head.slice(delimiter.length).split('\r\n');
  if (!head.startsWith(`${delimiter}\r\n`)) throw malformed('it does not begin with its boundary');
  const disposition = lines.find((line) => /^content-disposition\s*:/i.test(line)) ?? '';
  if (/;\s*name="([^"]*)"/i.exec(disposition)?.[1] !== 'file') throw malformed('its field is not "file"');
  return /;\s*filename="([^"]*)"/i.exec(disposition)?.[1] ?? '';
}

function malformed(why: string): EngineError {
  return new EngineError('tarball-malformed', `the form can't be read: ${why}`, { facts: { file: 'form' } });
}
