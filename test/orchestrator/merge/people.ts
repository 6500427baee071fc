import { activity, defineJourney, facts, hours, minutes, type AnyJourney } from 'throughline';
import { z } from 'zod';
import { createHost, type TestHost } from '../host.js';
import { createRecordingChannel } from '../recording-channel.js';

/** A purchase a customer speaks of: it waits, asks again after an hour, looks something up, and remembers what was said. */
export const purchase = (onMerge?: 'keep-oldest' | 'keep-most-advanced'): AnyJourney => {
  const { setup } = defineJourney({
    id: 'purchase', version: 1, ttlMs: hours(100),
    events: { 'purchase.wanted': z.object({ what: z.string() }), 'purchase.changed': z.object({ what: z.string() }), 'purchase.checked': z.object({}), 'purchase.made': z.object({}) },
    facts: { what: facts.personal(z.string()), price: facts.internal(z.number().nullable()) },
    channels: { chat: ['text'] },
    activities: { look: activity({ input: z.object({}), output: z.object({ price: z.number() }), timeoutMs: minutes(10), attempts: 2 }) },
    entry: { on: ['purchase.wanted'], reentry: { mode: 'after-exit' } },
    ...(onMerge !== undefined && { onMerge }),
  });
  return setup({ delays: { 'to think': hours(1) } }).createMachine({
    context: ({ input }) => ({ what: input.event.data.what, price: null }), initial: 'thinking',
    states: {
      thinking: { after: { 'to think': 'asked' }, on: { 'purchase.changed': { actions: { type: 'remember', params: { facts: ['what'] } } }, 'purchase.checked': 'checking', 'purchase.made': 'made' } },
      checking: { invoke: { src: 'look', input: {}, onDone: { target: 'thinking', actions: { type: 'remember', params: { facts: ['price'] } } }, onError: 'thinking' } },
      asked: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'still' } }, on: { 'purchase.made': 'made', 'purchase.changed': { actions: { type: 'remember', params: { facts: ['what'] } } } } },
      made: { type: 'final', entry: { type: 'send', params: { channel: 'chat', purpose: 'transactional', template: 'thanks' } } },
    },
  });
};

/** An order: several may be open at once, each by its number. */
export const order = (): AnyJourney => {
  const { setup } = defineJourney({
    id: 'order', version: 1, ttlMs: hours(100),
    events: { 'order.placed': z.object({ number: z.string(), note: z.string() }), 'order.noted': z.object({ number: z.string(), note: z.string() }), 'order.closed': z.object({ number: z.string() }) },
    facts: { number: facts.internal(z.string()), note: facts.personal(z.string()) }, channels: {},
    entry: { on: ['order.placed'], key: 'number', reentry: { mode: 'per-key' } },
  });
  return setup({}).createMachine({
    context: ({ input }) => ({ number: input.event.data.number, note: input.event.data.note }), initial: 'open',
    states: { open: { on: { 'order.noted': { actions: { type: 'remember', params: { facts: ['note'] } } }, 'order.closed': 'closed' } }, closed: { type: 'final' } },
  });
};

export const purchaseTexts = { still: ({ what }: { readonly [fact: string]: unknown }) => `Still ${String(what)}?`, thanks: ({ what }: { readonly [fact: string]: unknown }) => `Thanks for ${String(what)}.` };

/** A host whose visitors chat under an address of the visit, and what they said. */
export class People {
  readonly host: TestHost;
  #said = 0;

  constructor(journeys: readonly AnyJourney[] = [purchase(), order()], look: () => unknown = () => ({ price: 5 }), more: object = {}) {
    this.host = createHost(journeys, createRecordingChannel(), { texts: purchaseTexts, activities: { look }, ...more });
  }

  say(who: readonly (string | { readonly namespace: string; readonly value: string; readonly verified?: boolean })[], type: string, data: object = {}, id = `e${++this.#said}`) {
    return this.host.orchestrator.accept({ id, source: 'site', type, data, who, via: { channel: 'chat' } });
  }

  /** one contact in which a person proves that all of these are them */
  proves(...identities: readonly string[]) {
    const who = identities.map((identity) => ({ namespace: identity.slice(0, identity.indexOf(':')), value: identity.slice(identity.indexOf(':') + 1), verified: true }));
    return this.host.orchestrator.accept({ id: `p${++this.#said}`, source: 'log-in', type: 'customer.updated', data: {}, who });
  }

  async running(who: string): Promise<readonly string[]> {
    return (await this.host.orchestrator.briefing(who)).journeys.map(({ instance }) => instance);
  }

  async known(who: string, fact: string): Promise<readonly unknown[]> {
    return (await this.host.orchestrator.briefing(who)).journeys.flatMap(({ facts: all }) => all.filter(({ name }) => name === fact).map(({ value }) => value));
  }
}

/** Values whose order does not matter. */
export const inOrder = (values: readonly unknown[]): readonly string[] => values.map(String).toSorted();
