import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, hours, JourneyError } from 'throughline';
import { defineIntents, type Happened, type IntentOptions } from 'throughline/steering';

const noon = Date.UTC(2026, 4, 4, 12);
const options: IntentOptions = {
  intents: { a: {}, b: {} },
  rules: [{ intent: 'a', after: 'order.placed', untilMs: hours(2), lift: 3 }, { intent: 'b', after: 'handset.announced', when: 'launchAt', fromMs: -days(2), untilMs: days(7), lift: 3 }],
};
const table = defineIntents(options);

describe('what a host writes down about intents', () => {
  it.each<readonly [string, unknown]>([
    ['no intent at all', { intents: {} }],
    ['shares that leave nothing for anything else', { intents: { a: { share: 0.6 }, b: { share: 0.4 } } }],
    ['a rule for an intent that nobody named', { intents: { a: {} }, rules: [{ intent: 'b', after: 'x', untilMs: 1, lift: 2 }] }],
    ['a window that ends before it begins', { intents: { a: {} }, rules: [{ intent: 'a', after: 'x', fromMs: 5, untilMs: 5, lift: 2 }] }],
    ['a lift of nothing', { intents: { a: {} }, rules: [{ intent: 'a', after: 'x', untilMs: 5, lift: 0 }] }],
    ['a lift that is no number', { intents: { a: {} }, rules: [{ intent: 'a', after: 'x', untilMs: 5, lift: Number.NaN }] }],
    ['a floor at which a guess would do', { intents: { a: {} }, floor: 0.3 }],
    ['a word that is no option', { intents: { a: {} }, flor: 0.7 }],
  ])('is refused with %s', (_, wrong) => {
    expect(() => defineIntents(wrong as IntentOptions)).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });

  it('names the rule whose intent is misspelt', () => {
    expect(() => defineIntents({ intents: { a: {} }, rules: [{ intent: 'a', after: 'x', untilMs: 1, lift: 2 }, { intent: 'b', after: 'x', untilMs: 1, lift: 2 }] })).toThrow(expect.objectContaining({ facts: expect.objectContaining({ path: 'intents.rules.1.intent' }) }));
  });

  it('shares what is left evenly among intents that say none, and something else', () => {
    const likely = defineIntents({ intents: { a: { share: 0.4 }, b: {}, c: {} } }).weigh({ at: 0, happened: [], hasWords: false }).reading.likely;
    expect(likely.map(({ probability }) => probability)).toEqual([expect.closeTo(0.4), expect.closeTo(0.2), expect.closeTo(0.2)]);
  });
});

describe('what happened to a customer', () => {
  it('is kept while a rule may look at it, and forgotten after', () => {
    const kept = table.note([], { type: 'order.placed', at: noon, data: {} }, noon);
    expect(kept).toEqual([{ type: 'order.placed', at: noon }]);
    expect(table.note(kept, { type: 'order.placed', at: noon + days(1), data: {} }, noon + days(1))).toEqual([{ type: 'order.placed', at: noon + days(1) }]);
  });

  it('is not kept where no rule asks for it', () => {
    const before: readonly Happened[] = [];
    expect(table.hears('page.seen')).toBe(false);
    expect(table.note(before, { type: 'page.seen', at: noon, data: {} }, noon)).toBe(before);
  });

  it.each<readonly [string, unknown, number | undefined]>([
    ['as milliseconds', noon + days(1), noon + days(1)], ['as a text with its zone', '2026-05-05T14:00:00+02:00', noon + days(1)],
    ['as a text without a zone', '2026-05-05T14:00:00', undefined], ['as a word', 'tomorrow', undefined], ['as no number', Number.NaN, undefined], ['not at all', undefined, undefined],
  ])('keeps a date that its data tells %s, or none', (_, launchAt, expected) => {
    const kept = table.note([], { type: 'handset.announced', at: noon, data: { launchAt } }, noon);
    // without its date no rule can look at it
    expect(kept).toEqual(expected === undefined ? [] : [{ type: 'handset.announced', at: noon, dates: { launchAt: expected } }]);
  });

  it('is never more than fifty things, the newest', () => {
    let kept: readonly Happened[] = [];
    for (let n = 0; n < 80; n += 1) kept = table.note(kept, { type: 'order.placed', at: noon + n, data: {} }, noon + n);
    expect(kept).toHaveLength(50);
    expect(kept.at(-1)?.at).toBe(noon + 79);
  });
});

describe('an answer of a classifier', () => {
  const guesses = (...probabilities: readonly unknown[]): unknown => ({ guesses: probabilities.map((probability, i) => ({ intent: ['a', 'b'][i], probability })) });

  it.each<readonly [string, unknown, string]>([
    ['a probability of 7', guesses(7), 'bad-probability'], ['a probability that is no number', guesses(Number.NaN), 'bad-probability'], ['a probability below 0', guesses(-0.1), 'bad-probability'],
    ['a probability without end', guesses(Infinity), 'bad-probability'], ['a probability in words', guesses('high'), 'not-an-answer'],
    ['more than 1 in all', guesses(0.8, 0.7), 'sum-above-one'], ['an intent that nobody named', { guesses: [{ intent: 'c', probability: 0.9 }] }, 'unknown-intent'],
    ['an intent from the prototype', { guesses: [{ intent: 'constructor', probability: 0.9 }] }, 'unknown-intent'],
    ['an intent twice', { guesses: [{ intent: 'a', probability: 0.4 }, { intent: 'a', probability: 0.5 }] }, 'said-twice'],
    ['nothing', undefined, 'not-an-answer'], ['null', null, 'not-an-answer'], ['a text', 'invoice', 'not-an-answer'], ['a list', [], 'not-an-answer'],
  ])('that has %s is not used', (_, answer, because) => {
    expect(table.readAnswer(answer)).toEqual({ because });
  });

  it('that is sound is used, without hints that make no sense, and with no more of its evidence than a person reads', () => {
    expect(table.readAnswer({ guesses: [{ intent: 'a', probability: 0.9, evidence: ['x'.repeat(100), '1', '2', '3', '4', '5'] }], sentiment: 40, language: 'de' }))
      .toEqual({ answer: { guesses: [{ intent: 'a', probability: 0.9, evidence: ['x'.repeat(64), '1', '2', '3', '4'] }], language: 'de' } });
  });

  it('of whatever kind is used or refused, and never thrown at', () => {
    fc.assert(fc.property(fc.anything(), (answer) => {
      const read = table.readAnswer(answer);
      expect('answer' in read || JourneyError.is(read) || typeof read.because === 'string').toBe(true);
    }));
  });
});
