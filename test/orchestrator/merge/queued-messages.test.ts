import { defineJourney, facts, hours, noData } from 'throughline';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { People } from './people.js';

const { setup } = defineJourney({
  id: 'return', version: 1, ttlMs: hours(100),
  events: { 'return.asked': z.object({ parcel: z.string() }), 'return.agreed': noData },
  facts: { parcel: facts.internal(z.string()) }, channels: { chat: ['text'] },
  entry: { on: ['return.asked'], reentry: { mode: 'after-exit' } },
});
const returns = setup({}).createMachine({
  context: ({ input }) => ({ parcel: input.event.data.parcel }), initial: 'asked',
  states: {
    asked: { on: { 'return.agreed': 'agreed' } },
    agreed: { type: 'final', entry: ['One.', 'Two.', 'Three.'].map((text) => ({ type: 'send', params: { channel: 'chat', purpose: 'service', text } }) as const) },
  },
});

test('several messages of a journey that came by a merge are all sent, one behind the other', async () => {
  const people = new People([returns]);
  people.host.listen('fault');
  await people.proves('user:ann');
  await people.host.clock.advance(10);
  await people.say(['visitor:v1'], 'return.asked', { parcel: 'A' });
  await people.proves('user:ann', 'visitor:v1');
  await people.say(['user:ann'], 'return.agreed');
  await people.host.clock.advance(hours(1));
  expect(people.host.texts()).toEqual(['One.', 'Two.', 'Three.']);
  expect(people.host.told).toEqual([]);
});
