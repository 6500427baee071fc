import { z } from 'zod';
import { readConfig } from '../../src/model/read-config.js';
import type { Intent, IntentAnswer } from '../../src/ports/index.js';
import { hintsOf, type HintsConfig } from './hints.js';
import { learnWords, type Example, type Learnt } from './learn-words.js';
import { wordsOf } from './words-of.js';

/** What a classifier learns from: messages of the team's own customers. */
export interface TrainedIntentConfig extends HintsConfig {
  /** two for each intent at the least, better fifty; `intent: null` is a message that is about something else */
  readonly examples: readonly Example[];
}

const examplesSchema = z.array(z.strictObject({ text: z.string(), intent: z.string().min(1).nullable(), locale: z.string().exactOptional() }).readonly()).readonly()
  .refine((examples) => examples.some(({ intent }) => intent !== null), 'one example at least names an intent');

/** Tells intents by the words of examples: a multinomial naive Bayes, learnt at once when it is made. InvalidOptions. */
export function createTrainedIntent(config: TrainedIntentConfig): Intent {
  const learnt = learnWords(readConfig<readonly Example[]>(examplesSchema, config.examples, 'examples'));
  return {
    contract: 1,
    name: 'naive-bayes',
    intents: learnt.labels.flatMap(({ intent }) => intent ?? []),
    async classify({ text, locale }, { signal }): Promise<IntentAnswer> {
      signal.throwIfAborted();
      return { guesses: guess(learnt, wordsOf(text, locale)), ...hintsOf(config, text) };
    },
  };
}

/**
 * `P(intent | words) ∝ P(intent) · Π P(word | intent)^(1/√n)` over the `n` words that were learnt. The words of one message depend on one
 * another, so that each further one says less: without the root, ten words make a bad guess look certain. Words nobody taught say nothing, and
 * a message of no other words has no answer.
 */
function guess({ labels, vocabulary }: Learnt, words: readonly string[]): IntentAnswer['guesses'] {
  const known = words.filter((word) => vocabulary.has(word));
  if (known.length === 0) return [];
  const scores = labels.map((label) => ({ label, score: label.prior + known.reduce((sum, word) => sum + label.logOf(word), 0) / Math.sqrt(known.length) }));
  const best = Math.max(...scores.map(({ score }) => score));
  const total = scores.reduce((sum, { score }) => sum + Math.exp(score - best), 0);
  return scores.flatMap(({ label, score }) => (label.intent === null ? [] : [{ intent: label.intent, probability: Math.exp(score - best) / total, evidence: tellingWords(known, label.intent, labels) }]));
}

/** The words that speak for an intent more than for any other. */
function tellingWords(known: readonly string[], intent: string, labels: Learnt['labels']): readonly string[] {
  const bestFor = (word: string): string | null | undefined => labels.reduce<Learnt['labels'][number] | undefined>((best, label) => (best === undefined || label.logOf(word) > best.logOf(word) ? label : best), undefined)?.intent;
  return [...new Set(known)].filter((word) => bestFor(word) === intent).slice(0, 5);
}
