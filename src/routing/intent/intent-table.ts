import type { AnswerRead, IntentAnswer } from '../../model/intent-answer.js';
import type { Happened, IntentReading } from '../../model/intent-reading.js';

/** What a host knows of why customers come, made once by `defineIntents` and handed to the orchestrator. All of it is pure. */
export interface IntentTable {
  readonly intents: readonly string[];
  /** Asks whether any rule waits for an event of this type. */
  hears(type: string): boolean;
  /** What is kept of what happened to a customer, once one more event came: what no rule can reach any more is left out, and no more than fifty stay. */
  note(happened: readonly Happened[], event: HappeningEvent, now: number): readonly Happened[];
  /** Reads what a classifier answered, or why it cannot be used. */
  readAnswer(answer: unknown): AnswerRead;
  /** Weighs all that speaks for and against each intent. */
  weigh(known: IntentKnown): WeighedIntents;
}

/** An event as a rule may look at it; `at` is when it happened, epoch milliseconds. */
export interface HappeningEvent { readonly type: string; readonly at: number; readonly data: object }

/** All that a reading is made of. */
export interface IntentKnown {
  /** now, by the store's clock, epoch milliseconds */
  readonly at: number;
  readonly happened: readonly Happened[];
  /** the customer said something in this contact */
  readonly hasWords: boolean;
  /** what the classifier made of it; absent where nobody was asked or the answer could not be used */
  readonly said?: IntentAnswer;
  /** what earlier words of the conversation added to each intent's log odds */
  readonly earlier?: IntentOdds;
  /** the clarifying question was asked in this conversation */
  readonly asked?: boolean;
}

/** Amounts in log odds, by intent. */
export interface IntentOdds { readonly [intent: string]: number }
/** The reading, and what the words said so far will add in the next one. */
export interface WeighedIntents { readonly reading: IntentReading; readonly words: IntentOdds }
