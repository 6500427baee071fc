import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What an editor shows at places of one file of this repository: the type under the cursor, and what may be written there. */
export interface EditorView {
  /** the type of the expression that ends where the text `before` ends */
  readonly typeAt: (before: string) => string;
  /** what is offered once the quotes that follow `before` are emptied */
  readonly offeredAt: (before: string) => readonly string[];
}

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export function openInEditor(path: string): EditorView {
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  const shown = { text, version: 1 };
  const service = ts.createLanguageService(serviceHost(file, shown));
  const endOf = (before: string): number => {
    if (text.split(before).length !== 2) throw new Error(`not exactly once in ${path}: ${before}`);
    return text.indexOf(before) + before.length;
  };
  return {
    typeAt: (before) => {
      show(shown, text);
      return typeBefore(service, file, endOf(before));
    },
    offeredAt: (before) => {
      show(shown, text.slice(0, endOf(before)) + text.slice(endOf(before)).replace(/^'[^']*'/, "''"));
      return (service.getCompletionsAtPosition(file, endOf(before) + 1, {})?.entries ?? []).map(({ name }) => name);
    },
  };
}

interface Shown { text: string; version: number }

function show(shown: Shown, text: string): void {
  shown.text = text;
  shown.version += 1;
}

function serviceHost(file: string, shown: Shown): ts.LanguageServiceHost {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  return {
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => ({ ...options, noEmit: true }),
    getScriptFileNames: () => [file],
    getScriptVersion: (path) => (path === file ? String(shown.version) : '1'),
    getScriptSnapshot: (path) => (path === file ? ts.ScriptSnapshot.fromString(shown.text) : ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(path) ?? '') : undefined),
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  };
}

function typeBefore(service: ts.LanguageService, file: string, end: number): string {
  const program = service.getProgram();
  const source = program?.getSourceFile(file);
  if (program === undefined || source === undefined) throw new Error(`not compiled: ${file}`);
  const node = outermostEndingAt(source, end);
  const checker = program.getTypeChecker();
  return checker.typeToString(checker.getTypeAtLocation(node), undefined, ts.TypeFormatFlags.NoTruncation);
}

function outermostEndingAt(source: ts.SourceFile, end: number): ts.Node {
  const search = (node: ts.Node): ts.Node | undefined => (node.end === end && (ts.isPropertyAccessExpression(node) || ts.isIdentifier(node)) ? node : ts.forEachChild(node, search));
  const found = search(source);
  if (found === undefined) throw new Error('no expression ends there');
  return found;
}
