import { defineJourney, facts, hours, minutes, seconds } from 'throughline';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { purchase, purchaseTexts } from '../merge/people.js';
import { createRecordingChannel } from '../recording-channel.js';
import { leaseMs, pollMs, startWorkers, type Worker } from './workers.js';

const { setup } = defineJourney({
  id: 'return', version: 1, ttlMs: hours(100),
  events: { 'return.asked': z.object({ parcel: z.string() }), 'return.agreed': z.object({}) },
  facts: { parcel: facts.internal(z.string()) }, channels: { chat: ['text'] },
  entry: { on: ['return.asked'], reentry: { mode: 'after-exit' } },
});
const returns = setup({}).createMachine({
  context: ({ input }) => ({ parcel: input.event.data.parcel }), initial: 'asked',
  states: {
    asked: { on: { 'return.agreed': 'agreed' } },
    agreed: { entry: ['One.', 'Two.', 'Three.'].map((text) => ({ type: 'send', params: { channel: 'chat', purpose: 'service', text } }) as const), after: { [hours(50)]: 'over' } },
    over: { type: 'final' },
  },
});

/** Two processes, the second of which merges what the first has seen last as two customers. */
async function two(chat?: (n: number) => ReturnType<typeof createRecordingChannel>) {
  const together = await startWorkers(2, { ...(chat !== undefined && { chat }), journeys: [purchase(), returns], more: { texts: purchaseTexts, activities: { look: () => ({ price: 5 }) } } });
  onTestFinished(together.close);
  const [one, other] = together.workers;
  if (one === undefined || other === undefined) throw new Error('two workers');
  const seen = async (): Promise<void> => {
    await one.say('a', 'customer.updated', {}, 'user:ann');
    await together.clock.advance(10);
    await one.say('v', 'customer.updated', {}, 'user:vic');
  };
  return { ...together, one, other, seen };
}

const nobodyIsLost = (...workers: readonly Worker[]): void => expect(workers.flatMap(({ faults }) => faults)).toEqual([]);

test('a customer at hand is not read again for an event, its message or the answer of its activity', async () => {
  const { one, clock, texts } = await two();
  await one.say('1', 'purchase.wanted', { what: 'a chair' });
  const before = one.read.length;
  await one.say('2', 'purchase.checked');
  await clock.advance(seconds(1));
  await one.say('3', 'purchase.made');
  await clock.advance(seconds(1));
  expect(texts()).toEqual(['Thanks for a chair.']);
  expect(one.read.slice(before)).toEqual([]);
});

test('messages of a run that came by a merge in another process all leave, decided by a process that knew nothing of it', async () => {
  const { one, other, clock, seen, texts } = await two();
  await seen();
  await one.say('r', 'return.asked', { parcel: 'A' }, 'user:vic');
  await other.orchestrator.link('user:ann', 'user:vic', 'they said so');
  await one.say('g', 'return.agreed', {}, 'user:ann');
  await clock.advance(hours(1));
  expect(texts()).toEqual(['One.', 'Two.', 'Three.']);
  nobodyIsLost(one, other);
});

test('a run is ended where its customer lives, by a process that knows neither of the run nor of their merge', async () => {
  const { one, other, seen } = await two();
  await seen();
  const { instances: [run = ''] } = await other.say('r', 'return.asked', { parcel: 'A' }, 'user:vic');
  await other.orchestrator.link('user:ann', 'user:vic', 'they said so');
  await one.orchestrator.cancel(run, { reason: 'a mistake' });
  expect((await one.orchestrator.briefing('user:ann')).journeys).toEqual([]);
  nobodyIsLost(one, other);
});

/** The one who merged them dies with messages in hand. */
async function takenOver(before: (other: Worker, run: string) => Promise<void>): Promise<readonly string[]> {
  const { one, other, clock, seen } = await two((n) => createRecordingChannel((message) => (n === 0 ? { status: 'sent', providerId: message.key } : { status: 'retry' })));
  await seen();
  const { instances: [run = ''] } = await other.say('r', 'return.asked', { parcel: 'A' }, 'user:vic');
  await other.say('g', 'return.agreed', {}, 'user:vic');
  await clock.advance(10);
  await other.orchestrator.link('user:ann', 'user:vic', 'they said so');
  await before(other, run);
  other.freeze();
  await clock.advance(leaseMs + pollMs + minutes(1));
  other.thaw();
  await clock.advance(minutes(1));
  nobodyIsLost(one);
  return one.chat.sent.map(({ text }) => text);
}

test('messages of a dead process go to whom they are for, though who takes them over knew nothing of their merge', async () => {
  expect(await takenOver(async () => {})).toEqual(['One.', 'Two.', 'Three.']);
});

test('nor do they go where their run was ended since, which stands where the customer lives now', async () => {
  expect(await takenOver((other, run) => other.orchestrator.cancel(run, { reason: 'a mistake' }))).toEqual([]);
});

test('identities of who was merged in another process are those of one person', async () => {
  const { one, other, seen } = await two();
  await seen();
  await other.orchestrator.link('user:ann', 'user:vic', 'they said so');
  const receipt = await one.orchestrator.accept({ id: 'b', source: 'shop', type: 'customer.updated', data: {}, who: ['user:ann', 'user:vic'] });
  expect(receipt.status).toBe('handled');
  nobodyIsLost(one, other);
});
