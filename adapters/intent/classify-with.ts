import { z } from 'zod';
import { JourneyError } from '../../src/errors/index.js';
import { readIntentAnswer, type Intent, type IntentAnswer, type IntentAsked, type IntentIo } from '../../src/ports/index.js';

/** Any function that tells intents, as one that asks a language model. Its answer is read before it is believed. */
export type Classify = (asked: IntentAsked, io: IntentIo) => unknown;
/** How a function is asked. */
export interface ClassifyWithConfig {
  /** every intent that it may name */
  readonly intents: readonly string[];
  /** what it is called in faults; `function` */
  readonly name?: string;
  /** given up after so many milliseconds; 3,000, which is less than the orchestrator waits */
  readonly timeoutMs?: number;
  /** asked where the function is too slow, fails or lies; the call rejects where there is none */
  readonly fallBack?: Intent;
}

/**
 * Makes a classifier of a function that answers `{ guesses: [{ intent, probability, evidence? }], sentiment?, language? }`, or a promise of it. An
 * answer of another shape, a probability that is none and an intent that was not named are refused whole. InvalidOptions.
 */
export function classifyWith(classify: Classify, config: ClassifyWithConfig): Intent {
  const given: unknown = classify;
  if (typeof given !== 'function') throw new JourneyError('InvalidOptions', 'What tells intents is a function.', { path: 'classify' });
  const read = configSchema.safeParse(config);
  if (!read.success) throw new JourneyError('InvalidOptions', `The function that tells intents has a list 'intents' of their names, and may have a 'name', a 'timeoutMs' and a classifier as 'fallBack'.`, { path: read.error.issues[0]?.path.join('.') ?? '' });
  const { intents, name = 'function', timeoutMs = 3_000, fallBack } = config;
  return {
    contract: 1,
    name,
    intents: [...new Set([...intents, ...fallBack?.intents ?? []])],
    async classify(asked, { signal }) {
      signal.throwIfAborted();
      try {
        return await answerOf(classify, asked, { intents, signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
      } catch (error) {
        if (fallBack === undefined || signal.aborted) throw error;
        return fallBack.classify(asked, { signal });
      }
    },
  };
}

const configSchema = z.looseObject({
  intents: z.array(z.string().min(1)),
  name: z.string().min(1).optional(),
  timeoutMs: z.number().int().positive().max(2 ** 31 - 1).optional(),
  fallBack: z.looseObject({ intents: z.array(z.string()), classify: z.custom((value) => typeof value === 'function') }).optional(),
});

async function answerOf(classify: Classify, asked: IntentAsked, { intents, signal }: { readonly intents: readonly string[]; readonly signal: AbortSignal }): Promise<IntentAnswer> {
  const gaveUp = new Promise<never>((_, reject) => { signal.addEventListener('abort', () => reject(signal.reason), { once: true }); });
  const read = readIntentAnswer(intents, await Promise.race([(async () => classify(asked, { signal }))(), gaveUp]));
  if ('because' in read) throw new JourneyError('InvalidPayload', `The function that tells intents gave an answer that cannot be used (${read.because}).`);
  return read.answer;
}
