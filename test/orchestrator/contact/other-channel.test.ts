import { describe, expect, test } from 'vitest';
import { assign } from 'xstate';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, hours, minutes, noData, type AnyJourney, type Orchestrator, type OrchestratorEvents, type OrchestratorOptions } from 'throughline';
import { createContactRules, type ContactPolicyOptions } from 'throughline/policy';
import type { Channel, SendResult } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { createRecordingChannel } from '../recording-channel.js';

const failed = z.object({ messageId: z.string(), channel: z.string(), reason: z.string(), as: z.string().optional() });
const { setup } = defineJourney({
  id: 'offer', version: 1, ttlMs: days(9),
  events: { 'offer.made': noData, 'name.told': z.object({ name: z.string() }), 'message.failed': failed, 'message.delivered': z.object({ messageId: z.string(), channel: z.string(), as: z.string().optional() }) },
  facts: { name: facts.personal(z.string()), heard: facts.internal(z.array(z.string())) },
  channels: { email: ['text'], sms: ['text', 'receipts'], post: ['text'] },
  entry: { on: ['offer.made'], reentry: { mode: 'after-exit' } },
});
const offer = setup({}).createMachine({
  context: { name: 'Ann', heard: [] }, initial: 'made',
  states: {
    made: {
      entry: { type: 'send', params: { channel: 'best', among: ['email', 'sms', 'post'], purpose: 'marketing', template: 'offer', as: 'the offer' } },
      on: {
        'name.told': { actions: assign({ name: ({ event }) => event.data.name }) },
        'message.failed': { actions: assign({ heard: ({ context, event }) => [...context.heard, `${event.data.as ?? ''} ${event.data.reason}`] }) },
        'message.delivered': { actions: assign({ heard: ({ context, event }) => [...context.heard, `${event.data.as ?? ''} delivered`] }) },
      },
      after: { [days(5)]: 'over' },
    },
    over: { type: 'final' },
  },
});

/** eleven in the evening in Berlin, nine hours before anybody may be written to */
const night = Date.UTC(2027, 0, 15, 22);
const day = night + hours(12);
const quiet: ContactPolicyOptions = { timeZone: 'Europe/Berlin', quietHours: { hours: [{ hours: ['21:00-08:00'] }], smoothMs: 0 } };
type Texts = NonNullable<OrchestratorOptions<readonly AnyJourney[]>['texts']>;
/** What a test changes of the host. */
interface More { readonly at?: number; readonly policy?: ContactPolicyOptions; readonly texts?: Texts; readonly sms?: () => SendResult }

class Shop {
  readonly clock;
  readonly data = createMemoryData();
  readonly channels;
  readonly told: { readonly type: string; readonly what: object }[] = [];
  host: Orchestrator;
  #said = 0;

  constructor(readonly more: More = {}) {
    this.clock = createTestClock(more.at ?? night);
    const on = <const C extends Channel['capabilities']>(identityNamespace: string, capabilities: C, answer?: () => SendResult) => Object.assign(createRecordingChannel(answer), { identityNamespace, capabilities });
    this.channels = { email: on('email', { text: true }), sms: on('phone', { text: true, receipts: true }, more.sms), post: on('post', { text: true }) };
    this.host = this.open();
  }

  open(policy = this.more.policy ?? quiet): Orchestrator {
    const { more: { texts = { offer: ({ name }) => `For ${String(name)}` } }, clock, data } = this;
    return createOrchestrator({ journeys: [offer], clock, store: createMemoryStore({ clock, data }), channels: this.channels, texts, contact: createContactRules(policy), timing: { pollMs: days(365) } });
  }

  say(type: string, data: object = {}): Promise<unknown> {
    return this.host.accept({ id: `e${++this.#said}`, source: 'shop', type, data, who: ['email:ann@example.org', 'phone:+4915112345678', 'post:Main Street 1'] });
  }

  async begin(...consents: readonly string[]): Promise<void> {
    for (const channel of consents) await this.say('consent.given', { channel, purpose: 'marketing' });
    await this.say('offer.made');
  }

  listen(...types: (keyof OrchestratorEvents)[]): void {
    for (const type of types) this.host.on(type, (what) => this.told.push({ type, what }));
  }

  sent(): { readonly [channel: string]: readonly string[] } {
    return Object.fromEntries(Object.entries(this.channels).flatMap(([name, { sent }]) => (sent.length === 0 ? [] : [[name, sent.map(({ text }) => text)]])));
  }

  async heard(): Promise<unknown> {
    return (await this.host.briefing('email:ann@example.org')).journeys[0]?.facts.find(({ name }) => name === 'heard')?.value;
  }

  async decisions(): Promise<readonly string[]> {
    const { messages = [] } = await this.host.explain('email:ann@example.org');
    return messages.map(({ channel, verdict, because = '' }) => `${channel} ${verdict} ${because}`.trim());
  }
}

describe('an offer on the best channel, whose first may not carry it', () => {
  test.each([['by day', day], ['by night', night]])('goes by the next that may, once it is time: %s', async (_, at) => {
    const shop = new Shop({ at });
    await shop.begin('sms');
    await shop.clock.advance(minutes(1));
    expect(shop.sent()).toEqual(at === day ? { sms: ['For Ann'] } : {});
    await shop.clock.advance(days(1));
    expect(shop.sent()).toEqual({ sms: ['For Ann'] });
    expect(await shop.heard()).toEqual([]);
    await shop.host.close();
  });
});

describe('an offer that waits for the morning', () => {
  const bounce = { channel: 'email', reason: 'bounced' };

  test('goes by another channel where its own does not take it by then, with what it said when it was decided and a key of its own', async () => {
    const shop = new Shop();
    shop.listen('message.waits', 'effect.dropped', 'message.decided', 'message.suppressed');
    await shop.begin('*');
    await shop.say('name.told', { name: 'Ben' });
    await shop.say('suppression.added', bounce);
    await shop.clock.advance(days(1));
    expect(shop.sent()).toEqual({ sms: ['For Ann'] });
    expect(await shop.decisions()).toEqual(['email wait quiet-hours', 'email other-channel suppressed', 'sms send']);
    expect(shop.told.map(({ type, what }) => [type, 'channel' in what ? what.channel : '', 'because' in what ? what.because : '']))
      .toEqual([['message.waits', 'email', ''], ['message.decided', 'sms', ''], ['effect.dropped', '', 'suppressed']]);
    const [key] = shop.channels.sms.sent.map((one) => one.key);
    expect(shop.told.map(({ what }) => 'key' in what && what.key === key)).toEqual([false, true, false]);
    // the run knows it by its name, and hears what becomes of it
    await shop.channels.sms.hear({ kind: 'receipt', id: 'r', providerId: `p-${key ?? ''}`, state: 'delivered' });
    await shop.clock.advance(200);
    expect(await shop.heard()).toEqual(['the offer delivered']);
    expect((await shop.host.timeline('email:ann@example.org')).map(({ channel, text }) => [channel, text])).toEqual([['sms', 'For Ann']]);
    await shop.host.close();
  });

  test('is judged there for itself: a second that does not take it either leaves it to the third, or to nobody', async () => {
    const shop = new Shop();
    await shop.begin('*');
    for (const channel of ['email', 'sms']) await shop.say('suppression.added', { channel, reason: 'bounced' });
    await shop.clock.advance(days(1));
    expect(shop.sent()).toEqual({ post: ['For Ann'] });
    await shop.host.close();
    const other = new Shop();
    await other.begin('*');
    await other.say('suppression.added', { channel: '*', reason: 'moved' });
    await other.clock.advance(days(1));
    expect([other.sent(), await other.heard()]).toEqual([{}, ['the offer suppressed']]);
    await other.host.close();
  });

  test('waits there on, where only what passes speaks against it, and may go on from there', async () => {
    const shop = new Shop();
    await shop.begin('*');
    await shop.say('suppression.added', bounce);
    await shop.host.close();
    shop.host = shop.open({ ...quiet, quietHours: { hours: [{ hours: ['21:00-12:00'] }], smoothMs: 0 } });
    shop.listen('message.waits');
    await shop.host.start();
    await shop.clock.advance(hours(11));
    expect(shop.told.map(({ what }) => what)).toMatchObject([{ channel: 'sms', reason: 'quiet-hours', until: night + hours(13) }]);
    await shop.say('consent.withdrawn', { channel: 'sms', purpose: 'marketing' });
    await shop.clock.advance(days(1));
    expect(shop.sent()).toEqual({ post: ['For Ann'] });
    await shop.host.close();
  });

  test('takes the place of the one before under a cap of all channels', async () => {
    const shop = new Shop({ policy: { ...quiet, caps: [{ name: 'one a week', most: 1, window: { kind: 'rolling', ms: days(7) } }] } });
    await shop.begin('*');
    await shop.say('suppression.added', bounce);
    await shop.clock.advance(days(1));
    expect(shop.sent()).toEqual({ sms: ['For Ann'] });
    await shop.host.close();
  });

  test('may go elsewhere after a restart too, and nowhere else once it stood in the queue of a channel', async () => {
    const shop = new Shop({ sms: () => ({ status: 'retry' }) });
    await shop.begin('*');
    await shop.say('suppression.added', bounce);
    await shop.host.close();
    shop.host = shop.open();
    await shop.host.start();
    await shop.clock.advance(hours(9) + 1_000);
    expect(shop.channels.sms.sent.length).toBeGreaterThan(0);
    await shop.say('consent.withdrawn', { channel: 'sms', purpose: 'marketing' });
    await shop.clock.advance(hours(3));
    // it may have gone there: nobody said that it did not
    expect([shop.channels.post.sent, await shop.heard()]).toEqual([[], ['the offer consent-withdrawn']]);
    await shop.host.close();
  });

  test('is rendered for no channel that it cannot be said on, and goes on its own all the same', async () => {
    const faults: unknown[] = [];
    const shop = new Shop({ texts: { offer: { en: { default: 'Hello', sms: () => { throw new Error('no SMS today'); } } } } });
    shop.host.on('fault', (fault) => faults.push(fault));
    await shop.begin('*');
    await shop.clock.advance(days(1));
    expect(shop.sent()).toEqual({ email: ['Hello'] });
    expect(faults).toHaveLength(1);
    await shop.host.close();
  });
});
