import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, hours } from 'throughline';
import { defineIntents, type IntentKnown } from 'throughline/steering';

const noon = Date.UTC(2026, 4, 4, 12);
const table = defineIntents({
  intents: { 'no-internet': { share: 0.1 }, invoice: { share: 0.2 }, handset: { share: 0.05 } },
  rules: [
    { intent: 'no-internet', after: 'outage.began', untilMs: hours(6), lift: 30 },
    { intent: 'invoice', after: 'invoice.sent', fromMs: hours(12), untilMs: days(3), lift: 12 },
    { intent: 'handset', after: 'handset.announced', when: 'launchAt', fromMs: -days(2), untilMs: days(7), lift: 20 },
    { intent: 'invoice', after: 'outage.began', untilMs: hours(6), lift: 0.2 },
  ],
});
const weigh = (known: Partial<IntentKnown> = {}) => table.weigh({ at: noon, happened: [], hasWords: false, ...known }).reading;
const probabilityOf = (intent: string, known: Partial<IntentKnown> = {}): number => weigh(known).likely.find(({ name }) => name === intent)?.probability ?? 0;
const said = (intent: string, probability: number) => ({ guesses: [{ intent, probability }] });

describe('what a customer most likely wants', () => {
  it('is what customers usually want, as long as nothing else is known', () => {
    expect(weigh()).toEqual({ verdict: 'unsure', likely: [
      { name: 'invoice', probability: expect.closeTo(0.2), evidence: [] }, { name: 'no-internet', probability: expect.closeTo(0.1), evidence: [] }, { name: 'handset', probability: expect.closeTo(0.05), evidence: [] },
    ] });
  });

  it('is the internet that is away, for who calls during an outage without a word', () => {
    const reading = weigh({ happened: [{ type: 'outage.began', at: noon - hours(1) }] });
    expect(reading).toMatchObject({ verdict: 'sure', name: 'no-internet' });
    expect(reading.likely[0]?.evidence).toEqual([{ kind: 'event', event: 'outage.began', at: noon - hours(1), adds: expect.closeTo(Math.log(30)) }]);
  });

  it('is the invoice on the day after it, and neither at once nor a week later', () => {
    const after = (ms: number): number => probabilityOf('invoice', { happened: [{ type: 'invoice.sent', at: noon - ms }] });
    expect(after(hours(1))).toBeCloseTo(0.2);
    expect(after(days(1))).toBeGreaterThan(0.7);
    expect(after(days(7))).toBeCloseTo(0.2);
  });

  it('is the new handset already two days before it is sold, by the date in the news of it', () => {
    const before = (ms: number): number => probabilityOf('handset', { happened: [{ type: 'handset.announced', at: noon - days(30), dates: { launchAt: noon + ms } }] });
    expect(before(days(3))).toBeCloseTo(0.05);
    expect(before(days(1))).toBeGreaterThan(0.4);
    // news without the date tell no time
    expect(probabilityOf('handset', { happened: [{ type: 'handset.announced', at: noon - hours(1) }] })).toBeCloseTo(0.05);
  });

  it('counts an event once, however often it was told', () => {
    const outage = { type: 'outage.began', at: noon - hours(1) };
    expect(probabilityOf('no-internet', { happened: [outage, outage, outage] })).toBeCloseTo(probabilityOf('no-internet', { happened: [outage] }));
  });

  it('adds the words to what happened: what neither is sure of alone, both are together', () => {
    const happened = [{ type: 'invoice.sent', at: noon - days(1) }];
    const words = { said: said('no-internet', 0.7), hasWords: true };
    expect(probabilityOf('no-internet', words)).toBeCloseTo(0.7, 1);
    expect(probabilityOf('no-internet', { ...words, happened: [{ type: 'outage.began', at: noon - hours(1) }] })).toBeGreaterThan(0.95);
    expect(probabilityOf('no-internet', { ...words, happened })).toBeLessThan(0.7);
  });

  it('is asked about once, where the words leave it open, and never guessed', () => {
    expect(weigh({ hasWords: true, said: said('invoice', 0.4) })).toMatchObject({ verdict: 'ask' });
    expect(weigh({ hasWords: true, said: said('invoice', 0.4), asked: true })).toMatchObject({ verdict: 'unsure' });
    expect(weigh({ hasWords: true, said: said('invoice', 0.4) }).name).toBeUndefined();
  });

  it('takes up earlier words of the conversation, at half their weight', () => {
    const first = table.weigh({ at: noon, happened: [], hasWords: true, said: said('handset', 0.5) });
    expect(first.reading.verdict).toBe('ask');
    const second = table.weigh({ at: noon, happened: [], hasWords: true, said: said('handset', 0.4), earlier: first.words, asked: true });
    expect(second.reading).toMatchObject({ verdict: 'sure', name: 'handset' });
    expect(second.reading.likely[0]?.evidence.map(({ kind }) => kind)).toEqual(['words', 'earlier words']);
  });
});

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const anyKnown: fc.Arbitrary<IntentKnown> = fc.record({
  at: fc.constant(noon), hasWords: fc.boolean(),
  happened: fc.array(fc.record({ type: fc.constantFrom('outage.began', 'invoice.sent', 'handset.announced', 'stranger'), at: fc.integer({ min: noon - days(10), max: noon + days(10) }) }), { maxLength: 60 }),
  said: fc.tuple(probability, probability, probability).map(([a, b, c]) => {
    const sum = Math.max(1, a + b + c);
    return { guesses: [{ intent: 'invoice', probability: a / sum }, { intent: 'no-internet', probability: b / sum }, { intent: 'handset', probability: c / sum }] };
  }),
  earlier: fc.dictionary(fc.constantFrom('invoice', 'no-internet', 'handset'), fc.double({ min: -8, max: 8, noNaN: true })),
  asked: fc.boolean(),
});

describe('whatever is known', () => {
  it('the probabilities lie between 0 and 1 and sum to less than 1, and only what reaches the floor is sure', () => {
    fc.assert(fc.property(anyKnown, (known) => {
      const { verdict, name, likely } = table.weigh(known).reading;
      expect(likely.every(({ probability: p }) => p >= 0 && p <= 1)).toBe(true);
      expect(likely.reduce((sum, one) => sum + one.probability, 0)).toBeLessThanOrEqual(1);
      expect(verdict === 'sure').toBe((likely[0]?.probability ?? 0) >= 0.6);
      expect(name).toBe(verdict === 'sure' ? likely[0]?.name : undefined);
      if (verdict === 'ask') expect(known.asked).toBe(false);
    }));
  });

  it('the same is read again from the same, and words that speak more for an intent never make it less likely', () => {
    fc.assert(fc.property(anyKnown, fc.double({ min: 0.01, max: 0.3, noNaN: true }), (known, more) => {
      expect(table.weigh(known)).toEqual(table.weigh(structuredClone(known)));
      const by = (p: number): number => table.weigh({ ...known, said: said('invoice', p) }).reading.likely.find(({ name }) => name === 'invoice')?.probability ?? 0;
      expect(by(0.3 + more)).toBeGreaterThanOrEqual(by(0.3));
    }));
  });
});
