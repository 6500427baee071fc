import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { channelCases } from '../../src/testing/index.js';
import { createReference } from './acme-channel.js';

const page = readFileSync('docs/adapters.md', 'utf8');
const examples = readdirSync('examples/channel').map((name) => readFileSync(`examples/channel/${name}`, 'utf8'));

test('the page on channels lists every case with its clause, and no other', async () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| CH-'));
  expect(rows).toEqual((await channelCases({ create: createReference })).map(({ id, clause }) => `| ${id} | ${clause} |`));
});

test('every piece of TypeScript on the page on channels is a whole file that is compiled and tested', () => {
  const snippets = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '');
  expect(snippets.length).toBeGreaterThan(1);
  expect(snippets.filter((snippet) => !examples.includes(snippet))).toEqual([]);
});
