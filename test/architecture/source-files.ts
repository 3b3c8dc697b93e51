import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseAst } from 'vitest/node';

export const top = resolve(import.meta.dirname, '..', '..');

/** Something in a syntax tree: a type, where it stands, and whatever else it has. */
export type SyntaxNode = { readonly type: string; readonly start: number; readonly [field: string]: unknown };

export type Import = {
  /** As written. */
  readonly specifier: string;
  /** The file it means, relative to the top with `/`, or null for a package or `node:`. */
  readonly file: string | null;
  readonly typeOnly: boolean;
  /** `import()`: loaded only when it is reached. */
  readonly dynamic: boolean;
};

export type SourceFile = {
  /** Relative to the top, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly tree: SyntaxNode;
  readonly imports: readonly Import[];
};

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Every node of a tree, parents first. */
export function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const value of Object.values(node)) {
    if (isNode(value)) yield* nodesOf(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) yield* nodesOf(item);
  }
}

/** The line (from 1) on which a node stands, for messages. */
export function lineOf(file: SourceFile, node: SyntaxNode): number {
  return file.text.slice(0, node.start).split('\n').length;
}

function textOf(node: unknown): string | null {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

function importsOf(path: string, tree: SyntaxNode): Import[] {
  const found: Import[] = [];
  for (const node of nodesOf(tree)) {
    const typeOnly = node.importKind === 'type' || node.exportKind === 'type';
    const dynamic = node.type === 'ImportExpression';
    if (!dynamic && !/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type)) continue;
    const specifier = textOf(node.source);
    if (specifier === null) continue;
    const isLocal = specifier.startsWith('.');
    const file = isLocal ? join(dirname(path), specifier).split(sep).join('/') : null;
    found.push({ specifier, file, typeOnly, dynamic });
  }
  return found;
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(top, path), 'utf8');
  const parsed: unknown = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' });
  if (!isNode(parsed)) throw new Error(`${path} could not be parsed`);
  return { path, text, tree: parsed, imports: importsOf(path, parsed) };
}

/** All files below a folder of the project whose names match, sorted, relative to the top; none without the folder. */
export function filesBelow(folder: string, name: RegExp): string[] {
  if (!existsSync(join(top, folder))) return [];
  if (!existsSync(join(top, folder))) return [];
  return readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && name.test(item.name))
    .map((item) => relative(top, join(item.parentPath, item.name)).split(sep).join('/'))
    .sort();
}

/** Every TypeScript file of `source/`, parsed. */
export const sources: readonly SourceFile[] = filesBelow('source', /\.tsx?$/).map(readSource);
