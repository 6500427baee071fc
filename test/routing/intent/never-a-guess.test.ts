import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defineIntents, type IntentTable } from 'throughline/steering';
import type { Happened, IntentAnswer } from 'throughline/ports';
import { runsOf } from '../../full-size.js';

const sound = defineIntents({
  intents: { bill: { share: 0.3 }, outage: { share: 0.1 }, moving: {} },
  rules: [{ intent: 'outage', after: 'outage.began', untilMs: 100, lift: 40 }, { intent: 'bill', after: 'invoice.sent', fromMs: 10, untilMs: 50, lift: 12 }, { intent: 'moving', after: 'invoice.sent', untilMs: 50, lift: 0.1 }],
});

/** What a classifier may answer, honest or not. */
const probability = fc.oneof({ weight: 6, arbitrary: fc.double({ min: 0, max: 0.5, noNaN: true }) }, { weight: 1, arbitrary: fc.constantFrom(0.9, 1, 7, -1, Number.NaN, Infinity) });
const intent = fc.oneof({ weight: 8, arbitrary: fc.constantFrom('bill', 'outage', 'moving') }, { weight: 1, arbitrary: fc.constantFrom('refund', '__proto__') });
const answer = fc.oneof({ weight: 8, arbitrary: fc.record({ guesses: fc.array(fc.record({ intent, probability }), { maxLength: 3 }) }) }, { weight: 1, arbitrary: fc.anything() });
interface Said { readonly answer: unknown; readonly hasWords: boolean; readonly happened: readonly string[] }
const conversation = fc.array(fc.record<Said>({ answer, hasWords: fc.boolean(), happened: fc.array(fc.constantFrom('outage.began', 'invoice.sent', 'page.seen'), { maxLength: 3 }) }), { minLength: 1, maxLength: 8 });

/** The rules once more, told here in another way than in the library: what may be used of an answer. */
function honest(given: unknown): IntentAnswer | undefined {
  if (typeof given !== 'object' || given === null || !('guesses' in given) || !Array.isArray(given.guesses)) return undefined;
  const guesses: IntentAnswer['guesses'] = given.guesses;
  const names = guesses.map((guess) => guess.intent);
  const sum = guesses.reduce((all, guess) => all + guess.probability, 0);
  return names.every((name) => ['bill', 'outage', 'moving'].includes(name)) && new Set(names).size === names.length && guesses.every(({ probability: p }) => p >= 0 && p <= 1) && sum <= 1.000_001 ? { guesses } : undefined;
}

/** Lives through one conversation and answers what was broken in it. */
function brokenIn(table: IntentTable, talk: readonly Said[]): readonly string[] {
  const broken: string[] = [];
  let [happened, asked, earlier]: [readonly Happened[], boolean, Readonly<Record<string, number>> | undefined] = [[], false, undefined];
  let questions = 0;
  talk.forEach(({ answer: given, hasWords, happened: types }, i) => {
    const at = (i + 1) * 20;
    for (const type of types) happened = table.note(happened, { type, at, data: {} }, at);
    const read = hasWords ? table.readAnswer(given) : { because: 'not-an-answer' as const };
    const said = 'answer' in read ? read.answer : undefined;
    if (hasWords && (honest(given) === undefined) !== (said === undefined)) broken.push('a lie was believed, or the truth was not');
    const { reading, words } = table.weigh({ at, happened, hasWords, asked, ...(said !== undefined && { said }), ...(earlier !== undefined && { earlier }) });
    const best = reading.likely[0];
    if (reading.likely.reduce((sum, one) => sum + one.probability, 0) >= 1 || reading.likely.some((one) => !(one.probability >= 0 && one.probability <= 1))) broken.push('the probabilities are none');
    if ((reading.verdict === 'sure') !== ((best?.probability ?? 0) >= 0.6)) broken.push('sure below the floor, or not above it');
    if (reading.verdict === 'ask' && !hasWords) broken.push('asked who said nothing');
    const rules = reading.likely.flatMap((one) => one.evidence.filter(({ kind }) => kind === 'event').map((piece) => `${one.name} ${'event' in piece ? piece.event : ''}`));
    if (new Set(rules).size < rules.length) broken.push('an event was counted twice');
    if (reading.verdict === 'ask') questions += 1;
    asked ||= reading.verdict === 'ask';
    earlier = words;
  });
  if (questions > 1) broken.push('asked twice');
  return [...new Set(broken)];
}

test('whatever a classifier says and whatever happens, nothing is guessed: lies are not believed, nothing below the floor is sure, and the question is asked once', () => {
  fc.assert(fc.property(conversation, (talk) => { expect(brokenIn(sound, talk)).toEqual([]); }), { numRuns: runsOf({ ci: 3_000, full: 1_000_000 }) });
});

describe('a table would be found out that', () => {
  const clamp = (given: unknown): unknown => { const { guesses = [] } = (given ?? {}) as Partial<IntentAnswer>; return { guesses: guesses.map((guess) => ({ ...guess, probability: Math.min(1, Math.max(0, guess.probability)) })) }; };
  const planted: readonly (readonly [string, Partial<IntentTable>, string])[] = [
    ['makes the best of a lie', { readAnswer: (given) => { const read = sound.readAnswer(given); return 'answer' in read || read.because !== 'bad-probability' ? read : sound.readAnswer(clamp(given)); } }, 'a lie was believed, or the truth was not'],
    ['takes the likeliest for sure', { weigh: (known) => { const weighed = sound.weigh(known); const [best] = weighed.reading.likely; return { ...weighed, reading: { ...weighed.reading, verdict: 'sure', ...(best !== undefined && { name: best.name }) } }; } }, 'sure below the floor, or not above it'],
    ['forgets that it asked', { weigh: (known) => sound.weigh({ ...known, asked: false }) }, 'asked twice'],
    ['asks who has said nothing', { weigh: (known) => sound.weigh({ ...known, hasWords: true }) }, 'asked who said nothing'],
    ['adds probabilities up', { weigh: (known) => { const weighed = sound.weigh(known); return { ...weighed, reading: { ...weighed.reading, likely: weighed.reading.likely.map((one) => ({ ...one, probability: one.probability * 1.5 })) } }; } }, 'the probabilities are none'],
    ['counts an event as often as it was told', { weigh: (known) => { const weighed = sound.weigh(known); return { ...weighed, reading: { ...weighed.reading, likely: weighed.reading.likely.map((one) => ({ ...one, evidence: [...one.evidence, ...one.evidence] })) } }; } }, 'an event was counted twice'],
  ];

  test.each(planted)('%s', (_, members, fault) => {
    const found = fc.check(fc.property(conversation, (talk) => !brokenIn({ ...sound, ...members }, talk).includes(fault)), { numRuns: 2_000 });
    expect(found.failed).toBe(true);
  });
});
