/**
 * A bundler that splits makes a piece of whatever two commands have in common, and so a command begins with some fifty
 * small files: finding, reading and linking them takes longer than running what is in them. The pieces that the usual
 * commands begin with become one file here.
 */
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/**
 * @param result what esbuild gave, with its metafile
 * @param roots sources with pieces of their own: what they load at once is gathered, but for what `start` loads
 * @param start the source whose piece nothing may slow down
 * @returns the files to write
 */
export async function gather(result, roots, start) {
  const pieces = new Map(
    Object.entries(result.metafile.outputs).map(([path, { imports, exports, entryPoint }]) => {
      const { text } = result.outputFiles.find((file) => basename(file.path) === basename(path));
      const atOnce = imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
      const loads = atOnce.map((one) => basename(one.path));
      return [basename(path), { text, exports, loads, source: entryPoint }];
    }),
  );
  const atStart = loadedBy(pieces, [start]);
  const names = [...loadedBy(pieces, roots)]
    .filter((name) => name.startsWith('chunk-') && !atStart.has(name))
    .sort();
  const text = await bundled(pieces, names);
  const core = `core-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.js`;
  const folder = join(result.outputFiles[0].path, '..');
  const files = [...pieces]
    .filter(([name]) => !names.includes(name))
    .map(([name, piece]) => ({ path: join(folder, name), contents: redirected(piece.text, names, core) }));
  return [...files, { path: join(folder, core), contents: text }];
}

/** The pieces of these sources, and all that they load at once. */
function loadedBy(pieces, sources) {
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const other of pieces.get(name).loads) visit(other);
  };
  for (const source of sources) {
    const found = [...pieces].find(([, piece]) => piece.source === source);
    if (found === undefined)
      throw new Error(`${source} is no piece of its own, and nothing is gathered for it`);
    visit(found[0]);
  }
  return seen;
}

/** What a piece exports as `name` the gathered file exports as this. */
function exported(name, at) {
  return `${name}_${at}`;
}

async function bundled(pieces, names) {
  const entry = names.map((name, at) => {
    const list = pieces.get(name).exports.map((one) => `${one} as ${exported(one, at)}`);
    return `export{${list.join(',')}}from"./${name}";`;
  });
  const { outputFiles } = await build({
    stdin: { contents: entry.join('\n'), resolveDir: '/' },
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minifySyntax: true,
    minifyWhitespace: true,
    // one letter beyond Latin-1 would double what the whole file takes in memory
    charset: 'ascii',
    logLevel: 'warning',
    plugins: [
      {
        name: 'pieces',
        setup(builder) {
          builder.onResolve({ filter: /^\.\// }, ({ path }) =>
            names.includes(basename(path)) ? { path, namespace: 'piece' } : { path, external: true },
          );
          builder.onLoad({ filter: /.*/, namespace: 'piece' }, ({ path }) => ({
            contents: pieces.get(basename(path)).text,
          }));
        },
      },
    ],
  });
  return outputFiles[0].text;
}

/** The same piece, with what it had from the gathered ones from the one file. */
function redirected(text, names, core) {
  const wanted = [];
  let any = false;
  const rest = text.replace(/import(?:\{([^}]*)\}from)?"\.\/(chunk-[^"]+\.js)";/g, (whole, list, name) => {
    const at = names.indexOf(name);
    if (at < 0) return whole;
    any = true;
    for (const one of list?.split(',') ?? []) {
      const [theirs, ours = theirs] = one.split(' as ');
      wanted.push(`${exported(theirs, at)} as ${ours}`);
    }
    return '';
  });
  const left = names.find((name) => rest.includes(name));
  if (left !== undefined) throw new Error(`${left} is asked for in a way that is not known here`);
  if (!any) return rest;
  return `import${wanted.length === 0 ? '' : `{${wanted.join(',')}}from`}"./${core}";${rest}`;
}
