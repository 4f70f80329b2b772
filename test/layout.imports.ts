/** Reads what source files import, with TypeScript's own parser, and which files their comments name; finds cycles. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  /** The importing file and the imported one, from the root of the project; `to` is null for a package. */
  from: string;
  to: string | null;
  specifier: string;
  line: number;
  isTypeOnly: boolean;
}

/** All `.ts` and `.mjs` files below `root/folder`, as paths from `root` with forward slashes, sorted. */
export function codeFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => /\.(ts|mjs)$/.test(path) && !path.endsWith('.d.ts'))
    .sort();
}

export const sourceFiles = (root: string, folder: string): string[] =>
  codeFiles(root, folder).filter((path) => path.endsWith('.ts'));

/** The `.ts` and `.mjs` files that a text names; of code, its comments. Patterns (`*.test.ts`, `<name>.ts`) name none. */
export function namedFiles(text: string, isCode: boolean): string[] {
  const read = isCode ? (text.match(/\/\*[^]*?\*\/|\/\/.*/g) ?? []).join('\n') : text;
  const names = read.match(/(?<![\w@./*>}…-])[\w@./-]*[\w-]\.(?:ts|mjs)\b/g) ?? [];
  return names.map((name) => name.replace(/^(\.{1,2}\/)+/, ''));
}

function isTypeOnlyImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.length > 0 &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

/** Imports, re-exports, `import()` calls and `import()` types of one source text. */
export function importsOf(file: string, text: string): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = source.getLineAndCharacterOfPosition(specifier.getStart(source)).line + 1;
    const to = specifier.text.startsWith('.')
      ? posix.join(dirname(file), specifier.text).replace(/\.js$/, '.ts')
      : null;
    found.push({ from: file, to, specifier: specifier.text, line, isTypeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyImport(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

export function importsOfFiles(root: string, files: readonly string[]): Import[] {
  return files.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
}

/** The first cycle found, as the files along it with the first repeated at the end; null if there is none. */
export function findCycle(imports: readonly Import[]): string[] | null {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) if (to) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const path: string[] = [];
  const walk = (file: string): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const target of next.get(file) ?? []) {
      const cycle = walk(target);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of next.keys()) {
    const cycle = walk(file);
    if (cycle) return cycle;
  }
  return null;
}
