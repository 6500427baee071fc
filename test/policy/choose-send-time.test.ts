import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, hours } from 'throughline';
import { defineSendTime } from '../../src/policy/send-time-rules.js';
import { chooseSendTime, type SendTimeAsked } from '../../src/policy/choose-send-time.js';
import { defineQuietHours, judgeQuiet } from '../../src/policy/quiet-hours.js';
import { at } from './time/at.js';

const vienna = { zones: ['Europe/Vienna'], toldBy: 'profile' } as const;
/** Monday, 10:30 in Vienna */
const now = at('2026-03-23T09:30Z');
const asked = (more: Partial<SendTimeAsked> = {}): SendTimeAsked => ({ key: 'k', purpose: 'marketing', now, withinMs: hours(24), own: {}, alike: {}, where: vienna, explore: 0, ...more });
const often = { sent: 100, answered: 60 };
const seldom = { sent: 100, answered: 5 };
const week = (hour: number) => ({ ...Object.fromEntries(Array.from({ length: 168 }, (_, each) => [each, seldom])), [hour]: often });

describe('a message that may wait goes', () => {
  test('at the hour in which this customer answers most, by their own clock', () => {
    expect(chooseSendTime(asked({ own: week(19), alike: week(12) }))).toEqual({ at: at('2026-03-23T18:00Z'), because: 'best-hour' });
  });

  test('at the hour of customers alike, while little is known of this one', () => {
    expect(chooseSendTime(asked({ own: { 14: { sent: 1, answered: 1 } }, alike: week(12) })).at).toBe(at('2026-03-23T11:00Z'));
  });

  test('now, where nothing tells one hour from another, or where the customer is', () => {
    expect(chooseSendTime(asked())).toEqual({ at: now, because: 'best-hour' });
    expect(chooseSendTime(asked({ own: week(19), where: { zones: [], toldBy: 'nothing' } }))).toEqual({ at: now, because: 'no-zone' });
  });

  test('never in quiet hours, though they were the best', () => {
    const quiet = defineQuietHours({ hours: [{ hours: ['18:00-09:00'] }] });
    expect(chooseSendTime(asked({ own: { ...week(19), 16: { sent: 100, answered: 30 } }, quiet })).at).toBe(at('2026-03-23T15:00Z'));
  });

  test('in time for itself, before it would be thrown away as out of date or as waiting too long', () => {
    const choose = (longestWaitMs: number, ofUseMs: number) => defineSendTime({ withinMs: hours(24), explore: 0 }, { quiet: undefined, longestWaitMs }).choose(vienna, { key: 'k', purpose: 'marketing', at: at('2026-03-23T09:00Z') + 12, own: week(13), ofUseMs }).at;
    expect(choose(days(7), hours(24))).toBe(at('2026-03-23T12:00Z'));
    for (const at3 of [choose(days(7), hours(3)), choose(hours(3), Infinity)]) expect(at3).toBeLessThan(at('2026-03-23T12:00Z'));
  });

  test('when quiet hours say, where every hour it may wait for is quiet', () => {
    const quiet = defineQuietHours({ hours: [{ hours: ['09:00-08:00'] }] });
    expect(chooseSendTime(asked({ withinMs: hours(3), own: week(12), quiet }))).toEqual({ at: now, because: 'no-hour' });
  });

  test('now and then at an hour drawn by lot, as many as was said, the same for the same message', () => {
    const drawn = Array.from({ length: 4_000 }, (_, n) => chooseSendTime(asked({ key: `m${n}`, own: week(19), explore: 0.05 }))).filter(({ because }) => because === 'drawn');
    expect(drawn.length).toBeGreaterThan(140);
    expect(drawn.length).toBeLessThan(260);
    expect(new Set(drawn.map((one) => one.at)).size).toBeGreaterThan(20);
    expect(chooseSendTime(asked({ key: 'm7', own: week(19), explore: 1 }))).toEqual(chooseSendTime(asked({ key: 'm7', own: week(19), explore: 1 })));
  });
});

test('whatever is known and wherever the customer may be, it is never sent in quiet hours of theirs, nor later than it may wait', () => {
  const zones = fc.constantFrom(['Europe/Vienna'], ['America/New_York', 'America/Los_Angeles'], ['Australia/Lord_Howe'], ['Asia/Kathmandu']);
  const tally = fc.dictionary(fc.integer({ min: 0, max: 167 }).map(String), fc.record({ sent: fc.integer({ min: 1, max: 50 }), answered: fc.constant(1) }), { maxKeys: 20 });
  const quietHours = fc.tuple(fc.nat(23), fc.integer({ min: 1, max: 22 })).map(([from, length]) => defineQuietHours({ hours: [{ hours: [`${String(from).padStart(2, '0')}:00-${String((from + length) % 24).padStart(2, '0')}:30`] }] }));
  fc.assert(fc.property(zones, tally, quietHours, fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }), fc.integer({ min: 1, max: 100 }), fc.string(), (names, own, quiet, from, wait, key) => {
    const where = { zones: names, toldBy: 'phone' } as const;
    const { at: chosen, because } = chooseSendTime({ key, purpose: 'marketing', now: from, withinMs: hours(wait), own, alike: {}, where, quiet, explore: 0.3 });
    expect(chosen).toBeGreaterThanOrEqual(from);
    expect(chosen).toBeLessThanOrEqual(from + hours(wait));
    if (because !== 'no-hour') expect(judgeQuiet(quiet, { key, purpose: 'marketing', at: chosen, where }).quiet).toBe(false);
  }), { numRuns: 200 });
});
