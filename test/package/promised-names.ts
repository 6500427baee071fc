import ts from 'typescript';

/** The names that a declaration file promises to exist when the program runs; types vanish and do not count. */
export function promisedNames(declaration: string): readonly string[] {
  const program = ts.createProgram([declaration], { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, skipLibCheck: true, noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(declaration);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) return [];
  return checker.getExportsOfModule(module).filter((symbol) => isValue(checker, symbol)).map((symbol) => symbol.name).sort();
}

function isValue(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return ((isAlias ? checker.getAliasedSymbol(symbol) : symbol).flags & ts.SymbolFlags.Value) !== 0;
}
