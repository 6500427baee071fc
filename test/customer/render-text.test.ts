import { describe, expect, it } from 'vitest';
import { JourneyError } from 'throughline';
import { createRenderText, type Text } from '../../src/customer/message/render-text.js';

const render = (text: Text | undefined, wanted: { readonly locale?: string; readonly channel?: string } = {}, fallback = 'en'): string =>
  createRenderText(text === undefined ? {} : { greeting: text }, fallback)({ name: 'greeting', locale: '', channel: 'chat', facts: { name: 'Ann' }, ...wanted });

describe('a text of the host', () => {
  const byLocale: Text = { ja: 'こんにちは', en: 'Hello', 'de-CH': 'Grüezi' };

  it('that is one for all is said to everybody', () => {
    expect(render('Hello', { locale: 'ja' })).toBe('Hello');
    expect(render(({ name }) => `Hello, ${name}`, { locale: 'ja' })).toBe('Hello, Ann');
  });

  it.each([
    ['ja', 'こんにちは'], ['ja-JP', 'こんにちは'], ['ja-JP-x-lvariant', 'こんにちは'], ['de-CH', 'Grüezi'], ['fr', 'Hello'], ['', 'Hello'], ['constructor', 'Hello'],
  ])('is said in the language closest to %j', (locale, said) => {
    expect(render(byLocale, { locale })).toBe(said);
  });

  it('is said in the host’s own language where the customer’s is not there, and else in the first there is', () => {
    expect(render(byLocale, { locale: 'fr' }, 'de-CH')).toBe('Grüezi');
    expect(render(byLocale, { locale: 'fr' }, 'it')).toBe('こんにちは');
  });

  it('may be worded for one channel, and has one wording for all others', () => {
    const worded: Text = { en: { default: 'A letter', sms: ({ name }) => `Hi ${name}` } };
    expect([render(worded, { channel: 'sms' }), render(worded), render(worded, { channel: 'constructor' })]).toEqual(['Hi Ann', 'A letter', 'A letter']);
  });

  it.each<[string, Text | undefined]>([['is missing', undefined], ['is empty', ''], ['has no languages', {}], ['gives no text', (): any => 5]])('that %s is a fault of the definition, told by its name', (_, text) => {
    expect(() => render(text)).toThrowError(expect.toSatisfy((error: unknown) => JourneyError.is(error, 'DefinitionFault') && error.facts['text'] === 'greeting'));
  });
});
