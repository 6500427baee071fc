import { describe, expect, it } from 'vitest';
import { createMinisearchKnowledge } from 'throughline/adapters/knowledge';
import { describeCases, knowledgeCases } from 'throughline/testing';

describeCases('minisearch', knowledgeCases({ create: (articles) => createMinisearchKnowledge({ articles }) }), { describe, it });

describe('knowledge that the host gives', () => {
  it('is refused where two articles have one id, or one has no title', () => {
    const one = { id: 'a', title: 'A', text: '' };
    expect(() => createMinisearchKnowledge({ articles: [one, one] })).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
    expect(() => createMinisearchKnowledge({ articles: [{ ...one, title: '' }] })).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });

  it('is found by a word with one letter wrong, and by the beginning of one', async () => {
    const knowledge = createMinisearchKnowledge({ articles: [{ id: 'a', title: 'Restart the router', text: '' }] });
    const { signal } = new AbortController();
    expect(await knowledge.search({ text: 'ruoter roter' }, { signal })).toHaveLength(1);
    expect(await knowledge.search({ text: 'resta' }, { signal })).toHaveLength(1);
  });
});
