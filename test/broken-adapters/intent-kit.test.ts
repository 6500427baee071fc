import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createTrainedIntent } from 'throughline/adapters/intent';
import type { Intent } from '../../src/ports/index.js';
import { intentCases, runCases } from '../../src/testing/index.js';
import { elsewhere, examples, lessons } from '../adapters/intent/care-desk.js';
import { brokenIntents } from './broken-intents.js';

const casesOf = (create: () => Intent) => intentCases({ create, examples, elsewhere });

describe('a classifier that breaks one clause fails the cases of that clause and no others: one that', () => {
  it.each(brokenIntents.map((broken) => [broken.name, broken] as const))('%s', async (_, { fails, create }) => {
    const { failed } = await runCases(casesOf(create));
    expect(failed.map(({ id }) => id).join(' ')).toBe(fails);
  });
});

describe('the cases of a classifier', () => {
  const cases = casesOf(() => createTrainedIntent({ examples: lessons }));

  it('are each caught out by at least one broken classifier', () => {
    const caught = new Set(brokenIntents.flatMap(({ fails }) => fails.split(' ')));
    expect(cases.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
  });

  it('stand on the page about intents, each with its clause, and no other', () => {
    const page = readFileSync(new URL('../../docs/intent.md', import.meta.url), 'utf8');
    expect(page.split('\n').filter((line) => line.startsWith('| INT-'))).toEqual(cases.map(({ id, clause }) => `| ${id} | ${clause} |`));
  });
});
