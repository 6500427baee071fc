import { describe, expect, test } from 'vitest';
import { days, hours, minutes } from 'throughline';
import { createContactRules } from 'throughline/policy';
import type { SendResult } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { refusalOf } from '../../model/refusal-of.js';
import { nine, OfferHost, usualPolicy } from './offers.js';

const quietOnly = { quietHours: { hours: [{ hours: ['21:00-08:00'] }], smoothMs: 0 } } as const;
const capOnly = { caps: usualPolicy.caps ?? [] };
/** from nine in the morning until ten in the evening */
const untilNight = hours(13);
const untilMorning = hours(10);

describe('by night', () => {
  test('an offer waits for the morning and keeps nothing back that has to be sent now; host and explain say why', async () => {
    const host = new OfferHost(quietOnly);
    host.listen('message.waits', 'message.decided');
    await host.begin();
    await host.clock.advance(untilNight);
    await host.say('offer.due');
    await host.say('bill.due');
    await host.settle();
    expect(host.texts()).toEqual(['Your bill', 'Your bill']);
    const until = nine + hours(23);
    expect(host.told.map(({ type }) => type)).toEqual(['message.waits', 'message.waits', 'message.decided', 'message.decided']);
    expect(host.told[0]?.what).toMatchObject({ channel: 'sms', reason: 'quiet-hours', until, journey: 'cart' });
    const { messages = [] } = await host.orchestrator.explain('user:ann');
    expect(messages[0]).toMatchObject({ channel: 'sms', purpose: 'marketing', verdict: 'wait', because: 'quiet-hours', until, against: [{ check: 'quiet-hours', failed: 'quiet-hours', until }] });
    // what was not said yet is not in the timeline
    expect((await host.orchestrator.timeline('user:ann')).map((one) => one.text)).toEqual(['Your bill', 'Your bill']);
    await host.clock.advance(untilMorning);
    expect(host.texts().slice(2).toSorted()).toEqual(['Offer of cart', 'Offer of news']);
    expect((await host.orchestrator.timeline('user:ann')).map((one) => one.text)).toHaveLength(4);
    expect((await host.decisions()).slice(-2)).toEqual(['send', 'send']);
    await host.orchestrator.close();
  });

  test('is that of the country they say they live in, and not that of the number they write from', async () => {
    const host = new OfferHost(quietOnly);
    await host.begin();
    // nine in the morning in Germany is night all over the United States
    await host.say('customer.updated', { country: 'US' });
    await host.say('offer.due');
    await host.settle();
    expect(host.texts()).toEqual([]);
    expect(await host.decisions()).toEqual(['wait: quiet-hours', 'wait: quiet-hours']);
    // eight in the morning in Honolulu is ten in the morning or later everywhere else, and before nine in the evening
    await host.clock.advance(hours(10) + minutes(30));
    expect(host.texts()).toHaveLength(2);
    await host.orchestrator.close();
  });

  test('who stops us while an offer waits does not get it, and its journey hears why', async () => {
    const host = new OfferHost(quietOnly);
    host.listen('message.suppressed', 'effect.dropped');
    await host.begin();
    await host.clock.advance(untilNight);
    await host.say('offer.due');
    await host.write('STOP');
    await host.clock.advance(untilMorning + hours(1));
    expect(host.texts()).toEqual([]);
    expect(await host.failures()).toEqual([['consent-withdrawn'], ['consent-withdrawn']]);
    expect(host.told.map(({ type }) => type).toSorted()).toEqual(['effect.dropped', 'effect.dropped', 'message.suppressed', 'message.suppressed']);
    expect((await host.orchestrator.timeline('user:ann')).flatMap((one) => one.suppressed ?? [])).toEqual(['consent-withdrawn', 'consent-withdrawn']);
    await host.orchestrator.close();
  });

  test('a journey that does not wait for the morning is left, where it says so', async () => {
    const host = new OfferHost(quietOnly);
    host.listen('message.suppressed', 'journey.ended');
    await host.begin();
    await host.clock.advance(untilNight);
    await host.say('night.due');
    await host.settle();
    expect(host.told.filter(({ type }) => type === 'journey.ended').map(({ what }) => what)).toMatchObject([{ journey: 'cart', reason: 'quiet-hours' }, { journey: 'news', reason: 'quiet-hours' }]);
    expect(host.told.filter(({ type }) => type === 'message.suppressed').map(({ what }) => what)).toMatchObject([{ journey: 'cart', next: 'exit' }, { journey: 'news', next: 'exit' }]);
    expect((await host.orchestrator.explain('user:ann')).journeys).toEqual([]);
    await host.orchestrator.close();
  });

  test('an offer that is of no use by morning is left out at once', async () => {
    const host = new OfferHost(quietOnly);
    await host.begin();
    await host.clock.advance(untilNight);
    await host.say('flash.due');
    await host.clock.advance(untilMorning);
    expect(host.texts()).toEqual([]);
    expect(await host.failures()).toEqual([['expired'], ['expired']]);
    await host.orchestrator.close();
  });

  test('what waits outlives a restart, and is asked anew in the morning', async () => {
    const [clock, data] = [createTestClock(nine), createMemoryData()];
    const first = new OfferHost(quietOnly, { store: createMemoryStore({ clock, data }) }, clock);
    await first.begin();
    await clock.advance(untilNight);
    await first.say('offer.due');
    await first.orchestrator.close();
    const second = new OfferHost({ ...quietOnly, caps: capOnly.caps }, { store: createMemoryStore({ clock, data }), ids: 'f' }, clock);
    await second.orchestrator.start();
    await clock.advance(untilMorning);
    // nothing was capped when they were decided
    expect(second.texts()).toHaveLength(1);
    expect((await second.decisions()).slice(-2).toSorted()).toEqual(['send', 'suppress: cap-reached']);
    await second.orchestrator.close();
  });
});

describe('two journeys that want the same place', () => {
  test('one gets it, and the other hears that the customer has had enough', async () => {
    const host = new OfferHost(capOnly);
    await host.begin();
    await host.say('offer.due');
    await host.settle();
    expect(host.texts()).toEqual(['Offer of cart']);
    expect(await host.failures()).toEqual([[], ['cap-reached']]);
    await host.clock.advance(days(1));
    await host.say('offer.due');
    await host.settle();
    expect(host.texts()).toHaveLength(2);
    await host.orchestrator.close();
  });

  test('a message that the channel refuses gives its place back, one that went keeps it though it was tried three times', async () => {
    const answers: SendResult[] = [{ status: 'refused', code: 'no' }, { status: 'retry' }, { status: 'retry' }];
    const host = new OfferHost(capOnly, { sms: () => answers.shift() ?? { status: 'sent', providerId: 'x' } });
    await host.begin();
    await host.say('offer.due');
    await host.settle();
    await host.say('offer.due');
    await host.clock.advance(minutes(5));
    expect(new Set(host.channels.sms.sent.map(({ key }) => key)).size).toBe(2);
    await host.say('offer.due');
    await host.settle();
    expect(host.channels.sms.sent).toHaveLength(4);
    expect(await host.failures()).toEqual([['no', 'cap-reached'], ['cap-reached', 'cap-reached', 'cap-reached']]);
    await host.orchestrator.close();
  });

  test('a message that nobody answered for keeps its place, since it may have gone', async () => {
    const host = new OfferHost(capOnly, { sms: () => { throw new Error('line is down'); }, options: { timing: { retryAttempts: 2 } } });
    await host.begin();
    await host.say('offer.due');
    await host.clock.advance(minutes(5));
    await host.say('offer.due');
    await host.clock.advance(minutes(5));
    expect(host.channels.sms.sent).toHaveLength(2);
    expect((await host.failures())[1]).toEqual(['cap-reached', 'cap-reached']);
    await host.orchestrator.close();
  });

  test('a dead letter that is sent again takes a place like any other, and finds none where it is taken', async () => {
    let refuses = true;
    const host = new OfferHost(capOnly, { sms: () => (refuses ? { status: 'refused', code: 'no' } : { status: 'sent', providerId: 'x' }) });
    host.listen('effect.dead', 'effect.dropped');
    await host.begin();
    await host.say('offer.due');
    await host.settle();
    refuses = false;
    const dead = (await host.orchestrator.list({ kind: 'dead', limit: 10 })).items.map(({ id }) => id);
    expect(dead).toHaveLength(1);
    await host.say('offer.due');
    await host.settle();
    for (const key of dead) await host.orchestrator.redrive({ dead: key });
    await host.settle();
    expect(host.channels.sms.sent).toHaveLength(2);
    expect(host.told.at(-1)).toMatchObject({ type: 'effect.dropped', what: { because: 'cap-reached' } });
    await host.orchestrator.close();
  });

  test('a run that is cancelled while its message waits gives its place to the other', async () => {
    const host = new OfferHost({ ...quietOnly, caps: capOnly.caps });
    await host.begin();
    await host.clock.advance(untilNight);
    await host.say('offer.due');
    const { journeys } = await host.orchestrator.explain('user:ann');
    await host.orchestrator.cancel(journeys[0]?.instance ?? '');
    await host.clock.advance(untilMorning);
    expect(host.texts()).toEqual([]);
    await host.say('offer.due');
    await host.settle();
    expect(host.texts()).toEqual(['Offer of news']);
    await host.orchestrator.close();
  });
});

describe('whom nobody may write to', () => {
  test('marketing without consent is not sent, a survey is', async () => {
    const host = new OfferHost(usualPolicy);
    await host.say('offers.began');
    await host.say('offer.due');
    await host.say('survey.due');
    await host.settle();
    expect(host.texts()).toEqual(['How was it?']);
    expect(await host.failures()).toEqual([['consent-missing'], ['consent-missing', 'cap-reached']]);
    await host.orchestrator.close();
  });

  test('where SMS is not wanted and e-mail is, the best channel is e-mail, and explain says what spoke against the other', async () => {
    const host = new OfferHost({});
    await host.begin();
    await host.write('hello');
    await host.say('consent.withdrawn', { channel: 'sms', purpose: 'marketing' });
    await host.say('best.due');
    await host.settle();
    expect(host.texts()).toEqual([]);
    expect(host.channels.email.sent.map(({ text, to }) => [text, to])).toEqual([['An offer', 'ann@example.org'], ['An offer', 'ann@example.org']]);
    const { messages = [] } = await host.orchestrator.explain('user:ann');
    expect(messages.slice(0, 2)).toMatchObject([{ channel: 'sms', verdict: 'other-channel', instead: 'email', because: 'consent-withdrawn' }, { channel: 'email', verdict: 'send' }]);
    await host.orchestrator.close();
  });

  test('an address that bounced gets nothing, not even a bill, until that is lifted', async () => {
    const host = new OfferHost({});
    await host.begin();
    expect(await host.say('suppression.added', { channel: 'sms', reason: 'bounced' })).toMatchObject({ status: 'handled' });
    await host.say('bill.due');
    await host.settle();
    expect(host.texts()).toEqual([]);
    expect(await host.failures()).toEqual([['suppressed'], ['suppressed']]);
    expect((await host.orchestrator.explain('user:ann')).messages?.[0]?.against).toEqual([{ check: 'suppression', failed: 'suppressed', by: 'bounced' }]);
    expect(await host.say('suppression.lifted', { channel: 'email' })).toMatchObject({ because: 'there was no such suppression' });
    expect(await host.say('suppression.lifted', { channel: 'sms', reason: 'bounced' })).toMatchObject({ because: 'the suppression is lifted' });
    await host.say('bill.due');
    await host.settle();
    expect(host.texts()).toEqual(['Your bill', 'Your bill']);
    await host.orchestrator.close();
  });

  test('a suppression for a channel that nobody has is refused', async () => {
    const host = new OfferHost({});
    await expect(host.say('suppression.added', { channel: 'fax', reason: 'bounced' })).rejects.toMatchObject({ code: 'InvalidPayload' });
    await expect(host.say('suppression.added', { channel: 'sms' })).rejects.toMatchObject({ code: 'InvalidPayload' });
    await host.orchestrator.close();
  });
});

describe('two customers who turn out to be one', () => {
  test('have had what either had', async () => {
    const host = new OfferHost({ caps: [{ name: 'two a day', most: 2, window: { kind: 'rolling', ms: days(1) } }] });
    const other = ['user:ann-too', 'phone:+4915187654321'];
    await host.begin();
    await host.begin(other);
    for (const who of [undefined, other]) await host.say('offer.due', {}, who);
    await host.settle();
    expect(host.channels.sms.sent).toHaveLength(4);
    await host.orchestrator.link('user:ann', 'user:ann-too', 'the same card');
    await host.say('offer.due');
    await host.settle();
    expect(host.channels.sms.sent).toHaveLength(4);
    expect((await host.orchestrator.explain('user:ann')).messages?.length).toBeGreaterThan(4);
    await host.orchestrator.close();
  });

  test('and were two after all, have had their own again, and keep what was suppressed meanwhile', async () => {
    const host = new OfferHost(capOnly);
    const other = ['user:ann-too', 'phone:+4915187654321'];
    await host.begin();
    await host.say('suppression.added', { channel: 'email', reason: 'complaint' });
    await host.clock.advance(1);
    await host.begin(other);
    await host.say('offer.due');
    await host.settle();
    const { customer } = await host.orchestrator.explain('user:ann-too');
    await host.clock.advance(1);
    await host.orchestrator.link('user:ann', 'user:ann-too', 'the same card');
    await host.clock.advance(1);
    await host.orchestrator.unlink(customer, 'another card');
    await host.say('offer.due', {}, other);
    await host.settle();
    expect(host.channels.sms.sent.map(({ to }) => to)).toEqual(['+4915112345678', '+4915187654321']);
    await host.say('best.due', {}, other);
    await host.settle();
    expect((await host.orchestrator.explain('user:ann-too')).messages?.at(-1)).toMatchObject({ because: 'cap-reached', against: [{ check: 'caps', by: 'one a day' }] });
    await host.orchestrator.close();
  });
});

describe('rules that cannot be kept', () => {
  test.each([
    ['that name a channel which the host does not have', { caps: [{ name: 'fax', most: 1, channels: ['fax'], window: { kind: 'rolling', ms: days(1) } }] }],
    ['that name a public channel which the host does not have', { publicChannels: ['forum'] }],
  ] as const)('%s are refused', (_, policy) => {
    expect(refusalOf(() => new OfferHost(policy))).toMatchObject({ code: 'InvalidOptions' });
  });
  test('that are options and not rules are refused', () => {
    expect(refusalOf(() => new OfferHost({}, { options: { contact: usualPolicy as never } }))).toMatchObject({ code: 'InvalidOptions' });
    expect(refusalOf(() => createContactRules({ timeZone: 'Mars/Olympus' }))).toMatchObject({ code: 'InvalidTimeZone' });
  });
});
