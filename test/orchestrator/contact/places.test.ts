import { expect, test } from 'vitest';
import { hours } from 'throughline';
import { OfferHost, usualPolicy } from './offers.js';

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
