import ts from 'typescript';
import { lineOf, nodesOf, type SourceFile } from './source-file.js';

/** One import or re-export: the file it reaches, or the outside package. */
export interface Import {
  readonly from: string;
  readonly line: number;
  /** a path from the root for a relative import, a package name (`xstate`, `node:fs`) otherwise */
  readonly to: string;
  readonly outside: boolean;
  /** vanishes when compiled */
  readonly typeOnly: boolean;
}

/** Static and dynamic imports and re-exports of a file; `./x.js` is read as `./x.ts`. */
export function readImports(file: SourceFile): readonly Import[] {
  return nodesOf(file).flatMap((node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return [];
    const outside = !specifier.startsWith('.');
    const to = outside ? packageOf(specifier) : resolvePath(file.path, specifier);
    return [{ from: file.path, line: lineOf(node), to, outside, typeOnly: isTypeOnly(node) }];
  });
}

function specifierOf(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) return textOf(node.moduleSpecifier);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return textOf(node.arguments[0]) ?? '(computed)';
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal);
  return undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly || allTypes(node.exportClause);
  if (!ts.isImportDeclaration(node)) return false;
  const clause = node.importClause;
  if (clause === undefined) return false;
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (clause.name === undefined && allTypes(clause.namedBindings));
}

function allTypes(names: ts.NamedExportBindings | ts.NamedImportBindings | undefined): boolean {
  if (names === undefined || !(ts.isNamedImports(names) || ts.isNamedExports(names))) return false;
  return names.elements.every((element) => element.isTypeOnly);
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function resolvePath(from: string, specifier: string): string {
  const folder = from.slice(0, from.lastIndexOf('/'));
  return new URL(specifier.replace(/\.js$/, '.ts'), `file:///${folder}/`).pathname.slice(1);
}
