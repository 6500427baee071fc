import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, hours, minutes, seconds } from 'throughline';
import { alertEvents, createAlertWatch, type AlertTold, type AlertWatch, type WatchedAlertOptions } from 'throughline/alerts';
import { defineInsight, serviceEvents } from 'throughline/insight';
import { createHost, type TestHost } from '../orchestrator/host.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

const { setup } = defineJourney({
  id: 'help', version: 1, ttlMs: days(365), facts: {}, channels: { chat: ['text'] },
  events: { 'help.asked': z.object({}), 'help.given': z.object({}), ...serviceEvents },
  entry: { on: ['help.asked'], reentry: { mode: 'after-exit' } },
});
const help = setup({}).createMachine({ context: {}, initial: 'asked', states: { asked: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'We are on it.' } }, on: { 'help.given': 'given' } }, given: { type: 'final' } } });

const team = defineJourney({
  id: 'team', version: 1, ttlMs: days(30), facts: {}, channels: { chat: ['text'] }, events: alertEvents,
  entry: { on: ['alert.raised'], reentry: { mode: 'after-exit' } },
});
const calls = team.setup({}).createMachine({ context: {}, initial: 'told', states: { told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Look at the queue.' } }, on: { 'alert.cleared': 'over' } }, over: { type: 'final' } } });

const tooLong: WatchedAlertOptions = { id: 'queue too long', of: { live: 'waiting', queue: 'care' }, when: 'above', threshold: 2, clear: 0, holdMs: minutes(3), who: 'user:lead' };

interface Watched { readonly host: TestHost; readonly watch: AlertWatch; readonly heard: AlertTold[] }
async function watching(alerts: readonly WatchedAlertOptions[], given: { readonly host?: TestHost; readonly everyMs?: number; readonly minimumSample?: number } = {}): Promise<Watched> {
  const host = given.host ?? createHost([help, calls]);
  const watch = createAlertWatch({ alerts, everyMs: given.everyMs ?? minutes(1), rules: defineInsight({ minimumSample: given.minimumSample ?? 3 }) });
  const heard: AlertTold[] = [];
  watch.on((told) => void heard.push(told));
  await watch.open(host.orchestrator);
  onTestFinished(async () => {
    await watch.close();
    await host.orchestrator.close();
  });
  return { host, watch, heard };
}
let told = 0;
const tell = (host: TestHost, customer: string, type: string, data: object): Promise<unknown> => host.orchestrator.accept({ id: `t${++told}`, source: 'desk', who: [`user:${customer}`], type, data });
const queued = (host: TestHost, item: string, queue = 'care'): Promise<unknown> => tell(host, item, 'work.queued', { item, queue });
const answered = (host: TestHost, item: string): Promise<unknown> => tell(host, item, 'work.answered', { item, agent: 'bo' });

describe('a queue that is too long', () => {
  test('is told once it has been so for as long as was asked, and again once it is short enough; the lead is written to, once', async () => {
    const { host, heard, watch } = await watching([tooLong]);
    for (const item of ['a', 'b', 'c']) await queued(host, item);
    await queued(host, 'z', 'sales');
    await host.clock.advance(minutes(3));
    expect(heard).toEqual([]);
    await host.clock.advance(minutes(2));
    expect(heard).toEqual([{ alert: 'queue too long', news: 'raised', at: expect.any(Number), value: 3, threshold: 2, cut: {} }]);
    expect(watch.raised()).toEqual([{ alert: 'queue too long', cut: {} }]);
    await answered(host, 'a');
    await host.clock.advance(minutes(10));
    expect(heard).toHaveLength(1);
    await answered(host, 'b');
    await answered(host, 'c');
    await host.clock.advance(minutes(2));
    expect(heard.map(({ news }) => news)).toEqual(['raised', 'cleared']);
    expect(host.texts().filter((text) => text === 'Look at the queue.')).toHaveLength(1);
    expect(watch.raised()).toEqual([]);
  });

  test('is no news after a restart: it was told, and how long it has been so is not forgotten', async () => {
    const first = await watching([tooLong]);
    const { host } = first;
    for (const item of ['a', 'b', 'c']) await queued(host, item);
    await host.clock.advance(minutes(2));
    await first.watch.close();
    host.reopen();
    const second = await watching([tooLong], { host });
    await host.clock.advance(minutes(2) + seconds(1));
    expect(second.heard.map(({ news, value }) => [news, value])).toEqual([['raised', 3]]);
    await second.watch.close();
    host.reopen();
    const third = await watching([tooLong], { host });
    await host.clock.advance(hours(1));
    expect(third.heard).toEqual([]);
    expect(third.watch.raised()).toHaveLength(1);
    expect(host.texts().filter((text) => text === 'Look at the queue.')).toHaveLength(1);
  });

  test('reaches the lead once also where the process died between telling and noting it', async () => {
    const { host, watch } = await watching([{ ...tooLong, holdMs: 0 }]);
    for (const item of ['a', 'b', 'c']) await queued(host, item);
    // the listener is the last to hear before it is noted
    watch.on(() => host.reopen());
    await expect(watch.look()).rejects.toMatchObject({ code: expect.any(String) });
    const again = await watching([{ ...tooLong, holdMs: 0 }], { host });
    await again.watch.look();
    await host.settle();
    // the message may leave again after such a death, under the same key
    expect(new Set(host.chat.sent.map(({ key }) => key)).size).toBe(1);
    expect((await host.orchestrator.list({ kind: 'instance', journey: 'team' })).items).toHaveLength(1);
    expect(again.heard.map(({ news }) => news)).toEqual(['raised']);
  });
});

test('a promise is at risk while anybody has waited for too long, and the longest wait is known', async () => {
  const { host, heard } = await watching([
    { id: 'promise at risk', of: { live: 'waiting', longerThanMs: minutes(15) }, when: 'above', threshold: 0 },
    { id: 'longest', of: { live: 'longest-wait', queue: 'care' }, when: 'above', threshold: minutes(20) },
  ]);
  await queued(host, 'a');
  await host.clock.advance(minutes(5));
  await queued(host, 'a');
  await host.clock.advance(minutes(9));
  expect(heard).toEqual([]);
  await host.clock.advance(minutes(3));
  expect(heard.map(({ alert }) => alert)).toEqual(['promise at risk']);
  await host.clock.advance(minutes(5));
  expect(heard.map(({ alert }) => alert)).toEqual(['promise at risk', 'longest']);
  await tell(host, 'a', 'work.abandoned', { item: 'a' });
  await host.clock.advance(minutes(1));
  expect(heard.map(({ alert, news }) => `${alert} ${news}`)).toEqual(['promise at risk raised', 'longest raised', 'promise at risk cleared', 'longest cleared']);
});

test('a figure is followed for each cut by itself, and says nothing while it is made of few', async () => {
  const { host, heard } = await watching([{ id: 'upset', of: { figure: 'csat', overMs: days(7), by: ['segment', 'day'] }, when: 'below', threshold: 0.5, clear: 0.8 }]);
  await tell(host, 'a', 'survey.answered', { survey: 's1', kind: 'csat', rating: 1 });
  await tell(host, 'b', 'survey.answered', { survey: 's2', kind: 'csat', rating: 1 });
  await host.clock.advance(minutes(2));
  expect(heard).toEqual([]);
  await tell(host, 'c', 'survey.answered', { survey: 's3', kind: 'csat', rating: 2 });
  await host.clock.advance(minutes(2));
  expect(heard).toMatchObject([{ alert: 'upset', news: 'raised', value: 0, cut: { day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) } }]);
});

test('runs that have not moved for days are stuck, those that are over are not, and a restart forgets none of them', async () => {
  const stuck: WatchedAlertOptions = { id: 'stuck', of: { live: 'stuck', journey: 'help', quietMs: days(3) }, when: 'above', threshold: 1, clear: 0 };
  const { host, watch } = await watching([stuck], { everyMs: hours(6) });
  for (const customer of ['a', 'b', 'c']) await host.say(customer, 'help.asked');
  await host.say('c', 'help.given');
  await host.clock.advance(days(2));
  expect(watch.raised()).toEqual([]);
  await watch.close();
  host.reopen();
  await host.clock.advance(days(30));
  const again = await watching([stuck], { host, everyMs: hours(6) });
  await again.watch.look();
  expect(again.heard).toMatchObject([{ news: 'raised', value: 2 }]);
  await host.say('a', 'help.given');
  await host.say('b', 'help.given');
  await again.watch.look();
  expect(again.heard.at(-1)).toMatchObject({ news: 'cleared', value: 0 });
});

test('a channel that is not called since it fails is told while it is so', async () => {
  let isDown = true;
  const chat = createRecordingChannel((message) => {
    if (isDown) throw new Error('down');
    return { status: 'sent', providerId: message.key };
  });
  const { host, heard } = await watching([{ id: 'down', of: { live: 'open-circuits', target: 'channel:chat' }, when: 'above', threshold: 0 }], { host: createHost([help, calls], chat) });
  for (let n = 0; n < 6; n += 1) await host.say(`c${n}`, 'help.asked');
  await host.clock.advance(minutes(3));
  expect(heard.map(({ news }) => news)).toEqual(['raised']);
  isDown = false;
  await host.clock.advance(minutes(10));
  expect(heard.map(({ news }) => news)).toEqual(['raised', 'cleared']);
});

test('messages that do not arrive are told by channel, whether the provider said so or they were given up', async () => {
  const chat = createRecordingChannel((message) => (message.to === 'gone' ? { status: 'refused', code: 'unknown' } : { status: 'sent', providerId: `p-${message.key}` }));
  const { host, heard } = await watching([{ id: 'lost', of: { figure: 'delivery-failure', overMs: days(1), by: ['channel'] }, when: 'above', threshold: 0.4, clear: 0.2 }], { host: createHost([help, calls], chat) });
  for (const customer of ['gone', 'a', 'b', 'c']) await host.say(customer, 'help.asked');
  await host.settle();
  await host.clock.advance(minutes(1));
  expect(heard).toEqual([]);
  await chat.hear({ kind: 'receipt', id: 'r1', providerId: `p-${chat.sent[1]?.key ?? ''}`, state: 'failed' });
  await host.clock.advance(minutes(2));
  expect(heard).toMatchObject([{ alert: 'lost', value: 0.5, cut: { channel: 'chat' } }]);
});

test('an alert that is defined no more is forgotten, and events that wait for a person are counted', async () => {
  const { host, watch } = await watching([{ ...tooLong, holdMs: 0 }, { id: 'parked', of: { live: 'parked' }, when: 'above', threshold: 5 }]);
  for (const item of ['a', 'b', 'c']) await queued(host, item);
  await watch.look();
  expect(watch.raised()).toHaveLength(1);
  await watch.close();
  host.reopen();
  const again = await watching([{ id: 'parked', of: { live: 'parked' }, when: 'above', threshold: 5 }], { host });
  await again.watch.look();
  expect(again.watch.raised()).toEqual([]);
});

test('a journey that wants other data of an alert keeps no alert from anybody else, and is told as a fault', async () => {
  const odd = defineJourney({ id: 'odd', version: 1, ttlMs: days(30), facts: {}, channels: {}, events: { 'alert.raised': z.object({ level: z.string() }) }, entry: { on: ['alert.raised'], reentry: { mode: 'after-exit' } } });
  const wants = odd.setup({}).createMachine({ context: {}, initial: 'here', states: { here: { after: { 1000: 'over' } }, over: { type: 'final' } } });
  const { host, watch, heard } = await watching([{ ...tooLong, holdMs: 0 }], { host: createHost([help, wants]) });
  host.listen('fault');
  for (const item of ['a', 'b', 'c']) await queued(host, item);
  await watch.look();
  expect(heard.map(({ news }) => news)).toEqual(['raised']);
  expect(host.told).toMatchObject([{ type: 'fault', what: { where: 'alerts', code: 'InvalidPayload' } }]);
  for (const item of ['a', 'b', 'c']) await answered(host, item);
  await watch.look();
  expect(heard.map(({ news }) => news)).toEqual(['raised', 'cleared']);
});

test('of a host with several tenants a watch sees one, and tells its journeys', async () => {
  const host = createHost([help, calls], undefined, { tenants: 'several' });
  const watch = createAlertWatch({ alerts: [{ ...tooLong, holdMs: 0 }], rules: defineInsight({ tenant: 'north' }) });
  onTestFinished(async () => {
    await watch.close();
    await host.orchestrator.close();
  });
  await watch.open(host.orchestrator);
  const queue = (tenant: string, item: string): Promise<unknown> => host.orchestrator.accept({ id: item, source: 'desk', tenant, who: [`user:${item}`], type: 'work.queued', data: { item, queue: 'care' } });
  for (const item of ['a', 'b', 'c', 'd']) await queue('south', item);
  expect(await watch.look()).toEqual([]);
  for (const item of ['e', 'f', 'g']) await queue('north', item);
  expect(await watch.look()).toMatchObject([{ news: 'raised', value: 3 }]);
  expect((await host.orchestrator.list({ kind: 'instance', journey: 'team' })).items).toMatchObject([{ tenant: 'north' }]);
});

test('who is erased waits no more', async () => {
  const { host, watch } = await watching([{ ...tooLong, holdMs: 0 }]);
  for (const item of ['a', 'b', 'c']) await queued(host, item);
  await watch.look();
  expect(watch.raised()).toHaveLength(1);
  const { customer } = await host.say('a', 'help.asked');
  watch.forget([customer ?? '']);
  await answered(host, 'b');
  await answered(host, 'c');
  await watch.look();
  expect(watch.raised()).toEqual([]);
});

test.each([
  ['two alerts of one id', { alerts: [tooLong, tooLong] }],
  ['a figure that there is not', { alerts: [{ ...tooLong, of: { figure: 'happiness', overMs: 1 } }] }],
  ['a clear level on the bad side', { alerts: [{ ...tooLong, clear: 3 }] }],
  ['nothing to look at', { alerts: [] }],
  ['looks that are further apart than a day', { alerts: [tooLong], everyMs: days(2) }],
])('refuses %s', (_, options) => {
  expect(() => createAlertWatch(options as unknown as Parameters<typeof createAlertWatch>[0])).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
});

test.each([
  ['a figure that there is not', { figure: 'happiness', overMs: 1 }, 'figure'],
  ['a figure without its stretch of time', { figure: 'fcr' }, 'overMs'],
  ['a cut that is misspelt', { figure: 'fcr', overMs: 1, where: { intnt: 'outage' } }, 'where.intnt'],
  ['something live that there is not', { live: 'wating' }, 'live'],
  ['a queue that is misspelt', { live: 'waiting', quue: 'care' }, 'quue'],
  ['a journey that is missing', { live: 'stuck', quietMs: 1 }, 'journey'],
])('says which name is wrong of what is looked at: %s', (_, of, place) => {
  expect(() => createAlertWatch({ alerts: [tooLong, { ...tooLong, id: 'other', of }] } as unknown as Parameters<typeof createAlertWatch>[0]))
    .toThrow(expect.objectContaining({ code: 'InvalidOptions', facts: expect.objectContaining({ path: `alerts.alerts.1.of.${place}` }) }));
});

test('is not opened over a host that does not have the journey it looks at, says which, and can still be closed', async () => {
  const host = createHost([help, calls]);
  onTestFinished(() => host.orchestrator.close());
  for (const of of [{ live: 'stuck', journey: 'hlep', quietMs: days(3) }, { live: 'parked', journey: 'hlep' }] as const) {
    const watch = createAlertWatch({ alerts: [{ id: 'stuck', of, when: 'above', threshold: 1 }] });
    await expect(watch.open(host.orchestrator)).rejects.toMatchObject({ code: 'UnknownJourney', facts: { journey: 'hlep' } });
    await watch.close();
  }
});

test('refuses to tell somebody who can be nobody, and to look before it is open', async () => {
  expect(() => createAlertWatch({ alerts: [{ ...tooLong, who: 'nobody' }] })).toThrow(expect.objectContaining({ code: 'InvalidIdentity' }));
  const watch = createAlertWatch({ alerts: [tooLong] });
  await expect(watch.look()).rejects.toMatchObject({ code: 'InvalidInput' });
  expect(watch.raised()).toEqual([]);
  await watch.close();
});
