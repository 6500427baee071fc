import { describe, expect, test } from 'vitest';
import { JourneyError, minutes } from 'throughline';
import { CareHost } from './care-host.js';

const texts = (host: CareHost): readonly string[] => host.channels.sms.sent.map((message) => message.text);
const suppressed = async (host: CareHost) => (await host.orchestrator.timeline('user:ann')).filter((one) => one.suppressed !== undefined).map((one) => [one.channel, one.suppressed]);

describe('what a customer allows', () => {
  test('a withdrawn purpose is not sent on that channel, the journey hears why, and what has to be sent goes on', async () => {
    const host = new CareHost();
    host.listen('message.suppressed');
    await host.system('help.asked', { topic: 'a', name: null });
    expect(await host.system('consent.withdrawn', { channel: '*', purpose: '*', evidence: 'letter of May' })).toMatchObject({ status: 'handled', because: 'consent is withdrawn' });
    await host.system('news.due');
    await host.clock.advance(200);
    expect(texts(host)).toEqual(['Your bill']);
    expect(await suppressed(host)).toEqual([['sms', 'consent-withdrawn']]);
    expect(host.told).toMatchObject([{ what: { reason: 'consent-withdrawn', channel: 'sms' } }]);
    const { consents, journeys } = await host.orchestrator.briefing('user:ann');
    expect(consents).toMatchObject([{ channel: '*', purpose: '*', state: 'withdrawn', source: 'shop', evidence: 'letter of May' }]);
    expect(journeys[0]?.facts.find((fact) => fact.name === 'failed')?.value).toBe('consent-withdrawn');
    await host.system('consent.given', { channel: 'sms', purpose: 'marketing' }, { occurredAt: host.clock.now() + 1 });
    await host.clock.advance(10);
    await host.system('consent.given', { channel: 'sms', purpose: 'marketing' });
    await host.system('news.due');
    await host.clock.advance(200);
    expect(texts(host)).toEqual(['Your bill', 'News!', 'Your bill']);
    await host.orchestrator.close();
  });

  test('an older statement that arrives late changes nothing', async () => {
    const host = new CareHost();
    await host.system('help.asked', { topic: 'a', name: null });
    await host.clock.advance(minutes(10));
    await host.system('consent.withdrawn', { channel: 'sms', purpose: 'marketing' });
    expect(await host.system('consent.given', { channel: 'sms', purpose: 'marketing' }, { occurredAt: host.clock.now() - minutes(5) })).toMatchObject({ because: 'a later statement about this consent stands' });
    await host.system('news.due');
    await host.clock.advance(200);
    expect(texts(host)).toEqual(['Your bill']);
    await host.orchestrator.close();
  });

  test('a message that waits in the outbox is not sent once consent is withdrawn, and the timeline says so', async () => {
    let there = false;
    const host = new CareHost();
    Object.assign(host.channels.sms, { send: async (message: { readonly key: string; readonly text: string }) => {
      if (!there) return { status: 'retry', retryAfterMs: minutes(1) } as const;
      host.channels.sms.sent.push({ ...message, to: '' });
      return { status: 'sent', providerId: message.key } as const;
    } });
    host.listen('effect.dropped', 'message.suppressed');
    await host.system('help.asked', { topic: 'a', name: null });
    await host.system('news.due');
    await host.clock.advance(500);
    await host.system('consent.withdrawn', { channel: 'sms', purpose: 'marketing' });
    there = true;
    await host.clock.advance(minutes(5));
    expect(texts(host)).toEqual(['Your bill']);
    expect(await suppressed(host)).toEqual([['sms', 'consent-withdrawn']]);
    expect(host.told.map(({ type }) => type).toSorted()).toEqual(['effect.dropped', 'message.suppressed']);
    expect((await host.orchestrator.briefing('user:ann')).journeys[0]?.facts.find((fact) => fact.name === 'failed')?.value).toBe('consent-withdrawn');
    await host.orchestrator.close();
  });

  test('a stop word ends what may be ended on its channel alone, and what is not clear ends nothing; both still reach the journeys', async () => {
    const host = new CareHost();
    host.listen('consent.unclear');
    await host.system('help.asked', { topic: 'a', name: null });
    await host.write('sms', 'hello');
    expect(host.told).toEqual([]);
    await host.write('sms', "please don't stop");
    expect((await host.orchestrator.briefing('user:ann')).consents).toEqual([]);
    // nobody is sure, so a person is asked to look
    expect(host.told).toMatchObject([{ type: 'consent.unclear', what: { channel: 'sms', customer: expect.any(String), event: expect.any(String) } }]);
    await host.write('sms', ' Stop. ');
    expect(host.told).toHaveLength(1);
    const { consents, interactions } = await host.orchestrator.briefing('user:ann');
    expect(consents.map((one) => [one.channel, one.purpose, one.state, one.source])).toEqual(['marketing', 'survey', 'service'].map((purpose) => ['sms', purpose, 'withdrawn', 'channel:sms']));
    expect(interactions.at(-1)?.text).toBe(' Stop. ');
    await host.system('news.due');
    await host.clock.advance(200);
    expect(texts(host)).toEqual(['Your bill']);
    await host.orchestrator.close();
  });

  test('on a live channel a stop word leaves the answers', async () => {
    const host = new CareHost();
    await host.system('help.asked', { topic: 'a', name: null });
    await host.write('voice', 'stop');
    expect((await host.orchestrator.briefing('user:ann')).consents.map((one) => one.purpose)).toEqual(['marketing', 'survey']);
    await host.orchestrator.close();
  });

  test.each([[{ channel: 'fax', purpose: 'marketing' }], [{ channel: 'sms', purpose: 'fun' }], [{ channel: 'sms' }], [{ channel: 'sms', purpose: '*', until: 5 }]])('%j is refused', async (data) => {
    const host = new CareHost();
    await expect(host.system('consent.withdrawn', data)).rejects.toSatisfy((error) => JourneyError.is(error, 'InvalidPayload'));
    await host.orchestrator.close();
  });
});
