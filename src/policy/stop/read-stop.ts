import { foldKeepingAccents, foldText, foldWords } from './fold-text.js';
import { spacedLanguages, unspacedLanguages } from './languages/all-languages.js';
import type { StopLanguage } from './stop-language.js';

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
  const said: Said = { folded: foldText(own), accented: foldKeepingAccents(own) };
  if (text.length <= longestRead && said.folded.length <= longestAsked && asksForNoMore(said)) return 'stop';
  return mayAsk(said) ? 'unclear' : 'nothing';
}

interface Pair { readonly ends: RegExp; readonly contacts: RegExp }
interface Said { readonly folded: string; readonly accented: string }

/** Another word may lose its accents and be this one: then the accents decide. */
const asksForNoMore = ({ folded, accented }: Said): boolean =>
  accentedWords.has(accented) || (words.has(folded) && !needAccents.has(folded)) || spacedAsks.some((asks) => asks.test(folded)) || unspacedAsks.some((asks) => asks.test(withoutBlanks(folded)));

const mayAsk = ({ folded, accented }: Said): boolean =>
  (needAccents.has(folded) && accented === folded) || politeWords.some((asks) => asks.test(folded) && !needAccents.has(folded)) || spacedHints.test(folded) || unspacedHints.test(withoutBlanks(folded)) ||
  spacedPairs.some((pair) => hasBoth(pair, folded)) || unspacedPairs.some((pair) => hasBoth(pair, withoutBlanks(folded)));

/** A word of ending and one of being written to, in one language: somebody may be asking, in words that nobody has thought of. */
const hasBoth = ({ ends, contacts }: Pair, text: string): boolean => ends.test(text) && contacts.test(text);

const withoutBlanks = (text: string): string => text.replaceAll(' ', '');

/** UTF-16 units of what is said; nobody who wants no more writes as long a sentence that says nothing else */
const longestAsked = 160;
/** where a person must look, the beginning says so */
const longestRead = 2_000;

/** An answer by e-mail quotes what it answers, and that says how to unsubscribe. */
const withoutQuotes = (text: string): string => text.split('\n').filter((line) => !/^\s*[>＞]/.test(line)).join('\n').trim();

const oneOf = (patterns: readonly string[]): string => `(?:${patterns.map(foldWords).join('|')})`;

function asWords(patterns: readonly string[]): RegExp { return new RegExp(`(?:^| )${oneOf(patterns)}(?: |$)`, 'u'); }
function anywhere(patterns: readonly string[]): RegExp { return new RegExp(oneOf(patterns), 'u'); }

/** A request, once or a few times, among a few courtesies; `gap` stands between words. Without these bounds a text could be read in endlessly many ways. */
function asksOf(asks: readonly string[], courtesies: readonly string[] = [], gap = ' '): RegExp {
  const before = courtesies.length === 0 ? '' : `(?:${oneOf(courtesies)}${gap}){0,4}`;
  const after = courtesies.length === 0 ? '' : `(?:${gap}${oneOf(courtesies)}){0,4}`;
  return new RegExp(`^${before}${oneOf(asks)}(?:${gap}${oneOf(asks)}){0,4}${after}$`, 'u');
}

// the word of the English is said in every language, among its own courtesies
const spacedAsks = spacedLanguages.map(({ asks, courtesies }) => asksOf([...asks, 'stop'], courtesies));
const unspacedAsks = unspacedLanguages.map(({ asks, courtesies }) => asksOf([...asks, 'stop'], courtesies, ''));
const politeWords = spacedLanguages.flatMap(({ words: alone, courtesies }) => (alone === undefined ? [] : [asksOf(alone, courtesies)]));
const words: ReadonlySet<string> = new Set(spacedLanguages.flatMap(({ words: alone = [] }) => alone.map(foldWords)));
const accentedWords: ReadonlySet<string> = new Set(spacedLanguages.flatMap(({ accented = [] }) => accented.map((word) => word.normalize('NFKC'))));
const needAccents: ReadonlySet<string> = new Set([...accentedWords].map(foldWords));
const spacedHints = asWords(spacedLanguages.flatMap(({ hints }) => hints));
const unspacedHints = anywhere(unspacedLanguages.flatMap(({ hints }) => hints));

const pairsOf = (languages: readonly StopLanguage[], toRegExp: (patterns: readonly string[]) => RegExp): readonly Pair[] =>
  languages.map(({ ends, contacts }) => ({ ends: toRegExp(ends), contacts: toRegExp(contacts) }));
const spacedPairs = pairsOf(spacedLanguages, asWords);
const unspacedPairs = pairsOf(unspacedLanguages, anywhere);
