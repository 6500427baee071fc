import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** One name that users can import. */
export interface PublicName {
  /** the file of the entry it comes from */
  readonly entry: string;
  readonly name: string;
  /** its docstring as plain text */
  readonly says: string;
  /** of a type, in every part of a union */
  readonly members: readonly string[];
  /** of a function's first parameter */
  readonly options: readonly string[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** All that the given files export, as the compiler sees it; one program for all of them. */
export function readPublicNames(entries: readonly string[]): readonly PublicName[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const program = ts.createProgram(entries.map((path) => root + path), { ...ts.parseJsonConfigFileContent(config, ts.sys, root).options, noEmit: true });
  const checker = program.getTypeChecker();
  return entries.flatMap((entry) => exportsOf(program.getSourceFile(root + entry), checker).map((symbol) => describe(entry, symbol, checker)));
}

/** The entries that the reference pages are made of. */
export const publicEntries: readonly string[] = JSON.parse(readFileSync(`${root}typedoc.json`, 'utf8')).entryPoints;

function exportsOf(file: ts.SourceFile | undefined, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const module = file && checker.getSymbolAtLocation(file);
  return module === undefined ? [] : checker.getExportsOfModule(module);
}

function describe(entry: string, exported: ts.Symbol, checker: ts.TypeChecker): PublicName {
  const symbol = (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : checker.getAliasedSymbol(exported);
  const isType = (symbol.flags & ts.SymbolFlags.Type) !== 0;
  const [parameter] = isType ? [] : (checker.getTypeOfSymbol(symbol).getCallSignatures()[0]?.parameters ?? []);
  return {
    entry, name: exported.name,
    says: ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim(),
    members: isType ? membersOf(checker.getDeclaredTypeOfSymbol(symbol), checker) : [],
    options: parameter === undefined ? [] : membersOf(checker.getTypeOfSymbol(parameter), checker),
  };
}

function membersOf(type: ts.Type, checker: ts.TypeChecker): readonly string[] {
  return (type.isUnion() ? type.types : [type]).flatMap((part) => checker.getPropertiesOfType(part)).map(({ name }) => name);
}
