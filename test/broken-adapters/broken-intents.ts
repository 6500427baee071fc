import { createTrainedIntent } from 'throughline/adapters/intent';
import type { Intent, IntentAnswer, IntentAsked } from '../../src/ports/index.js';
import { lessons } from '../adapters/intent/care-desk.js';

/** A classifier that breaks one clause; `fails` are the cases that must notice, and no others may. */
export interface BrokenIntent { readonly name: string; readonly fails: string; readonly create: () => Intent }

const sound = createTrainedIntent({ examples: lessons });
const never = new AbortController().signal;
const answer = async (asked: IntentAsked, signal = never): Promise<IntentAnswer> => sound.classify(asked, { signal });

const breakIntent = (name: string, fails: string, members: () => Partial<Intent>): BrokenIntent => ({ name, fails, create: () => ({ ...sound, ...members() }) });

/** Answers in another way, and still hears when it is given up. */
const breakAnswer = (name: string, fails: string, edit: (answer: IntentAnswer, asked: IntentAsked) => IntentAnswer | Promise<IntentAnswer>): BrokenIntent =>
  breakIntent(name, fails, () => ({ classify: async (asked, { signal }) => edit(await answer(asked, signal), asked) }));

export const brokenIntents: readonly BrokenIntent[] = [
  breakIntent('has no name', 'INT-01', () => ({ name: '' })),
  breakIntent('declares an intent twice', 'INT-01', () => ({ intents: [...sound.intents, ...sound.intents] })),
  breakAnswer('counts in percent', 'INT-02 INT-05 INT-07 INT-09', ({ guesses }) => ({ guesses: guesses.map((guess) => ({ ...guess, probability: guess.probability * 100 })) })),
  breakAnswer('is sure of everything at once', 'INT-02 INT-07 INT-09', ({ guesses }, { text }) => ({ guesses: text.includes('penguin') ? [] : guesses.map((guess) => ({ ...guess, probability: 0.5 + guess.probability / 2 })) })),
  breakAnswer('names an intent once for each word', 'INT-02 INT-07 INT-09', ({ guesses }, { text }) => ({ guesses: text.includes(' ') ? guesses.flatMap((guess) => [{ ...guess, probability: guess.probability / 2 }, { ...guess, probability: guess.probability / 2 }]) : guesses })),
  breakAnswer('invents an intent where it knows none', 'INT-03', ({ guesses }) => ({ guesses: [...guesses, { intent: 'smalltalk', probability: 0 }] })),
  breakAnswer('turns its guesses round', 'INT-04 INT-08', ({ guesses }) => {
    const ordered = guesses.toSorted((a, b) => a.probability - b.probability);
    return { guesses: ordered.map((guess, i) => ({ ...guess, probability: ordered.at(-1 - i)?.probability ?? 0 })) };
  }),
  breakAnswer('cannot tell what it does not know', 'INT-05', ({ guesses }, { text }) => (text.includes('penguin') ? { guesses: [{ intent: 'invoice', probability: 0.9 }] } : { guesses })),
  breakIntent('remembers who asked before', 'INT-06', () => {
    let asked = 0;
    return { classify: async (what, { signal }) => {
      const { guesses } = await answer(what, signal);
      asked += 1;
      return { guesses: guesses.map((guess) => ({ ...guess, probability: guess.probability * (1 - asked / 10_000) })) };
    } };
  }),
  breakAnswer('gives up on a message that says nothing', 'INT-07', (said, { text }) => { if (text.trim() === '') throw new Error('nothing said'); return said; }),
  breakIntent('hears only what is written small', 'INT-08', () => ({ classify: async (asked, { signal }) => answer({ ...asked, text: /[A-ZＡ-Ｚａ-ｚ]{3}/.test(asked.text) ? '' : asked.text }, signal) })),
  breakIntent('makes notes on what it was asked', 'INT-09', () => ({ classify: async (asked, { signal }) => { Object.assign(asked.known.facts, { asked: true }); return answer(asked, signal); } })),
  breakIntent('answers though it was given up', 'INT-10', () => ({ classify: async (asked) => answer(asked) })),
];
