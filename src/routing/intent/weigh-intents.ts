import type { IntentAnswer } from '../../model/intent-answer.js';
import type { IntentEvidence, IntentReading, LikelyIntent } from '../../model/intent-reading.js';
import type { IntentRules } from './intent-options.js';
import type { IntentKnown, WeighedIntents } from './intent-table.js';
import { eventEvidence } from './event-evidence.js';

/** the least that words can leave to an intent, or to something else: no classifier is so sure that nothing else counts */
const leastLikely = 0.005;
/** what earlier words of a conversation still count at the next ones */
const carriedOver = 0.5;
/** the most that words add to or take from log odds, all those of a conversation together */
const mostByWords = 8;
const mostNamed = 5;

/**
 * Weighs what speaks for each intent against "something else", in log odds, so that evidence of every kind adds up:
 * `L = ln(share / rest) + words + ½ · earlier words + Σ ln(lift)`, with `words = ln(p / p0) - ln(share / rest)` for the classifier's `p` and
 * its `p0 = 1 - Σ p`, and each lift of a rule whose window it is; then `P = e^L / (1 + Σ e^L)`, so that all of them sum to less than 1.
 */
export function weighIntents(rules: IntentRules, known: IntentKnown): WeighedIntents {
  const rest = 1 - [...rules.shares.values()].reduce((sum, share) => sum + share, 0);
  const weighed = [...rules.shares].map(([name, share]) => {
    const base = Math.log(share / rest);
    const byWords = known.said === undefined || known.said.guesses.length === 0 ? undefined : wordsOf(known.said, name, base);
    const earlier = known.earlier?.[name];
    const evidence: readonly IntentEvidence[] = [
      ...(byWords === undefined ? [] : [byWords]),
      ...(earlier === undefined ? [] : [{ kind: 'earlier words', adds: earlier * carriedOver } as const]),
      ...eventEvidence(rules.rules, name, known),
    ];
    return { name, odds: evidence.reduce((sum, { adds }) => sum + adds, base), evidence };
  });
  return { reading: readingOf(rules, known, likelyOf(weighed)), words: Object.fromEntries(weighed.flatMap(({ name, evidence }) => wordsSoFar(name, evidence))) };
}

function wordsOf({ guesses }: IntentAnswer, name: string, base: number): IntentEvidence {
  const guess = guesses.find(({ intent }) => intent === name);
  const other = 1 - guesses.reduce((sum, { probability }) => sum + probability, 0);
  const odds = Math.log(Math.max(leastLikely, guess?.probability ?? 0) / Math.max(leastLikely, other));
  return { kind: 'words', adds: within(odds - base), says: guess?.evidence ?? [] };
}

const within = (adds: number): number => Math.max(-mostByWords, Math.min(mostByWords, adds));

interface Weighed { readonly name: string; readonly odds: number; readonly evidence: readonly IntentEvidence[] }

/** Best first; of two that are as likely, the one that was declared first. The highest odds are taken off everywhere, so that no power overflows. */
function likelyOf(weighed: readonly Weighed[]): readonly LikelyIntent[] {
  const highest = Math.max(0, ...weighed.map(({ odds }) => odds));
  const all = weighed.reduce((sum, { odds }) => sum + Math.exp(odds - highest), Math.exp(-highest));
  return weighed.map(({ name, odds, evidence }) => ({ name, probability: Math.exp(odds - highest) / all, evidence }))
    .toSorted((a, b) => b.probability - a.probability).slice(0, mostNamed);
}

function readingOf({ floor }: IntentRules, { said, hasWords, asked = false }: IntentKnown, likely: readonly LikelyIntent[]): IntentReading {
  const hints = { ...(said?.sentiment !== undefined && { sentiment: said.sentiment }), ...(said?.language !== undefined && { language: said.language }) };
  const [best] = likely;
  if (best !== undefined && best.probability >= floor) return { verdict: 'sure', name: best.name, likely, ...hints };
  return { verdict: hasWords && !asked ? 'ask' : 'unsure', likely, ...hints };
}

function wordsSoFar(name: string, evidence: readonly IntentEvidence[]): readonly (readonly [string, number])[] {
  const adds = evidence.filter(({ kind }) => kind !== 'event').map((one) => one.adds);
  return adds.length === 0 ? [] : [[name, within(adds.reduce((sum, one) => sum + one, 0))]];
}
