import assert from 'node:assert/strict';
import type { Knowledge, KnowledgeArticle, KnowledgeAsked, KnowledgeFound } from '../../ports/index.js';
import type { ConformanceCase } from '../conformance-case.js';
import { hostileWords } from '../intent-cases/hostile-words.js';
import { helpArticles } from './help-articles.js';

/** What the cases need of knowledge under test. */
export interface KnowledgeHarness {
  /** knowledge that holds these articles and no others; called once for every case */
  create(articles: readonly KnowledgeArticle[]): Knowledge | Promise<Knowledge>;
}

interface KnowledgeClause { readonly id: string; readonly clause: string; readonly run: (bench: KnowledgeBench) => Promise<void> }
interface KnowledgeBench {
  readonly knowledge: Knowledge;
  readonly search: (text: string, more?: Partial<KnowledgeAsked>, signal?: AbortSignal) => Promise<readonly KnowledgeFound[]>;
  readonly show: (id: string, signal?: AbortSignal) => Promise<KnowledgeArticle | undefined>;
}

/** Every clause of the contract of knowledge as cases: `describeCases('acme', knowledgeCases({ create }), { describe, it })`. `docs/self-service.md` lists them. */
export function knowledgeCases(harness: KnowledgeHarness): readonly ConformanceCase[] {
  return clauses.map(({ id, clause, run }) => ({ id, clause, run: async () => run(benchOf(await harness.create(helpArticles))) }));
}

const never = new AbortController().signal;

const benchOf = (knowledge: Knowledge): KnowledgeBench => ({
  knowledge,
  search: async (text, more = {}, signal = never) => knowledge.search({ text, ...more }, { signal }),
  show: async (id, signal = never) => knowledge.show(id, { signal }),
});

const idsOf = (found: readonly KnowledgeFound[]): readonly string[] => found.map(({ id }) => id);

const clauses: readonly KnowledgeClause[] = [
  {
    id: 'KNO-01', clause: 'knowledge says what it is: contract 1 and a name',
    async run({ knowledge }) {
      assert.equal(knowledge.contract, 1);
      assert(knowledge.name.length > 0);
    },
  },
  {
    id: 'KNO-02', clause: 'a question in words of an article finds that article first',
    async run({ search }) {
      assert.equal((await search('how do I restart my router'))[0]?.id, 'router');
      assert.equal((await search('when is my invoice due'))[0]?.id, 'invoice');
    },
  },
  {
    id: 'KNO-03', clause: 'words that stand in no article find nothing',
    async run({ search }) {
      assert.deepEqual(await search('xylophone qwrtzp'), []);
    },
  },
  {
    id: 'KNO-04', clause: 'what is found comes best first, each once, with a title and a score above 0',
    async run({ search }) {
      const found = await search('router invoice parcel', { limit: 10 });
      assert(found.length >= 3);
      assert.deepEqual(found.map(({ score }) => score), found.map(({ score }) => score).toSorted((a, b) => b - a));
      assert(found.every(({ score, title }) => score > 0 && title.length > 0));
      assert.equal(new Set(idsOf(found)).size, found.length);
    },
  },
  {
    id: 'KNO-05', clause: 'no more is found than was asked for, and three where nobody says',
    async run({ search }) {
      assert.equal((await search('router invoice parcel address', { limit: 1 })).length, 1);
      assert.equal((await search('router invoice parcel address')).length, 3);
    },
  },
  {
    id: 'KNO-06', clause: 'articles in another language are left out, and those of no language are not',
    async run({ search }) {
      assert.deepEqual(idsOf(await search('router', { locale: 'de-AT', limit: 10 })).toSorted(), ['router-anywhere', 'router-de']);
    },
  },
  {
    id: 'KNO-07', clause: 'an article about the intent at hand comes before one about another',
    async run({ search }) {
      assert.equal((await search('new address', { intent: 'parcel' }))[0]?.id, 'address-parcel');
      assert.equal((await search('new address', { intent: 'contract' }))[0]?.id, 'address-contract');
    },
  },
  {
    id: 'KNO-08', clause: 'what was found can be shown, in whole and as it was written',
    async run({ search, show }) {
      for (const { id } of await search('router invoice parcel', { limit: 10 })) assert.deepEqual(await show(id), helpArticles.find((article) => article.id === id));
    },
  },
  {
    id: 'KNO-09', clause: 'an article that is not there is shown as nothing, not as an error',
    async run({ show }) {
      assert.equal(await show('gone'), undefined);
      assert.equal(await show('__proto__'), undefined);
    },
  },
  {
    id: 'KNO-10', clause: 'a language that writes without spaces is searched by its words',
    async run({ search }) {
      assert.equal((await search('請求書はいつ届きますか', { locale: 'ja' }))[0]?.id, 'invoice-ja');
    },
  },
  {
    id: 'KNO-11', clause: 'it bears whatever somebody writes',
    async run({ search }) {
      for (const text of hostileWords) assert(Array.isArray(await search(text)));
    },
  },
  {
    id: 'KNO-12', clause: 'a search and a showing that were given up reject',
    async run({ search, show }) {
      await assert.rejects(search('router', {}, AbortSignal.abort()));
      await assert.rejects(show('router', AbortSignal.abort()));
    },
  },
];
