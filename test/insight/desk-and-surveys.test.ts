import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, hours, minutes, noData, seconds, type AnyJourney, type HandoffRequest } from 'throughline';
import { createDesk, type AgentOptions, type Desk, type DeskOptions } from 'throughline/desk';
import { createInsight, defineInsight, measure, type FigureName, type Insight, type Measured } from 'throughline/insight';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { billDispute } from '../../examples/handoff/bill-dispute.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

function createWorld(journeys: readonly AnyJourney[], options: DeskOptions = { queues: { bills: {} } }) {
  const [clock, data, desk] = [createTestClock(), createMemoryData(), createDesk(options)];
  const chat = createRecordingChannel();
  const host = createOrchestrator({ store: createMemoryStore({ clock, data }), clock, channels: { chat }, journeys: [...journeys, desk.journey], handoff: (request: HandoffRequest) => desk.handoff(request), timing: { pollMs: days(1) } });
  onTestFinished(async () => {
    await desk.close();
    await host.close();
  });
  let said = 0;
  const say = (who: string, type: string, about: object = {}) => host.accept({ id: `e${(said += 1)}`, source: 'test', who: [`user:${who}`], via: { channel: 'chat' }, type, data: about } as unknown as Parameters<typeof host.accept>[0]);
  const read = async (): Promise<Insight> => {
    const store = createMemoryStore({ clock, data });
    await store.open({ worker: 'reader' });
    const insight = createInsight(defineInsight());
    insight.read((await store.scan(0, 1_000)).entries);
    await store.close();
    return insight;
  };
  return { clock, desk, host, chat, say, read };
}
const agent = (id: string): AgentOptions => ({ id, queues: { bills: 1 }, skills: { bills: { level: 3 } }, capacity: { perChannel: { chat: 2 } } });
const figuresOf = (insight: Insight, now: number, figures: readonly FigureName[]): Measured['figures'] => measure(insight, { now, figures })[0]?.figures ?? {};

async function handOver(desk: Desk, { clock, say }: Pick<ReturnType<typeof createWorld>, 'clock' | 'say'>): Promise<string> {
  await say('eve', 'bill.disputed', { bill: 'b' });
  await say('eve', 'person.asked');
  await clock.advance(0);
  return desk.contacts().at(-1)?.id ?? '';
}

test('a desk brings its figures by itself: who let an offer pass, how long the customer waited, and how long they were helped', async () => {
  const world = createWorld([billDispute]);
  const { clock, desk, host, read } = world;
  await desk.open(host);
  await desk.sign(agent('ann'), 'available');
  const item = await handOver(desk, world);
  await clock.advance(seconds(40));
  await desk.sign(agent('bob'), 'available');
  await clock.advance(seconds(1));
  await desk.say(item, { type: 'accept', agent: 'bob' });
  await clock.advance(minutes(4));
  await desk.say(item, { type: 'finish', agent: 'bob' });
  await desk.say(item, { type: 'wrapped', agent: 'bob' });
  await clock.advance(seconds(1));
  const now = clock.now() + days(30);
  const insight = await read();
  const seen = figuresOf(insight, now, ['agent.non-response', 'speed-of-answer.mean', 'handle-time.mean', 'abandon-rate', 'transfer-rate']);
  expect(seen['agent.non-response']).toMatchObject({ value: 0.5, n: 2 });
  expect(seen['speed-of-answer.mean']).toMatchObject({ value: seconds(41), n: 1 });
  expect(seen['handle-time.mean']).toMatchObject({ value: minutes(4), n: 1 });
  expect(seen['abandon-rate']).toMatchObject({ value: 0, n: 1 });
  expect(measure(insight, { now, figures: ['agent.non-response'], by: ['agent'] }).map(({ cut, figures }) => [cut.agent, figures['agent.non-response']?.value])).toEqual([['ann', 1], ['bob', 0]]);
});

test('who has proven to solve it is offered the contact first, and a host that prefers nonsense loses no contact', async () => {
  const preferring = async (prefer: NonNullable<DeskOptions['prefer']>): Promise<unknown> => {
    const world = createWorld([billDispute], { queues: { bills: {} }, prefer });
    await world.desk.open(world.host);
    for (const id of ['ann', 'bob']) await world.desk.sign(agent(id), 'available');
    await handOver(world.desk, world);
    return world.desk.contacts()[0]?.life;
  };
  expect(await preferring(({ queue }) => (queue === 'bills' ? [{ agent: 'bob', score: 0.8 }, { agent: 'ann', score: 0.4 }] : []))).toMatchObject({ status: 'offered', agent: 'bob' });
  expect(await preferring(() => [{ agent: 'ann', score: 0.9 }])).toMatchObject({ status: 'offered', agent: 'ann' });
  expect(await preferring(() => [{ agent: 'bob', score: Infinity }])).toMatchObject({ status: 'offered' });
  expect(await preferring(() => { throw new Error('no figures yet'); })).toMatchObject({ status: 'offered' });
});

const { setup } = defineJourney({
  id: 'how-was-it', version: 1, ttlMs: days(7), facts: {}, channels: { chat: ['text'] },
  events: { 'visit.ended': noData, 'rating.given': z.object({ rating: z.number() }) },
  entry: { on: ['visit.ended'], reentry: { mode: 'after-exit' } },
});
/** Asks how it was, and takes what is said for the answer, twice if it is said twice. */
const survey = setup({}).createMachine({
  context: {},
  initial: 'asked',
  states: {
    asked: {
      entry: [{ type: 'send', params: { channel: 'chat', purpose: 'survey', text: 'How was it, from 1 to 5?' } }, { type: 'survey', params: { kind: 'csat' } }],
      on: { 'rating.given': { actions: { type: 'survey', params: ({ event }) => ({ kind: 'csat', rating: event.data.rating }) } } },
      after: { [days(3)]: 'over' },
    },
    over: { type: 'final' },
  },
});

test('a survey is a journey: what it says stands in the log, a rating of 11 is none, and a second answer does not count', async () => {
  const world = createWorld([survey]);
  const { clock, say, read, host } = world;
  await host.accept({ id: 'consent', source: 'web', type: 'consent.given', data: { channel: 'chat', purpose: 'survey' }, who: ['user:a'] } as unknown as Parameters<typeof host.accept>[0]).catch(() => {});
  for (const customer of ['a', 'b', 'c', 'd']) await say(customer, 'visit.ended');
  await clock.advance(hours(1));
  await say('a', 'rating.given', { rating: 5 });
  await say('b', 'rating.given', { rating: 11 });
  await say('c', 'rating.given', { rating: 2 });
  await say('c', 'rating.given', { rating: 5 });
  await clock.advance(days(4));
  const seen = figuresOf(await read(), clock.now() + days(30), ['csat', 'csat.mean', 'csat.response-rate']);
  expect(seen.csat).toMatchObject({ value: 0.5, n: 2, flags: ['young', 'partial'] });
  expect(seen['csat.mean']).toMatchObject({ value: 3.5, n: 2 });
  expect(seen['csat.response-rate']).toMatchObject({ value: 0.75, n: 4 });
  expect(await host.figures(['survey.asked.csat', 'survey.answered.csat'])).toEqual([4, 4]);
});
