/** Which test proves what becomes of one kind of bad input: its file, and a part of its title or of its table. */
export type Proof =
  | { readonly row: number; readonly what: string; readonly file: string; readonly by: string }
  | { readonly row: number; readonly what: string; readonly noWayIn: string };

const door = 'test/bad-input/value-rows.ts';
const fields = 'test/bad-input/field-rows.ts';
const bodies = 'test/orchestrator/webhook/bad-bodies.test.ts';
const definitions = 'test/bad-input/definitions.test.ts';
const once = 'test/orchestrator/door/once.test.ts';
const identities = 'test/bad-input/identities.test.ts';

/** Every kind of bad input that may reach the library itself; what reaches a webhook is listed in webhooks.test.ts as W1 to W18. */
export const catalogue: readonly Proof[] = [
  { row: 1, what: 'malformed JSON', file: bodies, by: 'malformed(' },
  { row: 2, what: 'a byte order mark', file: bodies, by: 'a byte order mark' },
  { row: 3, what: 'bytes that are not UTF-8', file: bodies, by: 'encoding(' },
  { row: 4, what: 'another content type or encoding', file: bodies, by: 'media(' },
  { row: 5, what: 'a body too large or too slow', file: bodies, by: 'drips slower than the limit' },
  { row: 6, what: 'too deep, too large, too many', file: door, by: 'sizes: readonly' },
  { row: 7, what: 'keys that reach a prototype', file: door, by: '__proto__ as a key' },
  { row: 8, what: 'keys that look odd', file: door, by: 'keys named like methods' },
  { row: 9, what: 'two equal keys', file: bodies, by: 'two equal keys counts the last one' },
  { row: 10, what: 'half surrogate pairs', file: fields, by: 'half a surrogate pair in the event id' },
  { row: 11, what: 'U+0000', file: fields, by: 'U+0000 in the event id' },
  { row: 12, what: 'what looks like another character or none', file: fields, by: 'invisible' },
  { row: 13, what: 'numbers that are not finite', file: door, by: '1e400, which JSON.parse reads as infinite' },
  { row: 14, what: 'minus zero', file: door, by: 'minus zero' },
  { row: 15, what: 'integers beyond 2^53', file: door, by: 'two to the power of 53' },
  { row: 16, what: 'what JSON cannot hold', file: door, by: "[16, 'BigInt'" },
  { row: 17, what: 'objects of classes', file: door, by: "[17, 'Date'" },
  { row: 18, what: 'undefined', file: door, by: 'a property that is undefined' },
  { row: 19, what: 'cycles and shared parts', file: door, by: 'an object that contains itself' },
  { row: 20, what: 'objects that answer as they please', file: door, by: 'a getter that throws' },
  { row: 21, what: 'frozen input', file: door, by: 'frozen by its caller' },
  { row: 22, what: 'event ids', file: fields, by: 'no event id' },
  { row: 23, what: 'the same id and body', file: 'test/promises/P09-accept-is-idempotent.test.ts', by: 'with the same body' },
  { row: 24, what: 'the same id and another body', file: 'test/promises/P09-accept-is-idempotent.test.ts', by: 'is refused as EventIdConflict' },
  { row: 25, what: 'the same id of another source or tenant', file: once, by: 'from another source or for another tenant' },
  { row: 26, what: 'a type nobody declares', file: definitions, by: 'line 26' },
  { row: 27, what: 'reserved and impossible types', file: fields, by: 'the event type' },
  { row: 28, what: 'data that break their schema', file: definitions, by: 'line 28' },
  { row: 29, what: 'a journey that is not there', file: definitions, by: 'line 29' },
  { row: 30, what: 'a journey that is over', file: definitions, by: 'line 30' },
  { row: 31, what: 'one key begun twice at once', file: definitions, by: 'line 31' },
  { row: 32, what: 'impossible times', file: fields, by: 'the time' },
  { row: 33, what: 'impossible delays', file: definitions, by: 'line 33' },
  { row: 34, what: 'a wall clock that jumps', file: 'test/bad-input/clock.test.ts', by: 'line 34' },
  { row: 35, what: 'time zones that do not exist', file: 'test/bad-input/profile.test.ts', by: 'is no time zone' },
  { row: 36, what: 'cron expressions', noWayIn: 'no journey and no option takes one' },
  { row: 37, what: 'phone numbers and short codes', file: identities, by: 'A way to write an address' },
  { row: 38, what: 'e-mail addresses', file: identities, by: 'A way to write an address' },
  { row: 39, what: 'values that look like instructions', file: 'test/bad-input/texts.test.ts', by: 'line 39' },
  { row: 40, what: 'templates written by tenants', noWayIn: 'texts are functions of the host; there is no template language' },
  { row: 41, what: 'unsound definitions', file: 'test/journey/definition/check-journey.test.ts', by: 'refusedMachines' },
  { row: 42, what: 'patterns in rules', noWayIn: 'rules are code of the host; none comes as data' },
  { row: 43, what: 'guards, assigns and actions that misbehave', file: definitions, by: 'line 43' },
  { row: 44, what: 'channels and activities that misbehave', file: 'test/bad-input/adapters.test.ts', by: 'line 44' },
  { row: 45, what: 'stores that misbehave', file: 'test/orchestrator/store/wrong-answers.test.ts', by: 'line 45' },
  { row: 46, what: 'CRM records that cannot be', file: 'test/bad-input/crm-replies.test.ts', by: 'line 46' },
  { row: 47, what: 'too much at once', file: 'test/orchestrator/door/busy.slow.test.ts', by: 'ten thousand events of one customer at once' },
  { row: 48, what: 'personal data in ids and types', noWayIn: 'an id is the host’s to choose; figures have no labels of ids, and the ids the library makes are digests (test/model/ids.test.ts)' },
  { row: 49, what: 'tenants', file: fields, by: 'the tenant' },
  { row: 50, what: 'two copies of the library', file: 'test/bad-input/two-copies.test.ts', by: 'line 50' },
];
