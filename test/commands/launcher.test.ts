import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../helpers/temp.ts';

const original = join(import.meta.dirname, '..', '..', 'bin', 'mirrordeck');

/** A place like a clone's, with the launcher in it, and a Node and a bundle that say that they were called. */
function place(parts: { readonly node?: boolean; readonly bundle?: boolean } = {}): string {
  const home = join(tempFolder(), 'a folder (with "odd") names');
  for (const name of ['bin', 'dist', 'node_modules/.bin', 'scripts'])
    mkdirSync(join(home, name), { recursive: true });
  copyFileSync(original, join(home, 'bin', 'mirrordeck'));
  if (parts.node !== false) program(join(home, 'node_modules', '.bin', 'node'), 'printf "%s\\n" node "$@"');
  if (parts.bundle !== false) writeFileSync(join(home, 'dist', 'main.js'), '');
  return home;
}

function program(path: string, line: string): void {
  writeFileSync(path, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
}

function launch(path: string, args: readonly string[], options: { cwd?: string; PATH?: string } = {}) {
  const env = { PATH: options.PATH ?? '/usr/bin:/bin' };
  const done = spawnSync(path, [...args], { cwd: options.cwd, env, encoding: 'utf8' });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

describe('the launcher', () => {
  test('starts the bundle with the Node among the packages, every word as it is', () => {
    const home = place();
    const { code, stdout } = launch(join(home, 'bin', 'mirrordeck'), ['list', 'a b', '--x=$HOME', '']);
    expect(code).toBe(0);
    expect(stdout).toBe(`node\n${home}/dist/main.js\nlist\na b\n--x=$HOME\n\n`);
  });

  test('is found through links, absolute and relative, and from any folder', () => {
    const home = place();
    const elsewhere = tempFolder();
    symlinkSync(join(home, 'bin', 'mirrordeck'), join(elsewhere, 'absolute'));
    symlinkSync('absolute', join(elsewhere, 'mdk'));
    const wanted = `node\n${home}/dist/main.js\nx\n`;
    expect(launch(join(elsewhere, 'mdk'), ['x']).stdout).toBe(wanted);
    expect(launch('./mdk', ['x'], { cwd: elsewhere }).stdout).toBe(wanted);
    expect(launch('bin/mirrordeck', ['x'], { cwd: home }).stdout).toBe(wanted);
    expect(launch('./mirrordeck', ['x'], { cwd: join(home, 'bin') }).stdout).toBe(wanted);
  });

  test('takes a Node from PATH that is new enough, and passes over older ones', () => {
    const home = place({ node: false });
    const [old, recent] = [tempFolder(), tempFolder()];
    program(join(old, 'node'), 'exit 1');
    program(join(recent, 'node'), '[ "$1" = -e ] || printf "recent %s\\n" "$2"');
    const { stdout } = launch(join(home, 'bin', 'mirrordeck'), ['x'], { PATH: `${old}:${recent}` });
    expect(stdout).toBe('recent x\n');
    const none = launch(join(home, 'bin', 'mirrordeck'), ['x'], { PATH: old });
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('needs Node 22.19 or newer');
    expect(none.stderr).toContain(`npm ci" in ${home}`);
  });

  test('builds once when there is no bundle, or says what to do', () => {
    const home = place({ bundle: false });
    const first = launch(join(home, 'bin', 'mirrordeck'), ['x']);
    expect(first.code).toBe(1);
    expect(first.stderr).toContain('run "npm ci" and "npm run build"');
    mkdirSync(join(home, 'node_modules', 'esbuild'));
    const second = launch(join(home, 'bin', 'mirrordeck'), ['x']);
    expect(second.stderr).toContain(`node\n${home}/scripts/build.mjs\n`);
    expect(second.stdout).toBe(`node\n${home}/dist/main.js\nx\n`);
  });

  test('gives the exit code of what it started', () => {
    const home = place();
    program(join(home, 'node_modules', '.bin', 'node'), 'exit 42');
    expect(launch(join(home, 'bin', 'mirrordeck'), []).code).toBe(42);
  });
});
