import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** What this file sees of a node of Babel's tree, and of its place in it. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly raw: string } }[];
  readonly operator?: string;
  readonly left?: unknown;
  readonly right?: { readonly type: string; readonly name?: string };
}
interface Place { readonly node: Node; readonly parent?: Node; readonly parentPath?: { readonly parent?: Node } }

/** What cannot be told apart by what the library does, with the reason that stands in Stryker's report. */
const leftAlone = {
  shouldIgnore(place: object): string | undefined {
    if (!isPlace(place)) return undefined;
    if (isSentence(textOf(place.node))) return 'the wording of a sentence for people is not promised';
    return isTestForAbsence(place) ? 'in stored data absent and undefined are the same; whether the field is passed on is asked by the changes of the field itself' : undefined;
  },
};

const isPlace = (value: object): value is Place => 'node' in value && typeof value.node === 'object' && value.node !== null && 'type' in value.node;

function textOf({ type, value, quasis }: Node): string {
  if (type === 'StringLiteral') return String(value);
  return type === 'TemplateLiteral' ? (quasis ?? []).map((part) => part.value.raw).join('x') : '';
}

/** Three words and more; statements of the database, which begin in capitals, are none. */
const isSentence = (text: string): boolean => text.trim().split(/\s+/).length >= 3 && !/^\s*[A-Z]{3,}\b/.test(text);

/** The `x !== undefined` of `{ ...(x !== undefined && { x }) }`. */
function isTestForAbsence({ node, parent, parentPath }: Place): boolean {
  if (node.type !== 'BinaryExpression' || node.operator !== '!==' || node.right?.name !== 'undefined') return false;
  return parent?.type === 'LogicalExpression' && parent.operator === '&&' && parent.left === node && parentPath?.parent?.type === 'SpreadElement';
}

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'left-alone', leftAlone)];
