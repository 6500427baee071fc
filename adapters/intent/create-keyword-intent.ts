import { z } from 'zod';
import { readConfig } from '../../src/model/read-config.js';
import type { Intent, IntentAnswer } from '../../src/ports/index.js';
import { hintsOf, type HintsConfig } from './hints.js';
import { wordsOf } from './words-of.js';

/** Which words tell which intent. */
export interface KeywordIntentConfig extends HintsConfig { readonly intents: { readonly [intent: string]: IntentWords } }
/** Words and phrases of one intent, in any language; case and width do not count. */
export interface IntentWords {
  /** one of them speaks for it; a phrase counts where its words stand one after the other */
  readonly any: readonly string[];
  /** one of them says that it is not meant, whatever else is said */
  readonly never?: readonly string[];
}

const wordsSchema = z.strictObject({ any: z.array(z.string().min(1)).min(1).readonly(), never: z.array(z.string().min(1)).readonly().exactOptional() }).readonly();
const configSchema = z.record(z.string().min(1), wordsSchema).refine((intents) => Object.keys(intents).length > 0, 'it names one intent at least');

/** what is left for "something else" however many words speak for an intent, as half a word that speaks for it */
const doubt = 0.5;

/**
 * Tells intents by words that a person wrote down: nothing is learnt, and what it answers can be read off the list. Each phrase that is found is one
 * vote; `votes / (all votes + ½)` is the probability. InvalidOptions.
 */
export function createKeywordIntent(config: KeywordIntentConfig): Intent {
  const intents = Object.entries(readConfig<KeywordIntentConfig['intents']>(configSchema, config.intents, 'intents'))
    .map(([intent, { any, never = [] }]) => ({ intent, any: any.map(phraseOf), never: never.map(phraseOf) }));
  return {
    contract: 1,
    name: 'keywords',
    intents: intents.map(({ intent }) => intent),
    async classify({ text, locale }, { signal }): Promise<IntentAnswer> {
      signal.throwIfAborted();
      const words = wordsOf(text, locale);
      const found = intents.map(({ intent, any, never }) => ({ intent, evidence: never.some((phrase) => stands(phrase, words)) ? [] : any.filter((phrase) => stands(phrase, words)).map(({ said }) => said) }));
      const votes = found.reduce((sum, { evidence }) => sum + evidence.length, doubt);
      const guesses = found.filter(({ evidence }) => evidence.length > 0).map(({ intent, evidence }) => ({ intent, probability: evidence.length / votes, evidence }));
      return { guesses, ...hintsOf(config, text) };
    },
  };
}

interface Phrase { readonly said: string; readonly words: readonly string[] }

const phraseOf = (said: string): Phrase => ({ said, words: wordsOf(said) });

/** A phrase of signs alone, as a smiley, has no word and is never found. */
const stands = (phrase: Phrase, words: readonly string[]): boolean =>
  phrase.words.length > 0 && words.some((_, at) => phrase.words.every((word, i) => words[at + i] === word));
