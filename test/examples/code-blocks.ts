import { readdirSync, readFileSync } from 'node:fs';

/** One fenced block of a page: `line` is where it begins, the first line of the page being 1. */
export interface CodeBlock { readonly page: string; readonly line: number; readonly language: string; readonly text: string }

/** Every page that is shipped to readers: the README, the docs and the pages of the adapters. */
export function pages(): readonly string[] {
  const docs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((path) => `docs/${path.replaceAll('\\', '/')}`);
  const adapters = readdirSync('adapters').map((name) => `adapters/${name}/README.md`);
  const top = readdirSync('.').filter((name) => name.endsWith('.md'));
  return [...top, ...docs.filter((path) => path.endsWith('.md') && !path.startsWith('docs/api/')), ...adapters.filter(isThere)];
}

/** The fenced blocks of a page, in order. */
export function codeBlocks(page: string): readonly CodeBlock[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)].map(({ index, 1: language = '', 2: code = '' }) => ({
    page, language, text: code, line: text.slice(0, index).split('\n').length,
  }));
}

function isThere(path: string): boolean {
  return readdirSync(path.replace(/\/README\.md$/, '')).includes('README.md');
}
