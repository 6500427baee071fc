import { describe, expect, test } from 'vitest';
import { dayMs, dayOf, dayStart, fromWall, localDay, toWall, weekdayOf } from '../../../src/policy/time/wall-clock.js';
import { dateText, dayNumber, toMoment } from '../../../src/policy/time/local-date.js';
import { refusalOf } from '../../model/refusal-of.js';
import { at } from './at.js';

const wall = (local: string): number => at(`${local}Z`);

describe('what a clock on the wall shows', () => {
  test('is what people there call the time', () => {
    expect(toWall('Europe/Berlin', at('2026-07-01T10:00Z'))).toBe(wall('2026-07-01T12:00'));
    expect(toWall('Asia/Kathmandu', at('2026-07-01T10:00Z'))).toBe(wall('2026-07-01T15:45'));
    expect(toWall('UTC', at('2026-07-01T10:00Z'))).toBe(wall('2026-07-01T10:00'));
  });
  test('a time that is skipped in spring comes as much later as is skipped, or at the change', () => {
    expect(fromWall('Europe/Berlin', wall('2026-03-29T02:30'))).toBe(at('2026-03-29T01:30Z'));
    expect(fromWall('Europe/Berlin', wall('2026-03-29T02:30'), 'first')).toBe(at('2026-03-29T01:00Z'));
    expect(fromWall('Europe/Berlin', wall('2026-03-29T02:30'), 'last')).toBe(at('2026-03-29T01:00Z'));
  });
  test('of a time that is shown twice in autumn the first is meant, or the last where it is asked for', () => {
    expect(fromWall('Europe/Berlin', wall('2026-10-25T02:30'))).toBe(at('2026-10-25T00:30Z'));
    expect(fromWall('Europe/Berlin', wall('2026-10-25T02:30'), 'first')).toBe(at('2026-10-25T00:30Z'));
    expect(fromWall('Europe/Berlin', wall('2026-10-25T02:30'), 'last')).toBe(at('2026-10-25T01:30Z'));
  });
  test('a day begins at midnight, or at one where midnight is skipped', () => {
    expect(dayStart('Africa/Cairo', dayOf(wall('2026-04-24T00:00')))).toBe(at('2026-04-23T22:00Z'));
    expect(toWall('Africa/Cairo', at('2026-04-23T22:00Z'))).toBe(wall('2026-04-24T01:00'));
    expect(dayStart('Europe/Berlin', dayOf(wall('2026-03-30T00:00')))).toBe(at('2026-03-29T22:00Z'));
  });
  test('a moment falls on the day that people there call today', () => {
    expect(dateText(localDay('Asia/Tokyo', at('2026-11-22T15:00Z')))).toBe('2026-11-23');
    expect(dateText(localDay('Asia/Tokyo', at('2026-11-22T14:59Z')))).toBe('2026-11-22');
    expect(weekdayOf(localDay('Asia/Tokyo', at('2026-11-22T15:00Z')))).toBe(0);
  });
  test('a zone that nobody knows is refused', () => {
    for (const zone of ['Mars/Base', '', '+25:00']) expect(refusalOf(() => toWall(zone, 0)).code).toBe('InvalidTimeZone');
  });
  test('a moment that no date can hold is refused', () => {
    for (const moment of [Number.NaN, Infinity, 8.65e15]) expect(refusalOf(() => toWall('Europe/Berlin', moment)).code).toBe('InvalidTime');
  });
  test('a part of a millisecond changes nothing', () => {
    expect(toWall('Europe/Berlin', at('2026-07-01T10:00Z') + 0.5)).toBe(wall('2026-07-01T12:00') + 0.5);
  });
});

describe('dates', () => {
  test.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '', '2026-01-01T00:00', ' 2026-01-01'])('%s is no date', (text) => {
    expect(dayNumber(text)).toBeUndefined();
  });
  test('a date is written as it was read', () => {
    for (const date of ['1970-01-01', '2028-02-29', '1969-12-31']) expect(dateText(dayNumber(date) ?? Number.NaN)).toBe(date);
    expect(dayNumber('1970-01-02')).toBe(1);
  });
  test('a local time is a moment in its zone, and nothing where it is none', () => {
    expect(toMoment('Europe/Berlin', '2026-12-24T13:00')).toBe(at('2026-12-24T12:00Z'));
    expect(toMoment('Europe/Berlin', '2026-03-29T02:30')).toBe(at('2026-03-29T01:30Z'));
    for (const text of ['2026-12-24T24:00', '2026-02-30T10:00', '2026-12-24', '2026-12-24T13:00Z', 'x2026-12-24T13:00']) expect(toMoment('Europe/Berlin', text)).toBeUndefined();
  });
  test('days are whole', () => {
    expect(dayOf(-1)).toBe(-1);
    expect(dayOf(dayMs)).toBe(1);
  });
});
