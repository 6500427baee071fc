import { defineJourney, facts, hours, noData } from 'throughline';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createHost } from '../host.js';
import { createRecordingChannel } from '../recording-channel.js';
import { order, People, purchase } from './people.js';

const { setup } = defineJourney({
  id: 'help', version: 1, ttlMs: hours(100),
  events: { 'help.asked': z.object({ topic: z.string() }), 'help.answered': noData },
  facts: { topic: facts.personal(z.string().nullable(), { scope: 'conversation' }) }, channels: { chat: ['text'] },
  entry: { on: ['help.asked'], reentry: { mode: 'after-exit' } },
});
/** What it is told holds for the whole conversation. */
const help = setup({}).createMachine({
  context: ({ input }) => ({ topic: input.event.data.topic }), initial: 'asked',
  states: { asked: { on: { 'help.answered': { target: 'answered', actions: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'answer' } } } } }, answered: { type: 'final' } },
});
const { setup: setupTour } = defineJourney({
  id: 'tour', version: 1, ttlMs: hours(100), events: { 'tour.asked': noData, 'tour.ended': noData }, facts: { what: facts.personal(z.unknown()), topic: facts.personal(z.unknown()) }, channels: {},
  entry: { on: ['tour.asked'], reentry: { mode: 'after-exit' } },
});
/** It begins with what is known already. */
const tour = setupTour({}).createMachine({ context: ({ input }) => ({ what: input.facts.what ?? null, topic: input.facts.topic ?? null }), initial: 'on', states: { on: { on: { 'tour.ended': 'over' } }, over: { type: 'final' } } });

const texts = { still: () => 'Still?', thanks: () => 'Thanks.', answer: ({ topic }: { readonly [fact: string]: unknown }) => `About ${String(topic)}: yes.` };
const journeys = [purchase(), order(), help, tour];

/** Ann is known longer than the visitor; both turn out to be one. */
async function merged(more: object = {}): Promise<{ readonly people: People; readonly ann: string; readonly visitor: string }> {
  const people = new People(journeys, () => ({ price: 5 }), { texts, ...more });
  const ann = await people.say(['user:ann'], 'order.placed', { number: '1', note: 'blue' });
  await people.host.clock.advance(10);
  const visitor = await people.say(['visitor:v1'], 'order.placed', { number: '2', note: 'red' });
  await people.host.orchestrator.link('user:ann', 'visitor:v1', 'the shop says so');
  return { people, ann: ann.customer ?? '', visitor: visitor.customer ?? '' };
}

/** everything that a person can be shown of a customer */
const shown = async (people: People, who: string): Promise<string> => JSON.stringify([await people.host.orchestrator.briefing(who), await people.host.orchestrator.timeline(who), await people.host.orchestrator.explain(who)]);

describe('once a merge is undone', () => {
  test('an address that only the other one used meanwhile leads to nobody, and not to who stayed', async () => {
    const { people, ann, visitor } = await merged();
    await people.say(['visitor:v1', 'email:new@example.org'], 'order.noted', { number: '2', note: 'x' });
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    const stranger = await people.say(['email:new@example.org'], 'order.placed', { number: '9', note: 'mine' });
    expect([ann, visitor]).not.toContain(stranger.customer);
    expect(await shown(people, 'user:ann')).not.toContain('mine');
  });

  test('what came by such an address alone goes along with who used it', async () => {
    const { people, visitor } = await merged();
    await people.say(['visitor:v1', 'email:new@example.org'], 'order.noted', { number: '2', note: 'x' });
    await people.say(['email:new@example.org'], 'help.asked', { topic: 'a secret' });
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    expect(await shown(people, 'user:ann')).not.toContain('secret');
    expect(await people.known('visitor:v1', 'topic')).toEqual(['a secret']);
  });

  test('what the other one looked at on the web is not shown of who stayed', async () => {
    const { people, visitor } = await merged();
    await people.say(['visitor:v1'], 'web.viewed', { page: '/secret' });
    await people.say(['user:ann'], 'web.viewed', { page: '/open' });
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    expect(await shown(people, 'user:ann')).not.toContain('/secret');
    expect((await people.host.orchestrator.briefing('user:ann')).web).toMatchObject([{ page: '/open' }]);
  });

  test('what the other one said in the conversation of both is not known of who stayed, nor told to their next journey', async () => {
    const { people, visitor } = await merged();
    await people.say(['user:ann'], 'order.noted', { number: '1', note: 'y' });
    await people.say(['visitor:v1'], 'help.asked', { topic: 'a secret' });
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    await people.say(['user:ann'], 'tour.asked');
    expect(await people.known('user:ann', 'topic')).toEqual([]);
    expect(await shown(people, 'user:ann')).not.toContain('secret');
  });

  test('a run that heard the other one does not tell it to the next journey', async () => {
    const { people, visitor } = await merged();
    await people.say(['visitor:v1'], 'purchase.wanted', { what: 'a chair' });
    await people.say(['user:ann'], 'purchase.changed', { what: 'a secret of Ann' });
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    await people.say(['visitor:v1'], 'tour.asked');
    expect(await people.known('visitor:v1', 'what')).toEqual([undefined]);
  });

  test('what the other one said again after a pause is theirs', async () => {
    const { people, visitor } = await merged();
    await people.say(['visitor:v1'], 'help.asked', { topic: 'a secret' });
    await people.host.orchestrator.pause('help', { events: 'hold' });
    await people.say(['visitor:v1'], 'help.answered');
    await people.host.orchestrator.resume('help');
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    expect(await shown(people, 'user:ann')).not.toContain('secret');
  });

  test('the name that who stayed gave since stays with them', async () => {
    const { people, visitor } = await merged();
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    await people.say(['visitor:v1'], 'customer.updated', { name: 'Vic', locale: 'de' });
    await people.host.orchestrator.link('user:ann', 'visitor:v1', 'once more');
    await people.say(['user:ann'], 'customer.updated', { name: 'Ann' });
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    expect((await people.host.orchestrator.briefing('user:ann')).profile).toEqual({ name: 'Ann' });
    expect((await people.host.orchestrator.briefing('visitor:v1')).profile).toEqual({ name: 'Vic', locale: 'de' });
  });

  test('the same event once more does not merge them again', async () => {
    const { people, ann, visitor } = await merged();
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    const proof = { id: 'once', source: 'log-in', type: 'customer.updated', data: {}, who: [{ namespace: 'user', value: 'ann', verified: true }, { namespace: 'visitor', value: 'v1', verified: true }] } as const;
    await people.host.orchestrator.accept(proof);
    await people.host.orchestrator.unlink(visitor, 'a mistake again');
    expect(await people.host.orchestrator.accept(proof)).toMatchObject({ status: 'duplicate' });
    expect((await people.host.orchestrator.briefing('visitor:v1')).customer).toBe(visitor);
    expect((await people.host.orchestrator.briefing('user:ann')).customer).toBe(ann);
  });

  test('what somebody forbade long before holds, also where one of several who came together goes', async () => {
    const people = new People(journeys, () => ({ price: 5 }), { texts });
    const made: string[] = [];
    for (const who of ['user:a', 'visitor:b', 'visitor:c']) { made.push((await people.say([who], 'order.placed', { number: who, note: who })).customer ?? ''); await people.host.clock.advance(1); }
    await people.say(['user:a'], 'consent.withdrawn', { channel: 'chat', purpose: 'marketing' });
    await people.host.clock.advance(1);
    await people.host.orchestrator.link('visitor:b', 'visitor:c', 'x');
    await people.host.orchestrator.link('user:a', 'visitor:b', 'x');
    await people.host.orchestrator.unlink(made[2] ?? '', 'a mistake');
    expect((await people.host.orchestrator.briefing('user:a')).consents).toMatchObject([{ channel: 'chat', purpose: 'marketing', state: 'withdrawn' }]);
  });

  test('what could not be handled meanwhile can be tried again by the name it was given', async () => {
    const { people, visitor } = await merged();
    await people.say(['visitor:v1'], 'help.asked', { topic: 'x' });
    await people.host.orchestrator.pause('help', { events: 'hold' });
    const held = await people.say(['visitor:v1'], 'help.answered');
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    await people.host.orchestrator.pause('help', { events: 'handle' });
    const parked = held.status === 'parked' ? held.parked : '';
    expect(await people.host.orchestrator.redrive({ parked })).toMatchObject({ done: [parked] });
  });

  test('what the other one brought and nobody could understand goes back with them', async () => {
    const people = new People(journeys, () => ({ price: 5 }), { texts, understand: () => { throw new Error('down'); } });
    await people.say(['user:ann'], 'order.placed', { number: '1', note: 'blue' });
    await people.host.clock.advance(10);
    await people.host.orchestrator.start();
    await people.host.chat.hear({ kind: 'message', id: 'm1', from: 'vic', text: 'a secret' });
    const visitor = (await people.host.orchestrator.briefing('user:vic')).customer;
    await people.host.orchestrator.link('user:ann', 'user:vic', 'x');
    await people.host.chat.hear({ kind: 'message', id: 'm2', from: 'vic', text: 'more' });
    await people.host.orchestrator.unlink(visitor, 'a mistake');
    expect((await people.host.orchestrator.list({ kind: 'parked' })).items.map(({ customer }) => customer)).toEqual([visitor, visitor]);
  });

  test('a message that failed for good meanwhile can be tried again', async () => {
    let down = true;
    const chat = createRecordingChannel((message) => (down ? { status: 'refused', code: 'blocked' } : { status: 'sent', providerId: message.key }));
    const host = createHost(journeys, chat, { texts, activities: { look: () => ({ price: 5 }) } });
    const say = (who: string, type: string, data: object, id: string) => host.orchestrator.accept({ id, source: 'site', type, data, who: [who], via: { channel: 'chat' } });
    await say('user:ann', 'order.placed', { number: '1', note: 'x' }, '1');
    await host.clock.advance(10);
    const vic = await say('user:vic', 'help.asked', { topic: 'x' }, '2');
    await host.orchestrator.link('user:ann', 'user:vic', 'x');
    await say('user:vic', 'help.answered', {}, '3');
    await host.settle();
    await host.orchestrator.unlink(vic.customer ?? '', 'a mistake');
    down = false;
    const [dead] = (await host.orchestrator.list({ kind: 'dead' })).items;
    expect(await host.orchestrator.redrive({ dead: dead?.id ?? '' })).toEqual({ done: [dead?.id] });
    await host.settle();
    expect(host.texts()).toHaveLength(2);
  });
});
