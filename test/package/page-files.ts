import { readFileSync } from 'node:fs';
import { codeBlocks } from '../examples/code-blocks.js';
import { repository, type Consumer } from './consumer.js';

/** The TypeScript of a page under the names that the page gives it, in its order, as a reader writes it down. */
export function filesOf(page: string, names: readonly string[]): { readonly [name: string]: string } {
  const snippets = codeBlocks(page).filter(({ language }) => language === 'ts');
  const text = readFileSync(`${repository}${page}`, 'utf8');
  const unnamed = names.filter((name) => !text.includes(`\`${name}\``));
  if (unnamed.length > 0) throw new Error(`${page} does not name ${unnamed.join(', ')}`);
  return Object.fromEntries(names.map((name, index) => [name, snippets[index]?.text ?? '']));
}

/** What a page says is printed, in its order. */
export const printedOf = (page: string): readonly string[] => codeBlocks(page).filter(({ language }) => language === 'text').map(({ text }) => text);

/** Compiles a page's files with the settings that the page gives, and answers the complaints. */
export function compilePage(consumer: Consumer, page: string, files: { readonly [name: string]: string }): Promise<string> {
  const settings = codeBlocks(page).find(({ language }) => language === 'json')?.text ?? '{}';
  const { module, target }: { readonly module: string; readonly target: string } = JSON.parse(settings).compilerOptions;
  return consumer.compile(files, ['--module', module, '--target', target, '--types', 'node', '--typeRoots', `${repository}node_modules/@types`, '--skipLibCheck']);
}
