import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agentsCases, createMemoryAgents, queueCases, runCases, type ConformanceCase } from '../../src/testing/index.js';
import { brokenAgents } from './broken-agents.js';
import { brokenQueues, soundQueue } from './broken-queues-of-contacts.js';

const page = readFileSync(new URL('../../docs/agents.md', import.meta.url), 'utf8');
const rowsOf = (prefix: string): readonly string[] => page.split('\n').filter((line) => line.startsWith(`| ${prefix}-`));
const rows = (cases: readonly ConformanceCase[]): readonly string[] => cases.map(({ id, clause }) => `| ${id} | ${clause} |`);
const uncaught = (cases: readonly ConformanceCase[], broken: readonly { readonly fails: string }[]): readonly string[] => {
  const caught = new Set(broken.flatMap(({ fails }) => fails.split(' ')));
  return cases.map(({ id }) => id).filter((id) => !caught.has(id));
};
const memory = () => { const data = new Map(); const agents = createMemoryAgents(data); return { agents, again: () => createMemoryAgents(data), change: async (news: Parameters<typeof agents.change>[0]) => agents.change(news) }; };

describe('a directory of agents that breaks one clause fails the cases of that clause and no others: one that', () => {
  it.each(brokenAgents.map((broken) => [broken.name, broken] as const))('%s', async (_, { fails, create }) => {
    const { failed } = await runCases(await agentsCases({ create }));
    expect(failed.map(({ id }) => id).join(' ')).toBe(fails);
  });
});

describe('a queue that breaks one clause fails the cases of that clause and no others: one that', () => {
  it.each(brokenQueues.map((broken) => [broken.name, broken] as const))('%s', async (_, { fails, create }) => {
    const { failed } = await runCases(queueCases({ create }));
    expect(failed.map(({ id }) => id).join(' ')).toBe(fails);
  });
});

describe('the cases of agents and queues', async () => {
  const [ofAgents, ofQueues] = [await agentsCases({ create: memory }), queueCases({ create: soundQueue })];

  it('are each caught out by at least one that is broken', () => {
    expect([uncaught(ofAgents, brokenAgents), uncaught(ofQueues, brokenQueues)]).toEqual([[], []]);
  });

  it('stand on the page about agents, each with its clause, and no other', () => {
    expect([rowsOf('AGE'), rowsOf('QUE')]).toEqual([rows(ofAgents), rows(ofQueues)]);
  });
});
