import { describe, expect, test } from 'vitest';
import { createOrchestrator, days, minutes, type AnyJourney, type HandoffRequest, type OrchestratorOptions } from 'throughline';
import type { Channel, SendResult } from 'throughline/ports';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { publicComplaint } from '../../../examples/journeys/public-complaint.js';
import { refusalOf } from '../../model/refusal-of.js';
import { createRecordingChannel } from '../recording-channel.js';

type Texts = NonNullable<OrchestratorOptions<readonly AnyJourney[]>['texts']>;
const texts: Texts = {
  'sorry in public': ({ about }) => `We are sorry about ${about}. Please write to us in the chat, so that we can look at your order.`,
  'got your details': ({ details }) => `Thank you, we look at ${details}.`,
  'solved in public': ({ about }) => `What was wrong with ${about} is put right.`,
};

function openShop(more: Texts = {}, answer?: () => SendResult) {
  const clock = createTestClock();
  const on = <const C extends Channel['capabilities']>(identityNamespace: string, capabilities: C, answers?: () => SendResult) => Object.assign(createRecordingChannel(answers), { identityNamespace, capabilities });
  const channels = { forum: on('forum', { text: true, inbound: true, public: true }, answer), chat: on('user', { text: true, inbound: true }) };
  const called: HandoffRequest[] = [];
  const host = createOrchestrator({ journeys: [publicComplaint], clock, store: createMemoryStore({ clock }), channels, texts: { ...texts, ...more }, handoff: (request) => { called.push(request); }, timing: { pollMs: days(365) } });
  const say = async (type: 'complaint.posted' | 'complaint.taken' | 'complaint.solved', data: object, who: readonly string[], channel: string) => {
    const receipt = await host.accept({ id: type, source: 'test', type, data, who, via: { channel } } as Parameters<typeof host.accept>[0]);
    await clock.advance(200);
    return receipt;
  };
  return { host, clock, channels, called, say };
}

const posted = { about: 'a lamp that came broken', post: 'post 7' };
const [inPublic, inPrivate] = [['forum:ann77'], ['forum:ann77', 'user:ann']];

describe('a complaint that everybody reads', () => {
  test('is answered in public within its reply time and goes on in private as the same conversation', async () => {
    const { host, clock, channels, called, say } = openShop();
    await say('complaint.posted', posted, inPublic, 'forum');
    expect(channels.forum.sent.map(({ text }) => text)).toEqual(['We are sorry about a lamp that came broken. Please write to us in the chat, so that we can look at your order.']);
    await clock.advance(minutes(10));
    await say('complaint.taken', { details: 'order 4711 of Ann Miller' }, inPrivate, 'chat');
    expect(channels.chat.sent.map(({ text }) => text)).toEqual(['Thank you, we look at order 4711 of Ann Miller.']);
    await say('complaint.solved', { post: posted.post }, inPrivate, 'chat');
    expect(channels.forum.sent[1]?.text).toBe('What was wrong with a lamp that came broken is put right.');
    const timeline = await host.timeline('user:ann');
    expect(timeline.map(({ channel, direction }) => `${direction} ${channel}`).toSorted()).toEqual(['in chat', 'in chat', 'in forum', 'out chat', 'out forum', 'out forum']);
    expect(new Set(timeline.map(({ thread }) => thread)).size).toBe(1);
    expect(called).toEqual([]);
    await host.close();
  });

  test.each<readonly [string, Texts, (() => SendResult) | undefined]>([
    ['the forum does not take the answer', {}, () => ({ status: 'refused', code: 'thread-closed' })],
    ['its answer would have told what is not for everybody', { 'sorry in public': (facts) => (facts['about'] === '' ? 'Sorry.' : `Sorry, ${String(facts['details'] ?? 'you')}!`) }, undefined],
  ])('is shown to a person within its reply time where %s', async (_, more, answer) => {
    const { host, channels, called, say } = openShop(more, answer);
    await say('complaint.posted', posted, inPublic, 'forum');
    expect(channels.forum.sent).toHaveLength(answer === undefined ? 0 : 1);
    expect(called).toMatchObject([{ queue: 'forum', reason: 'public complaint' }]);
    await host.close();
  });

  test('is shown to a person when nobody came within the reply time', async () => {
    const { host, clock, called, say } = openShop();
    await say('complaint.posted', posted, inPublic, 'forum');
    await clock.advance(minutes(30));
    expect(called).toHaveLength(1);
    await host.close();
  });
});

test('a text for everybody that tells what is personal is refused before anybody is written to', () => {
  const wrong = { 'solved in public': { en: 'Done.', de: ({ details }: { readonly [fact: string]: unknown }) => `Erledigt: ${String(details)}` } };
  const { code, message } = refusalOf(() => openShop(wrong));
  expect(code).toBe('InvalidOptions');
  expect(message).toContain("Journey 'public-complaint' tells the fact 'details' by the text 'solved in public' on 'forum', which everybody reads");
  // the same text in private is fine
  expect(() => openShop({ 'got your details': ({ details }) => String(details) })).not.toThrow();
});
