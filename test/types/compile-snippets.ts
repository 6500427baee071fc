import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export interface Complaint {
  /** 1 is the first */
  readonly line: number;
  readonly lines: readonly string[];
}
export interface Compiled {
  readonly complaints: ReadonlyMap<string, readonly Complaint[]>;
  readonly instantiations: number;
}

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Compiles sources that exist only here, by name, as if they lay in the given folder of this repository: one program for all of them. */
export function compileSnippets(folder: string, sources: ReadonlyMap<string, string>): Compiled {
  const paths = new Map([...sources].map(([name, text]) => [join(root, folder, name), text]));
  const program = ts.createProgram([...paths.keys()], compilerOptions(), hostWith(paths));
  const complaints = new Map([...sources.keys()].map((name) => [name, complaintsOf(program, join(root, folder, name))]));
  return { complaints, instantiations: program.getInstantiationCount() };
}

/** How much work the compiler has with one file of this repository and all it imports; steadier than seconds. */
export function countInstantiations(path: string): Compiled {
  const file = join(root, path);
  const program = ts.createProgram([file], compilerOptions());
  const complaints = new Map([[path, complaintsOf(program, file)]]);
  return { complaints, instantiations: program.getInstantiationCount() };
}

function compilerOptions(): ts.CompilerOptions {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  return { ...ts.parseJsonConfigFileContent(config.config, ts.sys, root).options, noEmit: true };
}

function hostWith(sources: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(compilerOptions());
  const { getSourceFile, fileExists, readFile } = host;
  return {
    ...host,
    fileExists: (path) => sources.has(path) || fileExists(path),
    readFile: (path) => sources.get(path) ?? readFile(path),
    getSourceFile: (path, options) => {
      const text = sources.get(path);
      return text === undefined ? getSourceFile(path, options) : ts.createSourceFile(path, text, options, true);
    },
  };
}

function complaintsOf(program: ts.Program, path: string): readonly Complaint[] {
  const file = program.getSourceFile(path);
  if (file === undefined) throw new Error(`not compiled: ${path}`);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((found) => ({
    line: ts.getLineAndCharacterOfPosition(file, found.start ?? 0).line + 1,
    lines: ts.flattenDiagnosticMessageText(found.messageText, '\n').split('\n'),
  }));
}
