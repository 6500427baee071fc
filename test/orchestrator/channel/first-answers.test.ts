import { expect, test } from 'vitest';
import { days, defineJourney, hours, minutes, noData } from 'throughline';
import { createContactRules } from 'throughline/policy';
import type { SendResult } from 'throughline/ports';
import { defineChannelChoice } from 'throughline/steering';
import { createHost, type TestHost } from '../host.js';
import { createRecordingChannel } from '../recording-channel.js';

const said = { channel: 'chat', text: 'Hello' } as const;

/** Writes what it is told to. */
const desk = defineJourney({
  id: 'desk', version: 1, ttlMs: days(30), facts: {}, channels: { chat: ['text', 'inbound'] },
  events: { 'desk.opened': noData, 'answer.due': noData, 'word.due': noData, 'offer.due': noData, 'survey.due': noData },
  entry: { on: ['desk.opened'], reentry: { mode: 'after-exit' } },
}).setup({}).createMachine({
  context: {}, initial: 'open',
  states: {
    open: {
      on: {
        'answer.due': { actions: { type: 'send', params: { ...said, purpose: 'service' } } },
        'word.due': { actions: { type: 'send', params: { ...said, purpose: 'service', acknowledgement: true } } },
        'offer.due': { actions: { type: 'send', params: { ...said, purpose: 'marketing' } } },
        'survey.due': { actions: { type: 'send', params: { ...said, purpose: 'survey' } } },
      },
      after: { [days(29)]: 'over' },
    },
    over: { type: 'final' },
  },
});

const table = defineChannelChoice({ channels: { chat: {} }, intents: ['bill'] });
const seconds5 = 5_000;

/** A customer who writes at once, and a host that counts how soon they are answered. */
async function asked(answer: (attempt: number) => SendResult = () => ({ status: 'sent', providerId: 'p' }), more: object = {}): Promise<TestHost> {
  const host = createHost([desk], createRecordingChannel((_, attempt) => answer(attempt)), { channelChoice: { table }, ...more });
  await host.orchestrator.start();
  await host.say('ann', 'desk.opened');
  await write(host, 'm1');
  return host;
}
const write = (host: TestHost, id: string): Promise<void> => host.chat.hear({ kind: 'message', id, from: 'ann', text: 'hello' });

/** The steps of `responseSums` into which answers fell; the last is for those that never came. */
async function counted(host: TestHost): Promise<readonly string[]> {
  const names = table.responseSums(host.clock.now());
  const sums = await host.orchestrator.figures(names);
  return names.flatMap((name, at) => Array.from({ length: sums[at] ?? 0 }, () => name.split(' ')[2] ?? ''));
}

test.each(['offer.due', 'survey.due', 'word.due'])('who asked something has no answer by what they are sent besides: %s', async (type) => {
  const host = await asked();
  await host.say('ann', type);
  await host.settle();
  expect(host.texts()).toEqual(['Hello']);
  expect(await counted(host)).toEqual([]);
  await host.say('ann', 'answer.due');
  await host.settle();
  expect(await counted(host)).toHaveLength(1);
  await host.orchestrator.close();
});

test('an assisted channel that only acknowledges at once is not chosen for who is in a hurry', async () => {
  const assisted = defineChannelChoice({ channels: { chat: { assisted: true } }, intents: ['bill'] });
  const host = createHost([desk], createRecordingChannel(), { channelChoice: { table: assisted, freshMs: 1 } });
  await host.orchestrator.start();
  for (let n = 0; n < 12; n += 1) {
    await host.say(`c${n}`, 'desk.opened');
    await host.chat.hear({ kind: 'message', id: `m${n}`, from: `c${n}`, text: 'my bill is wrong' });
    await host.say(`c${n}`, 'word.due');
  }
  await host.clock.advance(hours(2));
  for (let n = 0; n < 12; n += 1) await host.say(`c${n}`, 'answer.due');
  await host.clock.advance(hours(1));
  const { weighed } = await host.orchestrator.explainChannel('user:c0', { intent: 'bill', urgency: 'ten-seconds' });
  expect(weighed[0]?.checks).toContainEqual({ check: 'urgency', failed: 'too-slow' });
  await host.orchestrator.close();
});

test('a message that the channel refuses is no answer, the one that is sent after it is', async () => {
  let refuses = true;
  const host = await asked(() => (refuses ? { status: 'refused', code: 'blocked' } : { status: 'sent', providerId: 'p' }));
  await host.say('ann', 'answer.due');
  await host.settle();
  expect(await counted(host)).toEqual([]);
  refuses = false;
  await host.clock.advance(hours(2));
  await host.say('ann', 'answer.due');
  await host.settle();
  const [step] = await counted(host);
  const quick = await asked();
  await quick.say('ann', 'answer.due');
  await quick.settle();
  const [first] = await counted(quick);
  expect(Number(step)).toBeGreaterThan(Number(first));
  await Promise.all([host.orchestrator.close(), quick.orchestrator.close()]);
});

test('an answer that is tried again for an hour took an hour', async () => {
  let away = true;
  const host = await asked(() => (away ? { status: 'retry', retryAfterMs: minutes(10) } : { status: 'sent', providerId: 'p' }));
  await host.say('ann', 'answer.due');
  await host.clock.advance(minutes(59));
  expect(await counted(host)).toEqual([]);
  away = false;
  await host.clock.advance(minutes(20));
  const late = await counted(host);
  expect(late).toHaveLength(1);
  await host.clock.advance(seconds5);
  await write(host, 'm2');
  await host.say('ann', 'answer.due');
  await host.settle();
  const steps = (await counted(host)).map(Number);
  expect(Math.max(...steps)).toBe(Number(late[0]));
  expect(steps).toHaveLength(2);
  await host.orchestrator.close();
});

test('what waits for the morning answers in the morning, and not a question that was asked after it', async () => {
  const contact = createContactRules({ quietHours: { hours: [{ hours: ['21:00-08:00'] }], purposes: ['service'], smoothMs: 0 }, timeZone: 'Europe/Berlin' });
  const host = await asked(undefined, { contact });
  // from nine in the morning to ten in the evening
  await host.clock.advance(hours(13));
  await host.say('ann', 'answer.due');
  await host.settle();
  expect(await counted(host)).toEqual([]);
  await host.clock.advance(hours(11));
  expect(host.texts()).toEqual(['Hello']);
  expect(await counted(host)).toHaveLength(1);
  await host.clock.advance(hours(13));
  await host.say('ann', 'answer.due');
  await host.clock.advance(hours(1));
  await write(host, 'm2');
  await host.clock.advance(hours(11));
  expect(host.texts()).toHaveLength(2);
  expect(await counted(host)).toHaveLength(1);
  await host.orchestrator.close();
});

test('whoever had no answer until another conversation began never had one, whatever is sent then', async () => {
  const host = await asked(() => ({ status: 'retry', retryAfterMs: days(4) }), { timing: { retryMaxMs: days(5) } });
  await host.say('ann', 'answer.due');
  await host.clock.advance(days(3) + hours(1));
  await write(host, 'm2');
  const never = await counted(host);
  expect(never).toHaveLength(1);
  await host.clock.advance(days(2));
  expect(host.texts().length).toBeGreaterThan(1);
  expect(await counted(host)).toEqual(never);
  await host.orchestrator.close();
});
