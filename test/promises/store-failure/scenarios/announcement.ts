import { expect } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, seconds } from 'throughline';
import { announce, readAudience, type Member } from 'throughline/proactive';
import { asks, says, waits, type Scenario } from '../scenario.js';

const { setup } = defineJourney({
  id: 'outage', version: 1, ttlMs: days(20),
  events: { 'outage.declared': z.object({ area: z.string() }), 'area.entered': z.object({ area: z.string() }), 'area.left': z.object({ area: z.string() }) },
  facts: { what: facts.public(z.string()) },
  channels: { chat: ['text'] },
  // over at once: that nobody hears it twice is not the journey's doing
  entry: { on: ['outage.declared', 'area.entered', 'area.left'], reentry: { mode: 'after-exit' } },
});
const outage = setup({}).createMachine({
  id: 'outage', context: ({ input }) => ({ what: input.event.type }), initial: 'told',
  states: { told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'what' } }, always: 'over' }, over: { type: 'final' } },
});

async function* listOf(names: readonly string[]): AsyncGenerator<Member> {
  for (const name of names) yield { who: [`user:${name}`], position: name };
}
const area = { area: 'north' };
const north = { name: 'north', perSecond: 50, entered: { type: 'area.entered', data: area }, left: { type: 'area.left', data: area } } as const;
const declared = { id: 'outage 7', source: 'network', type: 'outage.declared', data: area, perSecond: 50 } as const;

/** Each of an audience hears of it once, whoever came or went meanwhile, and the list is read again where its reader got no answer. */
export const announcement: Scenario = {
  title: 'an outage that is told to an audience, which is read before and after',
  host: () => ({ journeys: [outage], texts: { what: ({ what }: { readonly [fact: string]: unknown }) => String(what) } }),
  who: ['user:ann', 'user:bob', 'user:cid'],
  steps: [
    says({ id: 'ann', type: 'customer.updated', data: { locale: 'de' }, who: ['user:ann'] }),
    asks(({ orchestrator }) => readAudience(orchestrator, { ...north, members: () => listOf(['ann', 'bob']) })),
    asks(({ orchestrator }) => announce(orchestrator, { ...declared, audience: () => listOf(['ann', 'bob', 'cid']) })),
    asks(({ orchestrator }) => readAudience(orchestrator, { ...north, members: () => listOf(['bob', 'cid']) })),
    waits(seconds(90)),
  ],
  isAbout: (_told, outside) => {
    expect(outside.chat.sent.map(({ to, text }) => `${to} ${text}`).toSorted()).toEqual([
      'ann area.entered', 'ann area.left', 'ann outage.declared', 'bob area.entered', 'bob outage.declared', 'cid area.entered', 'cid outage.declared',
    ]);
  },
};
