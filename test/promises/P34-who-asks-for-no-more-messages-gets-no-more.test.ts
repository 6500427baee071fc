import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStop } from '../../src/policy/stop/read-stop.js';
import { runsOf } from '../full-size.js';
import { mustBeReviewed, mustGoOn, mustStop } from '../policy/stop-phrases.js';
import { sentences } from '../policy/stop-sentences.js';
import { everyDay, saidOtherwise, saidOtherwiseUnclear } from '../policy/stop-unlike.js';

const stops = Object.values(mustStop).flat();
const plain = Object.values(sentences).flatMap((one) => one.stops);

test('three hundred phrases and a hundred others are written down, each once, in at least forty languages', () => {
  expect(stops.length).toBeGreaterThanOrEqual(300);
  expect(mustBeReviewed.length + mustGoOn.length).toBeGreaterThanOrEqual(100);
  expect(Object.keys(mustStop).length).toBeGreaterThanOrEqual(40);
  expect(new Set([...stops, ...mustBeReviewed, ...mustGoOn]).size).toBe(stops.length + mustBeReviewed.length + mustGoOn.length);
});

type Read = typeof readStop;
const misread = (read: Read, phrases: readonly string[], meant: ReturnType<Read>): readonly string[] => phrases.filter((phrase) => read(phrase) !== meant);

test.each(Object.entries(mustStop))('who asks for no more messages in %s gets no more', (_, phrases) => {
  expect(misread(readStop, phrases, 'stop')).toEqual([]);
});

/** most of our customers write one of them */
const inDepth = ['English', 'German', 'French', 'Spanish', 'Portuguese', 'Italian', 'Dutch', 'Polish', 'Russian', 'Turkish', 'Arabic', 'Chinese', 'Japanese', 'Korean', 'Thai'];

test('plain requests are written down in every language, eight of them beside six that are like them in fifteen', () => {
  expect(Object.keys(sentences).toSorted()).toEqual(Object.keys(mustStop).toSorted());
  const few = Object.entries(sentences).filter(([language, { stops: asked, review, never = [] }]) =>
    asked.length < (inDepth.includes(language) ? 8 : 3) || (inDepth.includes(language) && review.length + never.length < 6));
  expect(few).toEqual([]);
});

test.each(Object.entries(sentences))('in %s a plain request is one, and what is like it stops nothing; where it may be one, a person looks', (_, { stops: asked, review, never = [] }) => {
  expect(misread(readStop, asked, 'stop')).toEqual([]);
  expect(misread(readStop, review, 'unclear')).toEqual([]);
  expect(never.filter((phrase) => readStop(phrase) === 'stop')).toEqual([]);
});

test('requests in other words are ones as well, and what customers write every day is not', () => {
  expect(misread(readStop, saidOtherwise, 'stop')).toEqual([]);
  expect(misread(readStop, saidOtherwiseUnclear, 'unclear')).toEqual([]);
  expect(misread(readStop, everyDay, 'nothing')).toEqual([]);
});

test('what is not clear stops nothing, and a person looks at it', () => {
  expect(misread(readStop, mustBeReviewed, 'unclear')).toEqual([]);
});

test('a message like any other is one', () => {
  expect(misread(readStop, mustGoOn, 'nothing')).toEqual([]);
});

test('the proof notices a list of words that is compared letter by letter, and one that is looked for anywhere', () => {
  const words = ['stop', 'unsubscribe', 'arret', 'baja', '配信停止', 'стоп', '退订'];
  const same: Read = (text) => (words.includes(text.toLowerCase().trim()) ? 'stop' : 'nothing');
  const anywhere: Read = (text) => (words.some((word) => text.toLowerCase().includes(word)) ? 'stop' : 'nothing');
  expect(misread(same, stops, 'stop')).toEqual(expect.arrayContaining(['Stop.', 'ＳＴＯＰ', 'stop texting me', 'Arrêt', '配信停止してください']));
  expect(misread(same, mustBeReviewed, 'unclear')).toEqual(mustBeReviewed);
  expect(mustBeReviewed.filter((phrase) => anywhere(phrase) === 'stop')).toEqual(expect.arrayContaining(['stop by tomorrow?', 'please don\'t stop', '配信停止しないでください']));
});

describe('however it is typed', () => {
  const phrase = fc.constantFrom(...stops, ...plain);
  const around = fc.array(fc.constantFrom(' ', '.', '!', '\n', '"', '…', '🛑', '\u200b', '\u200e', '!?'), { maxLength: 6 }).map((parts) => parts.join(''));
  const loud = (text: string) => text.toUpperCase();
  const wide = (text: string) => text.replaceAll(/[!-~]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0));
  const apart = (text: string) => text.normalize('NFD');
  const way = fc.constantFrom(loud, wide, apart, (text: string) => text, (text: string) => loud(apart(text)), (text: string) => wide(loud(text)));

  test('case, width, accents taken apart, blanks and punctuation around a phrase never matter', () => {
    fc.assert(fc.property(phrase, around, around, way, (text, before, after, typed) => {
      expect(readStop(`${before}${typed(text)}${after}`)).toBe('stop');
    }), { numRuns: runsOf({ ci: 1_000, full: 100_000 }) });
  });
  test('a phrase with a letter or a digit beside it is another word, and stops nothing', () => {
    const word = fc.constantFrom('stop', 'unsubscribe', '配信停止', 'baja', 'abmelden', '退订');
    fc.assert(fc.property(word, fc.constantFrom('x', '7', 'é', '止め'), (stop, more) => {
      expect(readStop(`${stop}${more}`)).not.toBe('stop');
      expect(readStop(`${more}${stop}`)).not.toBe('stop');
      expect(readStop(`${more} ${stop}`)).not.toBe('stop');
    }));
  });
  test('a phrase in a message that says more is seen by a person, and stops nothing', () => {
    const strong = fc.constantFrom('STOP', 'unsubscribe', 'Abmeldung', 'désabonner', 'отписаться', '配信停止', '退订', '수신거부');
    const more = fc.constantFrom('my order number is 4711', 'wann kommt mein Paket', 'où est ma commande', 'где мой заказ', '注文番号は4711です', '我的订单在哪里', '주문 번호는 4711입니다');
    fc.assert(fc.property(strong, more, fc.boolean(), (stop, other, first) => {
      expect(readStop(first ? `${stop} ${other}` : `${other} ${stop}`)).toBe('unclear');
    }));
  });
});

test('who asks in a longer text is seen by a person', () => {
  const long = ['I ordered a lamp. I do not want any more messages from you', 'Hi, my lamp came, please do not send me anything else', 'Die Lampe ist da. Schreiben Sie mir nicht wieder', 'La lampe est là, je ne veux plus recevoir vos offres', 'La lámpara llegó, no quiero recibir ofertas', 'A lâmpada chegou, não quero receber ofertas',
    'La lampada è arrivata, non voglio ricevere offerte', 'De lamp is er, stuur geen sms meer hierheen', 'Лампа пришла, не пишите сюда', 'ランプは届きました。もう送らないでください', '灯到了，不要再联系我', '램프 받았어요. 문자 보내지 마세요'];
  expect(misread(readStop, long, 'unclear')).toEqual([]);
});

describe('texts that are no sentence', () => {
  const msOf = (work: () => void): number => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  };
  test('a long text stops nothing, and is looked at for what it says at its beginning', () => {
    expect(readStop(`stop ${'x '.repeat(100_000)}`)).toBe('unclear');
    expect(readStop(`${'x '.repeat(100_000)} stop`)).toBe('nothing');
    expect(readStop('stop '.repeat(10_000))).toBe('unclear');
    expect(readStop('I do not want to receive any more of these text messages from you any more. '.repeat(2))).toBe('stop');
    expect(readStop('I do not want to receive any more of these text messages from you any more. '.repeat(3))).toBe('unclear');
    expect(readStop(`stop${'!'.repeat(500)}`)).toBe('stop');
  });
  test('no text takes long to read', () => {
    const pieces = [...stops, ...plain, 'please ', 'お願い', 'お願いします', '请帮我', '请', 'send ', '\ufdfa', '\u0300', 'ー', 'i want to '];
    const slow = pieces.map((piece) => {
      const text = `${piece.repeat(Math.ceil(159 / piece.length)).slice(0, 159)}!x`;
      // the best of three, since the machine may be at something else
      return { piece, ms: Math.min(...[1, 2, 3].map(() => msOf(() => readStop(text)))) };
    }).filter(({ ms }) => ms > 50);
    expect(slow).toEqual([]);
  });
  test('any text at all can be read', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(['stop', 'unclear', 'nothing']).toContain(readStop(text));
    }));
  });
});
