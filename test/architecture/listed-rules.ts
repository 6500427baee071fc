import ts from 'typescript';
import { lineOf, nodesOf, type SourceFile, type Violation } from './source-file.js';

/** A line that may say `any`: how it begins, and why the compiler needs it. */
export interface ListedAny { readonly path: string; readonly line: string; readonly why: string }
/** A file that may say `as`, or a folder (ends in `/`), and which boundary it guards. */
export interface ListedAs { readonly path: string; readonly why: string }

/** `any` on a line that is not listed. */
export function anyViolations(files: readonly SourceFile[], listed: readonly ListedAny[]): readonly Violation[] {
  return files.flatMap((file) => anyLines(file)
    .filter(({ text }) => !listed.some((each) => each.path === file.path && text.startsWith(each.line)))
    .map(({ line, text }) => ({ path: file.path, line, because: `any, not listed: ${text}` })));
}

/** Entries of the list that no line needs any more. */
export function staleAny(files: readonly SourceFile[], listed: readonly ListedAny[]): readonly ListedAny[] {
  const used = new Map(files.map((file) => [file.path, anyLines(file)]));
  return listed.filter((each) => !used.get(each.path)?.some(({ text }) => text.startsWith(each.line)));
}

/** `as` in a file that is not listed; `as const` and `as` in an import are something else. */
export function asViolations(files: readonly SourceFile[], listed: readonly ListedAs[]): readonly Violation[] {
  return files.filter(({ path }) => !listed.some((each) => covers(each, path))).flatMap((file) =>
    assertionsIn(file).map((node) => ({ path: file.path, line: lineOf(node), because: `as, not listed: ${node.getText().split('\n')[0]}` })));
}

export function staleAs(files: readonly SourceFile[], listed: readonly ListedAs[]): readonly ListedAs[] {
  const asserting = files.filter((file) => assertionsIn(file).length > 0);
  return listed.filter((each) => !asserting.some(({ path }) => covers(each, path)));
}

const covers = (listed: ListedAs, path: string): boolean => (listed.path.endsWith('/') ? path.startsWith(listed.path) : path === listed.path);

function anyLines(file: SourceFile): readonly { readonly line: number; readonly text: string }[] {
  const lines = file.text.split('\n');
  const numbers = nodesOf(file).filter((node) => node.kind === ts.SyntaxKind.AnyKeyword).map(lineOf);
  return [...new Set(numbers)].map((line) => ({ line, text: (lines[line - 1] ?? '').trim() }));
}

function assertionsIn(file: SourceFile): readonly ts.Node[] {
  return nodesOf(file).filter((node) => (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) || ts.isTypeAssertionExpression(node));
}
