import MiniSearch from 'minisearch';
import { z } from 'zod';
import { readConfig } from '../../src/model/read-config.js';
import type { Knowledge, KnowledgeArticle, KnowledgeAsked, KnowledgeFound } from '../../src/ports/index.js';
import { wordsOf } from './words-of.js';

/** What can be looked up. */
export interface MinisearchKnowledgeConfig {
  /** all of them stay in memory; thousands are fine */
  readonly articles: readonly KnowledgeArticle[];
}

const articleSchema = z.strictObject({
  id: z.string().min(1).max(255), title: z.string().min(1), text: z.string(),
  locale: z.string().min(1).exactOptional(), intents: z.array(z.string()).readonly().exactOptional(), url: z.string().exactOptional(),
}).readonly();
const configSchema = z.array(articleSchema).readonly().refine((articles) => new Set(articles.map(({ id }) => id)).size === articles.length, 'each has an id of its own');

/** how much more an article about the intent at hand counts */
const intentBoost = 3;
const titleBoost = 3;
const usual = 3;
const most = 50;
/** UTF-16 units; what the question is about is said by then, and a search takes time for each word */
const longestQuestion = 500;
/** one letter wrong is looked for in words that people write */
const longestWord = 30;

/** Knowledge in memory, searched by words with `minisearch`: beginnings of words count, and so do words with one letter wrong. InvalidOptions. */
export function createMinisearchKnowledge(config: MinisearchKnowledgeConfig): Knowledge {
  const articles = new Map(readConfig<readonly KnowledgeArticle[]>(configSchema, config.articles, 'articles').map((article) => [article.id, article]));
  const index = new MiniSearch<KnowledgeArticle>({ fields: ['title', 'text'], tokenize: (text) => [...wordsOf(text)], processTerm: (term) => term });
  index.addAll([...articles.values()]);
  return {
    contract: 1,
    name: 'minisearch',
    async search({ text, locale, intent, limit = usual }, { signal }) {
      signal.throwIfAborted();
      const found = index.search(text.slice(0, longestQuestion), {
        boost: { title: titleBoost }, prefix: (term) => term.length > 3, fuzzy: (term) => (term.length > 4 && term.length <= longestWord ? 1 : false),
        filter: ({ id }) => speaks(articles.get(String(id)), locale),
        boostDocument: (id) => (isAbout(articles.get(String(id)), intent) ? intentBoost : 1),
      });
      return found.slice(0, Math.min(most, Math.max(1, limit))).flatMap(({ id, score }) => toFound(articles.get(String(id)), score));
    },
    async show(id, { signal }) {
      signal.throwIfAborted();
      return articles.get(id);
    },
  };
}

/** `de` is spoken by who asks in `de-AT`. */
function speaks(article: KnowledgeArticle | undefined, locale: KnowledgeAsked['locale']): boolean {
  return article?.locale === undefined || locale === undefined || languageOf(article.locale) === languageOf(locale);
}

const languageOf = (locale: string): string | undefined => locale.toLowerCase().split(/[-_]/)[0];

const isAbout = (article: KnowledgeArticle | undefined, intent: string | undefined): boolean => intent !== undefined && article?.intents?.includes(intent) === true;

const toFound = (article: KnowledgeArticle | undefined, score: number): readonly KnowledgeFound[] => (article === undefined ? [] : [{ id: article.id, title: article.title, score }]);
