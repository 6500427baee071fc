import { expect, test } from 'vitest';
import { createOrchestrator, days, type AnyJourney, type Orchestrator } from 'throughline';
import { createContactRules } from 'throughline/policy';
import { createMemoryStore, createTestClock, type TestClock } from 'throughline/testing';
import { doubleOptIn } from '../../../examples/journeys/double-opt-in.js';
import { goodbye } from '../../../examples/journeys/goodbye.js';
import { createRecordingChannel } from '../recording-channel.js';
import { everybody, offering } from './offers.js';

const texts = { 'please confirm': ({ link }: { readonly [fact: string]: unknown }) => `Please confirm: ${String(link)}`, welcome: 'Welcome!', offer: 'An offer' };

/** A shop with ready journeys beside its own, that sends by SMS and e-mail. */
function openShop(journeys: readonly AnyJourney[]) {
  const clock: TestClock = createTestClock();
  const on = (identityNamespace: string) => Object.assign(createRecordingChannel(), { identityNamespace, capabilities: { text: true, inbound: true } as const });
  const channels = { sms: on('phone'), email: on('email') };
  const orchestrator: Orchestrator = createOrchestrator({ journeys, clock, store: createMemoryStore({ clock }), channels, texts, contact: createContactRules({}), timing: { pollMs: days(365) } });
  let said = 0;
  return {
    clock, channels, orchestrator,
    say: async (type: string, data: object = {}) => {
      const receipt = await orchestrator.accept({ id: `e${++said}`, source: 'shop', type, data, who: everybody });
      await clock.advance(200);
      return receipt;
    },
    write: async (text: string) => {
      await channels.sms.hear({ kind: 'message', id: `m${++said}`, from: '+4915112345678', text });
      await clock.advance(200);
    },
    mails: () => channels.email.sent.map((mail) => mail.text),
    texts: () => channels.sms.sent.map((message) => message.text),
  };
}

const asked = { link: 'https://shop.example/confirm/4711' };

test('an address gets news only after whoever has it has confirmed', async () => {
  const shop = openShop([doubleOptIn, offering('cart')]);
  await shop.say('offers.began');
  await shop.say('subscription.asked', asked);
  await shop.say('best.due');
  expect(shop.mails()).toEqual([`Please confirm: ${asked.link}`]);
  // of another purpose: not what was asked for
  await shop.say('consent.given', { channel: 'email', purpose: 'survey' });
  expect(shop.mails()).toHaveLength(1);
  await shop.say('consent.given', { channel: 'email', purpose: 'marketing', evidence: asked.link });
  await shop.say('best.due');
  expect(shop.mails().slice(1)).toEqual(['Welcome!', 'An offer']);
  expect((await shop.orchestrator.briefing('user:ann')).consents).toContainEqual(expect.objectContaining({ channel: 'email', purpose: 'marketing', state: 'given', evidence: asked.link }));
  await shop.orchestrator.close();
});

test('who does not confirm hears of it no more, and nobody is asked twice a day', async () => {
  const shop = openShop([doubleOptIn]);
  for (let times = 0; times < 3; times += 1) await shop.say('subscription.asked', asked);
  await shop.clock.advance(days(8));
  expect(shop.mails()).toHaveLength(1);
  expect((await shop.orchestrator.explain('user:ann')).ended).toMatchObject([{ journey: 'double-opt-in', reason: 'done' }]);
  expect((await shop.orchestrator.briefing('user:ann')).consents).toEqual([]);
  await shop.orchestrator.close();
});

test('a stop is confirmed once, however often it is said, and again after a consent was given anew', async () => {
  const shop = openShop([goodbye, offering('cart')]);
  await shop.say('offers.began');
  await shop.say('consent.given', { channel: 'sms', purpose: 'marketing' });
  for (const text of ['STOP', 'stop!', 'Unsubscribe']) await shop.write(text);
  await shop.say('offer.due');
  expect(shop.texts()).toEqual(['You will get no more messages from us here.']);
  await shop.say('consent.given', { channel: 'sms', purpose: '*' });
  await shop.say('offer.due');
  await shop.write('STOP');
  expect(shop.texts().slice(1)).toEqual(['Offer of cart', 'You will get no more messages from us here.']);
  await shop.orchestrator.close();
});
