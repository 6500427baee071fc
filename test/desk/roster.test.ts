import { expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, days, hours, minutes, seconds, type HandoffRequest } from 'throughline';
import { createDesk, type AgentOptions, type DeskOptions } from 'throughline/desk';
import type { Queue } from 'throughline/ports';
import { createMemoryAgents, createMemoryData, createMemoryStore, createTestClock, type MemoryAgents } from 'throughline/testing';
import { billDispute } from '../../examples/handoff/bill-dispute.js';
import { supervisedDesk } from '../../examples/desk/supervised.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

const agent = (id: string, but: Partial<AgentOptions> = {}): AgentOptions => ({ id, queues: { bills: 1 }, skills: { bills: { level: 3 } }, capacity: { perChannel: { chat: 2 } }, ...but });
// a Thursday, nine in the morning in Vienna
const thursday = Date.UTC(2026, 0, 1, 8);

function createOffice({ shared = false }: { readonly shared?: boolean } = {}) {
  const [clock, data] = [createTestClock(thursday), createMemoryData()];
  let said = 0;
  return {
    clock,
    async open(options: DeskOptions = {}, desk = createDesk(options)) {
      const store = createMemoryStore({ clock, data, ...(shared && { shared: { leaseMs: seconds(30) } }) });
      const host = createOrchestrator({ store, clock, channels: { chat: createRecordingChannel() }, journeys: [billDispute, desk.journey], handoff: (request: HandoffRequest) => desk.handoff(request) });
      const alerts: string[] = [];
      desk.onAlert((one) => alerts.push([one.type, ...('agent' in one ? [one.agent] : []), ...('skill' in one ? [one.skill] : []), ...('because' in one ? [one.because] : []), ...('told' in one ? [one.alert, one.told] : [])].join(' ')));
      onTestFinished(async () => { await desk.close(); await host.close(); });
      await desk.open(host);
      const ask = async (who: string): Promise<string> => {
        const by = (type: string) => ({ id: `e${(said += 1)}`, source: 'test', who: [`user:${who}`], via: { channel: 'chat' }, type });
        await host.accept({ ...by('bill.disputed'), type: 'bill.disputed', data: { bill: 'b' } });
        await host.accept({ ...by('person.asked'), type: 'person.asked', data: {} });
        await clock.advance(0);
        return desk.contacts().at(-1)?.id ?? '';
      };
      const withWhom = (): readonly string[] => desk.contacts().map(({ life }) => ('agent' in life && life.agent !== undefined ? life.agent : life.status));
      return { desk, host, alerts, ask, withWhom };
    },
  };
}

test('who was there before a restart is offered contacts after it without signing in again; who is away is not', async () => {
  const office = createOffice();
  const first = await office.open();
  await first.desk.sign(agent('ann'), 'available');
  await first.desk.sign(agent('bob'), 'away');
  await first.desk.sign(agent('cleo'), 'available');
  await first.desk.remove('cleo');
  await first.desk.close();
  await first.host.close();
  const second = await office.open();
  await second.ask('eve');
  expect(second.withWhom()).toEqual(['ann']);
  await office.clock.advance(seconds(31));
  expect([second.withWhom(), second.alerts]).toEqual([['waiting'], ['not-responding ann']]);
});

test('an agent who has contacts keeps them after a restart where they say anything at all', async () => {
  const office = createOffice();
  const first = await office.open();
  await first.desk.sign(agent('ann'), 'available');
  const item = await first.ask('eve');
  await first.desk.say(item, { type: 'accept', agent: 'ann' });
  await first.desk.close();
  await first.host.close();
  const { desk, withWhom } = await office.open();
  await desk.say(item, { type: 'call-off', agent: 'ann' });
  await office.clock.advance(minutes(5));
  expect(withWhom()).toEqual(['ann']);
});

test('agents come from the directory of the host, change with it, and it hears what the desk learns', async () => {
  const directory: MemoryAgents = createMemoryAgents();
  directory.change({ agent: agent('ann'), presence: 'available' });
  const office = createOffice();
  const { desk, ask, withWhom, alerts } = await office.open({ agents: directory });
  const item = await ask('eve');
  expect(withWhom()).toEqual(['ann']);
  await office.clock.advance(seconds(31));
  expect([withWhom(), directory.known()[0]?.presence]).toEqual([['waiting'], 'not-responding']);
  directory.change({ agent: agent('bob'), presence: 'available' });
  expect(withWhom()).toEqual(['bob']);
  await desk.say(item, { type: 'accept', agent: 'bob' });
  directory.change({ agent: agent('ann'), presence: 'available' });
  // deleted with work: it goes to somebody who is there
  directory.change({ gone: 'bob' });
  await office.clock.advance(0);
  expect(withWhom()).toEqual(['ann']);
  // what makes no sense changes nothing, and is told
  directory.change({ agent: agent('ann', { capacity: {} }), presence: 'available' });
  directory.change({ agent: agent('dan', { schedule: 'nights' }), presence: 'available' });
  await office.clock.advance(0);
  expect([withWhom(), alerts]).toEqual([['ann'], ['not-responding ann', 'agent-unreadable ann', 'agent-unreadable dan']]);
});

test('a schedule makes shifts for as long as the desk runs, and a certificate ends when it ends', async () => {
  const office = createOffice();
  const schedules = { office: { timeZone: 'Europe/Vienna', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-17:00'] }] } } as const;
  const { desk, ask, withWhom, alerts } = await office.open({ schedules, queues: { bills: { match: { offerMs: hours(1) }, giveUp: { afterMs: days(20), to: 'message' } } } });
  await desk.sign(agent('ann', { schedule: 'office', skills: { bills: { level: 3, until: thursday + days(11) + hours(2) } } }), 'available');
  const item = await ask('eve');
  await desk.say(item, { type: 'accept', agent: 'ann' });
  office.clock.set(thursday + hours(8));
  await office.clock.advance(seconds(1));
  expect(alerts).toEqual(['off-shift-with-work ann']);
  await desk.say(item, { type: 'finish', agent: 'ann' });
  await desk.say(item, { type: 'wrapped', agent: 'ann' });
  // a Monday, an hour before the office opens
  office.clock.set(thursday + days(11) - hours(1));
  await office.clock.advance(seconds(1));
  await ask('joe');
  expect(withWhom()).toEqual(['waiting']);
  office.clock.set(thursday + days(11));
  await office.clock.advance(seconds(1));
  expect(withWhom()).toEqual(['ann']);
  await desk.say(desk.contacts()[0]?.id ?? '', { type: 'accept', agent: 'ann' });
  office.clock.set(thursday + days(11) + hours(2));
  await office.clock.advance(seconds(1));
  await ask('kim');
  expect([withWhom(), alerts.at(-1)]).toEqual([['ann', 'waiting'], 'certificate-expired ann bills']);
});

test('supervisors hear once that a queue is in trouble and once that it is not, and that somebody has too much', async () => {
  const office = createOffice();
  const { desk, ask, alerts } = await office.open({ queues: { bills: { alerts: [{ name: 'two wait', of: 'waiting', bad: 'high', raiseAt: 2, holdMs: seconds(10), clearAt: 1 }, { name: 'nobody', of: 'agents', bad: 'low', raiseAt: 0, clearAt: 1 }, { name: 'long', of: 'longest-wait', bad: 'high', raiseAt: 5, clearAt: 1 }] } } });
  const items = [await ask('eve'), await ask('joe'), await ask('kim')];
  await office.clock.advance(seconds(9));
  expect(alerts).toEqual(['queue nobody raised']);
  await office.clock.advance(minutes(5));
  expect(alerts.slice(1)).toEqual(['queue two wait raised', 'queue long raised']);
  await desk.sign(agent('ann'), 'available');
  await desk.sign(agent('bob'), 'available');
  for (const item of items) for (const who of ['ann', 'bob']) await desk.say(item, { type: 'accept', agent: who });
  await office.clock.advance(seconds(1));
  expect(alerts.slice(3).toSorted()).toEqual(['queue long cleared', 'queue nobody cleared', 'queue two wait cleared']);
  // given by hand, it is more than ann can do, and that is told
  const bobs = desk.contacts().filter(({ life }) => life.status === 'assigned' && life.agent === 'bob').map(({ id }) => id);
  for (const item of bobs) await desk.say(item, { type: 'transfer', agent: 'bob', transfer: 'cold', to: 'ann' });
  await office.clock.advance(seconds(1));
  expect(alerts.at(-1)).toBe('overloaded ann');
});

test('a queue of the host decides who is offered what, and what cannot be is not done and told', async () => {
  const offered: string[] = [];
  const waiting = new Set<string>();
  const newest: Queue = {
    contract: 1, name: 'newest first',
    add: ({ id }) => void waiting.add(id), remove: (id) => void waiting.delete(id), put: () => {}, drop: () => {},
    next: () => { const item = [...waiting].at(-1); if (item !== undefined) offered.push(item); return item === undefined ? undefined : { item, agent: 'ann' }; },
  };
  const office = createOffice();
  const { desk, ask, withWhom, alerts } = await office.open({ queue: newest });
  await ask('eve');
  await office.clock.advance(seconds(5));
  expect(alerts).toEqual(['queue-fault nobody-there']);
  const [joe, kim] = [await ask('joe'), await ask('kim')];
  await desk.sign(agent('ann'), 'available');
  expect(withWhom()).toEqual(['waiting', 'ann', 'ann']);
  expect([offered.includes(joe), offered.includes(kim), alerts.at(-1)]).toEqual([true, true, 'queue-fault no-room']);
});

test('of two processes over one database one has the desk, and the other has it as soon as that one is not heard of any more', async () => {
  const office = createOffice({ shared: true });
  const first = await office.open();
  const second = createDesk();
  await expect(office.open({}, second)).rejects.toMatchObject({ code: 'DeskTaken' });
  await office.clock.advance(minutes(2));
  await first.desk.sign(agent('ann'), 'available');
  await first.desk.close();
  const third = await office.open();
  await third.ask('eve');
  expect(third.withWhom()).toEqual(['ann']);
});

test('the desk of the docs tells its supervisors of a queue in trouble', async () => {
  const { desk, alerts } = supervisedDesk(createMemoryAgents());
  const office = createOffice();
  const { ask } = await office.open({}, desk);
  for (let at = 0; at < 10; at += 1) await ask(`user-${at}`);
  await office.clock.advance(minutes(2));
  expect(alerts).toEqual(['bills: many wait raised']);
});

test('a schedule that is never open, or that nobody knows, is refused with its place', async () => {
  expect(() => createDesk({ schedules: { never: { timeZone: 'Europe/Vienna', open: [] } } })).toThrow('InvalidOptions');
  const { desk } = await createOffice().open();
  await expect(desk.sign(agent('ann', { schedule: 'office' }), 'available')).rejects.toMatchObject({ code: 'InvalidOptions', facts: { path: 'agent.schedule' } });
});

test('whoever would begin to wait is told how long, by those before them and by how long contacts took here', async () => {
  const office = createOffice();
  const asked = { queue: 'bills', channel: 'chat' };
  expect(createDesk().estimate(asked)).toEqual({ known: false, because: 'nobody-there' });
  const { desk, ask } = await office.open({ queues: { bills: { wrapUpMs: 0 } } });
  expect(desk.estimate(asked)).toEqual({ known: false, because: 'nobody-there' });
  await desk.sign(agent('ann', { capacity: { perChannel: { chat: 1 } } }), 'available');
  expect(desk.estimate(asked)).toEqual({ known: true, fromMs: 0, toMs: 0 });
  // nothing was measured: a minute and a half, give or take as much
  const first = await ask('eve');
  await ask('joe');
  const before = desk.estimate(asked);
  expect(before).toMatchObject({ known: true, toMs: expect.closeTo(2 * 90_000 + 1.28 * Math.sqrt(2) * 90_000) });
  expect(desk.estimate({ ...asked, priority: 10 })).toMatchObject({ toMs: expect.closeTo(90_000 + 1.28 * 90_000) });
  await desk.say(first, { type: 'accept', agent: 'ann' });
  await desk.say(first, { type: 'finish', agent: 'ann' });
  await office.clock.advance(seconds(1));
  // ten contacts of ten seconds each say that it takes ten seconds
  for (let done = 0; done < 11; done += 1) {
    const item = desk.contacts()[0]?.id ?? '';
    await desk.say(item, { type: 'accept', agent: 'ann' });
    await office.clock.advance(seconds(10));
    await desk.say(item, { type: 'finish', agent: 'ann' });
    await desk.say(item, { type: 'wrapped', agent: 'ann' });
    await ask(`user ${done}`);
  }
  await ask('kim');
  expect(desk.estimate(asked)).toMatchObject({ known: true, toMs: expect.any(Number) });
  expect(desk.estimate(asked)).toSatisfy((wait: { readonly toMs: number }) => wait.toMs < 60_000 && wait.toMs > 10_000);
});
