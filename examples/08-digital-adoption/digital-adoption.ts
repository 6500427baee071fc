/** A question moves from the phone to the chat once the chat has proven that it solves it for good, and back when it no longer does: 70 days in a moment. */
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, hours } from 'throughline';
import { channelChosen, defineChannelChoice } from 'throughline/steering';
import { createMemoryStore, createTestClock } from 'throughline/testing';

// #region table
const channels = defineChannelChoice({
  channels: {
    chat: { cost: 1, responseMs: 5_000 },
    phone: { assisted: true, addressless: true, cost: 8, responseMs: 60_000 },
  },
  intents: ['opening-hours'],
  // one contact in twenty tries a channel that may yet be proven: only where a try that fails does no harm
  policy: { explore: 0.05, lowRiskIntents: ['opening-hours'] },
  // who comes back within a week was not helped, and what was 10 days ago counts half
  success: { windowMs: days(7), halfLifeDays: 10 },
});
// #endregion table

// #region journey
const { setup } = defineJourney({
  id: 'care', version: 1, ttlMs: days(30),
  events: { 'help.wanted': z.object({}), 'channel.chosen': channelChosen, 'help.ended': z.object({ solved: z.boolean() }) },
  facts: { on: facts.internal(z.string()) },
  channels: { chat: ['text', 'inbound'], phone: ['live', 'inbound'] },
  entry: { on: ['help.wanted'], reentry: { mode: 'after-exit' } },
});
const care = setup({}).createMachine({
  context: { on: '' },
  initial: 'choosing',
  states: {
    choosing: {
      description: 'Which channel will really solve it?',
      entry: { type: 'steer', params: { intent: 'opening-hours', urgency: 'five-minutes' } },
      on: { 'channel.chosen': [{ guard: ({ event }) => event.data.channel === 'chat', target: 'on chat' }, { target: 'on the phone' }] },
      after: { [hours(1)]: 'over' },
    },
    'on chat': {
      on: { 'help.ended': [
        { guard: ({ event }) => event.data.solved, target: 'over', actions: { type: 'outcome', params: { outcome: 'resolved', intent: 'opening-hours', channel: 'chat' } } },
        { target: 'over', actions: { type: 'outcome', params: { outcome: 'unresolved', intent: 'opening-hours', channel: 'chat' } } },
      ] },
      after: { [days(1)]: 'over' },
    },
    'on the phone': {
      on: { 'help.ended': [
        { guard: ({ event }) => event.data.solved, target: 'over', actions: { type: 'outcome', params: { outcome: 'resolved', intent: 'opening-hours', channel: 'phone' } } },
        { target: 'over', actions: { type: 'outcome', params: { outcome: 'unresolved', intent: 'opening-hours', channel: 'phone' } } },
      ] },
      after: { [days(1)]: 'over' },
    },
    over: { type: 'final' },
  },
});
// #endregion journey

const clock = createTestClock(Date.UTC(2026, 0, 5, 9));
const quiet = { contract: 1, name: 'quiet', identityNamespace: 'user', async close() {} } as const;
const host = createOrchestrator({
  journeys: [care], clock, store: createMemoryStore({ clock }), timing: { pollMs: days(1) },
  channels: {
    chat: { ...quiet, capabilities: { text: true, inbound: true }, send: async ({ key }: { readonly key: string }) => ({ status: 'sent', providerId: key } as const) },
    phone: { ...quiet, capabilities: { live: true, inbound: true } },
  },
  channelChoice: { table: channels },
});

/** A share of customers is helped, the same ones in every run. */
const isHelped = (n: number, share: number): boolean => (n * 7_919) % 1_000 < share * 1_000;
/** How good the chat is: good for 50 days, then a new version of it answers nonsense. */
const chatSolves = (day: number): number => (day < 50 ? 0.97 : 0.55);

let customers = 0;
const aDay = 40;
async function liveOneDay(day: number): Promise<number> {
  let onChat = 0;
  for (let n = 0; n < aDay; n += 1) {
    const who = `user:c${customers += 1}`;
    const receipt = await host.accept({ id: `${who} wants`, source: 'web', type: 'help.wanted', data: {}, who: [who] });
    const chat = receipt.status === 'handled' && receipt.moved.at(-1)?.to.includes('on chat') === true;
    if (chat) onChat += 1;
    await host.accept({ id: `${who} ended`, source: 'web', type: 'help.ended', data: { solved: isHelped(customers, chat ? chatSolves(day) : 0.9) }, who: [who] });
  }
  await clock.advance(days(1));
  return onChat / aDay;
}

let [tenDays, trusted]: [number, boolean] = [0, false];
for (let day = 0; day < 70; day += 1) {
  tenDays += await liveOneDay(day);
  const { weighed } = await host.explainChannel(`user:c${customers}`, { intent: 'opening-hours' });
  const now = weighed.find(({ channel }) => channel === 'chat')?.trusted === true;
  if (now !== trusted) console.log(`day ${day + 1}: the chat is ${now ? 'trusted with the question' : 'trusted no more'}`);
  trusted = now;
  if (day % 10 === 9) {
    console.log(`days ${day - 8} to ${day + 1}: ${Math.round(tenDays * 10)} % by chat`);
    tenDays = 0;
  }
}
const now = clock.now();
for (const { channel, issues, solved, lower } of channels.successFrom('opening-hours', await host.figures(channels.sumsOf('opening-hours', now)), now)) {
  console.log(`${channel}: solves ${Math.round((100 * solved) / issues)} %, ${Math.round(100 * lower)} % for sure`);
}
const { weighed } = await host.explainChannel('user:c1', { intent: 'opening-hours', urgency: 'ten-seconds' });
for (const { channel, lost = 'chosen' } of weighed) console.log(`who is in a hurry now: ${channel}: ${lost}`);
await host.close();
