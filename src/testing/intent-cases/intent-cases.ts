import assert from 'node:assert/strict';
import type { Intent, IntentAnswer, IntentAsked } from '../../ports/index.js';
import type { ConformanceCase } from '../conformance-case.js';
import { hostileWords } from './hostile-words.js';

/** What the cases need of a classifier under test. */
export interface IntentHarness {
  /** a classifier of its own for every case */
  create(): Intent | Promise<Intent>;
  /** messages that it must tell, each with the intent that it must hold for the likeliest; two intents at least */
  readonly examples: readonly { readonly text: string; readonly intent: string; readonly locale?: string }[];
  /** words that have nothing to do with any of its intents */
  readonly elsewhere: string;
}

interface IntentClause { readonly id: string; readonly clause: string; readonly run: (bench: IntentBench) => Promise<void> }
interface IntentBench extends Omit<IntentHarness, 'create'> { readonly intent: Intent; readonly classify: (text: string, more?: Partial<IntentAsked>, signal?: AbortSignal) => Promise<IntentAnswer> }

/** Every clause of the contract of a classifier as cases: `describeCases('acme', intentCases({ create, examples, elsewhere }), { describe, it })`. `docs/intent.md` lists them. */
export function intentCases(harness: IntentHarness): readonly ConformanceCase[] {
  return clauses.map(({ id, clause, run }) => ({ id, clause, run: async () => run(benchOf(harness, await harness.create())) }));
}

const benchOf = (harness: IntentHarness, intent: Intent): IntentBench => ({
  examples: harness.examples, elsewhere: harness.elsewhere, intent,
  classify: async (text, more = {}, signal = new AbortController().signal) => intent.classify({ text, channel: 'chat', known: { journeys: [], facts: {} }, happened: [], ...more }, { signal }),
});

const likeliest = ({ guesses }: IntentAnswer): string | undefined => guesses.toSorted((a, b) => b.probability - a.probability)[0]?.intent;

/** What any answer must be. */
function assertSound({ guesses, sentiment, language }: IntentAnswer): void {
  for (const { probability } of guesses) assert(probability >= 0 && probability <= 1, 'a probability is not from 0 to 1');
  assert(guesses.reduce((sum, { probability }) => sum + probability, 0) <= 1 + 1e-6, 'the probabilities sum to more than 1');
  assert.equal(new Set(guesses.map(({ intent }) => intent)).size, guesses.length, 'an intent is named twice');
  assert(sentiment === undefined || (sentiment >= -1 && sentiment <= 1), 'the sentiment is not from -1 to 1');
  assert(language === undefined || Intl.getCanonicalLocales(language).length === 1, 'the language is no language tag');
}

const clauses: readonly IntentClause[] = [
  {
    id: 'INT-01', clause: 'a classifier says what it is: contract 1, a name, and the intents it may name, each once',
    async run({ intent }) {
      assert.equal(intent.contract, 1);
      assert(intent.name.length > 0);
      assert(intent.intents.length > 0);
      assert.equal(new Set(intent.intents).size, intent.intents.length);
    },
  },
  {
    id: 'INT-02', clause: 'probabilities are from 0 to 1, sum to at most 1, and no intent is named twice',
    async run({ examples, elsewhere, classify }) {
      for (const text of [...examples.map((one) => one.text), examples.map((one) => one.text).join(' '), elsewhere]) assertSound(await classify(text));
    },
  },
  {
    id: 'INT-03', clause: 'it names no intent that it does not declare',
    async run({ intent, examples, elsewhere, classify }) {
      for (const text of [...examples.map((one) => one.text), elsewhere]) {
        const { guesses } = await classify(text);
        assert.deepEqual(guesses.map((guess) => guess.intent).filter((named) => !intent.intents.includes(named)), []);
      }
    },
  },
  {
    id: 'INT-04', clause: 'what it was made to tell it tells',
    async run({ examples, classify }) {
      assert(new Set(examples.map(({ intent }) => intent)).size >= 2, 'the harness gives examples of two intents at least');
      for (const { text, intent, locale } of examples) assert.equal(likeliest(await classify(text, locale === undefined ? {} : { locale })), intent);
    },
  },
  {
    id: 'INT-05', clause: 'words about something else make it sure of nothing',
    async run({ elsewhere, classify }) {
      const { guesses } = await classify(elsewhere);
      assert(guesses.every(({ probability }) => probability < 0.6));
    },
  },
  {
    id: 'INT-06', clause: 'the same words have the same answer, whatever was asked in between',
    async run({ examples, classify }) {
      const first = await Promise.all(examples.map(({ text }) => classify(text)));
      const again: IntentAnswer[] = [];
      for (const { text } of examples.toReversed()) again.unshift(await classify(text));
      assert.deepEqual(again, first);
    },
  },
  {
    id: 'INT-07', clause: 'it bears whatever somebody writes: nothing, very much, signs, halves of characters',
    async run({ classify }) {
      for (const text of hostileWords) assertSound(await classify(text));
    },
  },
  {
    id: 'INT-08', clause: 'capitals and full width change nothing',
    async run({ examples, classify }) {
      for (const { text, intent } of examples) {
        assert.equal(likeliest(await classify(text.toUpperCase())), intent);
        assert.equal(likeliest(await classify(fullWidth(text))), intent);
      }
    },
  },
  {
    id: 'INT-09', clause: 'what it is asked it leaves as it was',
    async run({ examples, classify }) {
      const known = Object.freeze({ journeys: Object.freeze([]), facts: Object.freeze({ tier: 'gold' }) });
      for (const { text } of examples) assertSound(await classify(text, { known, happened: Object.freeze([Object.freeze({ type: 'outage.began', at: 1 })]) }));
    },
  },
  {
    id: 'INT-10', clause: 'a call that was given up rejects',
    async run({ examples, classify }) {
      await assert.rejects(classify(examples[0]?.text ?? '', {}, AbortSignal.abort()));
    },
  },
];

/** As a phone with a Japanese keyboard writes Latin letters. */
const fullWidth = (text: string): string => text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
