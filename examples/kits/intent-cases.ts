import { describe, it } from 'vitest'; // or node:test, or jest
import { createKeywordIntent } from 'throughline/adapters/intent';
import { createMinisearchKnowledge } from 'throughline/adapters/knowledge';
import { describeCases, intentCases, knowledgeCases } from 'throughline/testing';

// #region cases
describeCases('our keywords', intentCases({
  create: () => createKeywordIntent({ intents: { invoice: { any: ['invoice', 'bill'] }, moving: { any: ['moving', 'new address'] } } }),
  examples: [{ text: 'The bill is wrong', intent: 'invoice' }, { text: 'We are moving in June', intent: 'moving' }],
  elsewhere: 'a penguin plays chess',
}), { describe, it });
// #endregion cases

// #region knowledge
describeCases('our help pages', knowledgeCases({ create: (articles) => createMinisearchKnowledge({ articles }) }), { describe, it });
// #endregion knowledge
