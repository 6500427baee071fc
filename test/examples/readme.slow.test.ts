import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { drawJourney } from 'throughline';
import { orderHelp } from '../../examples/demo/journey.js';

const readme = readFileSync('README.md', 'utf8');

function block(language: string, holding: string): string {
  const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)];
  return blocks.find(([, name, text]) => name === language && text?.includes(holding))?.[2] ?? '';
}

test('the code in the README is the example that runs, and prints what the README says', () => {
  const file = 'examples/hello/hello.ts';
  expect(block('ts', 'defineJourney')).toBe(readFileSync(file, 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'hello-'));
  try {
    const tsx = [resolve('node_modules/tsx/dist/cli.mjs'), '--tsconfig', resolve('examples/tsconfig.json'), resolve(file)];
    expect(execFileSync(process.execPath, tsx, { cwd: folder, encoding: 'utf8' })).toBe(block('text', 'handled duplicate'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the README says in one sentence what it is, and its program ends before line 30', () => {
  const [title, sentence, program] = readme.split(/\n\n(?=A |```)/);
  expect([title, sentence?.split('. ').length]).toEqual(['# throughline', 1]);
  expect(program?.startsWith('```ts')).toBe(true);
  expect(readme.slice(0, readme.indexOf('\n```\n')).split('\n').length).toBeLessThan(30);
});

test('the journey drawn in the README is the journey of the demo', () => {
  expect(block('mermaid', 'order').trim()).toBe(drawJourney(orderHelp).trim());
});

test('what the README shows of the demo is what the demo prints', () => {
  const printed = readFileSync('test/examples/demo.expected.txt', 'utf8').split('\n').map((line) => line.trim());
  const shown = block('text', 'what Bo reads before hello').split('\n').map((line) => line.trim());
  expect(shown.length).toBeGreaterThan(15);
  expect(shown.filter((line) => !printed.includes(line))).toEqual([]);
});
