import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hours, minutes } from '../../src/model/duration.js';
import { defineQuietHours, judgeQuiet, type QuietAsked, type QuietHoursOptions, type QuietVerdict } from '../../src/policy/quiet-hours.js';
import { possibleZones } from '../../src/policy/time/possible-zones.js';
import { toWall } from '../../src/policy/time/wall-clock.js';
import type { Hours } from '../../src/policy/time/weekly-hours.js';
import { runsOf } from '../full-size.js';
import { refusalOf } from '../model/refusal-of.js';
import { at } from './time/at.js';

const nights = defineQuietHours({ hours: [{ hours: ['21:00-08:00'] }, { days: ['sun'], hours: ['00:00-24:00'] }], dates: ['2026-12-25'], smoothMs: 0 });
const ask = (moment: string, more: Partial<QuietAsked> = {}): QuietVerdict =>
  judgeQuiet(nights, { key: 'k', purpose: 'marketing', at: at(moment), where: { zones: ['Europe/Berlin'], toldBy: 'profile' }, ...more });
const until = (verdict: QuietVerdict): string | undefined => (verdict.quiet && verdict.until !== undefined ? new Date(verdict.until).toISOString() : undefined);

describe('hours in which a customer is left alone', () => {
  test('a message of the evening waits until the morning on the wall of the customer', () => {
    expect(ask('2026-11-23T19:59Z')).toEqual({ quiet: false });
    expect(ask('2026-11-23T20:00Z')).toEqual({ quiet: true, because: 'quiet-hours', until: at('2026-11-24T07:00Z') });
    expect(until(ask('2026-11-23T20:00Z', { where: { zones: ['Asia/Tokyo'], toldBy: 'profile' } }))).toBe('2026-11-23T23:00:00.000Z');
  });
  test('quiet hours that follow each other are one', () => {
    expect(until(ask('2026-11-21T20:30Z'))).toBe('2026-11-23T07:00:00.000Z');
    expect(until(ask('2026-12-24T20:30Z'))).toBe('2026-12-26T07:00:00.000Z');
  });
  test('what has to be sent and what serves the customer does not wait, unless the host says so', () => {
    expect([ask('2026-11-23T22:00Z', { purpose: 'transactional' }), ask('2026-11-23T22:00Z', { purpose: 'service' })]).toEqual([{ quiet: false }, { quiet: false }]);
    expect(ask('2026-11-23T22:00Z', { purpose: 'survey' }).quiet).toBe(true);
    const strict = defineQuietHours({ hours: [{ hours: ['02:00-04:00'] }], purposes: ['service'] });
    expect(judgeQuiet(strict, { key: 'k', purpose: 'service', at: at('2026-11-23T02:30Z'), where: { zones: ['UTC'], toldBy: 'profile' } }).quiet).toBe(true);
  });
  test('who may be in several zones is left alone while it is quiet in any of them', () => {
    const phone = { zones: ['America/New_York', 'America/Los_Angeles'], toldBy: 'phone' } as const;
    expect(until(ask('2026-11-23T13:30Z', { where: phone }))).toBe('2026-11-23T16:00:00.000Z');
    expect(ask('2026-11-23T16:00Z', { where: phone }).quiet).toBe(false);
    expect(ask('2026-11-24T02:00Z', { where: phone }).quiet).toBe(true);
  });
  test('who may be anywhere gets no marketing and no survey', () => {
    const nowhere = possibleZones({ profile: 'Mars/Base' });
    for (const purpose of ['marketing', 'survey'] as const) expect(ask('2026-11-23T12:00Z', { where: nowhere, purpose })).toEqual({ quiet: true, because: 'zone-unknown' });
    const short = defineQuietHours({ hours: [{ days: ['sun'], hours: ['02:00-04:00'] }] });
    for (const purpose of ['marketing', 'survey'] as const) expect(judgeQuiet(short, { key: 'k', purpose, at: at('2026-11-25T12:00Z'), where: nowhere })).toEqual({ quiet: true, because: 'zone-unknown' });
    const strict = defineQuietHours({ hours: [{ hours: ['02:00-04:00'] }], purposes: ['service'], smoothMs: 0 });
    // two in the morning somewhere at every hour but those of the date line
    expect(judgeQuiet(strict, { key: 'k', purpose: 'service', at: at('2026-11-23T02:30Z'), where: nowhere })).toEqual({ quiet: true, because: 'zone-unknown' });
    expect(judgeQuiet(defineQuietHours({ hours: [{ days: ['sun'], hours: ['02:00-04:00'] }], purposes: ['service'] }), { key: 'k', purpose: 'service', at: at('2026-11-25T02:30Z'), where: nowhere }).quiet).toBe(false);
  });
  test('hours that begin at a time shown twice begin the first and end the last time it is shown', () => {
    const early = defineQuietHours({ hours: [{ hours: ['02:15-02:45'] }], smoothMs: 0 });
    const verdicts = ['00:14', '00:15', '01:10', '01:44', '01:45'].map((time) => judgeQuiet(early, { key: 'k', purpose: 'marketing', at: at(`2026-10-25T${time}Z`), where: { zones: ['Europe/Berlin'], toldBy: 'profile' } }).quiet);
    expect(verdicts).toEqual([false, true, true, true, false]);
  });
});

describe('the release of what waited', () => {
  const smooth = defineQuietHours({ hours: [{ hours: ['21:00-08:00'] }], smoothMs: hours(1) });
  const released = (key: string): number => {
    const verdict = judgeQuiet(smooth, { key, purpose: 'marketing', at: at('2026-11-23T23:00Z'), where: { zones: ['UTC'], toldBy: 'profile' } });
    return verdict.quiet ? verdict.until ?? Number.NaN : Number.NaN;
  };
  test('is spread over an hour, so that nobody is called by eighteen thousand customers at one minute past eight', () => {
    const perMinute = new Map<number, number>();
    for (let customer = 0; customer < 18_000; customer += 1) {
      const minute = Math.floor((released(`acme/customer-${customer}/1/0`) - at('2026-11-24T08:00Z')) / minutes(1));
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    expect([...perMinute.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, minute) => minute));
    // three hundred each, give or take five times the chance's own spread
    expect(Math.min(...perMinute.values())).toBeGreaterThan(214);
    expect(Math.max(...perMinute.values())).toBeLessThan(386);
  });
  test('is the same moment for the same message however often it is asked', () => {
    expect(released('k')).toBe(released('k'));
  });
  test('never goes beyond the next quiet hours', () => {
    const gap = defineQuietHours({ hours: [{ hours: ['08:10-08:00'] }], smoothMs: hours(1) });
    for (let n = 0; n < 200; n += 1) {
      const asked = { key: `k${n}`, purpose: 'marketing', at: at('2026-11-23T12:00Z'), where: { zones: ['UTC'], toldBy: 'profile' } } as const;
      const verdict = judgeQuiet(gap, asked);
      expect(judgeQuiet(gap, { ...asked, at: verdict.quiet ? verdict.until ?? 0 : 0 }).quiet).toBe(false);
    }
  });
});

describe('quiet hours that cannot be are refused', () => {
  const refused = (options: QuietHoursOptions) => refusalOf(() => defineQuietHours(options));
  test('those that leave no time at all', () => {
    expect(refused({ hours: [{ hours: ['00:00-24:00'] }] })).toMatchObject({ code: 'InvalidOptions', facts: { path: 'quietHours.hours' } });
    expect(refused({ hours: [{ hours: ['08:00-20:00', '20:00-08:00'] }] }).code).toBe('InvalidOptions');
  });
  test('hours or a smoothing that are none', () => {
    for (const hours of ['9-17', '109:00-17:00', '09:00-17:000', '09:00-24:30', '24:00-09:00']) expect(refused({ hours: [{ hours: [hours as Hours] }] }).message).toContain('quietHours.hours.0.hours.0: hours are written as 09:00-17:30');
    expect(refused({ hours: [], smoothMs: Number.NaN }).facts.path).toBe('quietHours.smoothMs');
  });
});

const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago', 'Asia/Kathmandu', 'UTC');
const time = fc.integer({ min: 0, max: 95 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`);

test('no survey or marketing message ever goes while a clock in a zone of the customer shows quiet hours, nor at its release', () => {
  fc.assert(fc.property(fc.uniqueArray(zone, { minLength: 1, maxLength: 3 }), time, time, fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2028-01-01T00:00Z') }), fc.constantFrom('survey' as const, 'marketing' as const), fc.string(), (zones, from, to, now, purpose, key) => {
    fc.pre(from !== to);
    const quiet = defineQuietHours({ hours: [{ hours: [`${from}-${to}`] }] });
    const shows = (moment: number) => zones.some((name) => {
      const clock = new Date(toWall(name, moment)).toISOString().slice(11, 16);
      return from < to ? from <= clock && clock < to : from <= clock || clock < to;
    });
    const asked = { key, purpose, at: now, where: { zones, toldBy: 'phone' } } as const;
    const verdict = judgeQuiet(quiet, asked);
    if (!verdict.quiet) expect(shows(now)).toBe(false);
    else if (verdict.until !== undefined) {
      expect(verdict.until).toBeGreaterThan(now);
      expect(judgeQuiet(quiet, { ...asked, at: verdict.until }).quiet).toBe(false);
      expect(shows(verdict.until)).toBe(false);
    }
  }), { numRuns: runsOf({ ci: 500, full: 100_000 }) });
});
