import { european } from './european.js';
import { foldText, foldWords } from './fold-text.js';
import { manyLanguages } from './many-languages.js';
import type { StopLanguage } from './stop-language.js';
import { unspaced } from './unspaced.js';

/**
 * What a message says about messages: `stop`, it asks for no more and says nothing else; `unclear`, it may, and a person must look at it;
 * `nothing`, a message like any other.
 */
export type StopReading = 'stop' | 'unclear' | 'nothing';

/**
 * Reads whether a message asks for no more messages, in over forty languages and whatever its case, width, punctuation and spacing. A
 * sentence that only has such a word in it stops nothing and is not passed over either.
 */
export function readStop(text: string): StopReading {
  const own = withoutQuotes(text.slice(0, longestRead));
  const folded = foldText(own);
  const compact = folded.replaceAll(' ', '');
  const whole = text.length <= longestRead && own.length <= longestAsked && (spacedAsks.some((asks) => asks.test(folded)) || unspacedAsks.some((asks) => asks.test(compact)));
  if (whole) return 'stop';
  return spacedHints.test(folded) || unspacedHints.test(compact) ? 'unclear' : 'nothing';
}

/** UTF-16 units; nobody who wants no more writes as long a sentence that says nothing else */
const longestAsked = 160;
/** where a person must look, the beginning says so */
const longestRead = 2_000;

/** An answer by e-mail quotes what it answers, and that says how to unsubscribe. */
const withoutQuotes = (text: string): string => text.split('\n').filter((line) => !/^\s*[>＞]/.test(line)).join('\n').trim();

const oneOf = (patterns: readonly string[]): string => `(?:${patterns.map(foldWords).join('|')})`;

/** A request, once or a few times, among a few courtesies; `gap` stands between words. Without these bounds a text could be read in endlessly many ways. */
const asksOf = (gap: string) => ({ asks, courtesies = [] }: StopLanguage): RegExp => {
  const before = courtesies.length === 0 ? '' : `(?:${oneOf(courtesies)}${gap}){0,4}`;
  const after = courtesies.length === 0 ? '' : `(?:${gap}${oneOf(courtesies)}){0,4}`;
  return new RegExp(`^${before}${oneOf(asks)}(?:${gap}${oneOf(asks)}){0,4}${after}$`, 'u');
};

const spaced: readonly StopLanguage[] = [...european, ...manyLanguages];
/** Said in every language: the word of the English, among its own courtesies. */
const withStop = (language: StopLanguage): StopLanguage => ({ ...language, asks: [...language.asks, 'stop'] });
const spacedAsks = spaced.map(withStop).map(asksOf(' '));
const unspacedAsks = unspaced.map(withStop).map(asksOf(''));
const spacedHints = new RegExp(`(?:^| )${oneOf(spaced.flatMap(({ hints }) => hints))}(?: |$)`, 'u');
const unspacedHints = new RegExp(oneOf(unspaced.flatMap(({ hints }) => hints)), 'u');
