/** A file in a column: its name, which tells it from others, before the folder, which may be cut. */
export function fileFirst(path: string | number): string {
  const text = String(path);
  const at = text.lastIndexOf('/');
  return at < 0 ? text : `${text.slice(at + 1)}  ${text.slice(0, at) || '/'}`;
}
