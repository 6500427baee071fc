import { assign } from 'xstate';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, noData, type AnyJourney, type OrchestratorEvents, type OrchestratorOptions, type Receipt } from 'throughline';
import type { Channel } from 'throughline/ports';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { createRecordingChannel } from '../recording-channel.js';

const { setup } = defineJourney({
  id: 'help', version: 1,
  events: {
    'help.asked': z.object({ topic: z.string(), name: z.string().nullable() }),
    'fact.given': z.object({ name: z.string().nullable().optional(), order: z.string().optional(), allergy: z.string().optional(), note: z.string().optional() }),
    'news.due': z.object({}),
    'person.wanted': noData,
    'promise.due': noData, 'promise.kept': noData, 'remedy.tried': noData,
    'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }),
    'help.ended': noData,
  },
  facts: {
    topic: facts.internal(z.string()),
    name: facts.personal(z.string().nullable(), { scope: 'customer' }),
    order: facts.internal(z.string().nullable(), { scope: 'conversation' }),
    allergy: facts.sensitive(z.string().nullable(), { scope: 'customer' }),
    note: facts.personal(z.string().nullable()),
    failed: facts.internal(z.string().nullable()),
  },
  channels: { chat: ['text', 'inbound'], sms: ['text', 'inbound'], email: ['text', 'inbound'], app: ['text', 'inbound'] },
  entry: { on: ['help.asked'], key: 'topic', reentry: { mode: 'per-key' } },
  ttlMs: days(365),
});
const known = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Asks for help with one thing, learns facts of every scope and class, and sends what it is told to. */
export const help = setup({}).createMachine({
  id: 'help',
  context: ({ input }) => ({ topic: input.event.data.topic, name: input.event.data.name ?? known(input.facts['name']), order: known(input.facts['order']), allergy: known(input.facts['allergy']), note: null, failed: null }),
  initial: 'helping',
  states: {
    helping: {
      description: 'We help',
      on: {
        'fact.given': { actions: { type: 'remember', params: { facts: ['name', 'order', 'allergy', 'note'] } } },
        'news.due': { actions: [{ type: 'send', params: { channel: 'sms', purpose: 'marketing', text: 'News!' } }, { type: 'send', params: { channel: 'sms', purpose: 'transactional', text: 'Your bill' } }] },
        'person.wanted': { actions: { type: 'handoff', params: { queue: 'care', reason: 'asked' } } },
        'promise.due': { actions: { type: 'promise', params: { name: 'call', words: 'We call you back', inMs: days(1) } } },
        'promise.kept': { actions: { type: 'keepPromise', params: { name: 'call' } } },
        'remedy.tried': { actions: { type: 'attempt', params: { words: 'Restarted the router', outcome: 'unresolved' } } },
        'message.failed': { actions: assign({ failed: ({ event }) => event.data.reason }) },
        'help.ended': 'over',
      },
    },
    over: { type: 'final' },
  },
});

/** A channel of any name on a namespace of the customer's. */
const on = (identityNamespace: string, capabilities: Channel['capabilities'] = { text: true, inbound: true }) => Object.assign(createRecordingChannel(), { identityNamespace, capabilities });

/** Who the customer is on each channel. */
export const addresses = { chat: 'ann', sms: '+4915112345678', email: 'ann@example.org', voice: '+4915112345678', app: 'ann-app' } as const;
export type ChannelName = keyof typeof addresses;
export const everybody = ['user:ann', 'phone:+4915112345678', 'email:ann@example.org', 'app:ann-app'];

/** A care desk with a chat, SMS, e-mail, calls and an app by webhook, all on one customer, on a clock that tests move. */
export class CareHost {
  readonly clock = createTestClock(1_800_000_000_000);
  readonly channels = { chat: on('user'), sms: on('phone'), email: on('email'), voice: on('phone', { inbound: true, live: true }), app: on('app') };
  readonly told: { readonly type: string; readonly what: object }[] = [];
  readonly orchestrator;
  #said = 0;

  constructor(more: Partial<OrchestratorOptions<readonly AnyJourney[]>> = {}, journeys: readonly AnyJourney[] = [help]) {
    this.orchestrator = createOrchestrator({ journeys, clock: this.clock, store: createMemoryStore({ clock: this.clock }), channels: this.channels, handoff: () => {}, timing: { pollMs: days(365) }, ...more });
  }

  /** the host says something about the customer, over no channel */
  system(type: string, data: object = {}, more: object = {}): Promise<Receipt> {
    return this.orchestrator.accept({ id: this.#id(), source: 'shop', type, data, who: everybody, ...more });
  }

  /** the customer does something on a channel of the host's own */
  via(channel: ChannelName, type: string, data: object = {}, more: object = {}): Promise<Receipt> {
    return this.system(type, data, { via: { channel }, ...more });
  }

  /** the customer writes */
  async write(channel: ChannelName, text: string, proof: { readonly verified?: true } = {}): Promise<void> {
    await this.orchestrator.start();
    await this.channels[channel].hear({ kind: 'message', id: this.#id(), from: addresses[channel], text, ...proof });
  }

  /** the customer calls */
  async call(type: string, data: object = {}): Promise<void> {
    await this.orchestrator.start();
    await this.channels.voice.hear({ kind: 'event', id: this.#id(), from: addresses.voice, event: { type, data }, conversation: 'call-1' });
  }

  listen(...types: (keyof OrchestratorEvents)[]): void {
    for (const type of types) this.orchestrator.on(type, (what) => this.told.push({ type, what }));
  }

  #id(): string {
    return `e${++this.#said}`;
  }
}
