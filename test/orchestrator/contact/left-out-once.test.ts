import { expect, test } from 'vitest';
import { hours, minutes } from 'throughline';
import type { Store } from 'throughline/ports';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { nine, OfferHost } from './offers.js';

/** Takes the first commit that leaves a message out, and loses its answer. */
function losing(store: Store): Store {
  let lost = false;
  return {
    ...store,
    async commit(batch) {
      const outcomes = await store.commit(batch);
      if (lost || !batch.some(({ entries = [] }) => entries.some(({ body }) => body.includes('message.suppressed')))) return outcomes;
      lost = true;
      throw new Error('the line was cut');
    },
  };
}

test.each([['shared', { leaseMs: hours(1_000) }], ['of its own', undefined]] as const)('a message is left out once, though the answer of a store (%s) to that commit was lost, and its journey hears so once', async (_, shared) => {
  const clock = createTestClock(nine);
  const host = new OfferHost({ quietHours: { hours: [{ hours: ['21:00-08:00'] }], smoothMs: 0 } }, { store: losing(createMemoryStore({ clock, ...(shared !== undefined && { shared }) })), options: { timing: { pollMs: minutes(1) } } }, clock);
  await host.begin();
  await host.clock.advance(hours(13));
  await host.say('offer.due');
  await host.write('STOP');
  await host.clock.advance(hours(11));
  expect(await host.failures()).toEqual([['consent-withdrawn'], ['consent-withdrawn']]);
  expect((await host.orchestrator.timeline('user:ann')).flatMap((one) => one.suppressed ?? [])).toEqual(['consent-withdrawn', 'consent-withdrawn']);
  await host.orchestrator.close();
});
