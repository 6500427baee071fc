import { z } from 'zod';
import type { IntentFaultReason } from './intent-reading.js';

/** What a classifier answers. A probability outside 0 to 1, a sum above 1, or an intent that nobody declared spoils all of it. */
export interface IntentAnswer {
  /** an intent that is not named is taken as unlikely; none at all: it cannot tell */
  readonly guesses: readonly IntentGuess[];
  /** -1, bitter, to 1, glad: a hint for a person */
  readonly sentiment?: number;
  /** of the words, as a language tag: a hint */
  readonly language?: string;
}
/** One intent and how likely it is; `evidence` is what in the words points at it, at most five pieces of up to 64 UTF-16 units; it is kept with the conversation and shown as personal. */
export interface IntentGuess { readonly intent: string; readonly probability: number; readonly evidence?: readonly string[] }

/** A classifier's answer as it was read, or why it cannot be used. */
export type AnswerRead = { readonly answer: IntentAnswer } | { readonly because: IntentFaultReason };

/** rounding may lead a hair over 1 */
const hair = 1e-6;

const answerSchema = z.object({
  guesses: z.array(z.object({ intent: z.string(), probability: z.custom<number>((value) => typeof value === 'number'), evidence: z.array(z.string()).readonly().exactOptional() }).readonly()).readonly(),
  // a hint that makes no sense is no reason to do without the rest
  sentiment: z.number().min(-1).max(1).optional().catch(undefined),
  language: z.string().min(1).max(35).optional().catch(undefined),
});

/** For authors of a classifier: reads an answer that somebody else gave. One lie about an intent or a probability spoils all of it: who lies once is not weighed. */
export function readIntentAnswer(intents: readonly string[], given: unknown): AnswerRead {
  const read = answerSchema.safeParse(given);
  if (!read.success) return { because: 'not-an-answer' };
  const { guesses, sentiment, language } = read.data;
  if (guesses.some(({ probability }) => !(probability >= 0 && probability <= 1))) return { because: 'bad-probability' };
  if (guesses.some(({ intent }) => !intents.includes(intent))) return { because: 'unknown-intent' };
  if (new Set(guesses.map(({ intent }) => intent)).size < guesses.length) return { because: 'said-twice' };
  if (guesses.reduce((sum, { probability }) => sum + probability, 0) > 1 + hair) return { because: 'sum-above-one' };
  return { answer: { guesses: guesses.map(short), ...(sentiment !== undefined && { sentiment }), ...(language !== undefined && { language }) } };
}

/** What is pointed at is for a person's glance and is kept with the conversation. */
const short = ({ evidence, ...guess }: IntentGuess): IntentGuess =>
  (evidence === undefined ? guess : { ...guess, evidence: evidence.slice(0, mostPieces).map((piece) => piece.slice(0, longestPiece)) });

const mostPieces = 5;
/** UTF-16 units */
const longestPiece = 64;
