import { wordsOf } from './words-of.js';

/** One message and what it was about. */
export interface Example { readonly text: string; readonly intent: string | null; readonly locale?: string }
/** What was learnt of one intent, or of everything else; all in natural logarithms. */
export interface Label { readonly intent: string | null; readonly prior: number; logOf(word: string): number }
export interface Learnt { readonly labels: readonly Label[]; readonly vocabulary: ReadonlySet<string> }

/** counted for every word beforehand, so that one that was not seen with an intent does not rule it out */
const smoothing = 0.5;

/** Counts which words come with which intent. */
export function learnWords(examples: readonly Example[]): Learnt {
  const counted = Map.groupBy(examples.map(({ text, intent, locale }) => ({ intent, words: wordsOf(text, locale) })), ({ intent }) => intent);
  const vocabulary = new Set([...counted.values()].flatMap((some) => some.flatMap(({ words }) => words)));
  const labels = [...counted].map(([intent, some]) => {
    const counts = new Map<string, number>();
    for (const { words } of some) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0) + smoothing * vocabulary.size;
    return { intent, prior: Math.log(some.length / examples.length), logOf: (word: string) => Math.log(((counts.get(word) ?? 0) + smoothing) / all) };
  });
  return { labels, vocabulary };
}
