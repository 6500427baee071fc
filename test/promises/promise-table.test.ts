import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, test } from 'vitest';
import { proofs } from '../../scripts/proofs.js';

const page = readFileSync('docs/promises.md', 'utf8');
const proved = page.split(/^## /m).find((section) => section.startsWith('Proved')) ?? '';
const rows = proved.split('\n').filter((line) => /^\| [^-i]/.test(line)).map(toRow);
const proofFiles = readdirSync('test/promises', { recursive: true, encoding: 'utf8' }).map((path) => `test/promises/${path.replaceAll('\\', '/')}`).filter((path) => /\/P\d+[a-z]?-[^/]*\.test\.ts$/.test(path));

interface Row { readonly id: string; readonly files: readonly string[]; readonly ci: string; readonly full: string; readonly last: string }

function toRow(line: string): Row {
  const [id = '', , proof = '', ci = '', full = '', last = ''] = line.split('|').slice(1, -1).map((cell) => cell.trim());
  return { id, files: linksIn(proof), ci, full, last };
}

function linksIn(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link = '']) => join('docs', link));
}

/** The numbers of a proof, in order; a proof may keep them in a file that it imports from beside it. */
function numbersOf(file: string, seen = new Set<string>()): readonly { readonly ci: string; readonly full: string }[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const own = [...text.matchAll(/runsOf\(\{ ci: ([\d_]+), full: ([\d_]+) \}\)/g)].map(([, ci, full]) => ({ ci: said(ci), full: said(full) }));
  if (own.length !== text.split('runsOf(').length - 1) throw new Error(`${file}: a number that is not written as runsOf({ ci: 1, full: 2 })`);
  const beside = [...text.matchAll(/from '(\.[^']+)\.js'/g)].map(([, path = '']) => `${join(dirname(file), path)}.ts`);
  return [...own, ...beside.filter((path) => path.startsWith('test/promises/') && existsSync(path)).flatMap((path) => numbersOf(path, seen))];
}

const said = (number = ''): string => Number(number.replaceAll('_', '')).toLocaleString('en');
/** The numbers that a cell says; one without any says in words how much is tried. */
const numbersIn = (cell: string): readonly string[] => cell.match(/\d[\d,]*/g) ?? [];

test('every promise with a proof of its own has its row in docs/promises.md', () => {
  expect(proofFiles.length).toBeGreaterThan(6);
  expect(proofFiles.filter((file) => !rows.some(({ files }) => files.includes(file)))).toEqual([]);
});

test('every test that docs/promises.md or the README links is there', () => {
  const links = [...linksIn(page), ...[...readFileSync('README.md', 'utf8').matchAll(/\]\((docs|test|examples|adapters)(\/[^)#]+)/g)].map(([, top, rest]) => `${top}${rest}`)];
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((link) => !existsSync(link))).toEqual([]);
});

test('the numbers of the table are those of the proofs', () => {
  const counted = rows.map(({ id, files }) => ({ id, numbers: files.flatMap((file) => numbersOf(file)) }));
  const expected = counted.map(({ id, numbers }) => ({ id, ci: numbers.map(({ ci }) => ci), full: numbers.map(({ full }) => full) }));
  expect(rows.map(({ id, ci, full }) => ({ id, ci: numbersIn(ci), full: numbersIn(full) }))).toEqual(expected);
  expect(rows.filter(({ ci, full }) => ci === '' || full === '')).toEqual([]);
});

test('the table has the proofs that `npm run prove` knows, in its order, and says of each when it last held in whole', () => {
  expect(rows.map(({ id }) => id)).toEqual(proofs.map(({ id }) => id));
  expect(rows.filter(({ last }) => !/^(not yet|\d{4}-\d\d-\d\d, .*\d s)$/.test(last))).toEqual([]);
});

test('the README names every promise with its proof, and says of each when it last held in whole', () => {
  const readme = readFileSync('README.md', 'utf8');
  const named = new Map([...readme.matchAll(/\[(P\d+[a-z]?)\]\(([^)]+)\)(?: \((\d[^)]*)\))?/g)].map(([, id = '', file, last = 'not yet']) => [id, { file, last }]));
  const promised = rows.filter(({ id }) => /^P\d/.test(id)).map(({ id, files, last }) => [id, { file: files[0], last }] as const);
  expect(Object.fromEntries(named)).toEqual(Object.fromEntries(promised));
  const files = rows.filter(({ id }) => /^P\d/.test(id)).flatMap((row) => row.files);
  expect(files.filter((file) => !readme.includes(`](${file})`))).toEqual([]);
});

test('a proof is known by the number that names the promise', () => {
  for (const { id, files } of rows) if (id.startsWith('P')) expect(files.some((file) => file.includes(`/${id}-`)), id).toBe(true);
});

test('the README and the promises never say that anything is delivered exactly once', () => {
  const claims = [page, readFileSync('README.md', 'utf8')].flatMap((text) => text.match(/[^.|]*exactly[- ]once delivery[^.|]*/gi) ?? []);
  expect(claims.filter((claim) => !/nobody can|no library can|never/i.test(claim))).toEqual([]);
});
