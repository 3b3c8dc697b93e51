/** A number with its word, which is another one where there is just one of it: `1 key`, `2 keys`. */
export function counted(
  count: number | string | boolean | undefined,
  one: string,
  many: string = `${one}s`,
): string {
  return `${count} ${Number(count) === 1 ? one : many}`;
}
