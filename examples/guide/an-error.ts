import assert from 'node:assert/strict';
import { createOrchestrator, days, defineJourney, facts, JourneyError, type Incoming, type Orchestrator } from 'throughline';
import { createMemoryStore } from 'throughline/adapters/memory';
import { z } from 'zod';

const { setup } = defineJourney({
  id: 'return', version: 1, ttlMs: days(30), channels: {},
  events: { 'return.asked': z.object({ parcel: z.string() }) },
  facts: { parcel: facts.internal(z.string()) },
  entry: { on: ['return.asked'], reentry: { mode: 'after-exit' } },
});
const asked = setup({}).createMachine({
  context: ({ input }) => ({ parcel: input.event.data.parcel }),
  initial: 'asked',
  states: { asked: { after: { [days(7)]: 'over' } }, over: { type: 'final' } },
});
const host = createOrchestrator({ journeys: [asked], store: createMemoryStore({ durableOk: true }), channels: {} });

// #region take
/** What came in from elsewhere: `false` where it says something that no journey can read. */
async function take(orchestrator: Orchestrator, event: Incoming & { readonly data: object }): Promise<boolean> {
  try {
    await orchestrator.accept(event);
    return true;
  } catch (error) {
    if (!JourneyError.is(error, 'InvalidPayload')) throw error;
    console.warn(error.facts['paths']);
    return false;
  }
}
// #endregion take

const event = { id: '1', source: 'shop', who: ['user:ann'], type: 'return.asked' };
assert.equal(await take(host, { ...event, data: { parcel: 7 } }), false);
assert.equal(await take(host, { ...event, data: { parcel: 'P-7' } }), true);
await host.close();
