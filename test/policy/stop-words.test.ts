import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStopWord } from '../../src/policy/stop-words.js';

test.each(['STOP', 'stop', ' Stop. ', '"stop"', 'STOP!!!', 'ＳＴＯＰ', 'StopAll', 'stop all', 'Unsubscribe', 'CANCEL', 'end', 'Quit', 'ARRET', 'Arrêt', 'BAJA', '配信停止', '配信停止。', '\u200eSTOP\u200e', 'STOP 🛑', 'opt-out'])('%s ends what may be ended', (text) => {
  expect(isStopWord(text)).toBe(true);
});

test.each(["please don't stop", 'stop by tomorrow?', 'When does it end?', 'cancel my order', 'stopp it', 'STOP IT', 'unstoppable', '', '...', 'START', 'non stop', `${' '.repeat(100)}stop`])('%s is a message like any other', (text) => {
  expect(isStopWord(text)).toBe(false);
});

test('a stop word with a letter or digit beside it is never one, and case, spaces and punctuation around it never matter', () => {
  const word = fc.constantFrom('stop', 'unsubscribe', '配信停止', 'baja');
  const around = fc.array(fc.constantFrom(' ', '.', '!', '\n', '"', '-', '…'), { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(fc.property(word, around, around, fc.boolean(), (stop, before, after, loud) => isStopWord(`${before}${loud ? stop.toUpperCase() : stop}${after}`)));
  fc.assert(fc.property(word, fc.constantFrom('x', '7', 'é', '止め'), (stop, more) => !isStopWord(`${stop}${more}`) && !isStopWord(`${more} ${stop}`)));
});
