import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assistCases, createMemoryAssist, runCases } from '../../src/testing/index.js';
import { brokenAssists } from './broken-assists.js';

describe('an assist that breaks one clause fails the cases of that clause and no others: one that', () => {
  it.each(brokenAssists.map((broken) => [broken.name, broken] as const))('%s', async (_, { fails, create }) => {
    const { failed } = await runCases(await assistCases({ create }));
    expect(failed.map(({ id }) => id).join(' ')).toBe(fails);
  });
});

describe('the cases of an assist', async () => {
  const cases = await assistCases({ create: () => { const assist = createMemoryAssist(); return { assist, has: async () => assist.contacts(), trouble: assist.trouble, say: assist.says }; } });

  it('are each caught out by at least one broken assist', () => {
    const caught = new Set(brokenAssists.flatMap(({ fails }) => fails.split(' ')));
    expect(cases.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
  });

  it('stand on the page about assists, each with its clause, and no other', () => {
    const page = readFileSync(new URL('../../docs/assist.md', import.meta.url), 'utf8');
    expect(page.split('\n').filter((line) => line.startsWith('| ASS-'))).toEqual(cases.map(({ id, clause }) => `| ${id} | ${clause} |`));
  });
});
