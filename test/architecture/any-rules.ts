import ts from 'typescript';
import { lineOf, nodesOf, type SourceFile, type Violation } from './source-file.js';

/** A line that may say `any`: how it begins, and why the compiler needs it. */
export interface ListedAny { readonly path: string; readonly line: string; readonly why: string }

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

function anyLines(file: SourceFile): readonly { readonly line: number; readonly text: string }[] {
  const lines = file.text.split('\n');
  const numbers = nodesOf(file).filter((node) => node.kind === ts.SyntaxKind.AnyKeyword).map(lineOf);
  return [...new Set(numbers)].map((line) => ({ line, text: (lines[line - 1] ?? '').trim() }));
}
