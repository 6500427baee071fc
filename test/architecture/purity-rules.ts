import ts from 'typescript';
import { layers } from './layers.js';
import { lineOf, nodesOf, type SourceFile, type Violation } from './source-file.js';

const impureGlobals = new Set([
  'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame', 'fetch', 'process', 'performance', 'crypto',
  'globalThis', 'window', 'self', 'navigator', 'localStorage', 'console',
]);
const impureMembers = new Set(['Date.now', 'Math.random']);
/** depend on the locale of the machine they run on */
const localeMembers = new Set(['localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toLocaleLowerCase', 'toLocaleUpperCase']);

/** Time, randomness, timers and the environment used in a folder that the table calls pure. */
export function purityViolations(files: readonly SourceFile[]): readonly Violation[] {
  return files.filter(isPure).flatMap((file) => {
    const nodes = nodesOf(file);
    const own = namesDeclaredIn(nodes);
    return nodes.flatMap((node) => {
      const found = impurityOf(node);
      if (found === undefined || own.has(found)) return [];
      return [{ path: file.path, line: lineOf(node), because: `${found} in a pure folder; let it arrive as an argument` }];
    });
  });
}

function isPure(file: SourceFile): boolean {
  const [top, folder = ''] = file.path.split('/');
  return top === 'src' && layers[folder]?.pure === true;
}

/** A parameter or constant of the file's own that shares a global's name. */
function namesDeclaredIn(nodes: readonly ts.Node[]): ReadonlySet<string> {
  return new Set(nodes.flatMap((node) => {
    const declares = ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isFunctionDeclaration(node) || ts.isImportSpecifier(node);
    return declares && node.name !== undefined && ts.isIdentifier(node.name) ? [node.name.text] : [];
  }));
}

function impurityOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const member = `${node.expression.getText()}.${node.name.text}`;
    if (impureMembers.has(member)) return member;
    return localeMembers.has(node.name.text) ? node.name.text : undefined;
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0) return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  return ts.isIdentifier(node) && impureGlobals.has(node.text) && isRead(node) ? node.text : undefined;
}

/** A use of the name as a value: not a member of something, not the name of a declaration or of a property, not a type. */
function isRead(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isTypeNode(parent) || ts.isTypeElement(parent) || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  return !('name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent));
}
