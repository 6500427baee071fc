import { describe, expect, test } from 'vitest';
import { hours, JourneyError } from 'throughline';
import { CareHost } from './care-host.js';

const threadsOf = async (host: CareHost): Promise<readonly (string | undefined)[]> => (await host.orchestrator.timeline('user:ann')).map((one) => one.thread?.split('/').at(-1)).toReversed();

describe('a conversation over all channels', () => {
  test('goes on when the customer changes the channel, and with what we answer', async () => {
    const host = new CareHost();
    await host.system('help.asked', { topic: 'a', name: null });
    await host.write('chat', 'Hello');
    await host.clock.advance(hours(1));
    await host.call('call.ringing');
    await host.system('news.due');
    await host.write('sms', 'Thanks');
    expect(await threadsOf(host)).toEqual(['t1', 't1', 't1', 't1', 't1']);
    const { conversation } = await host.orchestrator.briefing('user:ann');
    expect(conversation).toMatchObject({ open: true, channels: ['chat', 'voice', 'sms'], startedAt: host.clock.now() - hours(1) });
    await host.orchestrator.close();
  });

  test('is open up to 72 hours after the last contact and no longer', async () => {
    const host = new CareHost();
    await host.system('help.asked', { topic: 'a', name: null });
    await host.write('chat', 'Hello');
    await host.clock.advance(hours(72));
    await host.write('email', 'Still there?');
    await host.clock.advance(hours(72) + 1);
    expect((await host.orchestrator.briefing('user:ann')).conversation?.open).toBe(false);
    await host.write('sms', 'Again me');
    expect(await threadsOf(host)).toEqual(['t1', 't1', 't2']);
    await host.orchestrator.close();
  });

  test('ends earlier where the host says so, and with 0 keeps to its channel', async () => {
    const short = new CareHost({ threading: { windowMs: hours(1) } });
    await short.system('help.asked', { topic: 'a', name: null });
    await short.write('chat', '1');
    await short.clock.advance(hours(2));
    await short.write('chat', '2');
    expect(await threadsOf(short)).toEqual(['t1', 't2']);
    const none = new CareHost({ threading: { windowMs: 0 } });
    await none.system('help.asked', { topic: 'a', name: null });
    for (const channel of ['chat', 'chat', 'sms', 'chat'] as const) {
      await none.write(channel, 'Hello');
      await none.clock.advance(hours(1));
    }
    expect(await threadsOf(none)).toEqual(['t1', 't1', 't2', 't3']);
    await Promise.all([short.orchestrator.close(), none.orchestrator.close()]);
  });

  test('is told when it begins, when it goes on elsewhere, and at every ringing call, by ids only', async () => {
    const host = new CareHost();
    host.listen('conversation.began');
    await host.system('help.asked', { topic: 'a', name: null });
    await host.write('chat', 'Hello');
    await host.write('chat', 'Hello?');
    await host.call('call.ringing');
    await host.call('call.answered');
    await host.call('call.ringing');
    expect(host.told.map(({ what }) => what)).toMatchObject([
      { channel: 'chat', direction: 'in', event: 'e2' }, { channel: 'voice', from: 'chat', event: 'e4' }, { channel: 'voice', from: 'voice', event: 'e6' },
    ]);
    expect(host.told[0]?.what).not.toHaveProperty('from');
    expect(JSON.stringify(host.told)).not.toMatch(/Hello|ann@|4915/);
    await host.orchestrator.close();
  });

  test('looking at pages is in the timeline and for the briefing apart, and neither opens nor prolongs it', async () => {
    const host = new CareHost();
    expect(await host.system('web.viewed', { page: '/prices', title: 'Prices' })).toMatchObject({ status: 'handled' });
    expect((await host.orchestrator.briefing('user:ann')).conversation).toBeUndefined();
    await host.write('chat', 'Hello');
    await host.clock.advance(hours(70));
    await host.system('web.viewed', { page: '/help' }, { via: { channel: 'app' } });
    await host.clock.advance(hours(3));
    await host.write('chat', 'Hello again');
    for (let page = 0; page < 30; page += 1) await host.system('web.scrolled', { page: `/p${page}`, depth: 3 });
    const { web, interactions } = await host.orchestrator.briefing('user:ann');
    expect(interactions.map((one) => [one.text, one.thread?.slice(-2)])).toEqual([['Hello', 't1'], ['Hello again', 't2']]);
    expect(web.map((one) => one.page)).toEqual(Array.from({ length: 20 }, (_, i) => `/p${i + 10}`));
    const timeline = (await host.orchestrator.timeline('user:ann')).toReversed();
    expect(timeline.slice(0, 3).map((one) => [one.channel, one.page ?? one.text, one.title])).toEqual([['web', '/prices', 'Prices'], ['chat', 'Hello', undefined], ['app', '/help', undefined]]);
    await host.orchestrator.close();
  });

  test('a page without its address and a window that is no time are refused', async () => {
    const host = new CareHost();
    await expect(host.system('web.viewed', { title: 'Prices' })).rejects.toSatisfy((error) => JourneyError.is(error, 'InvalidPayload'));
    await host.orchestrator.close();
    for (const windowMs of [-1, NaN, Infinity]) expect(() => new CareHost({ threading: { windowMs } })).toThrow(expect.toSatisfy((error) => JourneyError.is(error, 'InvalidOptions')));
  });
});
