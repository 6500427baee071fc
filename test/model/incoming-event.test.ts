import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { type Incoming, type IncomingEvent, type incomingSchema, parseIncoming } from '../../src/model/incoming-event.js';
import { isReservedEventType } from '../../src/model/event-type.js';
import { defaultLimits } from '../../src/model/limits.js';
import { refusalOf } from './refusal-of.js';

const now = Date.UTC(2026, 0, 31, 12);
const rules = { now, limits: defaultLimits };
const placed: Incoming = { id: 'evt-1', source: 'shop', type: 'order.placed', data: { number: 'A-17' }, who: ['user:ann', 'email:Ann@EXAMPLE.org'] };
const read = (change: object = {}): IncomingEvent => parseIncoming({ ...placed, ...change }, rules);

describe('An event at the door', () => {
  it('comes in as data of our own that nobody can change', () => {
    const given = { ...placed, via: { channel: 'webchat', conversation: 'conv-9' }, occurredAt: '2026-01-31T10:30:00.5+01:00' };
    const { digest, ...event } = read(given);
    expect(event).toStrictEqual({
      tenant: 'default', source: 'shop', id: 'evt-1', type: 'order.placed', data: { number: 'A-17' }, occurredAt: Date.UTC(2026, 0, 31, 9, 30, 0, 500),
      who: { identities: ['user:ann', 'email:Ann@example.org'] }, via: { channel: 'webchat', conversation: 'conv-9' },
    });
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    for (const part of [event.data, event.who, event.who.identities, event.via, read()]) expect(Object.isFrozen(part)).toBe(true);
  });

  it('does not change when the caller changes what it handed in (line 21)', () => {
    const data = { number: 'A-17' };
    const event = read({ data });
    data.number = 'B-18';
    expect(event.data).toEqual({ number: 'A-17' });
  });

  it('names each identity once, in the form two spellings share', () => {
    expect(read({ who: ['email:ann@example.org', { namespace: 'email', value: 'ann@EXAMPLE.ORG' }] }).who).toEqual({ identities: ['email:ann@example.org'] });
  });

  it('may name the customer by the host\'s own id', () => {
    expect(read({ who: { customer: 'auth0|17' } }).who).toEqual({ customer: 'auth0|17', identities: [] });
  });

  it('cannot have happened on a leap day that the year 2100 does not have, but could in 2000', () => {
    const later = { ...rules, now: Date.UTC(2100, 2, 1) };
    expect(refusalOf(() => parseIncoming({ ...placed, occurredAt: '2100-02-29T00:00:00Z' }, later)).code).toBe('InvalidTime');
    expect(parseIncoming({ ...placed, occurredAt: '2000-02-29T00:00:00Z' }, later).occurredAt).toBe(Date.UTC(2000, 1, 29));
  });

  it('must name its tenant where the host serves several (line 49)', () => {
    expect(refusalOf(() => parseIncoming(placed, { ...rules, tenantRequired: true })).code).toBe('TenantRequired');
    expect(parseIncoming({ ...placed, tenant: 'acme' }, { ...rules, tenantRequired: true }).tenant).toBe('acme');
  });

  it('may say message.received only when a channel brings it (line 27)', () => {
    const message = { ...placed, type: 'message.received' };
    expect(refusalOf(() => parseIncoming(message, rules)).code).toBe('ReservedEventType');
    expect(parseIncoming(message, { ...rules, origin: 'channel' }).type).toBe('message.received');
    expect(refusalOf(() => parseIncoming({ ...placed, type: 'xstate.stop' }, { ...rules, origin: 'channel' })).code).toBe('ReservedEventType');
    expect([isReservedEventType('message.received'), isReservedEventType('message.received', 'channel'), isReservedEventType('order.placed')]).toEqual([true, false, false]);
  });
});

describe('A refusal at the door says what is wrong', () => {
  it.each([
    [{ priority: 1 }, 'priority', 'a field that no event has, priority: an event has id, source,'],
    [{ 'ann@example.org': 1 }, '*', 'a field that no event has, *:'],
    [{ via: { channel: 'sms', from: 'x' } }, 'via.from', 'via.from: via has channel and, where known, conversation'],
    [{ via: 'sms' }, 'via', 'Where an event came through is { channel }'],
    [{ via: { channel: '' } }, 'via.channel', 'Where an event came through is { channel }'],
    [{ occurredAt: now + 86_400_001 }, 'occurredAt', 'more than 24 hours (86400000 milliseconds) ahead'],
    [{ data: { list: [undefined] } }, 'data.list[0]', 'holds undefined where a value must be'],
    [{ data: { at: 5n } }, 'data.at', 'what JavaScript calls a bigint'],
  ])('%o', (change, path, words) => {
    const { facts, message } = refusalOf(() => read(change));
    expect({ path: facts.path, message }).toEqual({ path, message: expect.stringContaining(words) });
  });
});

describe('The second event with an id (line 24)', () => {
  it.each([
    ['its fields come in another order', { who: placed.who, data: { number: 'A-17' } }],
    ['it comes under another id', { id: 'evt-2' }],
    ['it comes from another source', { source: 'crm' }],
    ['it comes from another tenant', { tenant: 'acme' }],
    ['an address is spelled differently', { who: ['user:ann', 'email:Ann@example.org'] }],
  ])('says the same when %s', (_, change) => {
    expect(read(change).digest).toBe(read().digest);
  });

  it.each([
    ['type', { type: 'order.shipped' }],
    ['data', { data: { number: 'A-18' } }],
    ['customer', { who: ['user:bob'] }],
    ['way', { via: { channel: 'sms' } }],
    ['time', { occurredAt: now }],
  ])('says something else when it tells of another %s', (_, change) => {
    expect(read(change).digest).not.toBe(read().digest);
  });

  it('says the same whether its time is a number or a text', () => {
    expect(read({ occurredAt: now }).digest).toBe(read({ occurredAt: '2026-01-31T12:00:00Z' }).digest);
  });
});

it('What the host may write down is what the door\'s schema reads', () => {
  expectTypeOf<Incoming['who']>().toExtend<Readonly<z.input<typeof incomingSchema>['who']>>();
  expectTypeOf<keyof Incoming>().toEqualTypeOf<keyof z.input<typeof incomingSchema>>();
});
