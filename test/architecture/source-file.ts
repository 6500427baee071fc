import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A file as the rules see it: its path from the root of the repository, with `/`, and its text. */
export interface SourceFile { readonly path: string; readonly text: string }
/** What a rule found, where. */
export interface Violation { readonly path: string; readonly line: number; readonly because: string }

export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** All TypeScript files below the folders, sorted by path. */
export function readSources(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap(pathsBelow).filter((path) => path.endsWith('.ts')).sort().map((path) => ({ path, text: readFileSync(repository + path, 'utf8') }));
}

export function parse(file: SourceFile): ts.SourceFile {
  return ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
}

export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/** Every node of a file, parents before children. */
export function nodesOf(file: SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => { nodes.push(node); ts.forEachChild(node, visit); };
  visit(parse(file));
  return nodes;
}

export function say(violations: readonly Violation[]): readonly string[] {
  return violations.map((found) => `${found.path}:${found.line} ${found.because}`);
}

function pathsBelow(folder: string): readonly string[] {
  if (!existsSync(repository + folder)) return [];
  const found = readdirSync(repository + folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return found.map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(repository.replaceAll('\\', '/').length));
}
