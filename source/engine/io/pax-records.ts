/**
 * The records of a PAX header: `<length> <key>=<value>\n`, the length counting the whole record in bytes.
 * Returns null when they are anything else: a lenient reader and a strict one would see different names.
 */
export function parsePaxRecords(body: Buffer): Map<string, string> | null {
  const records = new Map<string, string>();
  let at = 0;
  while (at < body.length) {
    const space = body.indexOf(0x20, at);
    if (space < 0 || space - at > 10) return null;
    const digits = body.toString('latin1', at, space);
    if (!/^[1-9][0-9]*$/.test(digits)) return null;
    const end = at + Number(digits);
    const equals = body.indexOf(0x3d, space + 1);
    if (end > body.length || body[end - 1] !== 0x0a || equals < 0 || equals >= end) return null;
    records.set(body.toString('utf8', space + 1, equals), body.toString('utf8', equals + 1, end - 1));
    at = end;
  }
  return records;
}
