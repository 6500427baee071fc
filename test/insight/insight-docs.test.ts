import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { namedFigures, serviceEvents } from 'throughline/insight';

const page = readFileSync('docs/insight.md', 'utf8');
const named = new Set([...page.matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name));

test('the page of figures has every figure, and none that does not exist', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `') && line.split('|').length === 5).map((line) => line.split('|')[1] ?? '');
  const listed = rows.flatMap((cell) => {
    const [first = '', ...others] = [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    return [first, ...others.map((name) => (name.startsWith('.') ? first.slice(0, first.indexOf('.')) + name : name))];
  });
  expect(listed.toSorted((one, other) => (one < other ? -1 : 1))).toEqual(Object.keys(namedFigures).toSorted((one, other) => (one < other ? -1 : 1)));
});

test('the page of figures has every event that a desk may bring', () => {
  expect(Object.keys(serviceEvents).filter((type) => !named.has(type))).toEqual([]);
});
