/** What a customer most likely wants, as it was read when they made contact; kept with the conversation. */
export interface IntentReading {
  /**
   * `sure`: it is `name`. `ask`: nothing is sure enough, and one question is asked instead of a guess; said once in a conversation.
   * `unsure`: nothing is sure enough, and either nothing was said yet or the question was asked already: a person had better look.
   */
  readonly verdict: 'sure' | 'ask' | 'unsure';
  /** of `sure` */
  readonly name?: string;
  /** best first, at most five; the probabilities of all sum to less than 1, and the rest is something else */
  readonly likely: readonly LikelyIntent[];
  /** what was to help and could not be used, with the reason; the reading is made without it */
  readonly without?: readonly IntentFault[];
  /** how the customer sounds, -1 to 1, as the classifier heard it: a hint for a person, never shown to a journey */
  readonly sentiment?: number;
  /** the language of the words, as the classifier heard it: a hint */
  readonly language?: string;
}

/** A reading as a journey sees it: how somebody sounds is for a person, and nothing is decided by it. */
export type HeardIntent = Omit<IntentReading, 'sentiment'>;

/** One intent with what speaks for and against it. */
export interface LikelyIntent { readonly name: string; readonly probability: number; readonly evidence: readonly IntentEvidence[] }

/** What moved an intent's log odds, and by how much: `adds` above 0 speaks for it. */
export type IntentEvidence =
  /** the words of this contact; `says` is what the classifier points at */
  | { readonly kind: 'words'; readonly adds: number; readonly says: readonly string[] }
  /** earlier words of the same conversation */
  | { readonly kind: 'earlier words'; readonly adds: number }
  /** something that happened to the customer, at a time in epoch milliseconds */
  | { readonly kind: 'event'; readonly adds: number; readonly event: string; readonly at: number };

/** Which helper failed, and how. */
export interface IntentFault { readonly part: 'classifier' | 'happened'; readonly because: IntentFaultReason }
/** `not-an-answer`: not of the contract's shape. The last four are lies about intents or probabilities, which spoil the whole answer. */
export type IntentFaultReason = 'timed-out' | 'failed' | 'not-an-answer' | 'bad-probability' | 'sum-above-one' | 'unknown-intent' | 'said-twice';

/** Something that happened to a customer and may tell what they want; `at` in epoch milliseconds, `dates` those that its data names. */
export interface Happened { readonly type: string; readonly at: number; readonly dates?: { readonly [field: string]: number } }
