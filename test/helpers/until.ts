/**
 * Waits until `look` gives something other than null or false and returns it. Looks again after every turn of
 * the event loop that `every` ms allow; gives up after `limit` ms with `what` in the message: shortly before a whole test
 * has to be done, since it is not for this to say how slow a machine may be.
 */
export async function until<T>(
  look: () => T | null | false | Promise<T | null | false>,
  what: string,
  { limit = 150_000, every = 10 } = {},
): Promise<T> {
  const end = performance.now() + limit;
  for (;;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited ${limit} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
