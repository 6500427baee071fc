import { createMinisearchKnowledge } from 'throughline/adapters/knowledge';
import type { Knowledge, KnowledgeArticle, KnowledgeAsked, KnowledgeFound } from '../../src/ports/index.js';

/** Knowledge that breaks one clause; `fails` are the cases that must notice, and no others may. */
export interface BrokenKnowledge { readonly name: string; readonly fails: string; readonly create: (articles: readonly KnowledgeArticle[]) => Knowledge }

const never = new AbortController().signal;

const breakKnowledge = (name: string, fails: string, members: (sound: Knowledge, articles: readonly KnowledgeArticle[]) => Partial<Knowledge>): BrokenKnowledge => ({
  name, fails,
  create: (articles) => { const sound = createMinisearchKnowledge({ articles }); return { ...sound, ...members(sound, articles) }; },
});

/** Asks, or answers, something else. */
const breakSearch = (name: string, fails: string, how: { readonly ask?: (asked: KnowledgeAsked) => KnowledgeAsked; readonly edit?: (found: readonly KnowledgeFound[]) => readonly KnowledgeFound[] }): BrokenKnowledge =>
  breakKnowledge(name, fails, (sound) => ({ search: async (asked, io) => (how.edit ?? ((found) => found))(await sound.search((how.ask ?? ((same) => same))(asked), io)) }));

export const brokenKnowledge: readonly BrokenKnowledge[] = [
  breakKnowledge('has no name', 'KNO-01', () => ({ name: '' })),
  breakSearch('puts the likeliest last', 'KNO-02 KNO-04 KNO-07', { edit: (found) => found.toReversed() }),
  breakSearch('shows something rather than nothing', 'KNO-03', { edit: (found) => (found.length === 0 ? [{ id: 'parcel', title: 'Where your parcel is', score: 1 }] : found) }),
  breakSearch('does not say how well it fits', 'KNO-04', { edit: (found) => found.map((one) => ({ ...one, score: 0 })) }),
  breakSearch('shows as much as it has', 'KNO-05', { ask: (asked) => ({ ...asked, limit: 50 }) }),
  breakSearch('answers in every language', 'KNO-06', { ask: ({ locale: _any, ...asked }) => asked }),
  breakSearch('does not care what it is about', 'KNO-07', { ask: ({ intent: _any, ...asked }) => asked }),
  breakKnowledge('shows the first lines only', 'KNO-08', (sound) => ({ show: async (id, io) => { const article = await sound.show(id, io); return article === undefined ? undefined : { ...article, text: article.text.slice(0, 20) }; } })),
  breakKnowledge('fails where an article is gone', 'KNO-09', (sound) => ({ show: async (id, io) => { const article = await sound.show(id, io); if (article === undefined) throw new Error('gone'); return article; } })),
  breakSearch('divides words at spaces', 'KNO-10', { ask: (asked) => (asked.locale === 'ja' ? { ...asked, text: 'x' } : asked) }),
  breakKnowledge('takes no long question', 'KNO-11', (sound) => ({ search: async (asked, io) => { if (asked.text.length > 1_000) throw new Error('too long'); return sound.search(asked, io); } })),
  breakKnowledge('searches on when it was given up', 'KNO-12', (sound) => ({ search: (asked) => sound.search(asked, { signal: never }) })),
  breakKnowledge('shows though it was given up', 'KNO-12', (sound) => ({ show: (id) => sound.show(id, { signal: never }) })),
];
