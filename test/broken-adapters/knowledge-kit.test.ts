import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMinisearchKnowledge } from 'throughline/adapters/knowledge';
import { knowledgeCases, runCases } from '../../src/testing/index.js';
import { brokenKnowledge } from './broken-knowledge.js';

describe('knowledge that breaks one clause fails the cases of that clause and no others: some that', () => {
  it.each(brokenKnowledge.map((broken) => [broken.name, broken] as const))('%s', async (_, { fails, create }) => {
    const { failed } = await runCases(knowledgeCases({ create }));
    expect(failed.map(({ id }) => id).join(' ')).toBe(fails);
  });
});

describe('the cases of knowledge', () => {
  const cases = knowledgeCases({ create: (articles) => createMinisearchKnowledge({ articles }) });

  it('are each caught out by at least one that is broken', () => {
    const caught = new Set(brokenKnowledge.flatMap(({ fails }) => fails.split(' ')));
    expect(cases.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
  });

  it('stand on the page about self-service, each with its clause, and no other', () => {
    const page = readFileSync(new URL('../../docs/self-service.md', import.meta.url), 'utf8');
    expect(page.split('\n').filter((line) => line.startsWith('| KNO-'))).toEqual(cases.map(({ id, clause }) => `| ${id} | ${clause} |`));
  });
});
