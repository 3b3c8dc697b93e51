import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    killChild: string;
  }
}

const engine = resolve(import.meta.dirname, '..', '..', 'source', 'engine');

/** A module by its path, as the text of a program names it. */
function imported(path: string): string {
  return `import ${JSON.stringify(path)};\n`;
}

/** Everything of ours that a command would load when it is first used is there before the first task. */
function program(): string {
  const operations = join(engine, 'operations');
  const names = readdirSync(operations, { recursive: true, encoding: 'utf8' });
  const all = names.filter((name) => name.endsWith('.ts')).map((name) => join(operations, name));
  return [...all, join(import.meta.dirname, 'child.ts')].map(imported).join('');
}

/**
 * Once before the tests that kill: `child.ts` and the engine in one bundle, since thousands of processes start with it.
 * Threads have their programs beside it, as in the built program.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'mirrordeck-test-child-'));
  const edge = join(engine, 'io');
  const threads = readdirSync(edge).filter((name) => name.endsWith('-worker.ts'));
  const shared = {
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  } as const;
  const child = join(folder, 'child.js');
  await build({ ...shared, outdir: folder, entryPoints: threads.map((name) => join(edge, name)) });
  await build({ ...shared, outfile: child, stdin: { contents: program(), resolveDir: engine } });
  project.provide('killChild', child);
  return () => rmSync(folder, { recursive: true, force: true });
}
