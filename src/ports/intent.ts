import type { IntentAnswer } from '../model/intent-answer.js';
import type { Happened } from '../model/intent-reading.js';

/**
 * Tells what a customer wants from the words of one message: a classifier. It is asked outside of the decision and within a time; one that is
 * slow, fails or lies costs its own help and nothing else. Members stand in life-cycle order.
 */
export interface Intent {
  readonly contract: 1;
  /** the technology, as in `keywords` */
  readonly name: string;
  /** every intent that it may name, and no other */
  readonly intents: readonly string[];
  /** How likely each intent is, by these words alone as far as it can tell; the same question has the same answer where it can be helped. */
  classify(asked: IntentAsked, io: IntentIo): Promise<IntentAnswer> | IntentAnswer;
}
/** What every call is given beside its content: `signal` aborts at the call's time-out and when the orchestrator closes. */
export interface IntentIo { readonly signal: AbortSignal }

/** What was said, what is known and what just happened. No identities, and only facts of the classes public and internal. */
export interface IntentAsked {
  /** what was said, as it came */
  readonly text: string;
  readonly channel: string;
  /** the customer's own, where it is known */
  readonly locale?: string;
  readonly known: {
    /** running journeys and the states they are in, as paths */
    readonly journeys: readonly { readonly journey: string; readonly where: readonly string[] }[];
    /** of the customer and the open conversation */
    readonly facts: { readonly [fact: string]: unknown };
  };
  /** what just happened to the customer, oldest first */
  readonly happened: readonly Happened[];
}
