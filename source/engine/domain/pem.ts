const grammar = /^-----BEGIN ([A-Z ]+)-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END ([A-Z ]+)-----\s*$/;
// one blank each side, the others go with the body: side by side, runs of blanks take the cube of their length
const loose = /^-----BEGIN ([A-Z ]+)-----\s([A-Za-z0-9+/=\s]+)\s-----END ([A-Z ]+)-----$/;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** One PEM block, 64 columns and a trailing newline, as Go writes it. */
export function encodePem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Label and content of a text that is exactly one PEM block without headers, or null. */
export function decodePem(text: string): { readonly label: string; readonly der: Uint8Array } | null {
  const [, label, body = '', end] = grammar.exec(text) ?? [];
  if (label === undefined || label !== end) return null;
  const der = decodeBase64(body.replaceAll(/[\r\n]/g, ''));
  return der === null ? null : { label, der };
}

/** The same of a text that came through a terminal or a mail: lines of any length, blanks in the place of line ends. */
export function loosePem(text: string): { readonly label: string; readonly der: Uint8Array } | null {
  const [, label = '', body = '', end] = loose.exec(text.trim()) ?? [];
  const der = label !== '' && label === end ? decodeBase64(body.replaceAll(/\s/g, '')) : null;
  return der === null ? null : { label, der };
}

/** Standard base64 with its padding and nothing else, or null. `Buffer` alone would skip what it doesn't know. */
export function decodeBase64(text: string): Uint8Array | null {
  return base64.test(text) ? Buffer.from(text, 'base64') : null;
}
