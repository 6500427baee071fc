import { eld } from 'eld/small';
import { describe, expect, it } from 'vitest';
import { createKeywordIntent, createTrainedIntent, type TrainedIntentConfig } from 'throughline/adapters/intent';
import type { Intent, IntentAnswer } from 'throughline/ports';
import { elsewhere, lessons, words } from './care-desk.js';

const ask = (intent: Intent, text: string, locale?: string): Promise<IntentAnswer> | IntentAnswer => intent.classify({ text, channel: 'chat', known: { journeys: [], facts: {} }, happened: [], ...(locale !== undefined && { locale }) }, { signal: new AbortController().signal });
const best = async (intent: Intent, text: string, locale?: string) => (await ask(intent, text, locale)).guesses.toSorted((a, b) => b.probability - a.probability)[0];

describe('a classifier that learns from the team\'s own messages', () => {
  const trained = createTrainedIntent({ examples: lessons });

  it('names the intents of its examples, and says which words told it', async () => {
    expect(trained.intents).toEqual(['no-internet', 'invoice', 'moving']);
    expect(await best(trained, 'my bill is too high')).toMatchObject({ intent: 'invoice', evidence: expect.arrayContaining(['bill']) });
  });

  it('tells most of what it has not seen', async () => {
    const unseen = [['router is offline', 'no-internet'], ['charged too much on my invoice', 'invoice'], ['address changes next month', 'moving'], ['Rechnung von Mai stimmt nicht', 'invoice'], ['ネットがつながりません', 'no-internet'], ['引っ越しの予定です', 'moving']] as const;
    const right = await Promise.all(unseen.map(async ([text, intent]) => (await best(trained, text))?.intent === intent));
    expect(right.filter(Boolean).length).toBeGreaterThanOrEqual(5);
  });

  it('says nothing about words that nobody taught it, and is not sure of a message about something else', async () => {
    expect((await ask(trained, elsewhere)).guesses.every(({ probability }) => probability < 0.6)).toBe(true);
    expect((await ask(trained, 'zzz qqq')).guesses).toEqual([]);
    expect((await best(trained, 'thank you very much, what a lovely day'))?.probability).toBeLessThan(0.5);
  });

  it('is not made certain by a long message', async () => {
    expect((await best(trained, 'invoice bill '.repeat(500)))?.probability).toBeLessThan(1);
  });

  it.each<readonly [string, unknown]>([['no example', []], ['examples of nothing but other things', [{ text: 'hello', intent: null }]], ['an example without words', [{ intent: 'a' }]]])('is refused with %s', (_, examples) => {
    expect(() => createTrainedIntent({ examples } as TrainedIntentConfig)).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });
});

describe('a classifier by keywords', () => {
  const keywords = createKeywordIntent({ intents: words, language: eld, sentiment: (text) => (text.includes('!!') ? -1 : 0) });

  it('finds words in any case and width, phrases, and Japanese words in a sentence', async () => {
    expect(await best(keywords, 'ＷＬＡＮ')).toMatchObject({ intent: 'no-internet' });
    expect(await best(keywords, 'I have a New  Address')).toMatchObject({ intent: 'moving', evidence: ['new address'] });
    expect(await best(keywords, '請求書の金額が違います')).toMatchObject({ intent: 'invoice' });
    expect((await ask(keywords, 'billing')).guesses).toEqual([]);
  });

  it('leaves out an intent that the customer says is not meant', async () => {
    expect((await ask(keywords, 'a new contract for internet')).guesses).toEqual([]);
  });

  it('is less sure the more intents are named', async () => {
    const alone = await best(keywords, 'invoice');
    const beside = await best(keywords, 'invoice and router');
    expect(alone?.probability).toBeGreaterThan(0.6);
    expect(beside?.probability).toBeLessThan(0.5);
  });

  it('hints at the language and at how it sounds, and both are only hints', async () => {
    expect(await ask(keywords, 'Meine Rechnung stimmt leider schon wieder nicht!!')).toMatchObject({ language: 'de', sentiment: -1 });
    expect((await ask(keywords, 'なぜ請求書の金額が違うのでしょうか')).language).toBe('ja');
    expect(await ask(keywords, '')).toEqual({ guesses: [], sentiment: 0 });
  });
});
