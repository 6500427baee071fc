import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkWait, checkZone } from '../../../src/journey/check/check-wait.js';
import { facts } from '../../../src/model/fact.js';
import type { AnyDeclaration } from '../../../src/model/declaration.js';

const due = z.iso.datetime();
const declaration = {
  facts: {
    due: facts.internal(due), soft: facts.internal(due.nullable()), count: facts.internal(z.number()), member: facts.internal(z.boolean()), tags: facts.internal(z.array(z.string())),
    kind: facts.internal(z.enum(['a', 'b'])), names: facts.internal(z.record(z.string(), z.string())), pair: facts.internal(z.tuple([z.string(), z.string()])), any: facts.internal(z.any()),
    order: facts.internal(z.object({ sent: due.optional().nonoptional(), packed: due.default('2026-01-01T00:00:00Z'), read: due.prefault('2026-01-01T00:00:00Z'), lost: due.catch('2026-01-01T00:00:00Z'), fixed: due.readonly(), parcel: z.object({ at: due, open: z.boolean() }).nullable() })),
    loose: facts.internal(z.looseObject({ at: due })),
  },
} as unknown as AnyDeclaration;

const said = (wait: object, name = 'reminder') => checkWait(name, wait, declaration).map(({ severity, path, sentence }) => `${severity} ${path} ${sentence}`);
const until = (date: string, more: object = {}) => ({ until: { date, zone: 'Europe/Berlin', ...more }, ifPast: 'at-once' });

describe('a wait is let through', () => {
  test.each(['due', 'soft', 'count', 'any', 'order.sent', 'order.packed', 'order.read', 'order.lost', 'order.fixed', 'order.parcel.at', 'loose.at', 'loose.other'])('until a date in %s', (path) => {
    expect(said(until(path))).toEqual([]);
  });

  test.each([
    ['until a time of day', { until: { at: '09:00', zone: 'UTC' } }],
    ['until a time on some days by the customer', { until: { at: '09:00', days: ['mon'], zone: 'customer', otherwise: 'Asia/Tokyo' } }],
    ['for business hours', { business: 3_600_000, calendar: 'office' }],
  ])('%s', (_, wait) => {
    expect(said(wait)).toEqual([]);
  });
});

describe('a wait that can never be right is refused by name:', () => {
  const never = (path: string) => `refuse delay 'reminder' waits for '${path}', which never holds a date; keep a text such as z.iso.datetime(), or epoch milliseconds as z.number()`;
  test.each(['member', 'tags', 'kind', 'names', 'pair', 'order', 'order.parcel', 'order.parcel.open'])('%s holds no date', (path) => {
    expect(said(until(path))).toEqual([never(path)]);
  });

  test.each(['due.at', 'order.nothing', 'order.sent.at', 'order.parcel.at.more', 'tags.0', 'any.thing'])('%s is not there', (path) => {
    expect(said(until(path))).toEqual([`refuse delay 'reminder' waits for '${path}', which the fact '${path.split('.')[0]}' does not have`]);
  });

  test.each(['nothing', 'toString', 'x'.repeat(300)])('%s is no fact', (path) => {
    expect(said(until(path))).toEqual([`refuse delay 'reminder' waits for '${path.slice(0, 100)}', which is not a fact of this journey`]);
  });

  test('long paths are cut', () => {
    expect(said(until(`order.${'x'.repeat(300)}`))).toEqual([`refuse delay 'reminder' waits for '${`order.${'x'.repeat(300)}`.slice(0, 100)}', which the fact 'order' does not have`]);
  });

  test('a dot in its name', () => {
    const dotted = "refuse delay 'a.b' is a wait and has a dot in its name; write it without";
    expect(said(until('due'), 'a.b')).toEqual([dotted]);
    expect(said({ business: 1, calendar: 'office' }, 'a.b')).toEqual([dotted]);
    expect(said({ until: {} }, 'a.b')[0]).toBe(dotted);
  });

  test.each([
    ['a date without what to do with a past one', { until: { date: 'due', zone: 'UTC' } }, 'ifPast'],
    ['a time that says what to do with a past one', { until: { at: '09:00', zone: 'UTC' }, ifPast: 'never' }, 'until.date'],
    ['a time that is none', { until: { at: '9 o\'clock', zone: 'UTC' } }, 'until.at: a time of day is written as 09:30'],
    ['no business hours', { business: -1, calendar: 'office' }, 'business'],
    ['no calendar', { business: 1 }, 'calendar'],
    ['nothing that it waits for', { until: null }, 'until'],
    ['a text where its parts should stand', { until: 'tomorrow' }, 'until'],
  ])('%s', (_, wait, problem) => {
    const [first, ...others] = said(wait);
    expect(first).toMatch(/^refuse delay 'reminder' is no wait as it is written: /);
    expect(first).toContain(problem);
    expect(others).toEqual([]);
  });
});

describe('the zone of a wait', () => {
  const zoneOf = (zone: { readonly zone: string; readonly otherwise?: string }) => checkZone('here', zone).map(({ sentence }) => sentence);

  test('is one that exists, or the customer\'s with another for who is nowhere known to be', () => {
    expect(zoneOf({ zone: 'Europe/Berlin' })).toEqual([]);
    expect(zoneOf({ zone: 'customer', otherwise: 'UTC' })).toEqual([]);
  });

  test('is refused with what is wrong', () => {
    expect(zoneOf({ zone: 'Europe/Nowhere' })).toEqual(["has a zone that is neither 'customer' nor an IANA name such as Europe/Berlin"]);
    expect(zoneOf({ zone: 'UTC', otherwise: 'UTC' })).toEqual(["has 'otherwise' beside a zone of its own; only zone 'customer' needs it"]);
    const missing = ["goes by the customer's clock and has no zone in 'otherwise' for who is nowhere known to be; give an IANA name such as Europe/Berlin"];
    expect(zoneOf({ zone: 'customer' })).toEqual(missing);
    expect(zoneOf({ zone: 'customer', otherwise: 'Mars/Base' })).toEqual(missing);
  });

  test('is asked for together with the date', () => {
    expect(said(until('member', { zone: 'Europe/Nowhere' }))).toHaveLength(2);
  });
});
