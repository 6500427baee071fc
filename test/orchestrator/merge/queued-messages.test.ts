import { defineJourney, facts, hours, minutes, noData } from 'throughline';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createHost } from '../host.js';
import { createRecordingChannel } from '../recording-channel.js';
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

test('messages that wait where their customer was merged for a while go out though the customer is a third one by now', async () => {
  let down = true;
  const chat = createRecordingChannel((message) => (down ? { status: 'retry' } : { status: 'sent', providerId: message.key }));
  const host = createHost([returns], chat);
  host.listen('fault');
  for (const who of ['ann', 'bob']) {
    await host.say(who, 'customer.updated');
    await host.clock.advance(10);
  }
  await host.say('cy', 'return.asked', { parcel: 'A' });
  const { merged = '' } = await host.orchestrator.link('user:bob', 'user:cy', 'they said so');
  await host.say('cy', 'return.agreed');
  await host.orchestrator.unlink(merged, 'a mistake');
  await host.orchestrator.link('user:ann', 'user:cy', 'they said so');
  down = false;
  await host.clock.advance(minutes(20));
  expect(host.told).toEqual([]);
  expect(new Set(host.texts())).toEqual(new Set(['One.', 'Two.', 'Three.']));
  expect((await host.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
});
