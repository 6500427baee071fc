import { describe, expect, test } from 'vitest';
import { hours } from 'throughline';
import type { ContactPolicyOptions } from 'throughline/policy';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { nine, OfferHost, usualPolicy } from './offers.js';

const { caps = [] } = usualPolicy;

test('a run that is cancelled while its message is held back with its journey gives its place to the other', async () => {
  const host = new OfferHost(usualPolicy);
  await host.begin();
  await host.clock.advance(hours(13));
  await host.say('offer.due');
  await host.orchestrator.pause('cart', { effects: 'hold' });
  await host.clock.advance(hours(10));
  const { journeys } = await host.orchestrator.explain('user:ann');
  await host.orchestrator.cancel(journeys.find(({ journey }) => journey === 'cart')?.instance ?? '');
  await host.say('offer.due');
  await host.settle();
  expect(host.texts()).toEqual(['Offer of news']);
  await host.orchestrator.close();
});

test('a dead letter that may have gone counts from when it goes again', async () => {
  let down = true;
  const host = new OfferHost({ caps }, { sms: () => { if (down) throw new Error('line is down'); return { status: 'sent', providerId: 'x' }; }, options: { timing: { retryAttempts: 2 } } });
  await host.begin();
  await host.say('offer.due');
  await host.clock.advance(hours(23));
  down = false;
  const { items: [dead] } = await host.orchestrator.list({ kind: 'dead', limit: 10 });
  await host.orchestrator.redrive({ dead: dead?.id ?? '' });
  await host.settle();
  const gone = host.channels.sms.sent.length;
  await host.clock.advance(hours(2));
  await host.say('offer.due');
  await host.settle();
  expect(host.channels.sms.sent).toHaveLength(gone);
  await host.orchestrator.close();
});

describe('a place under a cap that the host has taken out of its rules', () => {
  const { quietHours } = usualPolicy;
  /** One host after the other on the same store, each with rules of its own. */
  function deploys() {
    const [clock, data] = [createTestClock(nine), createMemoryData()];
    return { clock, open: (policy: ContactPolicyOptions, ids: string): OfferHost => new OfferHost(policy, { store: createMemoryStore({ clock, data }), ids }, clock) };
  }

  /** An offer waits for the morning when its cap is taken out of the rules. */
  async function night() {
    const { clock, open } = deploys();
    const first = open(usualPolicy, 'a');
    await first.begin();
    await clock.advance(hours(13));
    await first.say('offer.due');
    const { journeys } = await first.orchestrator.explain('user:ann');
    const cart = journeys.find(({ journey }) => journey === 'cart')?.instance ?? '';
    await first.orchestrator.close();
    return { clock, open, cart };
  }

  test('is used by its message and counts for no longer than the window, should the cap come back', async () => {
    const { clock, open } = await night();
    const without = open(quietHours === undefined ? {} : { quietHours }, 'b');
    await without.orchestrator.start();
    await clock.advance(hours(11));
    expect(without.texts().length).toBeGreaterThan(0);
    await without.orchestrator.close();
    await clock.advance(hours(25));
    const again = open({ caps }, 'c');
    await again.say('offer.due');
    await again.settle();
    expect(again.texts()).toHaveLength(1);
    await again.orchestrator.close();
  });

  test('is given back where its run is left before it goes', async () => {
    const { clock, open, cart } = await night();
    const without = open(quietHours === undefined ? {} : { quietHours }, 'b');
    await without.orchestrator.cancel(cart);
    await clock.advance(hours(11));
    expect(without.texts()).not.toContain('Offer of cart');
    await without.orchestrator.close();
    await clock.advance(hours(25));
    const again = open({ caps }, 'c');
    await again.say('offer.due');
    await again.settle();
    expect(again.texts()).toEqual(['Offer of news']);
    await again.orchestrator.close();
  });
});
