/**
 * Where the program of a worker thread lies: beside this module, a `.ts` file when run from source, an entry of
 * its own (`dist/fetch-worker.js`) when bundled. The bundle's chunks lie flat in one folder for that.
 */
export function workerUrl(name: 'fetch-worker' | 'hash-worker' | 'list-worker'): URL {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}
