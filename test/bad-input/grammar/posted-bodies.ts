import type { Choices } from '../../journey/step/differential/choices.js';
import { canary } from '../bad-input-row.js';
import { hostileText } from './hostile-values.js';
import { hostileType } from './spoil.js';

/** One request to a webhook: its bytes and what it says they are. */
export interface Posted { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }

/** A body of some items, sound or not, whose text and bytes may have suffered on the way. */
export function postedBody(choices: Choices): Posted {
  if (choices.chance(2)) return { bytes: new Uint8Array(choices.of([1_048_576, 1_048_577, 1_200_000])).fill(0x20), type: 'application/json' };
  const text = JSON.stringify({ items: choices.times(0, 4, () => item(choices)) });
  const bytes = new Uint8Array(Buffer.from(choices.chance(40) ? textSpoilt(choices, text) : text));
  return {
    bytes: choices.chance(25) ? bytesSpoilt(choices, bytes) : bytes,
    type: choices.chance(95) ? 'application/json' : choices.of(['text/plain', 'application/json; charset=utf-16', '', 'application/x-www-form-urlencoded', 'application/cloudevents+json; charset="UTF-8"']),
  };
}

/** ids from a small pool: a dead letter of one that was seen before is no second one */
const item = (choices: Choices): object => ({
  kind: choices.of(['message', 'event', 'event', 'receipt', 'reaction']), id: choices.chance(90) ? `w${choices.number(99)}` : hostileText(choices), from: choices.chance(80) ? `u${choices.number(199)}` : hostileText(choices),
  ...choices.of<object>([
    { text: choices.chance(80) ? 'hello' : hostileText(choices) }, { event: { type: hostileType(choices), data: {} } }, { event: { type: 'visit.began', data: {} } }, { event: { type: 'item.added', data: { n: choices.of<unknown>([1, '1', null, 1e300]) } } },
    { providerId: choices.of(['p-1', 'default/c-1/tally/1/1/0', '__proto__', '']), state: 'delivered', from: undefined }, {}, { text: 7 }, { event: null }, { text: canary, at: 5 },
  ]),
  ...(choices.chance(10) && { [choices.of(['tenant', 'verified', 'at', 'namespace', 'conversation', 'more'])]: choices.of<unknown>([true, 1, 'x', null, {}]) }),
});

function textSpoilt(choices: Choices, text: string): string {
  const at = choices.number(text.length);
  switch (choices.number(6)) {
    case 0: return text.slice(0, at);
    case 1: return text.slice(0, at) + choices.of([',', '}', '"', "'", '\\', ' // why', '\u0000', '\ud800', '\u202e', '1e400', '-0', 'NaN', '\\u0000', '\\ud800']) + text.slice(at);
    case 2: return text.replace('"data":{', choices.of(['"data":{"__proto__":{"admin":true},', '"data":{"n":12345678901234567890,"n":1e400,', '"data":{"constructor":{"prototype":{}},', '"data":{"n":1,"n":2,']));
    case 3: return `${'['.repeat(choices.of([10, 1_000, 100_000]))}${text}`;
    case 4: return text.replace('{"items"', '{"items":[],"items"');
    case 5: return `\ufeff${text}`;
    default: return choices.of(['', 'null', '42', '"items"', '[]', '{}', '{"items":{}}', '{"items":[null,1,"x",[],{}]}', '{"account":"a","items":[]}', text + text]);
  }
}

function bytesSpoilt(choices: Choices, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = choices.number(Math.max(0, bytes.length - 1));
  const odd = choices.of([[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xc3], [0xf5, 0x80, 0x80, 0x80], [0x00], [0xef, 0xbb, 0xbf]]);
  if (choices.chance(50)) return new Uint8Array([...bytes.subarray(0, at), ...odd, ...bytes.subarray(at)]);
  const turned = new Uint8Array(bytes);
  turned[at] = (turned[at] ?? 0) ^ (1 << choices.number(7));
  return turned;
}
