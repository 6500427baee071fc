import { describe, expect, test } from 'vitest';
import { days, hours } from '../../../src/model/duration.js';
import { pruneSends, reserveSend } from '../../../src/policy/caps/count-sends.js';
import { commitSend, mergeSends, releaseSend, type CountedSends } from '../../../src/policy/caps/counted-sends.js';
import { defineCaps, type FrequencyCapOptions } from '../../../src/policy/caps/frequency-cap.js';
import { judgeCaps, type CapsAsked } from '../../../src/policy/caps/judge-caps.js';
import { refusalOf } from '../../model/refusal-of.js';
import { at } from '../time/at.js';

const berlin = { zones: ['Europe/Berlin'], toldBy: 'profile' } as const;
const asked = (moment: string, sends: CountedSends, more: Partial<CapsAsked> = {}): CapsAsked =>
  ({ key: 'next', channel: 'sms', purpose: 'marketing', at: at(moment), where: berlin, sends, ...more });
const sent = (...moments: readonly string[]): CountedSends =>
  moments.map((moment, index) => ({ key: `sent-${index}`, channel: 'sms', purpose: 'marketing', state: 'sent', at: at(moment) }));

describe('no more than two a day, whichever journeys they come from', () => {
  const twoADay = defineCaps([{ name: 'two a day', most: 2, window: { kind: 'rolling', ms: days(1) } }]);
  test('the third waits until the first is a day old', () => {
    const sends = sent('2026-11-23T10:00Z', '2026-11-23T15:00Z');
    expect(judgeCaps(twoADay, asked('2026-11-23T20:00Z', sends.slice(1)))).toEqual({ within: true });
    expect(judgeCaps(twoADay, asked('2026-11-23T20:00Z', sends))).toEqual({ within: false, cap: 'two a day', until: at('2026-11-24T10:00Z') });
    expect(judgeCaps(twoADay, asked('2026-11-24T10:00Z', sends))).toEqual({ within: true });
  });
  test('a message that is decided and has not gone yet has its place already', () => {
    const first = reserveSend([], twoADay, { key: 'a', channel: 'sms', purpose: 'marketing', at: at('2026-11-23T10:00Z') });
    const both = reserveSend(first, twoADay, { key: 'b', channel: 'email', purpose: 'survey', at: at('2026-11-23T10:00Z') });
    expect(judgeCaps(twoADay, asked('2026-11-23T10:00Z', both)).within).toBe(false);
    // also days later, since nobody knows when it goes
    expect(judgeCaps(twoADay, asked('2026-11-27T10:00Z', both)).within).toBe(false);
    expect(judgeCaps(twoADay, asked('2026-11-23T10:00Z', releaseSend(both, 'a'))).within).toBe(true);
  });
  test('a message that has its place yields to what went meanwhile, and to what is under way', () => {
    const oneADay = defineCaps([{ name: 'one a day', most: 1, window: { kind: 'rolling', ms: days(1) } }]);
    const place = (key: string, state: 'reserved' | 'sent', minute: number) => ({ key, channel: 'sms', purpose: 'marketing', state, at: at('2026-11-23T10:00Z') + minute } as const);
    const check = (sends: CountedSends, more: Partial<CapsAsked> = {}) => judgeCaps(oneADay, asked('2026-11-23T11:00Z', sends, { key: 'own', ...more })).within;
    expect(check([place('own', 'reserved', 1)])).toBe(true);
    expect(check([place('own', 'reserved', 1), place('later', 'reserved', 2)])).toBe(true);
    expect(check([place('own', 'reserved', 1), place('later', 'sent', 2)])).toBe(false);
    expect(check([place('own', 'reserved', 1), place('later', 'reserved', 2)], { underWay: new Set(['later']) })).toBe(false);
    // of two decided at one moment one has the place
    const both = [place('own', 'reserved', 1), place('rival', 'reserved', 1)];
    expect([check(both), check(both, { key: 'rival' })]).toEqual([true, false]);
  });
  test('who waits for a message that has not gone waits as if it went now', () => {
    const sends: CountedSends = [{ key: 'a', channel: 'sms', purpose: 'marketing', state: 'reserved', at: at('2026-11-20T10:00Z') } as const, ...sent('2026-11-20T10:00Z', '2026-11-23T15:00Z')].toReversed();
    expect(judgeCaps(twoADay, asked('2026-11-23T20:00Z', sends))).toEqual({ within: false, cap: 'two a day', until: at('2026-11-24T15:00Z') });
  });
  test('a message that has its place is not held up by those that came after it', () => {
    const sends = ['a', 'b', 'c'].map((key, index) => ({ key, channel: 'sms', purpose: 'marketing', state: 'reserved', at: at('2026-11-23T10:00Z') + index } as const));
    expect(['a', 'b', 'c'].map((key) => judgeCaps(twoADay, asked('2026-11-23T11:00Z', sends, { key })).within)).toEqual([true, true, false]);
  });
  test('what has to be sent and what serves the customer is not counted', () => {
    const full = sent('2026-11-23T10:00Z', '2026-11-23T15:00Z');
    for (const purpose of ['transactional', 'service'] as const) expect(judgeCaps(twoADay, asked('2026-11-23T20:00Z', full, { purpose })).within).toBe(true);
    expect(reserveSend([], twoADay, { key: 'a', channel: 'sms', purpose: 'service', at: 0 })).toEqual([]);
  });
});

describe('caps by channel, by purpose and by the calendar', () => {
  test('channels of one cap are counted together, others apart', () => {
    const texts = defineCaps([{ name: 'texts', most: 1, window: { kind: 'rolling', ms: days(1) }, channels: ['sms', 'whatsapp'] }]);
    const sends = sent('2026-11-23T10:00Z');
    expect([judgeCaps(texts, asked('2026-11-23T11:00Z', sends, { channel: 'whatsapp' })).within, judgeCaps(texts, asked('2026-11-23T11:00Z', sends, { channel: 'email' })).within]).toEqual([false, true]);
  });
  test('of several caps the one that is free last says until when', () => {
    const caps = defineCaps([{ name: 'a day', most: 1, window: { kind: 'rolling', ms: days(1) } }, { name: 'a week', most: 2, window: { kind: 'rolling', ms: days(7) } }]);
    expect(judgeCaps(caps, asked('2026-11-23T12:00Z', sent('2026-11-22T10:00Z', '2026-11-23T10:00Z')))).toEqual({ within: false, cap: 'a week', until: at('2026-11-29T10:00Z') });
  });
  test('whichever of them is named first', () => {
    const week = { name: 'a week', most: 2, window: { kind: 'rolling', ms: days(7) } } as const;
    const day = { name: 'a day', most: 1, window: { kind: 'rolling', ms: days(1) } } as const;
    const sends = sent('2026-11-22T10:00Z', '2026-11-23T10:00Z');
    expect(judgeCaps(defineCaps([week, day]), asked('2026-11-23T12:00Z', sends))).toMatchObject({ cap: 'a week' });
    expect(judgeCaps(defineCaps([day, week]), asked('2026-11-23T12:00Z', sends))).toMatchObject({ cap: 'a week' });
  });
  test.each([
    ['day', '2026-11-23T22:59Z', '2026-11-23T23:00Z'],
    ['week', '2026-11-29T22:59Z', '2026-11-29T23:00Z'],
    ['month', '2026-11-30T22:59Z', '2026-11-30T23:00Z'],
  ] as const)('one a %s is one of the calendar on the wall of the customer', (unit, before, after) => {
    const cap = defineCaps([{ name: 'one', most: 1, window: { kind: 'calendar', unit, zone: 'customer' } }]);
    const sends = sent('2026-11-22T23:30Z');
    expect(judgeCaps(cap, asked(before, sends))).toEqual({ within: false, cap: 'one', until: at(after) });
    expect(judgeCaps(cap, asked(after, sends))).toEqual({ within: true });
  });
  test('a cap in a zone of its own is counted there, wherever the customer is', () => {
    const cap = defineCaps([{ name: 'one', most: 1, window: { kind: 'calendar', unit: 'day', zone: 'Asia/Tokyo' } }]);
    expect(judgeCaps(cap, asked('2026-11-23T15:00Z', sent('2026-11-23T14:59Z')))).toEqual({ within: true });
  });
  test('a week may begin on Sunday', () => {
    const cap = defineCaps([{ name: 'one', most: 1, window: { kind: 'calendar', unit: 'week', zone: 'UTC', weekBegins: 'sun' } }]);
    expect(judgeCaps(cap, asked('2026-11-22T00:00Z', sent('2026-11-21T23:00Z'))).within).toBe(true);
    expect(judgeCaps(cap, asked('2026-11-23T00:00Z', sent('2026-11-22T23:00Z'))).within).toBe(false);
  });
  test('who may be in several zones is counted where most were sent, who may be anywhere at every place', () => {
    const cap = defineCaps([{ name: 'one', most: 1, window: { kind: 'calendar', unit: 'day', zone: 'customer' } }]);
    const sends = sent('2026-11-23T22:30Z');
    expect(judgeCaps(cap, asked('2026-11-23T23:30Z', sends)).within).toBe(true);
    expect(judgeCaps(cap, asked('2026-11-23T23:30Z', sends, { where: { zones: ['Europe/Berlin', 'Europe/London'], toldBy: 'phone' } }))).toEqual({ within: false, cap: 'one', until: at('2026-11-24T23:00Z') });
    expect(judgeCaps(cap, asked('2026-11-23T23:30Z', sends, { where: { zones: [], toldBy: 'nothing' } })).within).toBe(false);
    expect(judgeCaps(cap, asked('2026-11-25T00:30Z', sends, { where: { zones: [], toldBy: 'nothing' } })).within).toBe(true);
  });
  test('a day of 25 hours is one day', () => {
    const cap = defineCaps([{ name: 'one', most: 1, window: { kind: 'calendar', unit: 'day', zone: 'customer' } }]);
    expect(judgeCaps(cap, asked('2026-10-25T22:30Z', sent('2026-10-24T22:15Z')))).toEqual({ within: false, cap: 'one', until: at('2026-10-25T23:00Z') });
  });
  test('a cap that would let nothing through is refused, as who never writes needs none', () => {
    expect(() => defineCaps([{ name: 'none', most: 0, window: { kind: 'rolling', ms: hours(1) } }])).toThrow(expect.objectContaining({ code: 'InvalidOptions', facts: expect.objectContaining({ path: 'caps.0.most' }) }));
  });
});

describe('the record of what counts', () => {
  const caps = defineCaps([{ name: 'two a day', most: 2, window: { kind: 'rolling', ms: days(1) } }]);
  const place = { key: 'a', channel: 'sms', purpose: 'marketing', at: 5 } as const;
  test('a message is reserved once, committed once and released only while it has not gone', () => {
    const reserved = reserveSend([], caps, place);
    expect(reserveSend(reserved, caps, { ...place, at: 9 })).toBe(reserved);
    const gone = commitSend(reserved, 'a', 7);
    expect(gone).toEqual([{ key: 'a', channel: 'sms', purpose: 'marketing', state: 'sent', at: 7 }]);
    expect(commitSend(gone, 'a', 7)).toBe(gone);
    expect(commitSend(gone, 'a', 5)).toBe(gone);
    // a dead letter that may have gone, and goes again
    expect(commitSend(gone, 'a', 11)).toMatchObject([{ key: 'a', state: 'sent', at: 11 }]);
    expect(releaseSend(gone, 'a')).toBe(gone);
    expect(releaseSend(reserved, 'a')).toEqual([]);
    expect(commitSend([], 'a', 7)).toEqual([]);
  });
  test('what happens to one message happens to no other', () => {
    const two = reserveSend(reserveSend([], caps, place), caps, { ...place, key: 'b', at: 6 });
    expect(commitSend(two, 'b', 9).map(({ key, state }) => [key, state])).toEqual([['a', 'reserved'], ['b', 'sent']]);
    expect(releaseSend(two, 'a').map(({ key }) => key)).toEqual(['b']);
    expect(releaseSend(commitSend(two, 'b', 9), 'a').map(({ key }) => key)).toEqual(['b']);
    // in the order of their times
    expect(reserveSend(two, caps, { ...place, key: 'c', at: 1 }).map(({ key }) => key)).toEqual(['c', 'a', 'b']);
  });
  test('what counts for no cap any more is forgotten, what waits never is', () => {
    const sends = [...sent('2026-11-20T10:00Z', '2026-11-23T10:00Z'), { ...place, state: 'reserved' as const }];
    expect(pruneSends(sends, caps, at('2026-11-23T12:00Z')).map(({ key }) => key)).toEqual(['sent-1', 'a']);
    expect(pruneSends(sends.slice(1), caps, at('2026-11-23T12:00Z'))).toHaveLength(2);
  });
  test('two customers who are one have had the messages of both', () => {
    const [first, second] = [sent('2026-11-23T10:00Z'), sent('2026-11-23T10:00Z', '2026-11-23T11:00Z')];
    expect(mergeSends(first, second)).toEqual(second);
    expect(mergeSends([{ ...place, state: 'reserved' }], [{ ...place, state: 'sent', at: 3 }])).toEqual([{ ...place, state: 'sent', at: 3 }]);
  });
});

describe('caps that cannot be are refused', () => {
  const rolling = { kind: 'rolling', ms: days(1) } as const;
  test.each<readonly [string, readonly FrequencyCapOptions[], string]>([
    ['a part of a message', [{ name: 'a', most: 1.5, window: rolling }], 'caps.0.most'],
    ['fewer than none', [{ name: 'a', most: -1, window: rolling }], 'caps.0.most'],
    ['no time', [{ name: 'a', most: 1, window: { kind: 'rolling', ms: 0 } }], 'caps.0.window.ms'],
    ['two of one name', [{ name: 'a', most: 1, window: rolling }, { name: 'a', most: 2, window: rolling }], 'caps.1.name'],
    ['one of what has to be sent', [{ name: 'a', most: 1, window: rolling, purposes: ['transactional' as 'service'] }], 'caps.0.purposes.0'],
  ])('%s', (_, options, path) => {
    expect(refusalOf(() => defineCaps(options))).toMatchObject({ code: 'InvalidOptions', facts: { path } });
  });
  test('a zone that nobody knows', () => {
    expect(refusalOf(() => defineCaps([{ name: 'a', most: 1, window: { kind: 'calendar', unit: 'day', zone: 'Mars/Base' } }]))).toMatchObject({ code: 'InvalidTimeZone', facts: { path: 'caps.0.window.zone' } });
  });
});
