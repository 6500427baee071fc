import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { codeBlocks, pages, type CodeBlock } from './code-blocks.js';

/** Lines without their indentation: a snippet may be cut out of the middle of a file. */
const lines = (text: string): string => `\n${text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n')}\n`;

/** Compiled with the repository; those in `examples/` run in a test of `test/examples/`, `test/testing/` or `test/package/`. */
const compiled = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => lines(readFileSync(`examples/${path}`, 'utf8')));
const blocks = pages().flatMap(codeBlocks);
const stands = ({ text }: CodeBlock): boolean => compiled.some((file) => file.includes(lines(text)));
const place = ({ page, line }: CodeBlock): string => `${page}:${line}`;

test('every piece of TypeScript in the README, the docs and the adapters\' pages stands in an example that is compiled', () => {
  const snippets = blocks.filter(({ language }) => /^(ts|tsx|typescript|js|javascript)$/.test(language));
  expect(snippets.length).toBeGreaterThan(30);
  expect(snippets.filter((snippet) => !stands(snippet)).map(place)).toEqual([]);
});

test('every fenced block says its language, so that none escapes the comparison', () => {
  const known = ['ts', 'json', 'sh', 'sql', 'text', 'mermaid'];
  expect(blocks.filter(({ language }) => !known.includes(language)).map(place)).toEqual([]);
});

test('every piece of JSON on a page can be read', () => {
  const broken = blocks.filter(({ language, text }) => language === 'json' && !isJson(text));
  expect(broken.map(place)).toEqual([]);
});

test('every link from a page leads to a file that is there', () => {
  const links = pages().flatMap((page) => [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(([, to = '']) => ({ page, to })));
  expect(links.length).toBeGreaterThan(40);
  expect(links.filter(({ page, to }) => !existsSync(join(dirname(page), to))).map(({ page, to }) => `${page}: ${to}`)).toEqual([]);
});

test('every file of the repository that a page names in passing is there, but for what is written by a command or said to be planned', () => {
  const textOf = (page: string): string => readFileSync(page, 'utf8').split('\n').filter((line) => !line.includes('not built yet')).join('\n').replaceAll('`docs/api/`', '');
  const named = pages().flatMap((page) => [...textOf(page).matchAll(/`((?:docs|examples|test|scripts|src|adapters)\/[\w./-]+)`/g)].map(([, path = '']) => ({ page, path })));
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter(({ path }) => !existsSync(path)).map(({ page, path }) => `${page}: ${path}`)).toEqual([]);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
