import { describe, expect, test } from 'vitest';
import { countriesOfPhone } from '../../../src/model/countries-of-phone.js';
import { anyZone, possibleZones, zonesOfCountry } from '../../../src/policy/time/possible-zones.js';
import { toWall } from '../../../src/policy/time/wall-clock.js';

describe('where a customer may be', () => {
  test('the profile is believed before the place, the place before the phone, the phone before what the journey takes', () => {
    const signs = { profile: 'Asia/Tokyo', place: ['Europe/Berlin'], phone: ['America/New_York', 'America/Los_Angeles'], otherwise: 'UTC' };
    expect(possibleZones(signs)).toEqual({ zones: ['Asia/Tokyo'], toldBy: 'profile' });
    const { profile: _, ...moved } = signs;
    expect(possibleZones(moved)).toEqual({ zones: ['Europe/Berlin'], toldBy: 'place' });
    expect(possibleZones({ ...moved, place: [] })).toEqual({ zones: signs.phone, toldBy: 'phone' });
    expect(possibleZones({ otherwise: 'UTC' })).toEqual({ zones: ['UTC'], toldBy: 'otherwise' });
    expect(possibleZones({})).toEqual({ zones: [], toldBy: 'nothing' });
  });
  test('a name that is no zone tells nothing', () => {
    expect(possibleZones({ profile: 'Mars/Base', otherwise: 'UTC' })).toEqual({ zones: ['UTC'], toldBy: 'otherwise' });
    expect(possibleZones({ profile: '', place: ['Europe/Berlin', 'Mars/Base'] })).toEqual({ zones: [], toldBy: 'nothing' });
  });
  test('a phone number names the countries it may belong to, and they name their zones', () => {
    expect(countriesOfPhone('+819012345678').flatMap(zonesOfCountry)).toEqual(['Asia/Tokyo']);
    expect(countriesOfPhone('+12025550123').flatMap(zonesOfCountry)).toEqual(expect.arrayContaining(['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu']));
    expect(countriesOfPhone('+14165550123').flatMap(zonesOfCountry)).toEqual(expect.arrayContaining(['America/Toronto', 'America/Vancouver', 'America/St_Johns']));
    expect(countriesOfPhone('+35812345678')).toEqual(['FI', 'AX']);
    expect(countriesOfPhone('no number')).toEqual([]);
    for (const nowhere of ['', 'xx', 'ZZZ', '../..']) expect(zonesOfCountry(nowhere)).toEqual([]);
  });
  test('every distance from UTC is among those of a customer who may be anywhere', () => {
    expect(anyZone).toHaveLength(105);
    for (const timeZone of Intl.supportedValuesOf('timeZone')) {
      const distances = ['2026-01-01', '2026-07-01'].map((day) => new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(new Date(day)).split('GMT')[1]);
      for (const distance of distances) expect(anyZone, timeZone).toContain(distance === '' ? '+00:00' : distance);
    }
  });
  test('a distance is read as people write it', () => {
    expect(['-12:00', '-03:30', '+00:00', '+05:45', '+14:00'].map((zone) => toWall(zone, 0) / 3_600_000)).toEqual([-12, -3.5, 0, 5.75, 14]);
  });
});
