import type { Choices } from '../../journey/step/differential/choices.js';
import { canary } from '../bad-input-row.js';

/** Numbers of all kinds. */
const numbers = [0, -0, 1, -1, 0.1, 1e-320, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e21, 1e308, Infinity, -Infinity, Number.NaN, 1.5e19] as const;

const texts = [
  '', ' ', canary, '__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '0', '-1', '1e400', '[object Object]', '../../other', `${canary}\r\nBcc: all@example.org`,
  '{{ customer.secret }}', '<script>alert(1)</script>', "'; DROP TABLE lane; --", '%00', 'a\u0000b', '\ud800', '\udc00\ud800', '\uffff', '\u202egnp.exe', 'a\u200bb', `e${'\u0301'.repeat(40)}`, '👩\u200d👩\u200d👧', '\ufeffbom',
  'x'.repeat(300), 'ü'.repeat(33_000), `${'a'.repeat(30)}!`, 'xstate.init', 'xstate.after.1000.tally.open', '$batch', '*',
] as const;

// a key that is a word stands in an error's path; one that is none never does
const keys = ['', ' ', `${canary} @x`, '__proto__', 'constructor', 'prototype', 'a.__proto__.b', 'constructor.prototype.x', 'toString', 'hasOwnProperty', 'then', 'toJSON', 'length', '0', 'k'.repeat(257), '\ud800', 'a\u0000', 'ключ'] as const;

class Basket { readonly items = [canary]; }
const cyclic = (): object => { const it: Record<string, unknown> = { note: canary }; it['self'] = [it]; return it; };
const nested = (depth: number): unknown => { let it: unknown = canary; for (let level = 0; level < depth; level += 1) it = level % 2 === 0 ? { a: it } : [it]; return it; };
const thenable = (): object => Object.assign({}, ...['then'].map((key) => ({ [key]: (resolve: (value: unknown) => void) => resolve(canary) })));
const endless = (): object => new Proxy({ a: 1 }, { get: (_, key) => (key === 'toString' ? undefined : endless()) });

/** What JSON would change in silence, and what answers as it pleases. */
const objects: readonly [() => unknown, ...(() => unknown)[]] = [
  () => 7n, () => Symbol(canary), () => () => canary, () => Promise.resolve(canary), () => new Date(0), () => new Map([[canary, 1]]), () => new Set([canary]), () => /x/, () => new Error(canary), () => Buffer.from(canary), () => new Basket(),
  () => Object(canary), () => Object.create({ note: canary }), () => Object.create(null), cyclic, endless, () => ({ length: { toString: 1 } }), () => [, 1], () => Object.assign([1], { note: canary }),
  () => ({ get name() { throw new Error(canary); } }), () => ({ get name() { throw canary; } }), () => new Proxy({}, { ownKeys() { throw new TypeError(canary); } }), () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; },
  () => { let reads = 0; return { get n() { return (reads += 1) > 1 ? canary : 1; } }; }, () => ({ toJSON: () => ({ n: 1 }) }), () => thenable(), () => Object.freeze({ a: Object.freeze([1]) }),
];

/** One value that nobody expects: of any kind, now and then deep or wide. */
export function hostileValue(choices: Choices): unknown {
  switch (choices.number(9)) {
    case 0: case 1: return choices.of(numbers);
    case 2: case 3: return choices.of(texts);
    case 4: return choices.of([null, undefined, true, false, [], {}]);
    case 5: case 6: return choices.of(objects)();
    case 7: return { [choices.of(keys)]: choices.chance(50) ? 1 : hostileValue(choices) };
    case 8: return choices.chance(70) ? [hostileValue(choices), hostileValue(choices)] : nested(choices.of([5, 61, 64, 65, 200, 5_000]));
    default: return wide(choices);
  }
}

function wide(choices: Choices): unknown {
  if (choices.chance(90)) return Object.fromEntries(choices.times(0, 12, (at) => [`k${at}`, at]));
  const size = choices.of([1_000, 9_999, 10_001, 20_000]);
  return choices.chance(50) ? Array.from({ length: size }, () => 0) : Object.fromEntries(Array.from({ length: size }, (_, at) => [`k${at}`, at]));
}

/** A text that nobody expects. */
export const hostileText = (choices: Choices): string => choices.of(texts);
