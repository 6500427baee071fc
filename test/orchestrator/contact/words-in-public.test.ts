import { assign, enqueueActions } from 'xstate';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, facts, hours, noData } from 'throughline';
import { createContactRules, type ContactRules } from 'throughline/policy';
import type { SendResult } from 'throughline/ports';
import { createMemoryData, createMemoryStore, createTestClock } from 'throughline/testing';
import { createRecordingChannel } from '../recording-channel.js';

const { setup } = defineJourney({
  id: 'sorry', version: 1, ttlMs: days(30),
  events: {
    'sorry.began': z.object({ about: z.string(), name: z.string().nullable() }), 'fixed.due': noData, 'text.due': noData, 'buttons.due': noData, 'subject.due': noData,
    'media.due': noData, 'known.due': noData, 'name.cleared': noData, 'rendered.due': noData, 'sorry.ended': noData, 'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }),
  },
  facts: { about: facts.public(z.string()), name: facts.personal(z.string().nullable()), failed: facts.public(z.array(z.string())) },
  channels: { forum: ['text', 'inbound', 'buttons', 'media'] },
  entry: { on: ['sorry.began'], reentry: { mode: 'after-exit' } },
});
const fixed = { channel: 'forum', purpose: 'survey', text: 'We are sorry.' } as const;
const sorry = setup({}).createMachine({
  context: ({ input }) => ({ about: input.event.data.about, name: input.event.data.name, failed: [] }),
  initial: 'listening',
  states: {
    listening: {
      on: {
        'sorry.ended': 'over',
        'fixed.due': { actions: { type: 'send', params: fixed } },
        'known.due': { actions: enqueueActions(({ enqueue }) => enqueue({ type: 'send', params: { ...fixed } })) },
        'text.due': { actions: enqueueActions(({ context, enqueue }) => enqueue({ type: 'send', params: { ...fixed, text: `Sorry ${context.name ?? context.about}` } })) },
        'subject.due': { actions: enqueueActions(({ context, enqueue }) => enqueue({ type: 'send', params: { ...fixed, subject: `Sorry ${context.name ?? context.about}` } })) },
        'buttons.due': { actions: enqueueActions(({ context, enqueue }) => enqueue({ type: 'send', params: { ...fixed, buttons: [`I am ${context.name ?? context.about}`] } })) },
        'media.due': { actions: enqueueActions(({ context, enqueue }) => enqueue({ type: 'send', params: { ...fixed, mediaUrl: `https://shop.example/${context.name ?? context.about}` } })) },
        'name.cleared': { actions: [enqueueActions(({ context, enqueue }) => enqueue({ type: 'send', params: { ...fixed, text: `Bye ${context.name ?? context.about}` } })), assign({ name: null })] },
        'rendered.due': { actions: { type: 'send', params: { channel: 'forum', purpose: 'survey', template: 'by name' } } },
        'message.failed': { actions: assign({ failed: ({ context, event }) => [...context.failed, event.data.reason] }) },
      },
    },
    over: { type: 'final' },
  },
});

type Said = 'known.due' | 'fixed.due' | 'rendered.due' | (typeof computed)[number];
/** What a test changes of the host. */
interface More { readonly isPublic: boolean; readonly contact?: ContactRules; readonly answer?: () => SendResult }

/** A customer who may be known by name, and hosts that come one after the other over the same store. */
function openTown(at = 1_800_000_000_000) {
  const clock = createTestClock(at);
  const data = createMemoryData();
  const open = ({ isPublic, contact, answer }: More) => {
    const capabilities = { text: true, inbound: true, buttons: true, media: true } as const;
    const forum = Object.assign(createRecordingChannel(answer), { identityNamespace: 'forum', capabilities: isPublic ? { ...capabilities, public: true as const } : capabilities });
    const host = createOrchestrator({ journeys: [sorry], clock, store: createMemoryStore({ clock, data }), channels: { forum }, texts: { 'by name': (known) => (known['about'] === '' ? 'Sorry' : `Sorry ${String(known['name'])}`) }, ...(contact !== undefined && { contact }) });
    const begin = (about: { readonly about: string; readonly name: string | null }) => host.accept({ id: 'begin', source: 'shop', type: 'sorry.began', data: about, who: ['forum:ann77'] });
    const say = async (type: Said) => {
      await host.accept({ id: type, source: 'shop', type, data: {}, who: ['forum:ann77'] });
      await clock.advance(200);
    };
    const failed = async () => (await host.briefing('forum:ann77')).journeys[0]?.facts.find((fact) => fact.name === 'failed')?.value;
    return { host, forum, begin, say, failed };
  };
  return { clock, open };
}

const ann = { about: 'the lamp', name: 'Ann Miller' };
const computed = ['text.due', 'subject.due', 'buttons.due', 'media.due', 'name.cleared'] as const;

describe('words that a function says where everybody reads', () => {
  test.each(computed)('do not go while the run knows what is not public: %s', async (type) => {
    const { host, forum, begin, say, failed } = openTown().open({ isPublic: true });
    await begin(ann);
    await say(type);
    expect(forum.sent).toEqual([]);
    expect(await failed()).toEqual(['not-in-public']);
    await host.close();
  });

  test.each(computed)('go where all that the run knows is public: %s', async (type) => {
    const { host, forum, begin, say, failed } = openTown().open({ isPublic: true });
    await begin({ ...ann, name: null });
    await say(type);
    expect(forum.sent).toHaveLength(1);
    expect(await failed()).toEqual([]);
    await host.close();
  });

  test.each(['fixed.due', 'known.due'] as const)('go where the definition names them itself: %s', async (type) => {
    const { host, forum, begin, say } = openTown().open({ isPublic: true });
    await begin(ann);
    await say(type);
    expect(forum.sent.map(({ text }) => text)).toEqual(['We are sorry.']);
    await host.close();
  });

  test.each(computed)('go where only the customer reads them: %s', async (type) => {
    const { host, forum, begin, say } = openTown().open({ isPublic: false });
    await begin(ann);
    await say(type);
    expect(forum.sent).toHaveLength(1);
    await host.close();
  });
});

describe('a message that was decided before everybody could read its channel', () => {
  const night = Date.UTC(2027, 0, 15, 22);
  const quiet = createContactRules({ timeZone: 'Europe/Berlin', quietHours: { hours: [{ hours: ['21:00-08:00'] }], smoothMs: 0 } });
  test.each<readonly ['text.due' | 'rendered.due' | 'fixed.due', string, Partial<More>, number]>([
    ['text.due', 'waited for the morning', { contact: quiet }, 0],
    ['rendered.due', 'waited for the morning', { contact: quiet }, 0],
    ['fixed.due', 'waited for the morning', { contact: quiet }, 1],
    ['text.due', 'was not taken at first', { answer: () => ({ status: 'retry' }) }, 0],
    ['rendered.due', 'was not taken at first', { answer: () => ({ status: 'retry' }) }, 0],
    ['fixed.due', 'was not taken at first', { answer: () => ({ status: 'retry' }) }, 1],
  ])('is asked again what it carries: %s, which %s', async (type, _, more, sent) => {
    const { clock, open } = openTown(night);
    const before = open({ isPublic: false, ...more });
    await before.begin(ann);
    await before.say(type);
    await before.host.close();
    const after = open({ isPublic: true, ...(more.contact !== undefined && { contact: more.contact }) });
    await after.host.start();
    await clock.advance(hours(12));
    expect(after.forum.sent).toHaveLength(sent);
    expect(await after.failed()).toEqual(sent === 0 ? ['not-in-public'] : []);
    await after.host.close();
  });
});
