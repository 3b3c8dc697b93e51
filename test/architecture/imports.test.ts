import { describe, expect, test } from 'vitest';
import { layerOf, mayUse } from './layers.ts';
import { type Import, lineOf, nodesOf, type SourceFile, type SyntaxNode, sources } from './source-files.ts';

function wrongOf(file: SourceFile, item: Import): string | null {
  const from = layerOf(file.path);
  if (from === null) return `${file.path} lies in no layer: see test/architecture/layers.ts`;
  const wrong = (what: string): string => `${file.path} imports ${item.specifier} (${what}): ${from.reason}`;
  if (item.file === null) return mayUse(from, item.specifier) ? null : wrong('a package');
  const to = layerOf(item.file);
  if (to === null) return item.file === 'package.json' ? null : wrong('outside every layer');
  if (from.mayImport.includes(to.name)) return null;
  if (from.typesOf?.includes(to.name)) return item.typeOnly ? null : wrong(`${to.name}, of which only types`);
  return wrong(to.name);
}

describe('who may import whom', () => {
  test('every import follows the layers', () => {
    const wrongs = sources.flatMap((file) => file.imports.map((item) => wrongOf(file, item)));
    expect(wrongs.filter((wrong) => wrong !== null)).toEqual([]);
  });

  test('every import of a file says .ts or .tsx and names a file that is there', () => {
    const paths = new Set(sources.map((file) => file.path));
    const wrongs = sources.flatMap((file) =>
      file.imports
        .filter((item) => item.file?.startsWith('source/') && !paths.has(item.file))
        .map((item) => `${file.path}: ${item.specifier}`),
    );
    expect(wrongs).toEqual([]);
  });

  test('no file imports itself by a detour', () => {
    expect(cyclesAmong(sources)).toEqual([]);
  });

  test('a command starts without React, Ink, undici and prom-client', () => {
    const reached = staticallyReached('source/main.ts');
    const heavy = [...reached].filter((name) =>
      /^(react|ink|undici|vitest|ink-select-input|prom-client)(\/|$)/.test(name),
    );
    expect(heavy, 'import() them where a screen opens or a download starts').toEqual([]);
  });
});

describe('the domain is pure', () => {
  const domain = sources.filter((file) => layerOf(file.path)?.name === 'domain');

  test('it never looks at the clock, at chance, or at the process', () => {
    const wrongs = domain.flatMap((file) =>
      [...nodesOf(file.tree)].filter(isImpure).map((node) => `${file.path}:${lineOf(file, node)}`),
    );
    expect(wrongs, 'the time is passed in; one clock per operation').toEqual([]);
  });
});

test('the engine knows nothing of the terminal or of process.argv', () => {
  const wrongs = sources
    .filter((file) => file.path.startsWith('source/engine/'))
    .flatMap((file) =>
      [...nodesOf(file.tree)]
        .filter((node) => isMember(node, 'process', ['argv', 'stdin', 'exit', 'exitCode']))
        .map((node) => `${file.path}:${lineOf(file, node)}`),
    );
  expect(wrongs).toEqual([]);
});

function isMember(node: SyntaxNode, object: string, names: readonly string[]): boolean {
  if (node.type !== 'MemberExpression') return false;
  const { object: left, property } = node as { object?: { name?: string }; property?: { name?: string } };
  return left?.name === object && names.includes(property?.name ?? '');
}

function isImpure(node: SyntaxNode): boolean {
  if (isMember(node, 'Date', ['now']) || isMember(node, 'Math', ['random'])) return true;
  if (isMember(node, 'performance', ['now'])) return true;
  const {
    callee,
    arguments: given,
    object,
  } = node as {
    callee?: { name?: string };
    arguments?: readonly unknown[];
    object?: { name?: string };
  };
  if (node.type === 'NewExpression' && callee?.name === 'Date' && given?.length === 0) return true;
  return node.type === 'MemberExpression' && object?.name === 'process';
}

/** Each circle of imports once, as `a → b → a`. What is imported only as a type is gone at run time: no circle. */
function cyclesAmong(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const found: string[] = [];
  const visit = (path: string): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    state.set(path, 'open');
    trail.push(path);
    for (const { file, typeOnly } of byPath.get(path)?.imports ?? []) {
      if (!typeOnly && file !== null && byPath.has(file)) visit(file);
    }
    trail.pop();
    state.set(path, 'done');
  };
  for (const { path } of files) visit(path);
  return found;
}

/** Packages and files that are loaded at once when `path` is. */
function staticallyReached(path: string): Set<string> {
  const byPath = new Map(sources.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const queue = [path];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    for (const item of byPath.get(next)?.imports ?? []) {
      if (!item.typeOnly && !item.dynamic) queue.push(item.file ?? item.specifier);
    }
  }
  return reached;
}
