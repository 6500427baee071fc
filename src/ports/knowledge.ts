/**
 * Where answers are written down: help pages, articles, notes. Asked by a journey's activity, never by a decision; members stand in life-cycle order.
 * What was shown counts as an attempt and not as a solution (care-rules 1.8): only the customer says that it helped.
 */
export interface Knowledge {
  readonly contract: 1;
  /** the technology, as in `minisearch` */
  readonly name: string;
  /** The articles that may answer a question, the likeliest first, `limit` at most; none where nothing fits. */
  search(asked: KnowledgeAsked, io: KnowledgeIo): Promise<readonly KnowledgeFound[]>;
  /** One article in whole, to be shown; `undefined` where there is none, or none any more. */
  show(id: string, io: KnowledgeIo): Promise<KnowledgeArticle | undefined>;
}
/** What every call is given beside its content: `signal` aborts at the call's time-out and when the orchestrator closes. */
export interface KnowledgeIo { readonly signal: AbortSignal }

/** A question in the customer's words. */
export interface KnowledgeAsked {
  readonly text: string;
  /** articles in another language are left out, where one is named */
  readonly locale?: string;
  /** those about another intent come after those about this one */
  readonly intent?: string;
  /** 3 where absent, 1 to 50 */
  readonly limit?: number;
}
/** An article that may answer; `score` above 0, only comparable within one answer. */
export interface KnowledgeFound { readonly id: string; readonly title: string; readonly score: number }
/** An article as it is written. */
export interface KnowledgeArticle {
  /** the same for as long as it is there; printable, up to 255 */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** a language tag; fits every language where absent */
  readonly locale?: string;
  /** the intents it answers */
  readonly intents?: readonly string[];
  /** where it can be read */
  readonly url?: string;
}
