import { describe, expect, test } from 'vitest';
import { whereOf } from '../../../src/policy/time/where-of.js';

describe('where a customer may be, by what is kept of them', () => {
  test('the zone of the profile is believed before the country of the number', () => {
    expect(whereOf({ timeZone: 'Asia/Tokyo', phones: ['+4915112345678'], otherwise: 'UTC' })).toEqual({ zones: ['Asia/Tokyo'], toldBy: 'profile' });
    expect(whereOf({ timeZone: 'Mars/Base', phones: ['+819012345678'], otherwise: 'UTC' })).toEqual({ zones: ['Asia/Tokyo'], toldBy: 'phone' });
  });
  test('the country they live in is believed before that of the number, and one whose zones nobody knows tells nothing', () => {
    expect(whereOf({ country: 'AT', phones: ['+819012345678'] })).toEqual({ zones: ['Europe/Vienna'], toldBy: 'place' });
    expect(whereOf({ timeZone: 'Asia/Tokyo', country: 'AT' })).toEqual({ zones: ['Asia/Tokyo'], toldBy: 'profile' });
    expect(whereOf({ country: 'US' }).zones).toEqual(expect.arrayContaining(['America/New_York', 'Pacific/Honolulu']));
    expect(whereOf({ country: 'XX', phones: ['+819012345678'] })).toEqual({ zones: ['Asia/Tokyo'], toldBy: 'phone' });
  });
  test('of several numbers each may be where they are, and one of no country leaves it open', () => {
    expect(whereOf({ phones: ['+819012345678', '+390612345678'] })).toEqual({ zones: ['Asia/Tokyo', 'Europe/Rome'], toldBy: 'phone' });
    expect(whereOf({ phones: ['+819012345678', '+80012345678'], otherwise: 'Europe/Berlin' })).toEqual({ zones: ['Europe/Berlin'], toldBy: 'otherwise' });
  });
  test('of whom nothing is kept may be anywhere, unless the host takes a zone', () => {
    expect(whereOf({})).toEqual({ zones: [], toldBy: 'nothing' });
    expect(whereOf({ otherwise: 'Europe/Berlin' })).toEqual({ zones: ['Europe/Berlin'], toldBy: 'otherwise' });
  });
});
