import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes } from 'throughline';
import { createMemoryStore } from 'throughline/testing';
import { defineIntents } from 'throughline/steering';
import { createHost, type TestHost } from '../host.js';
import { careHost, helpMany } from './care-channels.js';

/** What is counted of one matter on one channel, all days together. */
async function counted(host: TestHost, intent: string, channel: string): Promise<readonly [issues: number, solved: number]> {
  const today = Math.floor(host.clock.now() / days(1));
  const names = (what: string) => Array.from({ length: 400 }, (_, ago) => `${what} ${today - ago} ${JSON.stringify([intent, channel])}`);
  const sum = async (what: string): Promise<number> => (await host.orchestrator.figures(names(what))).reduce((all, one) => all + one, 0);
  return [await sum('issues'), await sum('solved')];
}

/** Notes how contacts ended, which happened elsewhere. */
const ended = z.object({ channel: z.string(), outcome: z.enum(['resolved', 'unresolved']) });
const endings = defineJourney({
  id: 'endings', version: 1, ttlMs: days(30), facts: { ended: facts.internal(ended) }, channels: {}, events: { 'call.noted': ended },
  entry: { on: ['call.noted'], reentry: { mode: 'after-exit' } },
}).setup({}).createMachine({
  context: ({ input }) => ({ ended: input.event.data }), initial: 'noted',
  states: { noted: { type: 'final', entry: { type: 'outcome', params: ({ context }) => ({ ...context.ended, intent: 'bill' }) } } },
});

const table = defineIntents({ intents: { bill: { share: 0.3 }, 'opening-hours': { share: 0.3 } } });
const classifier = { contract: 1, name: 'plain', intents: ['bill', 'opening-hours'], classify: ({ text }: { readonly text: string }) => ({ guesses: text.includes('bill') ? [{ intent: 'bill', probability: 0.95 }] : [] }) } as const;
const reading = { intent: { table, classifier } };
const write = async (host: ReturnType<typeof careHost>, text: string, id: string): Promise<void> => {
  await host.orchestrator.start();
  await host.chat.hear({ kind: 'message', id, from: 'c0', text });
};

describe('what was solved', () => {
  test('is counted once its window has passed, and not before', async () => {
    const host = careHost();
    await helpMany(host, { count: 1, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await host.clock.advance(days(7) - 1);
    expect(await counted(host, 'bill', 'chat')).toEqual([0, 0]);
    await host.clock.advance(minutes(5));
    expect(await counted(host, 'bill', 'chat')).toEqual([1, 1]);
    await host.clock.advance(days(30));
    expect(await counted(host, 'bill', 'chat')).toEqual([1, 1]);
    await host.orchestrator.close();
  });

  test('is not solved where the customer comes back with it, on whatever channel', async () => {
    const host = careHost({}, reading);
    await helpMany(host, { count: 1, intent: 'bill', channel: 'voice', outcome: 'resolved' });
    await host.clock.advance(days(2));
    await write(host, 'the bill is wrong again', 'm1');
    await host.clock.advance(days(8));
    expect(await counted(host, 'bill', 'voice')).toEqual([1, 0]);
    await host.orchestrator.close();
  });

  test('is not solved where they are to be helped with it again, in a host that reads no intents', async () => {
    const host = careHost();
    await helpMany(host, { count: 1, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await host.clock.advance(days(2));
    await helpMany(host, { count: 1, intent: 'bill', channel: 'voice', outcome: 'contained' });
    await host.clock.advance(minutes(10));
    // and the phone that is taken up again at once is the same contact, of which the last word stands
    await helpMany(host, { count: 1, intent: 'bill', channel: 'voice', outcome: 'resolved' });
    await host.clock.advance(days(9));
    expect(await counted(host, 'bill', 'chat')).toEqual([1, 0]);
    expect(await counted(host, 'bill', 'voice')).toEqual([1, 1]);
    await host.orchestrator.close();
  });

  test('is not solved where they had to be helped with it again, in a host that tells no more than how contacts ended', async () => {
    const host = createHost([endings], undefined, careHost().more);
    await host.say('c0', 'call.noted', { channel: 'chat', outcome: 'resolved' });
    await host.clock.advance(days(2));
    await host.say('c0', 'call.noted', { channel: 'voice', outcome: 'resolved' });
    await host.clock.advance(days(9));
    expect(await counted(host, 'bill', 'chat')).toEqual([1, 0]);
    expect(await counted(host, 'bill', 'voice')).toEqual([1, 1]);
    await host.orchestrator.close();
  });

  test('is not solved where they come by another channel, however soon', async () => {
    const host = careHost({}, reading);
    await write(host, 'my bill', 'm0');
    await helpMany(host, { count: 1, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await host.clock.advance(minutes(20));
    await host.orchestrator.accept({ id: 'known', source: 'test', type: 'news.due', data: {}, who: ['user:c0', 'phone:+4915112345678'] });
    await host.sms.hear({ kind: 'message', id: 'm1', from: '+4915112345678', text: 'my bill' });
    await host.clock.advance(days(8));
    expect(await counted(host, 'bill', 'chat')).toEqual([1, 0]);
    await host.orchestrator.close();
  });

  test.each([['a word of thanks', 'thank you so much', hours(5)], ['the same matter while they are still talking', 'the bill, thank you', minutes(5)], ['another matter', 'when are you open', days(1)]])('stays solved after %s', async (_, text, later) => {
    const host = careHost({}, reading);
    await write(host, 'my bill', 'm0');
    await helpMany(host, { count: 1, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await host.clock.advance(later);
    await write(host, text, 'm1');
    await host.clock.advance(days(8));
    expect(await counted(host, 'bill', 'chat')).toEqual([1, 1]);
    await host.orchestrator.close();
  });

  test('stays solved where the customer comes with another matter, and says it without words', async () => {
    const host = careHost({}, reading);
    await helpMany(host, { count: 1, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await write(host, 'the bill, thank you', 'm0');
    await host.clock.advance(hours(1));
    await host.say('c0', 'help.wanted', { intent: 'opening-hours' });
    await host.clock.advance(days(8));
    expect(await counted(host, 'bill', 'chat')).toEqual([1, 1]);
    await host.orchestrator.close();
  });

  test('is of the matter and the channel of the conversation, where the journey names none, and of no matter that is not followed', async () => {
    const host = careHost();
    await helpMany(host, { count: 1, intent: 'pizza', channel: 'chat', outcome: 'resolved' });
    await host.clock.advance(days(8));
    expect(await counted(host, 'pizza', 'chat')).toEqual([0, 0]);
    expect(await host.orchestrator.figures(['outcome.resolved'])).toEqual([1]);
    await host.orchestrator.close();
  });

  test('is counted once where two customers turn out to be one before the window has passed', async () => {
    const host = careHost();
    await helpMany(host, { count: 2, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await host.orchestrator.link('user:c0', 'user:c1', 'the same person');
    await host.clock.advance(days(8));
    expect(await counted(host, 'bill', 'chat')).toEqual([2, 2]);
    await host.orchestrator.close();
  });

  test('is counted once by a host that was restarted at any time, and by none that no longer chooses channels', async () => {
    const host = careHost();
    await helpMany(host, { count: 3, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await host.orchestrator.close();
    await host.clock.advance(days(3));
    host.reopen();
    await host.orchestrator.start();
    await host.clock.advance(days(5));
    expect(await counted(host, 'bill', 'chat')).toEqual([3, 3]);
    await host.orchestrator.close();
    host.reopen();
    await host.orchestrator.start();
    expect(await counted(host, 'bill', 'chat')).toEqual([3, 3]);
    await host.orchestrator.close();
  });
});

describe('a customer who is asked to go on by phone', () => {
  test('goes on in the same conversation, also where conversations keep to one channel', async () => {
    const host = careHost({ freshMs: 0 }, { threading: { windowMs: 0 } });
    await helpMany(host, { count: 20, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await host.clock.advance(days(8));
    const threadOf = async () => (await host.orchestrator.briefing('user:ann')).conversation;
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    const begun = await threadOf();
    await host.say('ann', 'phone.offered');
    await host.settle();
    expect(host.texts()).toEqual(['Shall we go on by phone?']);
    expect(await threadOf()).toMatchObject({ invitedTo: 'voice' });
    await host.orchestrator.accept({ id: 'call-1', source: 'test', type: 'help.wanted', data: { intent: 'bill' }, who: ['user:ann'], via: { channel: 'voice' } });
    expect(await threadOf()).toMatchObject({ id: begun?.id, channels: ['chat', 'voice'] });
    // who was asked nothing begins another one
    await host.say('bob', 'help.wanted', { intent: 'bill' });
    const ofBob = async () => (await host.orchestrator.briefing('user:bob')).conversation?.id;
    const first = await ofBob();
    await host.orchestrator.accept({ id: 'call-2', source: 'test', type: 'help.wanted', data: { intent: 'bill' }, who: ['user:bob'], via: { channel: 'voice' } });
    expect(await ofBob()).not.toBe(first);
    await host.orchestrator.close();
  });
});

test('what is trusted stands in a lane of the library\'s own, and what was chosen beside its customer', async () => {
  const host = careHost();
  await helpMany(host, { count: 20, intent: 'bill', channel: 'chat', outcome: 'resolved' });
  await host.clock.advance(days(8));
  for (let n = 0; n < 12; n += 1) { await host.say('ann', 'help.wanted', { intent: 'bill' }); await host.say('ann', 'help.ended', { channel: 'chat', outcome: 'contained' }); }
  expect((await host.orchestrator.explain('user:ann')).choices).toHaveLength(10);
  await host.orchestrator.close();
  const store = createMemoryStore({ clock: host.clock, data: host.data });
  await store.open({ worker: 'reader' });
  const [row] = await store.load([{ tenant: '~', lane: 'trusted-channels/default' }]);
  expect(JSON.parse(row?.state ?? '{}')).toEqual({ format: 1, trusted: { 'opening-hours': [], bill: ['chat'] } });
  await store.close();
});

describe('how quickly a channel answers', () => {
  test('is measured from the first word to the first answer, and goes before what the host declared', async () => {
    const host = careHost({ options: { channels: { chat: { cost: 1, responseMs: minutes(4) }, voice: { assisted: true, addressless: true, responseMs: 1 }, sms: {} } } });
    await helpMany(host, { count: 20, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await host.clock.advance(days(8));
    const lostIn = async (urgency: 'ten-seconds' | 'five-minutes') => {
      await host.clock.advance(minutes(2));
      return (await host.orchestrator.explainChannel('user:c0', { intent: 'bill', urgency })).weighed.find(({ channel }) => channel === 'chat')?.lost;
    };
    expect([await lostIn('ten-seconds'), await lostIn('five-minutes')]).toEqual(['too-slow', undefined]);
    const answeredAfter = async (ms: number, from: number): Promise<void> => {
      for (let n = from; n < from + 10; n += 1) {
        await host.say(`w${n}`, 'help.wanted', { intent: 'bill' });
        await host.chat.hear({ kind: 'message', id: `w${n}`, from: `w${n}`, text: 'hello' });
        await host.chat.hear({ kind: 'message', id: `w${n}b`, from: `w${n}`, text: 'hello?' });
        await host.clock.advance(ms);
        await host.say(`w${n}`, 'phone.offered');
      }
    };
    await answeredAfter(4_000, 0);
    expect([await lostIn('ten-seconds'), await lostIn('five-minutes')]).toEqual([undefined, undefined]);
    await answeredAfter(minutes(20), 10);
    expect([await lostIn('ten-seconds'), await lostIn('five-minutes')]).toEqual(['too-slow', 'too-slow']);
    await host.orchestrator.close();
  });

  test('is counted as never, where the customer had no answer before they came again', async () => {
    const host = careHost();
    for (let n = 0; n < 15; n += 1) {
      await host.say(`w${n}`, 'help.wanted', { intent: 'bill' });
      await host.chat.hear({ kind: 'message', id: `w${n}`, from: `w${n}`, text: 'hello' });
    }
    await host.clock.advance(days(5));
    for (let n = 0; n < 15; n += 1) await host.chat.hear({ kind: 'message', id: `w${n}again`, from: `w${n}`, text: 'hello again' });
    await host.clock.advance(minutes(2));
    const { weighed } = await host.orchestrator.explainChannel('user:w0', { urgency: 'one-day' });
    expect(weighed.find(({ channel }) => channel === 'chat')?.lost).toBe('too-slow');
    await host.orchestrator.close();
  });
});
