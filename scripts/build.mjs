/**
 * Bundles source/ into dist/: `main.js`, which commands start with, pieces that are loaded when they are needed
 * (the engine, the screens with React and Ink), and entries of their own: the process of a job, and every `*-worker.ts`
 * of the engine.
 * Plain JavaScript that runs on Node 20 too. Files appear whole, `main.js` last; what earlier builds left goes.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { leanBuiltins } from './builtins.mjs';
import { gather } from './gather.mjs';

const top = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(top, 'dist');

/** What a command may not load before it is known to need it: package names, by their folder. */
const heavy = ['react', 'ink', 'yoga-layout', 'undici', 'conf', 'ajv', 'tar', 'commander', 'prom-client'];

/** What the commands of every day load, and the screens with them. */
const usual = [
  'source/process-world.ts',
  'source/engine/operations/clone/clone.ts',
  'source/engine/operations/list.ts',
  'source/engine/io/http-source.ts',
];

const options = {
  absWorkingDir: top,
  outdir: dist,
  write: false,
  metafile: true,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // said here too, since files that come by way of a plugin are not read with tsconfig.json
  jsx: 'automatic',
  // beside each other, so that a worker's address is the same from every piece
  chunkNames: '[name]-[hash]',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [withoutDevtools(), withoutSideEffects(), leanBuiltins()],
};
const main = join('source', 'main.ts');
const program = await build({
  ...options,
  entryPoints: { main, 'job-process': join('source', 'job-process.ts') },
  splitting: true,
});
refuseHeavyStart(program.metafile);
refuseOtherTongues(program.metafile);
// a thread starts with what it needs, and nothing of the program's
const threads = await build({
  ...options,
  entryPoints: workers(),
  splitting: true,
  chunkNames: 'thread-[hash]',
});
write([...threads.outputFiles, ...(await gather(program, usual, main))].map(withRequire));

/** `fetch-worker` → its source, for every worker of the engine's edge. */
function workers() {
  const folder = join('source', 'engine', 'io');
  const files = readdirSync(join(top, folder)).filter((name) => name.endsWith('-worker.ts'));
  return Object.fromEntries(files.map((name) => [basename(name, '.ts'), join(folder, name)]));
}

/** Ink asks for React's developer tools, which are not there and not wanted. */
function withoutDevtools() {
  return {
    name: 'without-devtools',
    setup(builder) {
      builder.onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'stub' }));
      builder.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({
        contents: 'export default { initialize() {}, connectToDevTools() {} };',
      }));
    },
  };
}

/** Our own files do nothing by being imported, so a name from the engine's door does not load the engine. */
function withoutSideEffects() {
  return {
    name: 'without-side-effects',
    setup(builder) {
      builder.onResolve({ filter: /^\.{1,2}\/.*\.tsx?$/ }, ({ path, resolveDir, kind }) => {
        if (kind === 'entry-point') return undefined;
        return { path: resolve(resolveDir, path), sideEffects: false };
      });
    },
  };
}

/** `mirrordeck --version` is to start as fast as Node itself: what main.js loads at once is watched here. */
function refuseHeavyStart(metafile) {
  const found = new Set();
  const seen = new Set();
  const visit = (output) => {
    if (seen.has(output)) return;
    seen.add(output);
    const { inputs, imports } = metafile.outputs[output];
    for (const input of Object.keys(inputs)) {
      const name = heavy.find((item) => input.includes(`node_modules/${item}/`));
      if (name !== undefined) found.add(name);
    }
    for (const item of imports) if (item.kind === 'import-statement' && !item.external) visit(item.path);
  };
  visit('dist/main.js');
  if (found.size === 0) return;
  throw new Error(`dist/main.js loads ${[...found].join(', ')} at once: import() it where it is needed`);
}

/**
 * A command speaks one language, and loads no other. An import of a value from the messages' index, which has them all,
 * is enough to load them: what commands and screens share imports from the file that the value is in.
 */
function refuseOtherTongues(metafile) {
  const seen = new Set();
  const visit = (output) => {
    if (seen.has(output)) return;
    seen.add(output);
    const { inputs, imports } = metafile.outputs[output];
    if (Object.keys(inputs).some((input) => /^source\/messages\/(?:zh|ja)\//.test(input)))
      throw new Error(
        'commands load the texts of all languages: import from messages/language.ts or load.ts',
      );
    for (const item of imports) if (item.kind === 'import-statement' && !item.external) visit(item.path);
  };
  const outputs = Object.entries(metafile.outputs);
  for (const [output, { entryPoint }] of outputs) if (entryPoint === usual[0]) visit(output);
}

/** Some packages are CommonJS and ask for Node's modules by `require`. */
function withRequire({ path, contents }) {
  const text = Buffer.from(contents).toString('utf8');
  if (!text.includes('typeof require<"u"')) return { path, contents };
  const require = "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);";
  return { path, contents: require + text };
}

function write(files) {
  mkdirSync(dist, { recursive: true });
  const last = (file) => (basename(file.path) === 'main.js' ? 1 : 0);
  for (const file of [...files].sort((a, b) => last(a) - last(b))) {
    const aside = `${file.path}.${process.pid}`;
    writeFileSync(aside, file.contents);
    renameSync(aside, file.path);
  }
  const ours = new Set(files.map((file) => basename(file.path)));
  for (const name of readdirSync(dist)) {
    if (name.endsWith('.js') && !ours.has(name)) rmSync(join(dist, name), { force: true });
  }
  // what Node kept of earlier bundles is of no use any more
  rmSync(join(dist, '.compile-cache'), { recursive: true, force: true });
  const { version } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
  const bytes = files.reduce((sum, file) => sum + file.contents.length, 0);
  process.stderr.write(
    `built mirrordeck ${version}: ${files.length} files, ${Math.round(bytes / 1000)} kB\n`,
  );
}
