import assert from 'node:assert/strict';
import { createOrchestrator, days, defineJourney, facts } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { z } from 'zod';

const { setup } = defineJourney({
  id: 'return', version: 1, ttlMs: days(30),
  events: { 'return.wanted': z.object({ parcel: z.string() }), 'return.done': z.object({ parcel: z.string() }) },
  facts: { parcel: facts.internal(z.string()) },
  channels: {},
  entry: { on: ['return.wanted'], key: 'parcel', reentry: { mode: 'per-key' } },
  onMerge: 'keep-most-advanced',
});
const parcelReturn = setup({}).createMachine({
  context: ({ input }) => ({ parcel: input.event.data.parcel }), initial: 'wanted',
  states: { wanted: { description: 'A return is wanted', on: { 'return.done': 'done' } }, done: { type: 'final' } },
});

const clock = createTestClock();
const host = createOrchestrator({ journeys: [parcelReturn], store: createMemoryStore({ clock }), clock });
const source = 'shop';

await host.accept({ id: '1', source, who: ['user:ann'], type: 'return.wanted', data: { parcel: 'P-1' } });
await host.accept({ id: '2', source, who: ['visitor:v-77'], type: 'return.wanted', data: { parcel: 'P-2' } });

// she logs in: the session and the account are both proven, in one contact
const account = { namespace: 'user', value: 'ann', verified: true };
const session = { namespace: 'visitor', value: 'v-77', verified: true };
await host.accept({ id: 'log-in 7', source, who: [account, session], type: 'customer.updated', data: {} });
const { who, journeys } = await host.briefing('visitor:v-77');
assert.deepEqual([who.kind, who.confidence, journeys.length], ['merged', 'verified', 2]);

// a colleague is told on the phone, and was wrong
await host.accept({ id: '3', source, who: ['phone:+4915112345678'], type: 'return.wanted', data: { parcel: 'P-3' } });
const { merged = '' } = await host.link('user:ann', 'phone:+4915112345678', 'she said so on the phone, told to Bo');
await host.unlink(merged, 'it was her brother');
assert.deepEqual((await host.briefing('phone:+4915112345678')).journeys.map(({ facts: known }) => known[0]?.value), ['P-3']);
// she asks to be forgotten
await host.erase('user:ann');
await assert.rejects(host.briefing('visitor:v-77'));
assert.equal((await host.briefing('phone:+4915112345678')).journeys.length, 1);
await host.close();
