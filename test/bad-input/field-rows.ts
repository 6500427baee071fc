import { type BadInputRow, now, posted, soundEvent, spoilt } from './bad-input-row.js';

const without = (field: keyof typeof soundEvent): object => Object.fromEntries(Object.entries(soundEvent).filter(([name]) => name !== field));
const accepted = { accepted: soundEvent.data };

/** What looks like another character, or like none (line 12). */
const invisible = { 'a noncharacter': 'a\uffffb', 'a right-to-left override': 'a\u202eb', 'a zero-width space': 'a\u200bb', 'a letter that looks like nothing': 'a\u3164b', 'a byte order mark': '\ufeffa', 'a pile of combining marks': `a${'\u0301'.repeat(9)}`, 'a joined emoji': '👩\u200d👧', 'a line break': 'a\nb' };

/** Ids (lines 10 to 12 and 22). */
const ids: readonly BadInputRow[] = [
  { row: 22, name: 'no event id', input: () => without('id'), json: JSON.stringify(without('id')), expect: { refused: 'InvalidEventId', path: 'id' } },
  ...[['an empty', ''], ['a too long', 'x'.repeat(256)], ['an enormous', 'x'.repeat(200_000)], ['a numeric', 7], ['a null', null], ['a listed', ['evt-1']]].map(([name, id]) =>
    posted(22, `${name} event id`, { id }, { refused: 'InvalidEventId' })),
  posted(22, 'an event id of 255 characters', { id: 'x'.repeat(255) }, accepted),
  spoilt(22, 'a BigInt as event id', { id: () => 7n }, { refused: 'NotSerializable', path: 'id' }),
  posted(22, 'an event without a source', { source: '' }, { refused: 'InvalidEventId', path: 'source' }),
  posted(10, 'half a surrogate pair in the event id', { id: 'a\ud83d' }, { refused: 'NotWellFormed', path: 'id' }),
  posted(10, 'half a surrogate pair in the event type', { type: 'a\udc00' }, { refused: 'NotWellFormed', path: 'type' }),
  posted(11, 'U+0000 in the event id', { id: 'a\u0000' }, { refused: 'ForbiddenCharacter', path: 'id' }),
  ...Object.entries(invisible).flatMap(([name, text]) => [
    posted(12, `${name} in the event id`, { id: text }, { refused: 'InvalidEventId', path: 'id' }),
    posted(12, `${name} in the source`, { source: text }, { refused: 'InvalidEventId', path: 'source' }),
    posted(12, `${name} in the event type`, { type: text }, { refused: 'InvalidEventType', path: 'type' }),
    posted(12, `${name} in the tenant`, { tenant: text }, { refused: 'InvalidTenant', path: 'tenant' }),
    posted(12, `${name} in an identity`, { who: [`user:${text}`] }, { refused: 'InvalidIdentity', path: 'who[0]' }),
    posted(12, `${name} in the channel`, { via: { channel: text } }, { refused: 'InvalidInput', path: 'via.channel' }),
  ]),
  posted(7, '__proto__ as the name of a channel', { via: { channel: '__proto__' } }, { refused: 'InvalidInput', path: 'via.channel' }),
  posted(12, 'an event id in Greek', { id: 'παραγγελία-17' }, accepted),
];

/** Types (line 27). */
const types: readonly BadInputRow[] = [
  ...['xstate.init', 'xstate.after.1000.order-help', 'xstate.done.actor.x', 'xstate.stop', '$batch', 'done.invoke.x', 'error.platform', '*', '__proto__', 'journey.started', 'timer.ended', 'message.received', 'channel.connected']
    .map((type) => posted(27, `the event type ${type}`, { type }, { refused: 'ReservedEventType', path: 'type' })),
  ...['', 'order placed', 'order/placed', 'ördered', '<b>', 'x'.repeat(201)].map((type) => posted(27, `the event type '${type.slice(0, 20)}' (${type.length} long)`, { type }, { refused: 'InvalidEventType', path: 'type' })),
  posted(27, 'an event type of a megabyte', { type: 'x'.repeat(1_000_000) }, { refused: 'InvalidEventType', path: 'type' }),
  posted(27, 'an event type of 200 characters', { type: 'x'.repeat(200) }, accepted),
  posted(27, 'an event type that is a number', { type: 5 }, { refused: 'InvalidEventType', path: 'type' }),
  posted(27, 'an event type that only resembles a reserved one', { type: 'xstate-course.booked' }, accepted),
];

/** Times (line 32). */
const times: readonly BadInputRow[] = [
  ...['0001-01-01T00:00:00Z', '0099-06-01T00:00:00Z', '+275760-09-13T00:00:00Z', '2026-02-30T10:00:00Z', '2025-02-29T10:00:00Z', '2026-01-31T09:30:00', '2026-01-31', '2026-01-31T24:00:00Z', '2016-12-31T23:59:60Z', '2026-01-31T09:30:00+25:00', '31.01.2026 09:30', 'yesterday', '']
    .map((time) => posted(32, `the time '${time}'`, { occurredAt: time }, { refused: 'InvalidTime', path: 'occurredAt' })),
  ...[-62_135_596_800_000, 8_640_000_000_000_000, now / 1_000, now + 0.5, -1].map((time) => posted(32, `the time ${time}`, { occurredAt: time }, { refused: 'InvalidTime', path: 'occurredAt' })),
  posted(32, 'a time one year ahead', { occurredAt: now + 365 * 86_400_000 }, { refused: 'InvalidTime', path: 'occurredAt', limit: 86_400_000 }),
  posted(32, 'a time a little over a day ahead', { occurredAt: now + 86_400_001 }, { refused: 'InvalidTime', path: 'occurredAt', limit: 86_400_000 }),
  posted(32, 'a time exactly a day ahead', { occurredAt: now + 86_400_000 }, accepted),
  posted(32, 'a time in another zone', { occurredAt: '2026-01-31T09:30:00.123456+05:30' }, accepted),
  posted(32, 'the leap day of 2024', { occurredAt: '2024-02-29T00:00:00Z' }, accepted),
  spoilt(32, 'a Date as time', { occurredAt: () => new Date(now) }, { refused: 'NotSerializable', path: 'occurredAt' }),
];

/** Tenants (line 49). */
const tenants: readonly BadInputRow[] = [
  ...['', '../other', 'x'.repeat(1_024), 'x'.repeat(65), 'аcme', 'acme.shop', 'acme shop', '~library', '__proto__'].map((tenant) =>
    posted(49, `the tenant '${tenant.slice(0, 20)}' (${tenant.length} long)`, { tenant }, { refused: 'InvalidTenant', path: 'tenant' })),
  posted(49, 'a tenant that is null', { tenant: null }, { refused: 'InvalidTenant', path: 'tenant' }),
  posted(49, 'a tenant of an enormous length', { tenant: 'x'.repeat(100_000) }, { refused: 'InvalidTenant', path: 'tenant' }),
  posted(49, 'a tenant of 64 characters', { tenant: 'x'.repeat(64) }, accepted),
];

/** The event as a whole. */
const shapes: readonly BadInputRow[] = [
  ...[null, 5, 'order.placed', [], [soundEvent], true].map((event): BadInputRow => ({ row: 1, name: `${JSON.stringify(event).slice(0, 20)} instead of an event`, input: () => event, json: JSON.stringify(event), expect: { refused: 'InvalidInput', path: '' } })),
  { row: 16, name: 'undefined instead of an event', input: () => undefined, expect: { refused: 'NotSerializable', path: '' } },
  posted(1, 'a field nobody knows', { priority: 1 }, { refused: 'InvalidInput', path: 'priority' }),
  posted(1, 'a field nobody knows inside via', { via: { channel: 'sms', from: 'x' } }, { refused: 'InvalidInput', path: 'via.from' }),
  ...[[], 'text', null, 5].map((data) => posted(1, `${JSON.stringify(data)} as data`, { data }, { refused: 'InvalidPayload', path: 'data' })),
  ...[[], {}, { length: { toString: 1 } }, { length: 1 }, 'user:ann', null, [5], [{ namespace: 'user' }], { customer: 5 }, { customer: 'c-1', vip: true }].map((who) => posted(1, `${JSON.stringify(who)} as the one it is about`, { who }, { refused: 'InvalidIdentity' })),
  ...['ann', ':ann', 'user:', 'User:ann', 'user: ann', `user:${'x'.repeat(321)}`, `${'u'.repeat(33)}:ann`].map((identity) => posted(1, `the identity '${identity.slice(0, 20)}'`, { who: [identity] }, { refused: 'InvalidIdentity', path: 'who[0]' })),
  ...['a/b', '', '~queue', 'ann@example.org', '../c', 'x'.repeat(129)].map((customer) => posted(1, `the customer id '${customer.slice(0, 20)}'`, { who: { customer } }, { refused: 'InvalidIdentity', path: 'who.customer' })),
  posted(1, 'seventeen identities', { who: Array.from({ length: 17 }, (_, at) => `user:${at}`) }, { refused: 'TooLarge', path: 'who', limit: 16 }),
  posted(1, 'a customer the host knows by its own id', { who: { customer: 'auth0|5f7c' } }, accepted),
];

/** What the fields beside the data may be. */
export const fieldRows: readonly BadInputRow[] = [...ids, ...types, ...times, ...tenants, ...shapes];
