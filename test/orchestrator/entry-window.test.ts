import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes } from 'throughline';
import type { EntryWindow } from '../../src/model/entry-window.js';
import { createHost } from './host.js';
import { refusalOf } from '../model/refusal-of.js';

function saleWith(open: EntryWindow, mode: 'after-exit' | 'restart' = 'after-exit') {
  const { setup } = defineJourney({
    id: 'sale', version: 1, ttlMs: days(30), facts: { seen: facts.internal(z.number()) }, channels: {},
    events: { 'cart.left': z.object({ cart: z.string() }), 'order.placed': z.object({}) },
    entry: { on: ['cart.left'], reentry: { mode }, open },
  });
  return setup({}).createMachine({ context: { seen: 0 }, initial: 'open', states: { open: { on: { 'order.placed': 'over', 'cart.left': { target: 'open', reenter: true } } }, over: { type: 'final' } } });
}

/** Friday, 15 January 2027, nine in the morning in Berlin, is when every host begins. */
const left = { cart: '1' };

describe('an entry that counts in a period only', () => {
  test('is not let in before it and after it, and the receipt says why', async () => {
    const host = createHost([saleWith({ from: '2027-01-16T00:00', until: '2027-01-18T00:00', zone: 'Europe/Berlin' })]);
    const before = await host.say('ann', 'cart.left', left);
    expect(before).toMatchObject({ status: 'ignored', reason: 'NotEntered' });
    expect(before.because).toContain('before 2027-01-16T00:00');
    await host.clock.advance(hours(15) - 1);
    expect(await host.say('ann', 'cart.left', left)).toMatchObject({ status: 'ignored' });
    await host.clock.advance(1);
    expect(await host.say('ann', 'cart.left', left)).toMatchObject({ status: 'handled' });
    await host.clock.advance(days(2));
    const after = await host.say('bob', 'cart.left', left);
    expect(after).toMatchObject({ status: 'ignored', reason: 'NotEntered' });
    expect(after.because).toContain('from 2027-01-18T00:00 on');
    // who is in it stays in it
    expect(await host.say('ann', 'order.placed')).toMatchObject({ status: 'handled' });
    await host.orchestrator.close();
  });

  test('is let in at some hours of some days, over midnight too', async () => {
    const host = createHost([saleWith({ hours: [{ days: ['fri'], hours: ['18:00-02:00'] }], zone: 'Europe/Berlin' })]);
    const comes = async (who: string): Promise<string> => (await host.say(who, 'cart.left', left)).status;
    expect(await comes('a')).toBe('ignored');
    await host.clock.advance(hours(9));
    expect(await comes('b')).toBe('handled');
    await host.clock.advance(hours(8) - minutes(1));
    expect(await comes('c')).toBe('handled');
    await host.clock.advance(minutes(1));
    expect(await comes('d')).toBe('ignored');
    await host.clock.advance(hours(17));
    expect(await comes('e')).toBe('ignored');
    await host.orchestrator.close();
  });

  test('goes by the clock of the customer where it says so, and by another where nothing tells it', async () => {
    const host = createHost([saleWith({ hours: [{ hours: ['08:00-10:00'] }], zone: 'customer', otherwise: 'America/New_York' })]);
    await host.say('ann', 'customer.updated', { timeZone: 'Europe/Berlin' });
    expect(await host.say('ann', 'cart.left', left)).toMatchObject({ status: 'handled' });
    expect(await host.say('bob', 'cart.left', left)).toMatchObject({ status: 'ignored' });
    await host.clock.advance(hours(6));
    expect(await host.say('bob', 'cart.left', left)).toMatchObject({ status: 'handled' });
    await host.orchestrator.close();
  });

  test('begins nothing anew outside of it: the run that there is hears the event as any other', async () => {
    const host = createHost([saleWith({ until: '2027-01-16T00:00', zone: 'Europe/Berlin' }, 'restart')]);
    await host.say('ann', 'cart.left', left);
    await host.clock.advance(days(1));
    expect(await host.say('ann', 'cart.left', left)).toMatchObject({ status: 'handled', instances: [expect.stringMatching(/\/sale\/1$/)] });
    await host.orchestrator.close();
  });
});

test.each<readonly [string, object]>([
  ['says nothing', { zone: 'Europe/Berlin' }],
  ['ends before it begins', { from: '2027-01-16T00:00', until: '2027-01-15T00:00', zone: 'Europe/Berlin' }],
  ['begins on a day that there is not', { from: '2027-02-30T00:00', zone: 'Europe/Berlin' }],
  ['has no hours as one writes them', { hours: [{ hours: ['9-17'] }], zone: 'Europe/Berlin' }],
  ['has no hour at all', { hours: [], zone: 'Europe/Berlin' }],
  ['has no such zone', { until: '2027-01-16T00:00', zone: 'Europe/Atlantis' }],
  ['has no zone for who is nowhere known to be', { until: '2027-01-16T00:00', zone: 'customer' }],
  ['has a field that is misspelt', { untill: '2027-01-16T00:00', zone: 'Europe/Berlin' }],
])('a window that %s is refused when the journey is defined', (_, open) => {
  expect(refusalOf(() => saleWith(open as EntryWindow))).toMatchObject({ code: 'InvalidDefinition' });
});
