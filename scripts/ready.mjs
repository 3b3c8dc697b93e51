/**
 * Makes a clone ready to work: installs what package-lock.json names and builds dist/, each only when it is
 * needed. Plain JavaScript that runs on Node 20 too, since on a fresh machine nothing newer is there yet:
 * Node 24 itself comes with the packages.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const top = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const newestNodeNeeded = 24;
const at = (...names) => join(top, ...names);

/** Installs and builds when needed. Returns the path of the Node that is new enough for the real work. */
export function makeReady({ build = true } = {}) {
  if (!isInstalled()) install();
  const node = findNode();
  if (build) buildWhenNeeded(node);
  return node;
}

/** The installed packages are compared with the lock file name by name, so no stamp of ours can go stale. */
export function isInstalled() {
  const wanted = readJson(at('package-lock.json'));
  const there = readJson(at('node_modules', '.package-lock.json'));
  if (wanted === null || there === null) return false;
  for (const [name, item] of Object.entries(wanted.packages)) {
    if (name === '') continue;
    const found = there.packages[name];
    if (found === undefined && item.optional !== true) return false;
    if (found !== undefined && found.version !== item.version) return false;
  }
  return Object.keys(there.packages).every((name) => wanted.packages[name] !== undefined);
}

function install() {
  // npm ci would empty the folder that a link leads to, and that one belongs to somebody else
  if (lstatSync(at('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    stop(
      'node_modules is a link to a folder that does not fit package-lock.json: run npm ci there, or remove the link',
    );
  }
  say('installing the packages that package-lock.json names (once)');
  const npm = findNpm();
  const args = [
    ...npm.args,
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--loglevel=error',
  ];
  const done = spawnSync(npm.command, args, { cwd: top, env: installEnvironment(), stdio: ['ignore', 2, 2] });
  if (done.error) stop(`npm could not be started: ${done.error.message}`);
  if (done.status !== 0) stop('npm ci failed; the lines above say why', done.status ?? 1);
}

/** The npm that runs us, under the Node it was started with: ours may be deleted by the installation. */
function findNpm() {
  const script = process.env.npm_execpath;
  const node = process.env.npm_node_execpath;
  if (script && node && /npm-cli\.[cm]?js$/.test(script) && existsSync(script) && !node.startsWith(top)) {
    return { command: node, args: [script] };
  }
  return { command: 'npm', args: [] };
}

/** npm keeps its cache in the home; where that can't be written it goes into the clone's ignored folder. */
function installEnvironment() {
  const env = { ...process.env };
  // what `npm run` sets of itself must not leak into another npm, except where its cache and settings are
  for (const name of Object.keys(env)) {
    if (/^npm_(package|lifecycle|command|execpath|node_execpath|config_global)/.test(name)) delete env[name];
  }
  // an outer NODE_ENV=production or omit=dev would leave out the compiler and the tests
  delete env.NODE_ENV;
  delete env.npm_config_omit;
  delete env.npm_config_production;
  const cache = env.npm_config_cache ?? (env.HOME ? join(env.HOME, '.npm') : undefined);
  if (cache === undefined || ![cache, join(cache, '_cacache'), join(cache, '_logs')].every(isWritable)) {
    env.npm_config_cache = at('.cache', 'npm');
    mkdirSync(env.npm_config_cache, { recursive: true });
  }
  return env;
}

/** Whether something may be written at `path`, or made there. */
function isWritable(path) {
  let place = resolve(path);
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  try {
    accessSync(place, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= newestNodeNeeded) return process.execPath;
  const ours = at('node_modules', '.bin', 'node');
  if (existsSync(ours)) return ours;
  return stop(
    `mirrordeck needs Node ${newestNodeNeeded}, this is ${process.version}, and there is no packaged one for ` +
      `${process.platform} ${process.arch}: install Node ${newestNodeNeeded} and try again`,
  );
}

function buildWhenNeeded(node) {
  const stampFile = at('dist', '.stamp');
  const stamp = stampOfSources();
  if (existsSync(at('dist', 'main.js')) && readText(stampFile) === stamp) return;
  const done = spawnSync(node, [at('scripts', 'build.mjs')], { cwd: top, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) stop('the build failed; the lines above say why', done.status ?? 1);
  writeFileSync(stampFile, stamp);
}

/** One hash over everything the bundle is made from: contents, so that a checkout alone rebuilds nothing. */
function stampOfSources() {
  const hash = createHash('sha256');
  const bundler = ['build.mjs', 'builtins.mjs', 'gather.mjs'].map((name) => join('scripts', name));
  const files = ['package.json', 'package-lock.json', ...bundler, ...filesBelow('source')];
  for (const file of files)
    hash
      .update(`${file}\n`)
      .update(readFileSync(at(file)))
      .update('\n');
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(at(folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((item) => {
      const path = join(folder, item.name);
      if (item.isDirectory()) return filesBelow(path);
      return item.isFile() ? [path] : [];
    });
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null; // absent or half written: both mean that there is nothing to rely on
  }
}

function say(line) {
  process.stderr.write(`mirrordeck: ${line}\n`);
}

function stop(line, code = 1) {
  say(line);
  process.exit(code);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) makeReady();
