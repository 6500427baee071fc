import { assign, enqueueActions, raise } from 'xstate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { activity, createOrchestrator, days, defineJourney, facts, minutes, noData } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { createRecordingChannel } from '../recording-channel.js';

const said = z.object({ words: z.string() });
const { setup } = defineJourney({
  id: 'post', version: 1, ttlMs: days(9),
  events: {
    'post.opened': z.object({ about: z.string() }), 'text.due': said, 'subject.due': said, 'buttons.due': said, 'media.due': said, 'template.due': said, 'mixed.due': said, 'fixed.due': said, 'kept.due': said,
    'nothing.due': noData, 'later.due': said, 'later.came': said, 'wait.due': noData, 'ask.due': said, 'fail.due': said, 'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }),
  },
  facts: { about: facts.public(z.string()), failed: facts.public(z.array(z.string())), mood: facts.public(z.string()) },
  channels: { forum: ['text', 'inbound', 'buttons', 'media'] },
  activities: { 'look up': activity({ input: z.object({ words: z.string() }), output: z.string(), timeoutMs: 1_000, attempts: 1 }) },
  entry: { on: ['post.opened'], reentry: { mode: 'after-exit' } },
});
const post = { channel: 'forum', purpose: 'service', text: 'We are sorry.' } as const;
const thread = setup({ delays: { soon: minutes(1) } }).createMachine({
  context: ({ input }) => ({ about: input.event.data.about, failed: [], mood: 'calm' }),
  initial: 'open',
  entry: enqueueActions(({ context, enqueue }) => { if (context.about === 'begin') enqueue({ type: 'send', params: { ...post, text: `Opened: ${context.about}` } }); }),
  on: { 'message.failed': { actions: assign({ failed: ({ context, event }) => [...context.failed, event.data.reason] }) } },
  states: {
    open: {
      on: {
        'text.due': { actions: enqueueActions(({ event, enqueue }) => enqueue({ type: 'send', params: { ...post, text: `We wrote to ${event.data.words}` } })) },
        'subject.due': { actions: enqueueActions(({ event, enqueue }) => enqueue({ type: 'send', params: { ...post, subject: `For ${event.data.words}` } })) },
        'buttons.due': { actions: enqueueActions(({ event, enqueue }) => enqueue({ type: 'send', params: { ...post, buttons: [`I am ${event.data.words}`] } })) },
        'media.due': { actions: enqueueActions(({ event, enqueue }) => enqueue({ type: 'send', params: { ...post, mediaUrl: `https://shop.example/${event.data.words}` } })) },
        'template.due': { actions: { type: 'send', params: { channel: 'forum', purpose: 'service', template: 'sorry' } } },
        'mixed.due': { actions: enqueueActions(({ event, enqueue }) => enqueue({ type: 'send', params: { channel: 'forum', purpose: 'service', template: 'sorry', subject: event.data.words } })) },
        'fixed.due': { actions: { type: 'send', params: post } },
        'kept.due': { actions: [assign({ mood: ({ event }) => event.data.words }), { type: 'send', params: { channel: 'forum', purpose: 'service', template: 'mood' } }] },
        'nothing.due': { actions: enqueueActions(({ context, enqueue }) => enqueue({ type: 'send', params: { ...post, text: `About ${context.about}` } })) },
        'later.due': { actions: raise(({ event }) => ({ type: 'later.came', data: event.data, at: 0 }), { delay: 'soon', id: 'later' }) },
        'later.came': { actions: enqueueActions(({ event, enqueue }) => enqueue({ type: 'send', params: { ...post, text: `We wrote to ${event.data.words}` } })) },
        'wait.due': 'waiting', 'ask.due': 'asking', 'fail.due': 'asking',
      },
    },
    waiting: { after: { soon: { target: 'open', actions: enqueueActions(({ context, enqueue }) => enqueue({ type: 'send', params: { ...post, text: `Still about ${context.about}` } })) } } },
    asking: {
      invoke: {
        src: 'look up', input: ({ event }) => ({ words: event.type === 'ask.due' ? event.data.words : '' }),
        onDone: { target: 'open', actions: enqueueActions(({ event, enqueue }) => enqueue({ type: 'send', params: { ...post, text: event.output } })) },
        onError: { target: 'open', actions: enqueueActions(({ event, enqueue }) => enqueue({ type: 'send', params: { ...post, text: `It failed: ${String(event.error)}` } })) },
      },
    },
  },
});

function openForum({ isPublic = true }: { readonly isPublic?: boolean } = {}) {
  const clock = createTestClock(1_800_000_000_000);
  const capabilities = { text: true, inbound: true, buttons: true, media: true } as const;
  const forum = Object.assign(createRecordingChannel(), { identityNamespace: 'forum', capabilities: isPublic ? { ...capabilities, public: true as const } : capabilities });
  const host = createOrchestrator({
    journeys: [thread], clock, store: createMemoryStore({ clock }), channels: { forum }, texts: { sorry: 'Sorry!', mood: ({ mood }) => `You are ${String(mood)}` },
    activities: { 'look up': ({ words }: { readonly words: string }) => { if (words === '') throw new Error('of Ann Miller'); return words; } },
  });
  onTestFinished(() => host.close());
  let told = 0;
  const say = async (type: string, data: object) => {
    await host.accept({ id: `e${++told}`, source: 'shop', type, data, who: ['forum:ann77'] } as Parameters<typeof host.accept>[0]);
    await clock.advance(minutes(2));
  };
  const failed = async () => (await host.briefing('forum:ann77')).journeys[0]?.facts.find(({ name }) => name === 'failed')?.value;
  return { forum, say, failed };
}

const words = { words: 'ann.miller@example.org' };
const made = ['text.due', 'subject.due', 'buttons.due', 'media.due', 'mixed.due', 'later.due', 'ask.due', 'fail.due'] as const;

describe('words that a function made of what it was just told', () => {
  test.each(made)('do not go where everybody reads, since nobody said that they are for everybody: %s', async (type) => {
    const { forum, say, failed } = openForum();
    await say('post.opened', { about: 'the lamp' });
    await say(type, words);
    expect(forum.sent).toEqual([]);
    expect(await failed()).toEqual(['not-in-public']);
  });

  test.each(made)('go where only the customer reads them: %s', async (type) => {
    const { forum, say, failed } = openForum({ isPublic: false });
    await say('post.opened', { about: 'the lamp' });
    await say(type, words);
    expect([forum.sent.length, await failed()]).toEqual([1, []]);
  });

  test('do not go as a journey begins, which is told what began it', async () => {
    const { forum, say, failed } = openForum();
    await say('post.opened', { about: 'begin' });
    expect([forum.sent, await failed()]).toEqual([[], ['not-in-public']]);
  });
});

test.each<readonly [string, object, string]>([
  ['the definition says them', { type: 'fixed.due' }, 'We are sorry.'],
  ['a template says them', { type: 'template.due' }, 'Sorry!'],
  ['a template says a fact of them that is declared to be for everybody', { type: 'kept.due' }, 'You are ann.miller@example.org'],
  ['a function made them of facts for everybody, and was told nothing', { type: 'nothing.due', data: {} }, 'About the lamp'],
  ['a time that is over brought it about', { type: 'wait.due', data: {} }, 'Still about the lamp'],
])('words go where everybody reads where %s', async (_, { type, data = words }: { type?: string; data?: object }, text) => {
  const { forum, say } = openForum();
  await say('post.opened', { about: 'the lamp' });
  await say(type ?? '', data);
  expect(forum.sent.map((one) => one.text)).toEqual([text]);
});
