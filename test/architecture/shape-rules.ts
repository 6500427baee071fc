import ts from 'typescript';
import { lineOf, nodesOf, parse, type SourceFile, type Violation } from './source-file.js';

const emptyNames = ['utils', 'util', 'helpers', 'helper', 'types', 'common', 'misc', 'shared', 'lib'];
const mostLines = 300;
/** a proof is named after its promise: `P06-no-reader-skips.test.ts` */
const promise = /^P\d+[a-z]?-/;

/** Kebab-case file names that say what is inside. */
export function nameViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap(({ path }) => {
    const parts = path.split('/');
    const stem = (parts.at(-1) ?? '').replace(/(\.slow)?(\.test)?\.ts$/, '').replace(promise, '');
    if (![...parts.slice(0, -1), stem].every((part) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(part))) return [{ path, line: 1, because: 'is not in kebab-case' }];
    return emptyNames.includes(stem) ? [{ path, line: 1, because: 'has a name that says nothing; name it after its main export' }] : [];
  });
}

export function lengthViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    return lines > mostLines ? [{ path, line: mostLines + 1, because: `has ${lines} lines; at most ${mostLines}` }] : [];
  });
}

/** No default exports, no `export *`, no enums. */
export function exportViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.flatMap((file) => nodesOf(file).flatMap((node) => {
    const because = forbiddenForm(node);
    return because === undefined ? [] : [{ path: file.path, line: lineOf(node), because }];
  }));
}

/** An `index.ts` re-exports by name and holds no logic. */
export function entryViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.filter(({ path }) => path.endsWith('/index.ts')).flatMap((file) => parse(file).statements
    .filter((statement) => !(ts.isExportDeclaration(statement) && statement.moduleSpecifier))
    .map((statement) => ({ path: file.path, line: lineOf(statement), because: 'an index.ts only re-exports by name' })));
}

/** The names an entry file re-exports, types included. */
export function exportedNames(file: SourceFile): readonly string[] {
  return nodesOf(file).filter(ts.isExportSpecifier).map((specifier) => specifier.name.text);
}

function forbiddenForm(node: ts.Node): string | undefined {
  if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent)) return 'default export';
  if (ts.isExportDeclaration(node) && (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause))) return 'export *; list the names';
  if (ts.isExportSpecifier(node) && node.name.text === 'default') return 'default export';
  return ts.isEnumDeclaration(node) ? 'enum; use a union of literals' : undefined;
}
