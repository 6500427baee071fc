import { describe, expect, it } from 'vitest';
import { classifyWith, createKeywordIntent, type Classify } from 'throughline/adapters/intent';
import type { IntentAsked } from 'throughline/ports';
import { words } from './care-desk.js';

const fallBack = createKeywordIntent({ intents: words });
const asked: IntentAsked = { text: 'my bill', channel: 'chat', known: { journeys: [], facts: {} }, happened: [] };
const io = { signal: new AbortController().signal };
const intents = ['invoice', 'moving'];

describe('a function that tells intents', () => {
  it('is believed where its answer is sound', async () => {
    const model = classifyWith(async ({ text }) => ({ guesses: [{ intent: 'invoice', probability: text === 'my bill' ? 0.8 : 0 }], language: 'en' }), { intents, fallBack });
    expect(await model.classify(asked, io)).toEqual({ guesses: [{ intent: 'invoice', probability: 0.8 }], language: 'en' });
  });

  const lies: readonly (readonly [string, Classify])[] = [
    ['says a probability of 7', () => ({ guesses: [{ intent: 'invoice', probability: 7 }] })], ['invents an intent', () => ({ guesses: [{ intent: 'refund', probability: 0.9 }] })],
    ['answers in prose', () => 'It is surely about the invoice.'], ['throws', () => { throw new Error('no'); }], ['never answers', () => new Promise(() => {})],
  ];

  it.each(lies)('that %s is not believed, and the other classifier answers', async (_, lie) => {
    const model = classifyWith(lie, { intents, fallBack, timeoutMs: 20 });
    expect((await model.classify(asked, io)).guesses).toEqual([{ intent: 'invoice', probability: 1 / 1.5, evidence: ['bill'] }]);
  });

  it.each(lies)('that %s and has no other beside it rejects, and says no word of the customer', async (_, lie) => {
    const error: unknown = await Promise.resolve(classifyWith(lie, { intents, timeoutMs: 20 }).classify(asked, io)).then(() => undefined, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).not.toContain('bill');
  });

  it('hears when it is given up', async () => {
    let heard = false;
    const model = classifyWith((_, { signal }) => new Promise(() => signal.addEventListener('abort', () => { heard = true; })), { intents, fallBack, timeoutMs: 20 });
    await model.classify(asked, io);
    expect(heard).toBe(true);
  });

  it.each([
    ['no options', [() => undefined]], ['options without intents', [() => undefined, {}]], ['intents that are no list', [() => undefined, { intents: 'invoice' }]], ['no function', [{}]], ['no function but options', ['invoice', { intents }]],
    ['a time that is none', [() => undefined, { intents, timeoutMs: -1 }]], ['another beside it that is no classifier', [() => undefined, { intents, fallBack: {} }]],
  ])('is refused with %s', (_, given) => {
    expect(() => { Reflect.apply(classifyWith, undefined, given); }).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });

  it('may name what either of the two may name', () => {
    expect(classifyWith(() => ({ guesses: [] }), { intents: ['moving', 'refund'], fallBack }).intents).toEqual(['moving', 'refund', 'no-internet', 'invoice']);
  });
});
