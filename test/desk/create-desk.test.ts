import { expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, minutes, seconds, type HandoffRequest } from 'throughline';
import { briefAgent, createDesk, type AgentOptions, type DeskOptions } from 'throughline/desk';
import { createMemoryAgents, createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { billDispute } from '../../examples/handoff/bill-dispute.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

const agent = (id: string, but: Partial<AgentOptions> = {}): AgentOptions => ({ id, queues: { bills: 1 }, skills: { bills: { level: 3 } }, capacity: { perChannel: { chat: 2 } }, ...but });

/** A desk that is opened again and again over one store, as by processes one after the other. */
function createOffice(options: DeskOptions = { queues: { bills: {} } }) {
  const clock = createTestClock();
  const data = createMemoryData();
  let said = 0;
  return {
    clock,
    async open() {
      const desk = createDesk(options);
      const host = createOrchestrator({ store: createMemoryStore({ clock, data }), clock, channels: { chat: createRecordingChannel() }, journeys: [billDispute, desk.journey], handoff: (request: HandoffRequest) => desk.handoff(request) });
      const told: string[] = [];
      desk.on(({ item, told: one }) => told.push(`${item.customer === '' ? '' : one.type}${'agent' in one ? ` ${one.agent}` : ''}`));
      await desk.open(host);
      const close = async (): Promise<void> => {
        await desk.close();
        await host.close();
      };
      onTestFinished(close);
      const by = (who: string) => ({ id: `e${(said += 1)}`, source: 'test', who: [`user:${who}`] });
      const ask = async (who: string): Promise<string> => {
        await host.accept({ ...by(who), via: { channel: 'chat' }, type: 'bill.disputed', data: { bill: 'b' } });
        await host.accept({ ...by(who), via: { channel: 'chat' }, type: 'person.asked', data: {} });
        await clock.advance(0);
        return desk.contacts().at(-1)?.id ?? '';
      };
      const where = async (who: string): Promise<string | undefined> => (await host.explain(`user:${who}`)).journeys.find(({ journey }) => journey === 'bill-dispute')?.where[0];
      return { desk, host, told, ask, where, close };
    },
  };
}

test('a customer who is handed over is offered to an agent, helped and let go, and the journey hears of it', async () => {
  const office = createOffice();
  const { desk, ask, where, told } = await office.open();
  await desk.sign(agent('ann'), 'available');
  const item = await ask('eve');
  expect(desk.contacts()).toMatchObject([{ id: item, queue: 'bills', channel: 'chat', life: { status: 'offered', agent: 'ann' } }]);
  expect(await desk.say(item, { type: 'accept', agent: 'bob' })).toMatchObject({ refused: 'not-yours' });
  expect(await desk.say(item, { type: 'accept', agent: 'ann' })).toMatchObject({ item: { life: { status: 'assigned', agent: 'ann' } } });
  await office.clock.advance(0);
  expect(await where('eve')).toBe('with a person');
  await desk.say(item, { type: 'finish', agent: 'ann' });
  await desk.say(item, { type: 'wrapped', agent: 'ann' });
  await office.clock.advance(0);
  expect([desk.contacts(), await where('eve')]).toEqual([[], undefined]);
  expect(told).toEqual(['queued', 'offered ann', 'answered ann', 'wrapped-up ann']);
});

test('who does not answer is offered nothing more, and the contact goes to the next one with its age', async () => {
  const office = createOffice();
  const { desk, ask, told } = await office.open();
  await desk.sign(agent('ann', { skills: { bills: { level: 5 } } }), 'available');
  await desk.sign(agent('bob'), 'available');
  const item = await ask('eve');
  const [{ since } = { since: -1 }] = desk.contacts();
  await office.clock.advance(seconds(31));
  expect(desk.contacts()).toMatchObject([{ id: item, since, life: { status: 'offered', agent: 'bob' } }]);
  expect(told).toEqual(['queued', 'offered ann', 'missed ann', 'offered bob']);
  await desk.say(item, { type: 'reject', agent: 'bob' });
  await office.clock.advance(minutes(4));
  expect(desk.contacts()).toMatchObject([{ life: { status: 'waiting' } }]);
  // ann is back, and is asked again
  await desk.sign(agent('ann'), 'available');
  expect(desk.contacts()).toMatchObject([{ life: { status: 'offered', agent: 'ann' } }]);
});

test('whoever goes offline or is no more keeps no contact, and a supervisor hears of one that nobody can have', async () => {
  const office = createOffice();
  const { desk, ask, told, where } = await office.open();
  await desk.sign(agent('ann'), 'available');
  const item = await ask('eve');
  await desk.say(item, { type: 'accept', agent: 'ann' });
  await desk.sign(agent('bob'), 'available');
  await desk.sign(agent('ann'), 'offline');
  await office.clock.advance(0);
  expect([desk.contacts()[0]?.life, await where('eve')]).toMatchObject([{ status: 'offered', agent: 'bob' }, 'back in the queue']);
  await desk.say(item, { type: 'accept', agent: 'bob' });
  await desk.remove('bob');
  await office.clock.advance(0);
  expect(desk.contacts()).toMatchObject([{ life: { status: 'waiting', kind: 'live' } }]);
  await desk.remove('ann');
  await ask('joe');
  expect(told.at(-1)).toBe('nobody-can');
  // left alone, both are promised an answer in writing, which somebody has to give
  await office.clock.advance(minutes(130));
  expect(desk.contacts().map(({ life }) => life)).toMatchObject([{ status: 'waiting', kind: 'message' }, { status: 'waiting', kind: 'message' }]);
  expect(await where('eve')).toBe('to be answered in writing');
});

test('a supervisor is told once that a first answer is at risk and once that it is late, and who is promised one goes first', async () => {
  const promises = { policies: [{ name: 'chat', when: { channels: ['chat'] }, targets: { 'first-reply': { ms: minutes(2) } } }] };
  const office = createOffice({ promises });
  const { desk, ask, told } = await office.open();
  const item = await ask('eve');
  expect(desk.contacts()[0]).toMatchObject({ id: item, promised: { riskAt: (desk.contacts()[0]?.since ?? 0) + seconds(96), dueAt: (desk.contacts()[0]?.since ?? 0) + minutes(2) } });
  await office.clock.advance(seconds(95));
  expect(told).toEqual(['queued', 'nobody-can']);
  await office.clock.advance(seconds(24));
  expect(told.slice(2)).toEqual(['promise-at-risk']);
  await office.clock.advance(minutes(1));
  expect(told.slice(2)).toEqual(['promise-at-risk', 'promise-broken']);
  await desk.sign(agent('ann'), 'available');
  await desk.say(item, { type: 'accept', agent: 'ann' });
  await office.clock.advance(minutes(3));
  expect(told.slice(4)).toEqual(['offered ann', 'answered ann']);
});

test('nobody is given more than they can do, however many come', async () => {
  const office = createOffice();
  const { desk, ask } = await office.open();
  await desk.sign(agent('ann'), 'available');
  await desk.sign(agent('bob'), 'available');
  for (const who of ['a', 'b', 'c', 'd', 'e', 'f']) await ask(who);
  const held = desk.contacts().map(({ life }) => ('agent' in life ? life.agent : life.status));
  expect(held.toSorted()).toEqual(['ann', 'ann', 'bob', 'bob', 'waiting', 'waiting']);
});

test('a process that is started again goes on with every contact; agents who do not come back lose theirs', async () => {
  const office = createOffice();
  const first = await office.open();
  await first.desk.sign(agent('ann'), 'available');
  const item = await first.ask('eve');
  await first.desk.say(item, { type: 'accept', agent: 'ann' });
  await first.close();
  const { desk } = await office.open();
  expect(desk.contacts()).toMatchObject([{ id: item, life: { status: 'assigned', agent: 'ann' } }]);
  await desk.sign(agent('bob'), 'available');
  await office.clock.advance(minutes(2) - 1);
  expect(desk.contacts()).toMatchObject([{ life: { status: 'assigned', agent: 'ann' } }]);
  await office.clock.advance(seconds(2));
  expect(desk.contacts()).toMatchObject([{ life: { status: 'offered', agent: 'bob' } }]);
});

test('a second desk over one store is refused, with the time after which to open it again, and begins once the first is closed', async () => {
  const office = createOffice();
  const one = await office.open();
  await one.desk.sign(agent('ann'), 'available');
  const item = await one.ask('eve');
  const other = createDesk({});
  await expect(other.open(one.host)).rejects.toMatchObject({ code: 'DeskTaken', facts: { retryAfterMs: seconds(30) } });
  await office.clock.advance(minutes(5));
  await expect(other.open(one.host)).rejects.toMatchObject({ code: 'DeskTaken' });
  await one.desk.close();
  await other.open(one.host);
  expect(other.contacts().map(({ id }) => id)).toEqual([item]);
  await other.close();
});

test('a desk whose process was killed keeps nobody out of a store that one process has', async () => {
  const office = createOffice();
  const first = await office.open();
  const item = await first.ask('eve');
  // nothing is closed: the next process takes the store
  const second = await office.open();
  expect(second.desk.contacts().map(({ id }) => id)).toEqual([item]);
  await office.clock.advance(seconds(30));
  await expect(first.desk.say(item, { type: 'customer-left' })).rejects.toMatchObject({ code: 'DeskTaken' });
});

test('what an agent says of a contact as they saw it before is refused, and they are told how it is', async () => {
  const office = createOffice();
  const { desk, ask } = await office.open();
  await desk.sign(agent('ann'), 'available');
  const item = await ask('eve');
  await desk.say(item, { type: 'accept', agent: 'ann' });
  expect(await desk.say(item, { type: 'finish', agent: 'ann', turn: 0 })).toMatchObject({ refused: 'stale', item: { life: { status: 'assigned', agent: 'ann' } } });
  expect(await desk.say('nothing', { type: 'finish', agent: 'ann' })).toEqual({ refused: 'not-now' });
});

test('a contact that somebody ended elsewhere leaves the desk, and so does one that can be kept no more', async () => {
  const office = createOffice();
  const { desk, host, ask } = await office.open();
  await desk.sign(agent('ann'), 'available');
  const [eves, joes] = [await ask('eve'), await ask('joe')];
  const { items } = await host.list({ kind: 'instance', journey: 'contact' });
  await host.cancel(items.find(({ customer }) => eves.includes(customer))?.id ?? '');
  expect(await desk.say(eves, { type: 'accept', agent: 'ann' })).toMatchObject({ refused: 'stale' });
  expect(desk.contacts().map(({ id }) => id)).toEqual([joes]);
  await host.close();
  await expect(desk.say(joes, { type: 'accept', agent: 'ann' })).rejects.toMatchObject({ code: 'Closed' });
  expect(desk.contacts()).toEqual([]);
});

test('a handoff to a desk that is not open yet is tried again until it is', async () => {
  await expect(createDesk().handoff({} as HandoffRequest)).rejects.toThrow('The desk is not open yet');
});

test('an asking that was done before a crash and comes once more makes no second contact, neither while the first lives nor once it is over', async () => {
  const agents = createMemoryAgents();
  const office = createOffice({ agents });
  const requests: HandoffRequest[] = [];
  const { desk, host, ask, where } = await office.open();
  host.on('handoff.briefed', ({ key, customer, instance, briefing }) => requests.push({ key, tenant: 'default', customer, instance, queue: 'bills', reason: 'asked-for', skills: ['bills'], priority: 2, briefing }));
  agents.change({ agent: agent('ann'), presence: 'available' });
  const item = await ask('eve');
  const again = async (): Promise<void> => {
    for (const request of requests) {
      const asked = desk.handoff(request);
      // somebody comes meanwhile, who could be offered what is not kept yet
      for (let turn = 0; turn < 200; turn += 1) {
        await Promise.resolve();
        if (desk.contacts()[0]?.life.status === 'waiting') agents.change({ agent: agent('ann'), presence: 'available' });
      }
      await asked;
    }
    await office.clock.advance(0);
  };
  await desk.say(item, { type: 'accept', agent: 'ann' });
  await office.clock.advance(0);
  await desk.say(item, { type: 'hand-back', agent: 'ann' });
  await office.clock.advance(0);
  // the customer asks for a person once more: the same contact comes back to the queue
  await host.accept({ id: 'once more', source: 'test', who: ['user:eve'], via: { channel: 'chat' }, type: 'person.asked', data: {} });
  await office.clock.advance(0);
  expect([requests.length, desk.contacts().map(({ id, life }) => [id, life.status])]).toEqual([2, [[item, 'offered']]]);
  // nobody has answered for ten minutes, and the journey asks once more while the contact waits
  await office.clock.advance(minutes(11));
  expect([requests.length, desk.contacts().map(({ id }) => id)]).toEqual([3, [item]]);
  agents.change({ agent: agent('ann'), presence: 'available' });
  await desk.say(item, { type: 'accept', agent: 'ann' });
  await desk.say(item, { type: 'hand-back', agent: 'ann' });
  await office.clock.advance(0);
  await again();
  expect(desk.contacts()).toMatchObject([{ id: item, life: { status: 'bot' } }]);
  // what came of it here and was refused there stands in nobody's way
  await host.accept({ id: 'a third time', source: 'test', who: ['user:eve'], via: { channel: 'chat' }, type: 'person.asked', data: {} });
  await office.clock.advance(seconds(2));
  expect(desk.contacts()).toMatchObject([{ id: item, life: { status: 'offered', agent: 'ann' } }]);
  expect(await desk.say(item, { type: 'accept', agent: 'ann' })).toMatchObject({ item: { life: { status: 'assigned' } } });
  await desk.say(item, { type: 'hand-back', agent: 'ann' });
  await office.clock.advance(0);
  await desk.say(item, { type: 'bot-solved' });
  await again();
  expect([desk.contacts(), await where('eve')]).toEqual([[], 'explaining']);
  await host.accept({ id: 'explained', source: 'test', who: ['user:eve'], type: 'bill.explained', data: {} });
  await again();
  expect(desk.contacts()).toEqual([]);
  expect((await host.list({ kind: 'instance' })).items).toEqual([]);
});

test('an offer that ran out while the process was away says nothing against the agent: who signs in then is offered the customer again', async () => {
  for (const isSignedInFirst of [true, false]) {
    const office = createOffice();
    const first = await office.open();
    await first.desk.sign(agent('bob'), 'available');
    const item = await first.ask('eve');
    await first.close();
    office.clock.set(office.clock.now() + seconds(40));
    const { desk, told } = await office.open();
    const alerts: string[] = [];
    desk.onAlert(({ type }) => alerts.push(type));
    if (isSignedInFirst) await desk.sign(agent('bob'), 'available');
    await office.clock.advance(seconds(2));
    expect([desk.contacts().map(({ id, life }) => [id, life.status]), told, alerts]).toEqual([[[item, 'offered']], ['missed bob', 'offered bob'], []]);
    // from now on it does: nobody answers
    await office.clock.advance(seconds(31));
    expect(alerts).toEqual(['not-responding']);
  }
});

test('an offer that ended before the agent signed in says nothing against them', async () => {
  const office = createOffice({ tickMs: minutes(1) });
  const { desk, ask } = await office.open();
  const alerts: string[] = [];
  desk.onAlert(({ type }) => alerts.push(type));
  await desk.sign(agent('bob'), 'available');
  await ask('eve');
  await office.clock.advance(seconds(40));
  await desk.sign(agent('bob'), 'available');
  await office.clock.advance(seconds(21));
  expect([desk.contacts()[0]?.life.status, alerts]).toEqual(['offered', []]);
});

test('a desk whose journey was forgotten is not opened: it would lose every contact', async () => {
  const clock = createTestClock();
  const desk = createDesk();
  const host = createOrchestrator({ store: createMemoryStore({ clock }), clock, channels: { chat: createRecordingChannel() }, journeys: [billDispute], handoff: desk.handoff });
  onTestFinished(() => host.close());
  await expect(desk.open(host)).rejects.toMatchObject({ code: 'InvalidOptions', facts: { path: 'journeys' } });
  await expect(desk.sign(agent('ann'), 'available')).rejects.toThrow('The desk is not open yet');
});

test('who is about to help reads of the customer alone, and nothing of how the desk keeps the contact', async () => {
  const { desk, host, ask } = await createOffice().open();
  await ask('eve');
  const [item] = desk.contacts();
  const customer = item?.customer ?? '';
  expect((await host.briefing({ customer })).journeys.map(({ journey }) => journey)).toContain('contact');
  expect((await briefAgent(host, { customer })).journeys.map(({ journey }) => journey)).toEqual(['bill-dispute']);
});
