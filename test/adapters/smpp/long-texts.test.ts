import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../adapters/smpp/decode-text.js';
import { splitText } from '../../../adapters/smpp/split-text.js';
import { openOffice, shown, smpp } from './smsc-test-bench.js';

const japanese = 'ご注文の品は本日発送されました。'.repeat(12);
const emoji = `x${'👩‍👩‍👧🎉'.repeat(60)}`;
const letters = 'Your parcel is here. [€{}] '.repeat(20);
const gsmChars = [...'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà\f^{}\\[~]|€'];

describe('a long text', () => {
  it.each([['letters', letters, 0], ['Japanese', japanese, 8], ['emoji', emoji, 8]])('of %s arrives whole, in numbered parts that a phone joins', async (_, text, dataCoding) => {
    const { smsc, send } = await openOffice();
    expect(await send({ text })).toEqual({ status: 'sent', providerId: `id-${smsc.submits.length}` });
    expect(smsc.submits.length).toBeGreaterThan(1);
    expect(shown(smsc.submits)).toBe(text);
    for (const { esm_class, data_coding, short_message: { message } } of smsc.submits) expect([esm_class, data_coding, message.isWellFormed()]).toEqual([0x40, dataCoding, true]);
  });

  it('has a reference of 16 bits where that was agreed', async () => {
    const { smsc, send } = await openOffice({ longText: 'udh16' });
    await send({ text: letters });
    const headers = smsc.submits.map(({ short_message: { udh } }) => [...udh[0]]);
    expect(headers.map(([id, length, , , total, number]) => [id, length, total, number])).toEqual(headers.map((_, at) => [8, 4, headers.length, at + 1]));
    expect(new Set(headers.map(([, , high, low]) => `${high} ${low}`)).size).toBe(1);
    expect(shown(smsc.submits)).toBe(letters);
  });

  it('goes in one piece as a payload where that was agreed, and a short one as usual', async () => {
    const { smsc, send } = await openOffice({ longText: 'payload' });
    await send({ text: japanese });
    await send({ key: 'default/k/2/0', text: 'Hi' });
    expect(smsc.submits).toMatchObject([{ message_payload: { message: japanese }, data_coding: 8 }, { short_message: { message: 'Hi' }, data_coding: 0 }]);
  });

  it('has the same reference and the same parts when it is sent again, by another process too, and another for another message', async () => {
    const parts = async (key: string): Promise<readonly unknown[]> => {
      const { smsc, send } = await openOffice();
      await send({ key, text: letters });
      return smsc.submits.map(({ short_message: { udh, message } }) => [[...udh[0]], message]);
    };
    const [first, again, other] = [await parts('default/a/1/0'), await parts('default/a/1/0'), await parts('default/b/1/0')];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('of which one part has no answer is not sent yet; only that part goes again, with the same bytes', async () => {
    const { smsc, send } = await openOffice({ responseMs: 80 });
    smsc.answerBy((_, nth) => (nth === 2 ? 'silence' : { message_id: `id-${nth}` }));
    expect(await send({ text: letters })).toEqual({ status: 'retry' });
    const total = smsc.submits.length;
    expect(await send({ text: letters })).toMatchObject({ status: 'sent' });
    expect(smsc.submits.length).toBe(total + 1);
    expect({ ...smsc.submits[total]?.['short_message'] }).toEqual({ ...smsc.submits[1]?.['short_message'] });
  });

  it('of which one part is throttled waits as a whole', async () => {
    const { smsc, send } = await openOffice({ window: 1 });
    smsc.answerBy((_, nth) => (nth === 2 ? { command_status: smpp.errors['ESME_RTHROTTLED'] } : { message_id: `id-${nth}` }));
    expect(await send({ text: letters })).toEqual({ status: 'retry', retryAfterMs: 1_000 });
    expect(smsc.submits).toHaveLength(2);
  });

  it('stops at the first part that is refused for good', async () => {
    const { smsc, send } = await openOffice({ window: 1 });
    smsc.answerBy(() => ({ command_status: smpp.errors['ESME_RINVDSTADR'] }));
    expect(await send({ text: letters })).toEqual({ status: 'refused', code: 'ESME_RINVDSTADR' });
    expect(smsc.submits).toHaveLength(1);
  });

  it('as long as the channel allows is always taken, also where it is all emoji', async () => {
    const { smsc, send, channel } = await openOffice();
    const text = '🎉'.repeat(channel.limits.maxTextLength / 2);
    expect(await send({ text })).toMatchObject({ status: 'sent' });
    expect(shown(smsc.submits)).toBe(text);
  });

  it('as long as any channel allows is taken in one piece too', async () => {
    const { smsc, send } = await openOffice({ longText: 'payload', maxTextLength: 8_000 });
    const text = '🎉'.repeat(4_000);
    expect(await send({ text })).toMatchObject({ status: 'sent' });
    expect(smsc.submits[0]?.message_payload.message).toBe(text);
  });
});

describe('splitting', () => {
  const joined = (parts: readonly Uint8Array[], alphabet: string): string | undefined => decodeText(Buffer.concat(parts), alphabet);

  it('of 160 letters or 70 Japanese characters gives one message, of one more two', () => {
    expect([160, 161].map((n) => splitText('x'.repeat(n), 'gsm', 6).parts.length)).toEqual([1, 2]);
    expect([70, 71].map((n) => splitText('あ'.repeat(n), 'gsm', 6).parts.length)).toEqual([1, 2]);
    expect([80, 81].map((n) => splitText('€'.repeat(n), 'gsm', 6).parts.length)).toEqual([1, 2]);
    expect(splitText('x'.repeat(400), 'gsm', 6).parts.map(({ length }) => length)).toEqual([153, 153, 94]);
    expect(splitText('x'.repeat(400), 'gsm', 7).parts.map(({ length }) => length)).toEqual([152, 152, 96]);
    expect(splitText('あ'.repeat(100), 'gsm', 6).parts.map(({ length }) => length)).toEqual([134, 66]);
  });

  it('never loses or changes a character of the GSM alphabet, and never tears one apart', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...gsmChars), { minLength: 1, maxLength: 600 }), fc.constantFrom(6, 7), (chars, header) => {
      const text = chars.join('');
      const { dataCoding, parts } = splitText(text, 'gsm', header);
      expect([dataCoding, joined(parts, 'gsm')]).toEqual([0, text]);
      expect(parts.map((bytes) => joined([bytes], 'gsm')).join('')).toBe(text);
      for (const { length } of parts) expect(length).toBeLessThanOrEqual(parts.length === 1 ? 160 : 159 - header);
    }));
  });

  it('never loses or changes any other text, never tears a pair apart, and keeps every part within a short message', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), fc.constantFrom(6, 7), (text, header) => {
      const { dataCoding, parts } = splitText(text, 'gsm', header);
      const alphabet = dataCoding === 0 ? 'gsm' : 'utf-16be';
      expect(joined(parts, alphabet)).toBe(text);
      expect(parts.map((bytes) => joined([bytes], alphabet)).join('')).toBe(text);
      if (dataCoding === 8) for (const { length } of parts) expect(length).toBeLessThanOrEqual(parts.length === 1 ? 140 : 140 - header);
    }));
  });

  it('always fits 255 parts where the text is within the longest that can be configured', () => {
    expect(splitText('🎉'.repeat(8_000), 'gsm', 7).parts.length).toBeLessThanOrEqual(255);
    expect(splitText(`あ${'🎉'.repeat(7_999)}`, 'gsm', 7).parts.length).toBeLessThanOrEqual(255);
    expect(splitText('€'.repeat(16_000), 'gsm', 7).parts.length).toBeLessThanOrEqual(255);
  });
});
