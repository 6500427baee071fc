import { describe, expect, test } from 'vitest';
import type { JourneyError } from 'throughline';
import { createHost } from '../orchestrator/host.js';

// bad-input row 35, by the one way a time zone comes in
describe('a customer\'s time zone and language', () => {
  test.each([['Mars/Base'], [''], ['+25:00'], ['Europe/Berlin\u0000']])('%j is no time zone: refused, and nothing is kept', async (timeZone) => {
    const host = createHost([]);
    const refused = await host.say('ann', 'customer.updated', { timeZone }).catch((error: JourneyError) => error.code);
    expect(['InvalidTimeZone', 'ForbiddenCharacter']).toContain(refused);
    await expect(host.orchestrator.explain('user:ann')).rejects.toMatchObject({ code: 'UnknownCustomer' });
    await host.orchestrator.close();
  });
  test.each([['Europe/Berlin'], ['EST5EDT'], ['Asia/Calcutta']])('%s is taken', async (timeZone) => {
    const host = createHost([]);
    expect(await host.say('ann', 'customer.updated', { timeZone, locale: 'ja-JP' })).toMatchObject({ status: 'handled' });
    await host.orchestrator.close();
  });
  test('what is no language tag is refused', async () => {
    const host = createHost([]);
    await expect(host.say('ann', 'customer.updated', { locale: 'not a locale' })).rejects.toMatchObject({ code: 'InvalidPayload' });
    await host.orchestrator.close();
  });
});
