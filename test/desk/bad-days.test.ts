import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, days, hours, minutes, seconds, type HandoffRequest } from 'throughline';
import { createDesk, ownerOf, type AgentOptions, type DeskOptions } from 'throughline/desk';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { billDispute } from '../../examples/handoff/bill-dispute.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

const agent = (id: string, but: Partial<AgentOptions> = {}): AgentOptions => ({ id, queues: { bills: 1 }, skills: { bills: { level: 3 } }, capacity: { perChannel: { chat: 2 } }, ...but });

async function createOffice(options: DeskOptions = {}) {
  const clock = createTestClock(Date.UTC(2026, 0, 1, 8));
  const desk = createDesk(options);
  const host = createOrchestrator({ store: createMemoryStore({ clock }), clock, channels: { chat: createRecordingChannel() }, journeys: [billDispute, desk.journey], handoff: (request: HandoffRequest) => desk.handoff(request) });
  const [told, alerts]: [string[], string[]] = [[], []];
  desk.on(({ told: one }) => told.push(`${one.type}${'agent' in one ? ` ${one.agent}` : ''}`));
  desk.onAlert((one) => alerts.push(`${one.type}${'agent' in one ? ` ${one.agent}` : ''}`));
  await desk.open(host);
  onTestFinished(async () => { await desk.close(); await host.close(); });
  let said = 0;
  const tell = async (who: string, type: 'bill.disputed' | 'person.asked' | 'bill.explained'): Promise<void> => {
    await host.accept({ id: `e${(said += 1)}`, source: 'test', who: [`user:${who}`], via: { channel: 'chat' }, type, data: type === 'bill.disputed' ? { bill: 'b' } : {} } as Parameters<typeof host.accept>[0]);
    await clock.advance(0);
  };
  const ask = async (who: string): Promise<string> => {
    await tell(who, 'bill.disputed');
    await tell(who, 'person.asked');
    return desk.contacts().at(-1)?.id ?? '';
  };
  const owners = () => desk.contacts().map((item) => ownerOf(item));
  return { clock, desk, told, alerts, ask, owners };
}

test('an agent who never answers is offered one contact, is told of, and the customer is written to in the end', async () => {
  const { clock, desk, ask, told, alerts, owners } = await createOffice();
  await desk.sign(agent('ann'), 'available');
  await ask('eve');
  await clock.advance(seconds(31));
  expect([owners(), alerts, told]).toEqual([['queue'], ['not-responding ann'], ['queued', 'offered ann', 'missed ann']]);
  await ask('joe');
  await clock.advance(minutes(65));
  expect(owners()).toEqual(['message', 'message']);
});

test('who was answered once stays answered: the promise of a first answer is told of no more while they wait for a call, or for somebody else', async () => {
  const promises = { policies: [{ name: 'ten minutes', targets: { 'first-reply': { ms: minutes(10) } } }] };
  const { clock, desk, told, ask } = await createOffice({ promises });
  await desk.sign(agent('ann'), 'available');
  const [eves, joes] = [await ask('eve'), await ask('joe')];
  for (const item of [eves, joes]) await desk.say(item, { type: 'accept', agent: 'ann' });
  await desk.say(eves, { type: 'promise-callback', agent: 'ann', due: clock.now() + minutes(30), mine: true });
  await desk.say(joes, { type: 'move', agent: 'ann', queue: 'bills' });
  await desk.sign(agent('ann'), 'offline');
  await clock.advance(minutes(20));
  expect([desk.contacts().map(({ life }) => life.status).toSorted(), told.filter((one) => one.startsWith('promise'))]).toEqual([['scheduled', 'waiting'], []]);
});

test('an agent who goes offline in the middle of a chat, or is deleted with work, leaves nobody alone: the customer is in the queue with their age', async () => {
  const { clock, desk, ask, owners, told } = await createOffice();
  await desk.sign(agent('ann'), 'available');
  const [eves, joes] = [await ask('eve'), await ask('joe')];
  for (const item of [eves, joes]) await desk.say(item, { type: 'accept', agent: 'ann' });
  await clock.advance(minutes(1));
  const before = desk.contacts().map(({ since }) => since);
  await desk.sign(agent('ann'), 'offline');
  expect([owners(), desk.contacts().map(({ since }) => since)]).toEqual([['queue', 'queue'], before]);
  await desk.sign(agent('ann'), 'available');
  for (const item of [eves, joes]) await desk.say(item, { type: 'accept', agent: 'ann' });
  await desk.remove('ann');
  await clock.advance(0);
  expect([owners(), told.filter((one) => one === 'lost ann').length]).toEqual([['queue', 'queue'], 4]);
});

test('skills that no one has are told of at once, and the customer is owned and written to in the end', async () => {
  const { clock, desk, ask, owners, told } = await createOffice({ queues: { bills: { match: { relax: [] }, giveUp: { afterMs: minutes(20), to: 'message' } } } });
  await desk.sign(agent('ann', { skills: { gardening: { level: 5 } } }), 'available');
  await ask('eve');
  expect([owners(), told]).toEqual([['queue'], ['queued', 'nobody-can']]);
  await clock.advance(minutes(21));
  expect([owners(), told.at(-1)]).toEqual([['message'], 'gave-up']);
});

test('a calendar that is never open is refused where that can be seen, and where it is closed until further notice the promise is told of and somebody owns the customer', async () => {
  const never = { timeZone: 'Europe/Vienna', open: [] };
  expect(() => createDesk({ schedules: { never } })).toThrow('InvalidOptions');
  expect(() => createDesk({ promises: { policies: [], hours: { never } } })).toThrow('InvalidOptions');
  const closed = { timeZone: 'Europe/Vienna', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-17:00'] }], emergencies: [{ from: 0 }] } as const;
  const { clock, desk, ask, owners, told } = await createOffice({ schedules: { closed }, promises: { policies: [{ name: 'all', targets: { 'first-reply': { ms: minutes(5), hours: 'closed' } } }], hours: { closed } } });
  await desk.sign(agent('ann', { schedule: 'closed' }), 'available');
  await ask('eve');
  expect([owners(), told]).toEqual([['queue'], ['queued', 'promise-never-due']]);
  await clock.advance(minutes(65));
  expect(owners()).toEqual(['message']);
});

test('a call that is promised for never, or for later than in thirty days, is refused, and so is whatever else cannot be read', async () => {
  const { clock, desk, ask, owners } = await createOffice();
  await desk.sign(agent('ann'), 'available');
  const item = await ask('eve');
  for (const due of [Number.NaN, Infinity, -1, clock.now() + days(31)]) {
    await expect(desk.say(item, { type: 'callback-asked', due })).rejects.toMatchObject({ code: 'InvalidInput', facts: { path: 'says.due' } });
  }
  await fc.assert(fc.asyncProperty(fc.object(), async (says) => {
    await expect(desk.say(item, says as never)).rejects.toMatchObject({ code: 'InvalidInput' });
  }), { numRuns: 100 });
  expect(owners()).toEqual(['queue']);
  await desk.say(item, { type: 'callback-asked', due: clock.now() + hours(2) });
  expect(owners()).toEqual(['callback']);
});

test('a transfer to somebody who is not there, or a move to a queue that nobody serves, leaves the customer with somebody', async () => {
  const { clock, desk, ask, owners, told } = await createOffice();
  await desk.sign(agent('ann'), 'available');
  const item = await ask('eve');
  await desk.say(item, { type: 'accept', agent: 'ann' });
  await expect(desk.say(item, { type: 'transfer', agent: 'ann', transfer: 'cold', to: 'nobody' })).rejects.toMatchObject({ code: 'InvalidInput', facts: { path: 'says.to' } });
  await desk.sign(agent('cleo'), 'offline');
  await desk.say(item, { type: 'transfer', agent: 'ann', transfer: 'cold', to: 'cleo' });
  expect(owners()).toEqual([{ agent: 'ann' }]);
  await clock.advance(seconds(31));
  expect([owners(), desk.contacts()[0]?.life]).toMatchObject([[{ agent: 'ann' }], { status: 'assigned', agent: 'ann' }]);
  await desk.say(item, { type: 'move', agent: 'ann', queue: 'cellar' });
  expect([owners(), told.at(-1)]).toEqual([['queue'], 'nobody-can']);
});

test('who helped last in the same conversation is asked first, and days later whoever is best', async () => {
  const { clock, desk, ask } = await createOffice();
  for (const id of ['ann', 'bob']) await desk.sign(agent(id, { skills: { bills: { level: id === 'bob' ? 5 : 3 } } }), 'available');
  const item = await ask('eve');
  expect(desk.contacts()[0]?.life).toMatchObject({ status: 'offered', agent: 'bob' });
  await desk.say(item, { type: 'accept', agent: 'bob' });
  await desk.say(item, { type: 'transfer', agent: 'bob', transfer: 'cold', to: 'ann' });
  await desk.say(item, { type: 'accept', agent: 'ann' });
  await desk.say(item, { type: 'finish', agent: 'ann' });
  await desk.say(item, { type: 'wrapped', agent: 'ann' });
  await clock.advance(0);
  const second = await ask('eve');
  expect(desk.contacts()[0]).toMatchObject({ lastAgent: 'ann', life: { agent: 'ann' } });
  await desk.say(second, { type: 'customer-left' });
  clock.set(clock.now() + days(4));
  await clock.advance(0);
  await ask('eve');
  expect(desk.contacts()[0]).toMatchObject({ life: { agent: 'bob' } });
});
