import { assign } from 'xstate';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, minutes, noData, type AnyJourney, type Orchestrator, type OrchestratorEvents, type OrchestratorOptions, type Receipt } from 'throughline';
import { createContactRules, type ContactPolicyOptions, type ContactRules } from 'throughline/policy';
import type { Channel, Store } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { createPool, workersOfTests } from '../pool.js';
import { createRecordingChannel } from '../recording-channel.js';

const failed = z.object({ messageId: z.string(), channel: z.string(), reason: z.string() });

/** A journey that offers something as often as it is told to, on the channel that is best or by SMS, and hears what was not sent. */
export function offering(id: string) {
  const { setup } = defineJourney({
    id, version: 1, ttlMs: days(365),
    events: { 'offers.began': noData, 'offer.due': noData, 'bill.due': noData, 'best.due': noData, 'survey.due': noData, 'night.due': noData, 'flash.due': noData, 'offers.ended': noData, 'message.failed': failed },
    facts: { failures: facts.internal(z.array(z.string())) },
    channels: { sms: ['text', 'inbound'], email: ['text', 'inbound'] },
    entry: { on: ['offers.began'], reentry: { mode: 'after-exit' } },
  });
  const sms = { channel: 'sms', purpose: 'marketing', text: `Offer of ${id}` } as const;
  return setup({}).createMachine({
    context: { failures: [] },
    initial: 'offering',
    states: {
      offering: {
        description: 'Offers come',
        on: {
          'offer.due': { actions: { type: 'send', params: sms } },
          'bill.due': { actions: { type: 'send', params: { ...sms, purpose: 'transactional', text: 'Your bill' } } },
          'survey.due': { actions: { type: 'send', params: { ...sms, purpose: 'survey', text: 'How was it?' } } },
          'best.due': { actions: { type: 'send', params: { channel: 'best', purpose: 'marketing', template: 'offer' } } },
          'night.due': { actions: { type: 'send', params: { ...sms, next: { 'quiet-hours': 'exit' } } } },
          'flash.due': { actions: { type: 'send', params: { ...sms, text: 'Only now!', expiresInMs: minutes(30) } } },
          'offers.ended': 'over',
          'message.failed': { actions: assign({ failures: ({ context, event }) => [...context.failures, event.data.reason] }) },
        },
      },
      over: { type: 'final' },
    },
  });
}

const on = (identityNamespace: string, answer?: Parameters<typeof createRecordingChannel>[0]) => Object.assign(createRecordingChannel(answer), { identityNamespace, capabilities: { text: true, inbound: true } as const satisfies Channel['capabilities'] });

/** Friday, 15 January 2027, nine in the morning in Berlin. */
export const nine = 1_800_000_000_000;
export const everybody = ['user:ann', 'phone:+4915112345678', 'email:ann@example.org'];

/** One offer a day over all journeys, and nights in which nobody is disturbed. */
export const usualPolicy: ContactPolicyOptions = {
  caps: [{ name: 'one a day', most: 1, window: { kind: 'rolling', ms: days(1) } }],
  quietHours: { hours: [{ hours: ['21:00-08:00'] }], smoothMs: 0 },
};

/** What a test changes of the host. */
interface More { readonly rules?: ContactRules; readonly sms?: Parameters<typeof createRecordingChannel>[0]; readonly email?: Parameters<typeof createRecordingChannel>[0]; readonly store?: Store; readonly options?: Partial<OrchestratorOptions<readonly AnyJourney[]>>; readonly ids?: string }

/** A shop with two journeys that both want to offer something by SMS or e-mail, under contact rules. */
export class OfferHost {
  readonly channels;
  readonly told: { readonly type: string; readonly what: object }[] = [];
  readonly orchestrator: Orchestrator;
  #said = 0;

  constructor(policy: ContactPolicyOptions = usualPolicy, readonly more: More = {}, readonly clock = createTestClock(nine)) {
    this.channels = { sms: on('phone', more.sms), email: on('email', more.email) };
    const open = (store: Store, pollMs = days(365)): Orchestrator => createOrchestrator({
      journeys: [offering('cart'), offering('news')], clock, store, channels: this.channels, texts: { offer: 'An offer' },
      contact: more.rules ?? createContactRules(policy), ...more.options, timing: { pollMs, ...more.options?.timing },
    });
    const data = createMemoryData();
    const several = more.store === undefined && workersOfTests > 1;
    this.orchestrator = several ? createPool(Array.from({ length: workersOfTests }, () => open(createMemoryStore({ clock, data, shared: { leaseMs: days(1_000) } }), minutes(1)))) : open(more.store ?? createMemoryStore({ clock }));
  }

  /** the shop says something about the customer */
  say(type: string, data: object = {}, who: readonly string[] = everybody): Promise<Receipt> {
    return this.orchestrator.accept({ id: this.#id(), source: 'shop', type, data, who });
  }

  /** both journeys begin, for a customer who wants to hear of offers */
  async begin(who: readonly string[] = everybody): Promise<void> {
    await this.say('offers.began', {}, who);
    for (const channel of ['sms', 'email']) await this.say('consent.given', { channel, purpose: 'marketing' }, who);
  }

  /** the customer writes an SMS */
  async write(text: string): Promise<void> {
    await this.orchestrator.start();
    await this.channels.sms.hear({ kind: 'message', id: this.#id(), from: '+4915112345678', text });
  }

  /** lets what was decided be performed */
  settle(): Promise<void> {
    return this.clock.advance(200);
  }

  texts(): readonly string[] {
    return this.channels.sms.sent.map((message) => message.text);
  }

  async failures(): Promise<readonly unknown[]> {
    const { journeys } = await this.orchestrator.briefing('user:ann');
    return journeys.map((journey) => journey.facts.find(({ name }) => name === 'failures')?.value);
  }

  async decisions(): Promise<readonly string[]> {
    const { messages = [] } = await this.orchestrator.explain('user:ann');
    return messages.map(({ verdict, because }) => (because === undefined ? verdict : `${verdict}: ${because}`));
  }

  listen(...types: (keyof OrchestratorEvents)[]): void {
    for (const type of types) this.orchestrator.on(type, (what) => this.told.push({ type, what }));
  }

  #id(): string {
    return `${this.more.ids ?? 'e'}${++this.#said}`;
  }
}
