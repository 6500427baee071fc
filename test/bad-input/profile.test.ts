import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';

describe.each(homes)('line 35: a customer’s time zone and language, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  beforeEach(() => { home = make(); bench = createBench(home); });
  afterEach(async () => { await bench.orchestrator.close(); await home.remove(); });
  const say = (data: object) => bench.say({ id: '1', type: 'customer.updated', data });

  test.each([['Mars/Base', 'InvalidTimeZone'], ['', 'InvalidTimeZone'], ['+25:00', 'InvalidTimeZone'], ['Europe/Berlin ', 'InvalidTimeZone'], ['../../etc/localtime', 'InvalidTimeZone'], ['Europe/Berlin\u0000', 'ForbiddenCharacter'], ['x'.repeat(65), 'InvalidPayload']])('%j is no time zone: refused, and nothing is kept', async (timeZone, code) => {
    expect(await codeOf(say({ timeZone }))).toBe(code);
    expect(await codeOf(bench.orchestrator.explain('user:ann'))).toBe('UnknownCustomer');
  });

  // the last two are names that were given up; what they mean now is known
  test.each([['Europe/Berlin'], ['EST5EDT'], ['Asia/Calcutta'], ['US/Pacific']])('%s is taken', async (timeZone) => {
    expect(await say({ timeZone, locale: 'ja-JP' })).toMatchObject({ status: 'handled' });
  });

  test.each([['Austria'], ['at'], [''], ['AUT'], ['A1']])('%j is no country: refused', async (country) => {
    expect(await codeOf(say({ country }))).toBe('InvalidPayload');
  });

  test.each([['not a locale'], [''], ['de_DE'], ['x'.repeat(36)]])('%j is no language tag: refused', async (locale) => {
    expect(await codeOf(say({ locale }))).toBe('InvalidPayload');
  });
});
