import { type BadInputRow, canary, postedData, soundEvent, spoilt } from './bad-input-row.js';

const nested = (depth: number): string => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`;
const deepObject = (depth: number): object => {
  let value: object = {};
  for (let level = 1; level < depth; level++) value = { a: value };
  return value;
};
const millionKeys = (): object => Object.fromEntries(Array.from({ length: 1_000_000 }, (_, at) => [`k${at}`, at]));
const zeros = (): readonly number[] => Array.from(new Uint8Array(10_000_000));

/** Too deep, too large, too many (line 6). */
const sizes: readonly BadInputRow[] = [
  postedData(6, 'data 63 deep in its event, 64 in all', nested(63), { accepted: JSON.parse(nested(63)) }),
  postedData(6, 'an event 65 deep', nested(64), { refused: 'TooDeep', limit: 64 }),
  spoilt(6, 'data 100,000 deep', { data: () => deepObject(100_000) }, { refused: 'TooDeep', limit: 64 }),
  spoilt(6, 'a list of 10 million zeros', { data: () => ({ list: zeros() }) }, { refused: 'TooLarge', path: 'data.list', limit: 10_000 }),
  { ...spoilt(6, 'a million keys', { data: millionKeys }, { refused: 'TooLarge', path: 'data', limit: 10_000 }), longToList: true },
  postedData(6, '10,001 small parts spread over lists', JSON.stringify({ lists: Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => 0)) }), { refused: 'TooLarge', limit: 10_000 }),
  postedData(6, 'a key of 256 characters', `{"${'k'.repeat(256)}":1}`, { accepted: { ['k'.repeat(256)]: 1 } }),
  postedData(6, 'a key of 257 characters', `{"${'k'.repeat(257)}":1}`, { refused: 'TooLarge', limit: 256 }),
  postedData(6, 'a text of 64 KiB', `{"text":"${'x'.repeat(65_536)}"}`, { accepted: { text: 'x'.repeat(65_536) } }),
  postedData(6, 'a text one byte over 64 KiB', `{"text":"${'x'.repeat(65_537)}"}`, { refused: 'TooLarge', path: 'data.text', limit: 65_536 }),
  postedData(6, 'a text over 64 KiB only in UTF-8', `{"text":"${'ü'.repeat(32_769)}"}`, { refused: 'TooLarge', path: 'data.text', limit: 65_536 }),
  postedData(6, 'an event over 256 KiB of texts that are each small enough', JSON.stringify({ texts: Array.from({ length: 5 }, () => 'x'.repeat(60_000)) }), { refused: 'TooLarge', path: 'data.texts[4]', limit: 262_144 }),
];

/** Keys that reach a prototype (line 7) and keys that only look odd (line 8). */
const keys: readonly BadInputRow[] = [
  postedData(7, '__proto__ as a key', '{"__proto__":{"admin":true}}', { refused: 'ForbiddenKey', path: 'data.__proto__' }),
  postedData(7, '__proto__ with an escaped underscore', '{"\\u005f_proto__":1}', { refused: 'ForbiddenKey', path: 'data.__proto__' }),
  postedData(7, '__proto__ ten objects down', `${'{"a":'.repeat(10)}{"__proto__":1}${'}'.repeat(10)}`, { refused: 'ForbiddenKey', path: `data${'.a'.repeat(10)}.__proto__` }),
  postedData(7, '__proto__ inside a list', '{"list":[0,{"__proto__":1}]}', { refused: 'ForbiddenKey', path: 'data.list[1].__proto__' }),
  postedData(7, 'constructor that holds prototype', '{"constructor":{"prototype":{"admin":true}}}', { refused: 'ForbiddenKey', path: 'data.constructor' }),
  postedData(7, 'a key that is a path through __proto__', '{"a.__proto__.b":1}', { refused: 'ForbiddenKey', path: 'data.*' }),
  postedData(7, 'a key that is a bracketed path through __proto__', '{"a[\\"__proto__\\"]":1}', { refused: 'ForbiddenKey', path: 'data.*' }),
  postedData(7, 'a key that is a path through constructor.prototype', '{"constructor.prototype.admin":1}', { refused: 'ForbiddenKey', path: 'data.*' }),
  postedData(7, 'constructor and prototype apart', '{"constructor":"Smith & Sons","prototype":{"version":2}}', { accepted: { constructor: 'Smith & Sons', prototype: { version: 2 } } }),
  postedData(7, 'a word that only contains __proto__', '{"my__proto__typing":1}', { accepted: { my__proto__typing: 1 } }),
  postedData(8, 'keys named like methods, and an empty one', '{"toString":1,"hasOwnProperty":2,"then":"later","toJSON":"x","length":0,"":3}', { accepted: JSON.parse('{"toString":1,"hasOwnProperty":2,"then":"later","toJSON":"x","length":0,"":3}') }),
];

/** Characters (lines 10 to 12). */
const characters: readonly BadInputRow[] = [
  postedData(10, 'half a surrogate pair in a text', '{"name":"\\ud83d"}', { refused: 'NotWellFormed', path: 'data.name' }),
  postedData(10, 'the halves of a pair in the wrong order', '{"name":"\\ude00\\ud83d"}', { refused: 'NotWellFormed', path: 'data.name' }),
  postedData(10, 'two second halves of a pair', '{"name":"\\udc00\\udc00"}', { refused: 'NotWellFormed', path: 'data.name' }),
  postedData(10, 'half a surrogate pair in a key', '{"\\udc00":1}', { refused: 'NotWellFormed', path: 'data.*' }),
  postedData(11, 'U+0000 in a text', '{"name":"a\\u0000b"}', { refused: 'ForbiddenCharacter', path: 'data.name' }),
  postedData(11, 'U+0000 in a key', '{"a\\u0000":1}', { refused: 'ForbiddenCharacter', path: 'data.*' }),
  ...['\uffff', '\u202egnp.exe', 'a\u200bb', `e${'\u0301'.repeat(50)}`, '👩\u200d👩\u200d👧', '\ufeffbom'].map((text) =>
    postedData(12, `message text kept byte by byte: ${JSON.stringify(text).replace(/[^\x20-\x7e]/gu, (c) => `U+${c.codePointAt(0)?.toString(16)}`).slice(0, 40)}`, JSON.stringify({ text }), { accepted: { text } })),
];

/** Numbers (lines 13 to 15). */
const numbers: readonly BadInputRow[] = [
  ...[Number.NaN, Infinity, -Infinity].map((value) => spoilt(13, `${value} as a number`, { data: () => ({ total: value }) }, { refused: 'NotFinite', path: 'data.total' })),
  postedData(13, '1e400, which JSON.parse reads as infinite', '{"total":1e400}', { refused: 'NotFinite', path: 'data.total' }),
  postedData(14, 'minus zero', '{"balance":-0}', { accepted: { balance: 0 } }),
  postedData(15, 'the largest exact whole number', '{"n":9007199254740991}', { accepted: { n: 9_007_199_254_740_991 } }),
  postedData(15, 'two to the power of 53', '{"n":9007199254740992}', { refused: 'UnsafeInteger', path: 'data.n' }),
  postedData(15, 'an order number of 20 digits, not as text', '{"n":12345678901234567890}', { refused: 'UnsafeInteger', path: 'data.n' }),
];

class Basket { readonly items = [canary]; }
class Lines extends Array<number> {}
class Bare extends (null as unknown as ObjectConstructor) { static make(): object { return Object.create(Bare.prototype); } }
const cyclic = (): object => {
  const order: Record<string, unknown> = { note: canary };
  order['self'] = { order };
  return order;
};
const withSymbol = { note: canary, [Symbol('hidden')]: 1 };
const withHidden = Object.defineProperty({ note: canary }, 'secret', { value: canary, enumerable: false });
const named = Object.assign([1, 2], { note: canary });

/** What JSON would change in silence (lines 16 to 19). */
const unserialisable: readonly BadInputRow[] = [
  ...([
    [16, 'BigInt', 1n], [16, 'symbol', Symbol(canary)], [16, 'function', () => canary], [16, 'promise', Promise.resolve(canary)], [16, 'WeakMap', new WeakMap()],
    [17, 'Date', new Date(0)], [17, 'URL', new URL('https://example.org')], [17, 'RegExp', /x/], [17, 'Error', new Error(canary)], [17, 'Buffer', Buffer.from(canary)],
    [17, 'Float64Array', new Float64Array(2)], [17, 'Map', new Map([[canary, 1]])], [17, 'Set', new Set([canary])], [17, 'class instance', new Basket()],
    [17, 'instance of a class above which there is nothing', Bare.make()], [17, 'boxed text', Object(canary)], [17, 'boxed number', Object(1)], [17, 'object with a symbol', withSymbol], [17, 'object with a hidden property', withHidden],
    [17, 'list of a class of its own', Lines.of(1, 2)], [17, 'list with a named property', named], [17, 'object that inherits its fields', Object.create({ note: canary })],
    [18, 'list with a hole', Object.assign([1], { 2: 3 })],
  ] as const).map(([row, name, value]) => spoilt(row, `${name} in the data`, { data: () => ({ it: value }) }, { refused: 'NotSerializable', path: 'data.it' })),
  spoilt(18, 'a list with undefined in it', { data: () => ({ it: [1, undefined] }) }, { refused: 'NotSerializable', path: 'data.it[1]' }),
  spoilt(18, 'a property that is undefined', { data: () => ({ a: 1, b: undefined }) }, { accepted: { a: 1 } }),
  spoilt(19, 'an object that contains itself', { data: cyclic }, { refused: 'NotSerializable', path: 'data.self.order' }),
  spoilt(19, 'one object in two places', { data: () => { const address = { city: 'Graz' }; return { from: address, to: address }; } }, { accepted: { from: { city: 'Graz' }, to: { city: 'Graz' } } }),
  spoilt(19, 'few objects that unfold into very many', { data: () => { let v: object = { leaf: 1 }; for (let i = 0; i < 40; i++) v = { l: v, r: v }; return v; } }, { refused: 'TooLarge', limit: 10_000 }),
];

/** Objects that answer as they please (lines 20 and 21). */
const dishonest: readonly BadInputRow[] = [
  spoilt(20, 'a getter that throws a text', { data: () => ({ get name() { throw canary; } }) }, { refused: 'InvalidInput', path: 'data.name' }),
  spoilt(20, 'a getter that reads once as text and then as an object', { data: () => { let reads = 0; return { get name() { return reads++ === 0 ? 'Ann' : { admin: true }; } }; } }, { accepted: { name: 'Ann' } }),
  spoilt(20, 'a proxy that throws at every touch', { data: () => new Proxy({}, { getPrototypeOf() { throw new Error(canary); } }) }, { refused: 'InvalidInput', path: 'data' }),
  spoilt(20, 'a revoked proxy', { data: () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; } }, { refused: 'InvalidInput', path: 'data' }),
  spoilt(20, 'a proxy that is ever new objects inside', { data: () => endless() }, { refused: 'TooDeep', limit: 64 }),
  spoilt(20, 'a list that lies about its length', { data: () => ({ list: new Proxy([1], { get: (_, key) => (key === 'length' ? -1 : 1) }) }) }, { refused: 'InvalidInput', path: 'data.list' }),
  spoilt(20, 'toJSON that would lie', { data: () => ({ total: 5, toJSON: () => ({ total: 0 }) }) }, { refused: 'NotSerializable', path: 'data.toJSON' }),
  { row: 20, name: 'an event that is itself a proxy', input: () => new Proxy({ ...soundEvent }, {}), expect: { accepted: soundEvent.data } },
  { row: 21, name: 'an event frozen by its caller', input: () => Object.freeze({ ...soundEvent, data: Object.freeze({ a: 1 }) }), expect: { accepted: { a: 1 } } },
  { row: 21, name: 'an event sealed by its caller', input: () => Object.seal({ ...soundEvent, data: Object.seal({ a: 1 }) }), expect: { accepted: { a: 1 } } },
];

function endless(): object {
  return new Proxy({ a: 1 }, { get: () => endless() });
}

/** What values may be sent as an event's data: lines 6 to 8 and 10 to 21. */
export const valueRows: readonly BadInputRow[] = [...sizes, ...keys, ...characters, ...numbers, ...unserialisable, ...dishonest];
