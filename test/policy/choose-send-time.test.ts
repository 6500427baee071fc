import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, hours } from 'throughline';
import { defineSendTime } from '../../src/policy/send-time-rules.js';
import { chooseSendTime, hourOfWeek, type SendTimeAsked } from '../../src/policy/choose-send-time.js';
import { defineQuietHours, judgeQuiet } from '../../src/policy/quiet-hours.js';
import { toWall } from '../../src/policy/time/wall-clock.js';
import { whereOf } from '../../src/policy/time/where-of.js';
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

describe('where the customer may be in several zones', () => {
  const [us, nanp, russia] = [whereOf({ country: 'US' }), whereOf({ phones: ['+12125550123'] }), whereOf({ country: 'RU' })];
  const clock = (zone: string, moment: number): string => new Date(toWall(zone, moment)).toISOString().slice(11, 16);
  const evenings = Object.fromEntries(Array.from({ length: 168 }, (_, hour) => [hour, hour % 24 === 19 ? often : seldom]));

  test.each([['a country', us], ['a number', nanp]])('it goes when it is the best hour in some and day in all: %s', (_, where) => {
    // Monday, eight in the morning in New York
    const { at: chosen } = chooseSendTime(asked({ now: at('2026-06-01T12:00Z'), alike: evenings, where }));
    expect(chosen).toBe(at('2026-06-01T23:00Z'));
    for (const zone of where.zones) expect(clock(zone, chosen) >= '08:00' && clock(zone, chosen) < '21:00').toBe(true);
  });

  test('no zone is taken for likelier because it has many names', () => {
    const where = { zones: ['America/Indiana/Knox', 'America/Chicago', 'America/Menominee', 'America/Denver'], toldBy: 'phone' } as const;
    const alike = { [10]: { sent: 1_000, answered: 300 }, [14]: { sent: 1_000, answered: 310 } };
    // Monday: ten in Chicago is 15:00Z, in Denver 16:00Z; fourteen is 19:00Z and 20:00Z
    expect(chooseSendTime(asked({ now: at('2026-06-01T14:00Z'), withinMs: hours(8), alike, where })).at).toBe(at('2026-06-01T19:00Z'));
    expect(chooseSendTime(asked({ now: at('2026-06-01T14:00Z'), withinMs: hours(8), alike, where: { ...where, zones: where.zones.toReversed() } })).at).toBe(at('2026-06-01T19:00Z'));
  });

  test('their own past is read by the clock by which it was counted, whichever zone is theirs', () => {
    const rules = defineSendTime({ withinMs: hours(24), explore: 0, alike: evenings }, { quiet: undefined, longestWaitMs: days(7) });
    const answeredAt = at('2026-06-01T20:30Z');
    const own = { [rules.hourOf(us, answeredAt) ?? -1]: { sent: 200, answered: 199 } };
    expect(rules.choose(us, { key: 'k', purpose: 'marketing', at: at('2026-06-08T12:00Z'), own, ofUseMs: Infinity }).at).toBe(at('2026-06-08T20:00Z'));
  });

  test('it goes now, where no hour is day in all of them', () => {
    const everywhere = { zones: ['Pacific/Auckland', 'Asia/Kolkata', 'Europe/London', 'America/Los_Angeles'], toldBy: 'phone' } as const;
    expect(chooseSendTime(asked({ where: everywhere, alike: evenings }))).toEqual({ at: now, because: 'no-hour' });
  });

  test('clocks that show the same are one, by night too, as far as the host says nothing else', () => {
    const where = { zones: ['America/Phoenix', 'America/Los_Angeles'], toldBy: 'phone' } as const;
    expect(chooseSendTime(asked({ now: at('2026-06-01T20:00Z'), own: week(23), where })).at).toBe(at('2026-06-02T06:00Z'));
  });

  test('of every country, and whatever is known: the hour is day in all zones that it may be, and no zone of it would be better off on the whole at another', () => {
    const countries = fc.constantFrom('US', 'CA', 'AU', 'BR', 'MX', 'RU', 'ID', 'ES', 'PT', 'CL', 'KZ', 'MN', 'CD', 'EC', 'NZ', 'FR', 'DE', 'JP', 'GL', 'KI').map((country) => whereOf({ country }));
    const tally = fc.dictionary(fc.integer({ min: 0, max: 167 }).map(String), fc.record({ sent: fc.integer({ min: 20, max: 500 }), answered: fc.nat(20) }), { minKeys: 1, maxKeys: 60 });
    fc.assert(fc.property(countries, tally, fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }), fc.nat(1), fc.string(), (where, alike, from, explore, key) => {
      fc.pre(where.zones.length > 0);
      const { at: chosen, because } = chooseSendTime({ key, purpose: 'service', now: from, withinMs: hours(30), own: {}, alike, where, explore });
      const shown = (moment: number) => [...new Set(where.zones.map((zone) => hourOfWeek(zone, moment)))];
      const isDay = (moment: number): boolean => shown(moment).length === 1 || shown(moment).every((hour) => hour % 24 >= 8 && hour % 24 < 21);
      const hoursThen = Array.from({ length: 30 }, (_, nth) => Math.floor(from / hours(1) + 1) * hours(1) + nth * hours(1)).filter((moment) => moment <= from + hours(30) && isDay(moment));
      if (because === 'no-hour') return expect([hoursThen, isDay(from)]).toEqual([[], false]);
      expect(isDay(chosen)).toBe(true);
      if (because === 'drawn') return;
      const all = Object.values(alike).reduce((sum, one) => ({ sent: sum.sent + one.sent, answered: sum.answered + one.answered }));
      const rate = (hour: number): number => ((alike[hour]?.answered ?? 0) + 10 * all.answered / all.sent) / ((alike[hour]?.sent ?? 0) + 10);
      const onTheWhole = (moment: number): number => shown(moment).reduce((sum, hour) => sum + rate(hour), 0) / shown(moment).length;
      for (const moment of hoursThen) expect(onTheWhole(chosen)).toBeGreaterThanOrEqual(onTheWhole(moment) - 1e-9);
    }), { numRuns: 150 });
  });

  test('it is the same hour in whatever order the zones are told', () => {
    fc.assert(fc.property(fc.shuffledSubarray([...russia.zones, ...us.zones], { minLength: 2 }), fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }), (zones, from) => {
      const choose = (names: readonly string[]) => chooseSendTime(asked({ now: from, alike: evenings, where: { zones: names, toldBy: 'phone' } }));
      expect(choose(zones)).toEqual(choose(zones.toSorted()));
    }), { numRuns: 60 });
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
