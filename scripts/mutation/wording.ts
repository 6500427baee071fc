import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** What this file sees of a node of Babel's tree. */
interface Node { readonly type: string; readonly value?: unknown; readonly quasis?: readonly { readonly value: { readonly raw: string } }[] }

const reason = 'the wording of a sentence for people is not promised';

/** Leaves out texts of three words and more; codes, names, keys and statements of the database (which begin in capitals) stay in. */
const leaveOutWording = {
  shouldIgnore(path: object): string | undefined {
    return 'node' in path && isNode(path.node) && isSentence(textOf(path.node)) ? reason : undefined;
  },
};

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

function textOf({ type, value, quasis }: Node): string {
  if (type === 'StringLiteral') return String(value);
  return type === 'TemplateLiteral' ? (quasis ?? []).map((part) => part.value.raw).join('x') : '';
}

const isSentence = (text: string): boolean => text.trim().split(/\s+/).length >= 3 && !/^\s*[A-Z]{3,}\b/.test(text);

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'wording', leaveOutWording)];
