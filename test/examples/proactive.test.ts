import { describe, expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, days, hours, minutes } from 'throughline';
import { createMemoryStore, createTestClock, given } from 'throughline/testing';
import { basket } from '../../examples/proactive/blocks.js';
import { startPaper } from '../../examples/proactive/best-time.js';
import { startHost } from '../../examples/proactive/host.js';
import { promised, waitedHours } from '../../examples/proactive/opening.js';
import { startSale } from '../../examples/proactive/sale.js';
import { visit } from '../../examples/proactive/visit.js';
import { patiently } from '../proactive/town.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

/** An SMS channel that keeps what it sends. */
const createSms = () => ({ ...createRecordingChannel(), identityNamespace: 'phone' });
const ann = ['phone:+436601234567'];

function open(gold: readonly string[] = []) {
  const sms = createSms();
  const members = [...gold];
  const started = startHost(sms, { async *gold() { for (const phone of members) yield { phone }; } });
  onTestFinished(() => started.close());
  return { ...started, members, texts: () => sms.sent.map(({ to, text }) => `${to} ${text}`) };
}

describe('the visit of the docs', () => {
  test('is reminded of at its times, moves, and is asked about in business hours, the morning after', async () => {
    const { host, clock, texts } = open();
    // Monday, 4 May 2026, 06:00 UTC
    const said = (id: string, type: 'visit.booked' | 'visit.moved', at: string) => patiently(clock, host.accept({ id, source: 'shop', who: ann, type, data: { visit: 'v1', at } }));
    await said('1', 'visit.booked', '2026-05-20T12:00:00+02:00');
    await clock.advance(days(9) + hours(1));
    expect(texts()).toEqual([]);
    await clock.advance(hours(2));
    expect(texts()).toEqual(['+436601234567 A week to go.']);
    await said('2', 'visit.moved', '2026-05-22T12:00:00+02:00');
    await clock.advance(days(8) - hours(3) + hours(9));
    expect(texts()).toEqual(['+436601234567 A week to go.', '+436601234567 See you tomorrow.']);
    await clock.advance(hours(24));
    expect(texts().at(-1)).toBe('+436601234567 See you in two hours.');
    // Friday noon and seven working hours: Monday 16:00, asked on Tuesday at half past nine
    await clock.advance(days(3));
    expect(texts()).toHaveLength(3);
    await clock.advance(days(1));
    expect(texts().at(-1)).toBe('+436601234567 How was it?');
  });
});

test('a wait can be ended by its name where a journey is asked alone', () => {
  const then = given(visit, ['visit.booked', { visit: 'v1', at: '2026-05-20T12:00:00+02:00' }]).when('time passes', 'the day before');
  expect(then.effects).toEqual([{ type: 'send', params: { channel: 'sms', purpose: 'service', template: 'tomorrow' } }]);
  expect(then.state).toBe('booked');
});

test('the gold club of the docs greets who comes in and says goodbye to who is gone, each morning', async () => {
  const { clock, members, texts } = open(['+436600000001', '+436600000002']);
  await clock.advance(days(1));
  expect(texts().toSorted()).toEqual(['+436600000001 Welcome to the gold club.', '+436600000002 Welcome to the gold club.']);
  members.splice(0, 1, '+436600000003');
  await clock.advance(days(1));
  expect(texts().slice(2).toSorted()).toEqual(['+436600000001 You have left the gold club.', '+436600000003 Welcome to the gold club.']);
  await clock.advance(days(1));
  expect(texts()).toHaveLength(4);
});

test('the newsletter of the docs leaves when customers like this one read, and never by night', async () => {
  // Monday, 4 May 2026, 06:00 UTC, 08:00 in Vienna; most read at 22:00, and next to that at 19:00
  const clock = createTestClock(Date.UTC(2026, 4, 4, 6));
  const email = { ...createRecordingChannel(), identityNamespace: 'email' };
  const seldom = Object.fromEntries(Array.from({ length: 168 }, (_, hour) => [hour, { sent: 100, answered: 5 }]));
  const alike = { ...seldom, 19: { sent: 100, answered: 50 }, 22: { sent: 100, answered: 90 } };
  const host = startPaper(email, { store: createMemoryStore({ clock }), clock, alike });
  onTestFinished(() => host.close());
  const until: number[] = [];
  host.on('message.waits', (waits) => until.push(waits.until));
  const readers = Array.from({ length: 40 }, (_, n) => `email:reader${n}@example.com`);
  for (const who of readers) await host.accept({ id: who, source: 'paper', who: [who], type: 'issue.published', data: {} });
  const hoursLater = until.map((at) => (at - clock.now()) / hours(1));
  // 17:00 UTC is 19:00 in Vienna; one in twenty is drawn by lot
  expect(hoursLater.filter((later) => later === 11).length).toBeGreaterThan(30);
  expect(hoursLater.every((later) => later <= 24 && !(later > 13 && later < 24))).toBe(true);
  await clock.advance(days(1) + hours(2));
  expect(email.sent).toHaveLength(readers.length);
});

test('the opening hours of the docs tell when somebody is there, also after a holiday and in an emergency', () => {
  const at = (text: string): number => Date.parse(`${text}:00+02:00`);
  // Wednesday at four; Thursday is a holiday
  expect(promised(at('2026-05-13T16:00'))).toEqual({ isOpen: true, opensAt: at('2026-05-13T16:00'), answeredBy: at('2026-05-15T12:00') });
  expect(promised(at('2026-05-14T10:00'))).toEqual({ isOpen: false, opensAt: at('2026-05-15T09:00'), answeredBy: at('2026-05-15T14:00') });
  // Monday: until two in the afternoon nobody is there
  expect(promised(at('2026-05-11T10:00'))).toMatchObject({ isOpen: false, opensAt: at('2026-05-11T14:00') });
  expect(waitedHours(at('2026-05-13T16:00'), at('2026-05-15T10:00'))).toBe(2);
});

describe('the sale of the docs', () => {
  const customers = Array.from({ length: 100 }, (_, n) => `phone:+4366000000${String(n).padStart(2, '0')}`);
  function openSale() {
    const sms = createSms();
    const started = startSale(sms, async function* () { for (const who of customers) yield { who: [who] }; });
    onTestFinished(() => started.host.close());
    return { ...started, texts: () => sms.sent.map(({ text }) => text) };
  }

  test('is offered to a few on Friday and to everybody on Saturday, each once, and each is reminded once', async () => {
    const { clock, offer, texts } = openSale();
    const offered = offer(new AbortController().signal);
    await clock.advance(hours(23));
    expect(texts()).toEqual([]);
    await clock.advance(hours(2));
    const few = texts().length;
    expect(few).toBeGreaterThan(2);
    expect(few).toBeLessThan(25);
    await clock.advance(hours(24));
    expect(await offered).toEqual({ status: 'done', told: customers.length, refused: 0 });
    await clock.advance(days(3));
    expect(texts().filter((text) => text === 'Only now: a chair.')).toHaveLength(customers.length);
    expect(texts().filter((text) => text === 'Still there: a chair.')).toHaveLength(customers.length);
  });

  test('stops before everybody hears of it, where somebody stops it on Friday', async () => {
    const { clock, offer, texts } = openSale();
    const stopping = new AbortController();
    const offered = offer(stopping.signal);
    await clock.advance(hours(30));
    const few = texts().length;
    stopping.abort();
    expect(await patiently(clock, offered)).toMatchObject({ status: 'stopped', told: few });
    await clock.advance(days(3));
    expect(texts().filter((text) => text === 'Only now: a chair.')).toHaveLength(few);
  });

  test('lets nobody in by night or before it, and a newer offer takes the place of the one before', async () => {
    const { host, clock, texts } = openSale();
    let said = 0;
    const say = (item: string) => host.accept({ id: String(++said), source: 'shop', who: ann, type: 'sale.offered', data: { item } });
    expect(await say('a table')).toMatchObject({ status: 'ignored', reason: 'NotEntered' });
    await clock.advance(hours(36));
    // Friday, nine in the evening in Vienna
    expect(await say('a table')).toMatchObject({ status: 'ignored', reason: 'NotEntered' });
    await clock.advance(hours(12));
    expect(await say('a table')).toMatchObject({ status: 'handled' });
    await clock.advance(hours(10));
    expect(await say('a bed')).toMatchObject({ status: 'handled' });
    await clock.advance(days(2));
    expect(texts()).toEqual(['Only now: a table.', 'Only now: a bed.', 'Still there: a bed.']);
  });
});

describe('the basket of the docs', () => {
  function openShop() {
    const clock = createTestClock();
    const [push, sms] = [{ ...createRecordingChannel(), identityNamespace: 'app' }, createSms()];
    const host = createOrchestrator({ journeys: [basket], clock, store: createMemoryStore({ clock }), channels: { push, sms }, timing: { pollMs: days(365) } });
    onTestFinished(() => host.close());
    let said = 0;
    const say = (type: 'basket.changed' | 'basket.ordered' | 'page.viewed' | 'call.wanted', data: object = {}) => host.accept({ id: String(++said), source: 'shop', who: ['app:ann', ...ann], type, data } as never);
    const where = async () => (await host.explain('app:ann')).journeys[0]?.where;
    const opened = async () => {
      const [message] = push.sent.slice(-1);
      await push.hear({ kind: 'receipt', id: `opened ${message?.key}`, providerId: `p-${message?.key}`, state: 'read' });
      await clock.advance(100);
    };
    return { clock, say, where, opened, sent: () => [...push.sent, ...sms.sent].map(({ text }) => text) };
  }

  test('is held until an hour has passed without a change', async () => {
    const { clock, say, where } = openShop();
    await say('basket.changed', { items: 1 });
    for (let n = 2; n < 6; n += 1) {
      await clock.advance(minutes(50));
      await say('basket.changed', { items: n });
    }
    expect(await where()).toEqual(['holding']);
    await clock.advance(hours(1));
    expect(await where()).toEqual(['reminding']);
  });

  test('goes on by what becomes of its own message, or by time', async () => {
    const { clock, say, where, opened, sent } = openShop();
    await say('basket.changed', { items: 1 });
    await clock.advance(hours(1) + 100);
    await opened();
    expect(await where()).toEqual(['deciding']);
    const other = openShop();
    await other.say('basket.changed', { items: 1 });
    await other.clock.advance(hours(5) + 200);
    expect(await other.where()).toEqual(['reminding by SMS']);
    expect([sent().length, other.sent().length]).toEqual([1, 2]);
  });

  test.each([
    [['page.viewed', 'call.wanted'], 'calling'],
    [['call.wanted', 'page.viewed'], 'calling'],
    [['page.viewed'], 'helping'],
  ] as const)('is raced for by %s: the best wins, not the first', async (events, winner) => {
    const { clock, say, where, opened } = openShop();
    await say('basket.changed', { items: 1 });
    await clock.advance(hours(1) + 100);
    await opened();
    for (const event of events) {
      await say(event);
      expect(await where()).toEqual(['deciding']);
    }
    await clock.advance(minutes(30));
    expect(await where()).toEqual([winner]);
  });
});
