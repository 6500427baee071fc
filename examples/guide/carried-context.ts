import assert from 'node:assert/strict';
import { createOrchestrator, days, defineJourney, facts } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { z } from 'zod';

const { setup } = defineJourney({
  id: 'router-help', version: 1,
  events: { 'help.asked': z.object({ problem: z.string() }), 'name.given': z.object({ name: z.string() }), 'help.ended': z.object({}) },
  facts: {
    name: facts.personal(z.string().nullable(), { scope: 'customer' }),
    problem: facts.internal(z.string().nullable(), { scope: 'conversation' }),
    attempts: facts.internal(z.number()),
  },
  channels: {},
  entry: { on: ['help.asked'], reentry: { mode: 'after-exit' } },
  ttlMs: days(30),
});
const routerHelp = setup({}).createMachine({
  id: 'router-help',
  context: ({ input }) => ({ name: typeof input.facts['name'] === 'string' ? input.facts['name'] : null, problem: input.event.data.problem, attempts: 0 }),
  initial: 'helping',
  states: {
    helping: { on: { 'name.given': { actions: { type: 'remember', params: { facts: ['name'] } } }, 'help.ended': 'over' } },
    over: { type: 'final' },
  },
});

const clock = createTestClock();
const host = createOrchestrator({ journeys: [routerHelp], store: createMemoryStore({ clock }), clock });
const who = ['user:ann'];

await host.accept({ id: 'page 1', source: 'shop', who, type: 'web.viewed', data: { page: '/returns', title: 'Returns' } });
await host.accept({ id: 'form 7', source: 'shop', who, type: 'consent.withdrawn', data: { channel: '*', purpose: 'marketing', evidence: 'form 7' } });
const said = { source: 'chat', who, via: { channel: 'chat' } };
await host.accept({ ...said, id: '1', type: 'help.asked', data: { problem: 'it blinks red' } });
await host.accept({ ...said, id: '2', type: 'name.given', data: { name: 'Ann' } });
await host.accept({ ...said, id: '3', type: 'help.ended', data: {} });

// a month later, on the phone: nobody asks for the name again
await clock.advance(days(30));
await host.accept({ id: '4', source: 'phone', who, via: { channel: 'voice' }, type: 'help.asked', data: { problem: 'no light at all' } });
const { journeys, web, consents } = await host.briefing('user:ann');
assert.deepEqual(journeys[0]?.facts.map(({ name, value, origin }) => [name, value, origin.channel]), [['name', 'Ann', 'chat'], ['problem', 'no light at all', 'voice'], ['attempts', 0, 'voice']]);
assert.deepEqual([web[0]?.page, consents[0]?.state], ['/returns', 'withdrawn']);
await host.close();
