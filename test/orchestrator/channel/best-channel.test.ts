import { describe, expect, onTestFinished, test } from 'vitest';
import { createContactRules } from 'throughline/policy';
import { defineChannelChoice, defineIntents, type ChannelChoiceOptions } from 'throughline/steering';
import { careHost } from './care-channels.js';

describe('a message on the best channel', () => {
  const table = defineIntents({ intents: { bill: { share: 0.9 } } });
  const who = ['user:ann', 'phone:+4915112345678'];
  /** Somebody asks by chat about a matter that no channel has proven yet; where the news go then. */
  async function newsOn(channels: ChannelChoiceOptions['channels'], told: readonly { readonly type: string; readonly data: object }[] = []): Promise<readonly [chat: number, sms: number]> {
    const host = careHost({ options: { channels } }, { intent: { table } });
    onTestFinished(() => host.orchestrator.close());
    await host.orchestrator.accept({ id: '1', source: 'test', type: 'help.wanted', data: { intent: 'bill' }, who, via: { channel: 'chat' } });
    for (const [place, event] of told.entries()) await host.orchestrator.accept({ id: `told ${place}`, source: 'test', ...event, who });
    await host.say('ann', 'news.due');
    await host.settle();
    return [host.chat.sent.length, host.sms.sent.length];
  }

  const voice = { assisted: true, addressless: true, stage: 'active' } as const;
  test('is where the customer was heard last, while none is proven for what they want', async () => {
    expect(await newsOn({ sms: {}, chat: {}, voice })).toEqual([1, 0]);
  });

  test.each(['inbound-restricted', 'drain'] as const)('is one on its way out (%s) as long as what the customer has under way is served there', async (stage) => {
    expect(await newsOn({ sms: {}, chat: { stage }, voice })).toEqual([1, 0]);
  });

  test.each(['redirect-only', 'retired'] as const)('is none that nobody serves any more (%s), also where the customer was heard there last', async (stage) => {
    expect(await newsOn({ sms: {}, chat: { stage }, voice })).toEqual([0, 1]);
  });

  test('is the one on its way out where it is the only one that the customer allows, as long as it is served', async () => {
    const told = [{ type: 'consent.withdrawn', data: { channel: 'sms', purpose: 'service' } }];
    expect(await newsOn({ sms: {}, chat: { stage: 'drain' }, voice }, told)).toEqual([1, 0]);
    expect(await newsOn({ sms: {}, chat: { stage: 'retired' }, voice }, told)).toEqual([0, 0]);
  });

  test('is never a telephone, which takes no messages', async () => {
    const host = careHost({}, { intent: { table }, channelChoice: { table: defineChannelChoice({ channels: { voice }, intents: ['bill'] }) } });
    onTestFinished(() => host.orchestrator.close());
    host.listen('message.decided', 'message.suppressed');
    await host.orchestrator.accept({ id: '1', source: 'test', type: 'help.wanted', data: { intent: 'bill' }, who: ['phone:+4915112345678'], via: { channel: 'voice' } });
    await host.orchestrator.accept({ id: '2', source: 'test', type: 'consent.withdrawn', data: { channel: 'sms', purpose: 'service' }, who: ['phone:+4915112345678'] });
    await host.orchestrator.accept({ id: '3', source: 'test', type: 'news.due', data: {}, who: ['phone:+4915112345678'] });
    expect(host.told).toMatchObject([{ type: 'message.suppressed', what: { channel: 'sms', reason: 'consent-withdrawn' } }]);
  });

  test('is kept with every channel and why it lost, as what a journey asks for is, of the latest ten', async () => {
    const host = careHost({ options: { channels: { chat: { cost: 1 }, sms: { cost: 5 }, voice } } });
    onTestFinished(() => host.orchestrator.close());
    await host.orchestrator.accept({ id: '1', source: 'test', type: 'help.wanted', data: { intent: 'bill' }, who: ['user:ann'], via: { channel: 'chat' } });
    await host.say('ann', 'news.due');
    const choices = async () => (await host.orchestrator.explain('user:ann')).choices ?? [];
    const [news] = await choices().then((all) => all.filter(({ asked }) => asked.purpose !== undefined));
    expect(news).toMatchObject({ asked: { purpose: 'service', needs: ['text'], among: ['chat', 'voice', 'sms'] }, decision: { verdict: 'chosen', channel: 'chat' } });
    expect(news?.decision.weighed.map(({ channel, lost }) => [channel, lost])).toEqual([['chat', undefined], ['sms', 'no-address'], ['voice', 'cannot-carry']]);
    expect(news?.key).toBe(host.chat.sent[0]?.key);
    for (let n = 0; n < 20; n += 1) await host.say('ann', 'news.due');
    expect(await choices()).toHaveLength(10);
  });

  test('that offers something goes where the customer consented to offers, though they are served better elsewhere', async () => {
    const host = careHost({ options: { channels: { chat: { cost: 1 }, sms: { cost: 5 }, voice } } }, { contact: createContactRules({}) });
    onTestFinished(() => host.orchestrator.close());
    await host.orchestrator.accept({ id: '1', source: 'test', type: 'help.wanted', data: { intent: 'bill' }, who, via: { channel: 'chat' } });
    await host.orchestrator.accept({ id: '2', source: 'test', type: 'consent.given', data: { channel: 'sms', purpose: 'marketing' }, who });
    await host.say('ann', 'offer.due');
    await host.settle();
    expect([host.chat.sent.length, host.sms.sent.length]).toEqual([0, 1]);
    expect((await host.orchestrator.explain('user:ann')).messages?.map(({ channel, verdict }) => [channel, verdict])).toEqual([['sms', 'send']]);
  });

  test('goes where the host says that is, not where the customer was heard last', async () => {
    const host = careHost({ options: { channels: { sms: { cost: 1 }, chat: { cost: 5 }, voice: { assisted: true, addressless: true } } } });
    await host.orchestrator.accept({ id: '1', source: 'test', type: 'help.wanted', data: { intent: 'bill' }, who: ['user:ann', 'phone:+4915112345678'], via: { channel: 'chat' } });
    await host.say('ann', 'news.due');
    await host.settle();
    expect([host.sms.sent.length, host.chat.sent.length]).toEqual([1, 0]);
    await host.orchestrator.close();
  });
});
