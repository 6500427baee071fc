import { expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, hours, minutes, seconds, type HandoffRequest } from 'throughline';
import { createDesk, type AgentOptions, type DeskOptions } from 'throughline/desk';
import { packetOf, redactPacket } from 'throughline/handoff';
import type { AssistSaid } from 'throughline/ports';
import { createMemoryAssist, createMemoryData, createMemoryStore, createTestClock, type MemoryAssist } from 'throughline/testing';
import { hostBeside } from '../../examples/assist/router-elsewhere.js';
import { billDispute } from '../../examples/handoff/bill-dispute.js';
import { createWebhookUnderTest } from '../adapters/webhook/assist-harness.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

const ann: AgentOptions = { id: 'ann', queues: { bills: 1 }, skills: { bills: { level: 3 } }, capacity: { perChannel: { chat: 2 } } };

/** A desk whose queue of bills goes to a router elsewhere, over one store. */
function createOffice(more: Partial<DeskOptions> = {}) {
  const clock = createTestClock();
  const data = createMemoryData();
  let said = 0;
  return {
    clock,
    async open(assist: MemoryAssist = createMemoryAssist()) {
      const desk = createDesk({ queues: { bills: { assist: {} } }, assist: { to: assist, packet: (request) => redactPacket(packetOf(request), ['public', 'internal']) }, ...more });
      const host = createOrchestrator({ store: createMemoryStore({ clock, data }), clock, channels: { chat: createRecordingChannel() }, journeys: [billDispute, desk.journey], handoff: (request: HandoffRequest) => desk.handoff(request) });
      const told: string[] = [];
      desk.on(({ told: one }) => told.push(`${one.type}${'agent' in one ? ` ${one.agent}` : ''}`));
      await desk.open(host);
      const close = async (): Promise<void> => {
        const closing = desk.close();
        await clock.advance(minutes(2));
        await closing;
        await host.close();
      };
      onTestFinished(close);
      const by = (who: string) => ({ id: `e${(said += 1)}`, source: 'test', who: [`user:${who}`], via: { channel: 'chat' } });
      const ask = async (who: string): Promise<string> => {
        await host.accept({ ...by(who), type: 'bill.disputed', data: { bill: 'b' } });
        await host.accept({ ...by(who), type: 'person.asked', data: {} });
        await clock.advance(0);
        return desk.contacts().at(-1)?.id ?? '';
      };
      const where = async (who: string): Promise<string | undefined> => (await host.explain(`user:${who}`)).journeys.find(({ journey }) => journey === 'bill-dispute')?.where[0];
      return { desk, host, assist, told, ask, where, close };
    },
  };
}

const life = (item: string, ...types: readonly ('created' | 'offered' | 'accepted' | 'closed' | 'failed')[]): readonly AssistSaid[] => types.map((type, order): AssistSaid => {
  const common = { id: `${type}-${order}`, item, order };
  if (type === 'closed') return { ...common, type, because: 'served', agent: 'zoe' };
  return type === 'offered' || type === 'accepted' ? { ...common, type, agent: 'zoe' } : { ...common, type };
});

test('a contact is handed over to the router elsewhere with its packet, and the journey hears of its life there', async () => {
  const office = createOffice();
  const { desk, assist, ask, where, told } = await office.open();
  const item = await ask('eve');
  expect(assist.contacts()).toMatchObject([{ item, queue: 'bills', channel: 'chat', reason: 'asked-for', packet: { contract: 1, correlation: { handoff: item } } }]);
  expect(desk.contacts()).toMatchObject([{ id: item, life: { status: 'elsewhere', stage: 'created' } }]);
  await assist.says(life(item, 'created', 'offered', 'accepted'));
  await office.clock.advance(0);
  expect([await where('eve'), desk.contacts()[0]?.life]).toMatchObject(['with a person', { status: 'elsewhere', agent: 'zoe' }]);
  await assist.says(life(item, 'created', 'offered', 'accepted', 'closed').toReversed());
  await office.clock.advance(0);
  expect([await where('eve'), desk.contacts()]).toEqual([undefined, []]);
  expect(told).toEqual(['queued', 'offered zoe', 'answered zoe', 'wrapped-up zoe']);
});

test('a router that refuses, fails or is silent leaves the customer to the people here, and is told to let go', async () => {
  const office = createOffice();
  const { desk, assist, ask, where, told } = await office.open();
  assist.trouble('refuses');
  const refused = await ask('eve');
  expect(desk.contacts()).toMatchObject([{ id: refused, life: { status: 'waiting', kind: 'live' } }]);
  expect(told).toEqual(['queued', 'assist-failed', 'queued', 'nobody-can']);
  assist.trouble();
  await office.clock.advance(seconds(1));
  const failed = await ask('joe');
  await assist.says(life(failed, 'created', 'failed'));
  const silent = await ask('kim');
  expect(assist.contacts().map(({ item }) => item)).toContain(silent);
  await office.clock.advance(minutes(11));
  expect(assist.contacts().map(({ item }) => item)).not.toContain(silent);
  expect(desk.contacts().map((one) => one.life.status)).toEqual(['waiting', 'waiting', 'waiting']);
  await desk.sign(ann, 'available');
  expect(desk.contacts().filter(({ life: { status } }) => status === 'offered')).toHaveLength(2);
  await desk.say(refused, { type: 'accept', agent: 'ann' });
  await office.clock.advance(0);
  expect(await where('eve')).toBe('with a person');
});

test('a router that is away is asked again, and where it stays away the customer is not forgotten', async () => {
  const office = createOffice();
  const { desk, assist, ask } = await office.open();
  assist.trouble('away');
  const item = await ask('eve');
  expect(desk.contacts()).toMatchObject([{ life: { status: 'elsewhere', stage: 'asked' } }]);
  await office.clock.advance(seconds(5));
  assist.trouble();
  await office.clock.advance(seconds(30));
  expect(assist.contacts().map((one) => one.item)).toEqual([item]);
  assist.trouble('away');
  const late = await ask('joe');
  await office.clock.advance(minutes(2));
  expect(desk.contacts().find(({ id }) => id === late)).toMatchObject({ takenBack: true, life: { status: 'waiting' } });
  // left alone by everybody, an answer in writing is promised
  await office.clock.advance(hours(2));
  expect(desk.contacts().find(({ id }) => id === late)).toMatchObject({ life: { status: 'waiting', kind: 'message' } });
});

test('somebody elsewhere who takes a contact that was taken back is told once more to let go, and a supervisor hears of it', async () => {
  const office = createOffice();
  const { desk, assist, ask, told } = await office.open();
  await desk.sign(ann, 'available');
  const item = await ask('eve');
  await desk.say(item, { type: 'take-back' });
  await office.clock.advance(0);
  expect([assist.contacts(), desk.contacts()[0]?.life]).toMatchObject([[], { status: 'offered', agent: 'ann' }]);
  await assist.says(life(item, 'created', 'accepted'));
  expect(told.at(-1)).toBe('assist-late');
  expect(desk.contacts()[0]).toMatchObject({ life: { status: 'offered', agent: 'ann' } });
});

test('a customer who leaves or would rather be called is taken back from the router', async () => {
  const office = createOffice();
  const { desk, assist, ask } = await office.open();
  const [eves, joes] = [await ask('eve'), await ask('joe')];
  await desk.say(eves, { type: 'customer-left' });
  await desk.say(joes, { type: 'callback-asked' });
  await office.clock.advance(0);
  expect(assist.contacts()).toEqual([]);
  expect(desk.contacts()).toMatchObject([{ id: joes, life: { status: 'waiting', kind: 'callback' } }]);
});

test('where taking back does not get through a supervisor is told, and a process that is started again tries once more', async () => {
  const office = createOffice();
  const first = await office.open();
  await first.ask('eve');
  first.assist.trouble('away');
  await first.desk.say(first.desk.contacts()[0]?.id ?? '', { type: 'take-back' });
  await office.clock.advance(minutes(2));
  expect(first.told.at(-1)).toBe('assist-not-told');
  await first.close();
  const assist = createMemoryAssist();
  await assist.hand({ ...(first.assist.contacts()[0] ?? { item: '', tenant: '', customer: '', queue: '', channel: '', reason: '', priority: 0, skills: [], since: 0 }) }, { signal: new AbortController().signal });
  await office.open(assist);
  await office.clock.advance(0);
  expect(assist.contacts()).toEqual([]);
});

test('a process that is started again goes on with what the router has, and hands over what it had not taken', async () => {
  const office = createOffice();
  const first = await office.open();
  const item = await first.ask('eve');
  await first.close();
  const second = await office.open();
  expect(second.desk.contacts()).toMatchObject([{ id: item, life: { status: 'elsewhere', stage: 'created' } }]);
  await second.assist.says(life(item, 'created', 'accepted'));
  await office.clock.advance(0);
  expect(await second.where('eve')).toBe('with a person');
  // of what is not here, or over, nothing is kept, and the router need not say it again
  await second.assist.says(life('nobody knows it', 'accepted'));
});

test('a desk hears a router over signed requests, once it is open, and refuses who is not the router', async () => {
  const office = createOffice();
  const { assist, request, has, end } = await createWebhookUnderTest();
  onTestFinished(async () => end?.());
  const desk = createDesk({ queues: { bills: { assist: {} } }, assist: { to: assist } });
  const handler = desk.assistHandler();
  const ask = async (said: readonly object[]): Promise<Response> => handler((await request?.(said)) ?? new Request('https://desk.example'));
  expect((await ask([])).status).toBe(503);
  const host = createOrchestrator({ store: createMemoryStore({ clock: office.clock, data: createMemoryData() }), clock: office.clock, channels: { chat: createRecordingChannel() }, journeys: [billDispute, desk.journey], handoff: (asked: HandoffRequest) => desk.handoff(asked) });
  await desk.open(host);
  onTestFinished(async () => { await desk.close(); await host.close(); });
  const by = { source: 'test', who: ['user:eve'], via: { channel: 'chat' } };
  await host.accept({ ...by, id: '1', type: 'bill.disputed', data: { bill: 'b' } });
  await host.accept({ ...by, id: '2', type: 'person.asked', data: {} });
  while ((await has()).length === 0) await office.clock.advance(1);
  const item = desk.contacts()[0]?.id ?? '';
  const answer = await ask([...life(item, 'created', 'accepted'), { id: 'bad', type: 'danced' }]);
  expect([answer.status, desk.contacts()[0]?.life]).toMatchObject([200, { status: 'elsewhere', agent: 'zoe' }]);
  expect((await host.list({ kind: 'parked' })).items).toMatchObject([{ customer: '~inbound', cause: 'InvalidPayload' }]);
  expect((await handler(new Request('https://desk.example', { method: 'POST', body: '{"events":[]}', headers: { 'content-type': 'application/json' } }))).status).toBe(401);
});

test('a queue that goes nowhere, and an assist that no queue goes to, are refused when the desk is made', () => {
  expect(() => createDesk({ queues: { bills: { assist: {} } } })).toThrow('InvalidOptions');
  expect(() => createDesk({ assist: { to: createMemoryAssist() } })).toThrow('InvalidOptions');
  expect(() => createDesk({ queues: { bills: { assist: {} } }, assist: { to: createMemoryAssist() } }).assistHandler()).toThrow('InvalidOptions');
});

test('the host of the docs takes requests of its router once its desk is open, and refuses everybody else', async () => {
  const secret = (letter: string): string => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
  const { desk, host, takeRequest } = hostBeside({ store: createMemoryStore({ data: createMemoryData(), durableOk: true }), journeys: [], routerUrl: 'https://router.example/in', ourSecret: secret('o'), routerSecret: secret('r') });
  onTestFinished(async () => { await desk.close(); await host.close(); });
  const request = (): Request => new Request('https://desk.example/', { method: 'POST', body: '{"events":[]}', headers: { 'content-type': 'application/json' } });
  expect((await takeRequest(request())).status).toBe(503);
  await desk.open(host);
  expect((await takeRequest(request())).status).toBe(401);
});

test('a hand-over that is tried again brings the very same, also after a restart: a router judges by it whether it has it already', async () => {
  const office = createOffice();
  const works: string[] = [];
  const router = (): MemoryAssist => {
    const assist = createMemoryAssist();
    assist.trouble('away');
    return { ...assist, hand: (work, io) => { works.push(JSON.stringify(work)); return assist.hand(work, io); } };
  };
  const first = await office.open(router());
  await first.ask('eve');
  await office.clock.advance(seconds(10));
  await first.host.accept({ id: 'later', source: 'test', who: ['user:eve'], via: { channel: 'chat' }, type: 'person.asked', data: {} });
  await office.clock.advance(seconds(10));
  const before = works.length;
  await first.close();
  await (await office.open(router())).host.start();
  await office.clock.advance(minutes(1));
  expect([before > 1, works.length > before, new Set(works).size]).toEqual([true, true, 1]);
  expect(works[0]).toContain('"packet"');
  expect(works[0]).not.toContain('"journey":"contact"');
});
