import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, minutes, seconds } from 'throughline';
import { createDesk, type AgentOptions, type DeskTold } from 'throughline/desk';
import { handoffEvents, handoffStates } from 'throughline/handoff';
import { createMemoryStore, createTestClock } from 'throughline/testing';

// #region journey
const { setup } = defineJourney({
  id: 'help', version: 1, ttlMs: days(7),
  events: { 'help.asked': z.object({ language: z.enum(['english', 'german']) }), ...handoffEvents },
  facts: { language: facts.internal(z.enum(['english', 'german'])) },
  channels: {},
  entry: { on: ['help.asked'], reentry: { mode: 'after-exit' } },
});
const people = handoffStates({ queue: 'help', reason: 'asked-for', promise: 'We write to you today', ended: 'over', left: 'over', handedBack: 'over' });
const inGerman = { type: 'handoff', params: { queue: 'help', reason: 'asked-for', skills: ['german'], priority: 1 } } as const;

const help = setup({ guards: { german: ({ context }) => context.language === 'german' } }).createMachine({
  context: ({ input }) => ({ language: input.event.data.language }),
  initial: 'asked',
  states: {
    asked: { always: [{ guard: 'german', target: 'back in the queue', actions: inGerman }, { target: 'waiting for a person' }] },
    ...people,
    over: { type: 'final' },
  },
});
// #endregion journey

// #region desk
/** German is asked for two minutes long; who has waited six minutes for nobody is written to. */
const desk = createDesk({ queues: { help: { match: { relax: [{ afterMs: minutes(2), drop: 'all' }] }, giveUp: { afterMs: minutes(6), to: 'message' } } } });
const agents: readonly AgentOptions[] = [
  { id: 'ann', queues: { help: 1 }, skills: { german: { level: 5 } }, capacity: { perChannel: { chat: 1 } } },
  { id: 'bob', queues: { help: 1 }, capacity: { perChannel: { chat: 1 } } },
  { id: 'cleo', queues: { help: 1 }, skills: { german: { level: 2 } }, capacity: { perChannel: { chat: 1 } } },
  // helps out once somebody has waited for two minutes
  { id: 'dan', queues: { help: 2 }, capacity: { perChannel: { chat: 1 } } },
];
// #endregion desk

const clock = createTestClock(Date.UTC(2026, 0, 5, 9));
// #region host
const host = createOrchestrator({ store: createMemoryStore({ clock }), clock, journeys: [help, desk.journey], handoff: (request) => desk.handoff(request) });
await desk.open(host);
for (const agent of agents) await desk.sign(agent, 'available');
// #endregion host

const names = new Map<string, string>();
const timeOf = (): string => new Date(clock.now()).toISOString().slice(11, 19);
const say = (text: string): void => console.log(`${timeOf()}  ${text}`);

/** Agents look up after twenty seconds and help for four minutes; cleo has gone for coffee and does not answer. */
function atWork({ item, told }: DeskTold): void {
  const customer = names.get(item.customer) ?? '';
  switch (told.type) {
    case 'offered':
      if (told.agent !== 'cleo') clock.after(seconds(20), () => { void desk.say(item.id, { type: 'accept', agent: told.agent }); });
      return;
    case 'answered':
      say(`${told.agent} helps ${customer}, who waited ${Math.round((clock.now() - item.since) / 1_000)} s`);
      clock.after(minutes(4), () => { void desk.say(item.id, { type: 'finish', agent: told.agent }); });
      return;
    case 'missed': return say(`${told.agent} does not answer; ${customer} goes to somebody else`);
    case 'wrapped-up': return say(`${told.agent} is done with ${customer}`);
    case 'gave-up': return say(`${customer} is promised an answer in writing`);
    default:
  }
}
desk.on(atWork);

// #region monday
const monday = ['german', 'german', 'english', 'english', 'german', 'english', 'english', 'english', 'english', 'english', 'english'] as const;
for (const [index, language] of monday.entries()) {
  const name = `${language} customer ${index + 1}`;
  const { customer = '' } = await host.accept({ id: name, source: 'shop', who: [`user:${index}`], via: { channel: 'chat' }, type: 'help.asked', data: { language } });
  names.set(customer, name);
  await clock.advance(seconds(15));
}
// #endregion monday
for (let passed = 0; passed < 16 * 60; passed += 1) await clock.advance(seconds(1));
say(`${desk.contacts().filter(({ life }) => life.status === 'waiting' && life.kind === 'message').length} wait for an answer in writing, ${desk.contacts().length} in all`);
await desk.close();
await host.close();
