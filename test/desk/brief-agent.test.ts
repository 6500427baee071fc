import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, hours, minutes } from 'throughline';
import { createKeywordIntent } from 'throughline/adapters/intent';
import { briefAgent } from 'throughline/desk';
import { serviceEvents } from 'throughline/insight';
import { defineIntents } from 'throughline/steering';
import { createMemoryCrm, createMemoryStore, createTestClock } from 'throughline/testing';
import { brief } from '../../examples/desk/brief-agent.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

const { 'work.queued': queued, 'work.answered': answered, 'work.transferred': transferred, 'effort.noted': noted } = serviceEvents;
const { setup } = defineJourney({
  id: 'help', version: 1, ttlMs: days(30),
  events: { 'message.received': z.object({ text: z.string() }), 'work.queued': queued, 'work.answered': answered, 'work.transferred': transferred, 'effort.noted': noted, 'help.given': z.object({ confirmed: z.boolean() }) },
  facts: {}, channels: {}, entry: { on: ['message.received'], reentry: { mode: 'after-exit' } },
});
const help = setup({}).createMachine({
  context: {}, initial: 'helping',
  states: {
    helping: {
      entry: { type: 'promise', params: { name: 'call', words: 'We call back', inMs: hours(1) } }, after: { [days(7)]: 'over' },
      on: {
        'message.received': {}, 'work.queued': {}, 'work.answered': {}, 'work.transferred': {}, 'effort.noted': {},
        'help.given': { target: 'over', actions: { type: 'outcome', params: ({ event }) => ({ outcome: 'resolved', intent: 'invoice', confirmed: event.data.confirmed }) } },
      },
    },
    over: { type: 'final' },
  },
});

function createCare() {
  const clock = createTestClock();
  const crm = createMemoryCrm({ people: [{ identities: ['user:eve'], name: 'Eve', cases: [{ id: 'case-1', subject: 'Broken line', status: 'open', openedAt: 1 }, { id: 'case-2', subject: 'Old bill', status: 'closed', openedAt: 0 }] }] });
  const channels = { chat: createRecordingChannel(), sms: createRecordingChannel() };
  const host = createOrchestrator({
    store: createMemoryStore({ clock }), clock, crm, channels, journeys: [help], roles: { agent: { sees: ['public', 'internal', 'personal'] }, trainee: { sees: ['public'] } },
    intent: { table: defineIntents({ intents: { invoice: { share: 0.2 }, moving: { share: 0.1 } } }), classifier: createKeywordIntent({ intents: { invoice: { any: ['bill'] }, moving: { any: ['moving'] } } }) },
  });
  onTestFinished(() => host.close());
  let told = 0;
  const by = (): { readonly id: string; readonly source: string; readonly who: readonly string[] } => ({ id: `e${(told += 1)}`, source: 'test', who: ['user:eve'] });
  return {
    clock, host,
    write: async (text: string, channel: 'chat' | 'sms' = 'chat') => {
      await host.start();
      await channels[channel].hear({ kind: 'message', id: by().id, from: 'eve', text });
      await clock.advance(0);
    },
    help: (confirmed: boolean) => host.accept({ ...by(), type: 'help.given', data: { confirmed } }),
    desk: async (type: 'work.queued' | 'work.answered' | 'work.transferred' | 'effort.noted') => {
      const data = { 'work.queued': { item: 'i' }, 'work.answered': { item: 'i', agent: 'ann' }, 'work.transferred': { item: 'i', to: 'bob' }, 'effort.noted': { what: 'repeat' } } as const;
      await host.accept({ ...by(), type, data: data[type] } as Parameters<typeof host.accept>[0]);
    },
  };
}

test('whoever helps reads what is open, what it has cost the customer by now, and what to do next with its factors', async () => {
  const { clock, host, write, desk } = createCare();
  await write('my bill is wrong');
  await desk('work.queued');
  await clock.advance(minutes(3));
  await desk('work.answered');
  await write('my bill, I said', 'sms');
  await desk('effort.noted');
  await desk('work.transferred');
  const { briefing, words } = await brief(host, 'user:eve');
  expect(briefing).toMatchObject({ profile: {}, openCases: [{ id: 'case-1' }], promises: [{ name: 'call' }], effort: { facts: { switch: 1, transfer: 1, repeat: 1, authentication: 0, queueMinute: 3, recontact: 0, turn: 0 } } });
  expect(briefing.lastResolution).toBeUndefined();
  // a switch and a transfer are two each, a repeat three, a minute in the queue one
  expect(words).toEqual(['open: Broken line', 'effort so far: 10', 'say what was promised: 75 = 0.5 x 1.5 x 100 x 1', 'offer a larger plan: not-suitable']);
});

test('whoever helps reads when the customer was helped last, and that it does not stand where they came back with the same', async () => {
  const { clock, host, write, help: helped } = createCare();
  const last = async () => (await briefAgent(host, 'user:eve')).lastResolution;
  await write('my bill is wrong');
  await helped(false);
  expect(await last()).toEqual({ at: clock.now(), status: 'assumed', intent: 'invoice', channel: 'chat' });
  clock.set(clock.now() + days(3) + hours(1));
  await write('I am moving');
  expect(await last()).toMatchObject({ status: 'assumed' });
  clock.set(clock.now() + days(3) + hours(1));
  await write('the bill is wrong again');
  expect(await last()).toMatchObject({ status: 'revoked', intent: 'invoice' });
  expect((await briefAgent(host, 'user:eve')).effort.facts).toMatchObject({ recontact: 1 });
  await helped(true);
  expect(await last()).toMatchObject({ status: 'confirmed' });
});

test('a role that does not see what is internal reads neither intents nor cases, and who is unknown is said to be', async () => {
  const { host, write, help: helped } = createCare();
  await write('my bill is wrong');
  await helped(false);
  const seen = await briefAgent(host, 'user:eve', { role: 'trainee' });
  expect([seen.lastResolution?.intent, seen.openCases, seen.next, seen.lastResolution?.status]).toEqual([undefined, [], undefined, 'assumed']);
  await expect(briefAgent(host, 'user:nobody')).rejects.toMatchObject({ code: 'UnknownCustomer' });
  await expect(briefAgent(host, 'user:eve', { role: 'boss' })).rejects.toMatchObject({ code: 'InvalidInput' });
});
