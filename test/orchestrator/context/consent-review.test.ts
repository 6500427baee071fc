import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { JourneyError, days, defineJourney, hours } from 'throughline';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { CareHost, help } from './care-host.js';

/** Says goodbye once, and has a person look at what was not clear. */
const begunBy = (id: string, type: string, text: string) => {
  const { setup } = defineJourney({ id, version: 1, ttlMs: days(1), events: { [type]: z.object({ channel: z.string() }) }, facts: {}, channels: { sms: ['text'] }, entry: { on: [type], reentry: { mode: 'after-exit' } } });
  return setup({}).createMachine({ context: {}, initial: 'said', states: { said: { type: 'final', entry: { type: 'send', params: { channel: 'sms', purpose: 'transactional', text } } } } });
};
const goodbye = begunBy('goodbye', 'message.stopped', 'Goodbye.');
const look = begunBy('look', 'message.unclear-stop', 'Somebody is looking at it.');

class Desk extends CareHost {
  constructor({ data = createMemoryData() } = {}) {
    const clock = createTestClock(1_800_000_000_000);
    super({ store: createMemoryStore({ clock, data }) }, [help, goodbye, look]);
  }
  async waiting() { return (await this.orchestrator.briefing('user:ann')).unclearStops ?? []; }
  async stopped() { return (await this.orchestrator.briefing('user:ann')).consents.filter((one) => one.state === 'withdrawn').map((one) => [one.channel, one.purpose]); }
  async said() { await this.clock.advance(200); return this.channels.sms.sent.map(({ text }) => text); }
  /** one customer on every channel */
  async meet() { await this.system('help.asked', { topic: 'a', name: null }); return this; }
  review(event: string, stop: boolean, more: object = {}) { return this.system('consent.reviewed', { channel: 'sms', event, stop, ...more }); }
}
const onSms = ['marketing', 'survey', 'service'].map((purpose) => ['sms', purpose]);

describe('what is not clear is kept until a person has said', () => {
  test('it stands in the briefing, through a restart, and a journey may begin with it', async () => {
    const data = createMemoryData();
    const host = await new Desk({ data }).meet();
    host.listen('consent.unclear');
    await host.write('sms', 'is there a way to stop these?');
    const [kept] = await host.waiting();
    expect(kept).toEqual({ channel: 'sms', event: expect.any(String), at: host.clock.now() });
    expect(host.told).toMatchObject([{ what: { event: kept?.event } }]);
    expect(await host.said()).toEqual(['Somebody is looking at it.']);
    await host.orchestrator.close();
    const again = new Desk({ data });
    expect(await again.waiting()).toEqual([kept]);
    await again.orchestrator.close();
  });

  test('a person who says that it is a stop ends what a stop word ends, and it is confirmed once', async () => {
    const host = await new Desk().meet();
    await host.write('sms', 'is there a way to stop these?');
    const event = (await host.waiting())[0]?.event ?? '';
    expect(await host.review(event, true)).toMatchObject({ status: 'handled', because: "a person read it as a stop; 'message.stopped' starts 'goodbye'" });
    expect([await host.waiting(), await host.stopped()]).toEqual([[], onSms]);
    expect(await host.said()).toEqual(['Somebody is looking at it.', 'Goodbye.']);
    expect(await host.review(event, true)).toMatchObject({ status: 'ignored', reason: 'NotHandled', because: 'nothing unclear is kept of this message' });
    expect(await host.said()).toHaveLength(2);
    await host.orchestrator.close();
  });

  test('a person who says that it is none leaves everything as it was', async () => {
    const host = await new Desk().meet();
    await host.write('sms', "I can't stop laughing");
    expect(await host.review((await host.waiting())[0]?.event ?? '', false)).toMatchObject({ status: 'handled', because: 'a person read it as no stop' });
    expect([await host.waiting(), await host.stopped()]).toEqual([[], []]);
    await host.orchestrator.close();
  });

  test('a review that hits nothing is ignored, with the reason: another channel, another message, one that was settled', async () => {
    const host = await new Desk().meet();
    await host.write('sms', 'is there a way to stop these?');
    const event = (await host.waiting())[0]?.event ?? '';
    const nothing = { status: 'ignored', reason: 'NotHandled', because: 'nothing unclear is kept of this message' };
    expect(await host.review(event, true, { channel: 'email' })).toMatchObject(nothing);
    expect(await host.review('e77', true)).toMatchObject(nothing);
    expect([(await host.waiting()).length, await host.stopped()]).toEqual([1, []]);
    await host.review(event, false);
    expect(await host.review(event, false)).toMatchObject({ status: 'ignored', reason: 'NotHandled', because: 'a person had read it as no stop' });
    await host.orchestrator.close();
  });

  test.each([0, 120])('a person who corrects themselves gets the stop through, also when %i were read as none since, and it counts from when it was written', async (others) => {
    const host = await new Desk().meet();
    const look = async (stop: boolean): Promise<string> => {
      const event = (await host.waiting()).at(-1)?.event ?? '';
      await host.review(event, stop);
      return event;
    };
    await host.write('email', 'stop by the shop');
    for (let i = 0; i < others; i += 1) {
      await host.write('sms', 'stop by the shop');
      await look(false);
    }
    await host.write('sms', 'is there a way to stop these?');
    const event = await look(false);
    // what was read as no stop takes no place of what nobody has read
    expect(await host.waiting()).toMatchObject([{ channel: 'email' }]);
    await host.clock.advance(10);
    await host.system('consent.given', { channel: 'sms', purpose: 'survey' });
    expect(await host.review(event, true)).toMatchObject({ status: 'handled', because: expect.stringContaining('a person read it as a stop') });
    expect(await host.stopped()).toEqual([['sms', 'marketing'], ['sms', 'service']]);
    expect(await host.review(event, true)).toMatchObject({ status: 'ignored' });
    expect(await host.review(event, false)).toMatchObject({ status: 'ignored' });
    expect(await host.stopped()).toHaveLength(2);
    await host.orchestrator.close();
  });

  test('it counts from when it was written: who agreed since stays', async () => {
    const host = await new Desk().meet();
    await host.write('sms', 'is there a way to stop these?');
    await host.clock.advance(hours(1));
    await host.system('consent.given', { channel: 'sms', purpose: '*' });
    await host.review((await host.waiting())[0]?.event ?? '', true);
    await host.system('news.due');
    expect(await host.said()).toEqual(['Somebody is looking at it.', 'News!', 'Your bill']);
    await host.orchestrator.close();
  });

  test('a clear stop leaves nothing to ask about on its channel, and of many the newest hundred are kept', async () => {
    const host = await new Desk().meet();
    for (let i = 0; i < 102; i += 1) await host.write('sms', 'stop by the shop');
    await host.write('email', 'stop by the shop');
    expect(await host.waiting()).toHaveLength(100);
    await host.write('sms', 'STOP');
    expect(await host.waiting()).toMatchObject([{ channel: 'email' }]);
    await host.orchestrator.close();
  });

  test('it goes with the customer whose it is, through a merge and back', async () => {
    const host = new Desk();
    await host.orchestrator.start();
    await host.channels.sms.hear({ kind: 'message', id: 'm1', from: '+4915112345678', text: 'stop by the shop' });
    await host.channels.email.hear({ kind: 'message', id: 'm2', from: 'ann@example.org', text: 'stop by the shop' });
    const of = async (who: string) => (await host.orchestrator.briefing(who)).unclearStops?.map(({ channel }) => channel) ?? [];
    expect([await of('phone:+4915112345678'), await of('email:ann@example.org')]).toEqual([['sms'], ['email']]);
    const linked = await host.orchestrator.link('phone:+4915112345678', 'email:ann@example.org', 'she says so');
    expect((await of('email:ann@example.org')).toSorted()).toEqual(['email', 'sms']);
    await host.orchestrator.unlink(linked.merged ?? '', 'she does not');
    expect([await of('phone:+4915112345678'), await of('email:ann@example.org')]).toEqual([['sms'], ['email']]);
    await host.orchestrator.close();
  });

  test.each([[{ channel: 'sms', event: 'e1' }], [{ channel: 'sms', stop: true }], [{ channel: 'sms', event: '', stop: true }], [{ channel: 'fax', event: 'e1', stop: true }], [{ channel: 'sms', event: 'e1', stop: 'yes' }]])('%j is refused', async (data) => {
    const host = new Desk();
    await expect(host.system('consent.reviewed', data)).rejects.toSatisfy((error) => JourneyError.is(error, 'InvalidPayload'));
    await host.orchestrator.close();
  });
});

describe('a stop that takes effect is confirmed, once', () => {
  const goodbyes = async (host: Desk) => (await host.said()).filter((text) => text === 'Goodbye.').length;

  test('a second one changes nothing and is not confirmed; one after the customer agreed again is', async () => {
    const host = new Desk();
    await host.write('sms', 'STOP');
    await host.write('sms', 'please stop texting me');
    expect(await goodbyes(host)).toBe(1);
    await host.system('consent.given', { channel: 'sms', purpose: 'marketing' });
    await host.clock.advance(10);
    await host.write('sms', 'STOP');
    expect(await goodbyes(host)).toBe(2);
    await host.orchestrator.close();
  });
  test('one that ends less than all is confirmed as well: who gave up marketing by a link and now wants nothing, and who had agreed to service again', async () => {
    const host = new Desk();
    await host.system('consent.withdrawn', { channel: '*', purpose: 'marketing' });
    await host.write('sms', 'STOP');
    expect(await goodbyes(host)).toBe(1);
    await host.clock.advance(10);
    await host.system('consent.given', { channel: 'sms', purpose: 'service' });
    await host.clock.advance(10);
    await host.write('sms', 'STOP');
    expect(await goodbyes(host)).toBe(2);
    await host.orchestrator.close();
  });
});
