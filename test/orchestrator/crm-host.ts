import { z } from 'zod';
import { days, defineJourney, facts, noData, type AnyJourney } from 'throughline';
import type { Crm } from 'throughline/ports';
import { createMemoryCrm, type MemoryCrm } from 'throughline/testing';
import { createHost, type TestHost } from './host.js';
import { createRecordingChannel } from './recording-channel.js';

const { setup } = defineJourney({
  id: 'help', version: 1,
  events: { 'help.asked': z.object({ topic: z.string() }), 'help.given': noData },
  facts: { topic: facts.internal(z.string()) },
  channels: { chat: ['text'] },
  entry: { on: ['help.asked'], reentry: { mode: 'after-exit' } },
  goals: [{ name: 'helped', on: ['help.given'], withinMs: days(7) }],
  ttlMs: days(30),
});
/** Opens a case, answers at once, and closes the case when help was given. */
export const help: AnyJourney = setup({}).createMachine({
  id: 'help', context: ({ input }) => ({ topic: input.event.data.topic }), initial: 'asked',
  states: {
    asked: {
      description: 'Waits for somebody to help',
      entry: [
        { type: 'crm.openCase', params: { subject: 'Help', facts: ['topic'] } },
        { type: 'promise', params: { name: 'help', words: 'Somebody will help today' } }, { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Somebody will help you.' } },
      ],
      on: { 'help.given': { target: 'helped', actions: { type: 'crm.closeCase', params: { resolution: 'confirmed' } } } },
    },
    helped: { type: 'final' },
  },
});

/** A host with one chat and a CRM whose look-ups and writes a test may meddle with. */
export interface CrmHost { readonly host: TestHost; readonly memory: MemoryCrm; readonly asked: string[][] }

export function createCrmHost(meddle: (memory: MemoryCrm) => Partial<Crm> = () => ({}), more: object = {}): CrmHost {
  const memory = createMemoryCrm({ people: [{ id: 'p-ann', identities: ['user:ann', 'email:ann@example.com'], name: 'Ann', orders: [{ id: 'A-1', status: 'shipped', placedAt: 1 }] }] });
  const asked: string[][] = [];
  const meddled = { ...memory, ...meddle(memory) };
  const { find } = meddled;
  const crm: Crm = { ...meddled, ...(find !== undefined && { find: async (customer, io) => { asked.push([...customer.identities]); return find(customer, io); } }) };
  return { host: createHost([help], createRecordingChannel(), { crm, ...more }), memory, asked };
}
