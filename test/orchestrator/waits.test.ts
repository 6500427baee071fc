import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, noData } from 'throughline';
import { defineCalendar } from 'throughline/policy';
import { createHost, startOfTime, type TestHost } from './host.js';

const { setup } = defineJourney({
  id: 'visit', version: 1,
  events: { 'visit.booked': z.object({ at: z.string().nullable() }), 'visit.moved': z.object({ at: z.string().nullable() }), 'visit.noted': z.object({ note: z.string() }), 'visit.over': noData },
  facts: { at: facts.internal(z.string().nullable()), note: facts.internal(z.string()) },
  channels: { chat: ['text'] },
  entry: { on: ['visit.booked'], reentry: { mode: 'after-exit' } },
  exit: [{ on: 'visit.over', when: 'immediate', reason: 'over' }],
  ttlMs: days(400),
});
const say = (text: string) => ({ actions: { type: 'send', params: { channel: 'chat', purpose: 'service', text } } }) as const;
const visit = setup({
  delays: {
    'a day before': { until: { date: 'at', minus: days(1), at: '09:00', zone: 'customer', otherwise: 'UTC' }, ifPast: 'never' },
    'an hour before': { until: { date: 'at', minus: hours(1), zone: 'UTC' }, ifPast: 'never' },
    'the visit': { until: { date: 'at', zone: 'UTC' }, ifPast: 'at-once' },
  },
}).createMachine({
  context: ({ input }) => ({ at: input.event.data.at, note: '' }), initial: 'booked',
  on: { 'visit.moved': { actions: { type: 'remember', params: { facts: ['at'] } } }, 'visit.noted': { actions: { type: 'remember', params: { facts: ['note'] } } } },
  states: {
    booked: { after: { 'a day before': say('tomorrow'), 'an hour before': say('in an hour'), 'the visit': 'over' } },
    over: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'welcome' } }, type: 'final' },
  },
});

const open = (more: Parameters<typeof createHost>[2] = {}): TestHost => {
  const host = createHost([visit], undefined, more);
  onTestFinished(() => host.orchestrator.close());
  return host;
};
/** so long after the beginning of time, as an event says it */
const moment = (ms: number): string => new Date(startOfTime + ms).toISOString();

describe('a journey that waits until a date in its data', () => {
  test('reminds at each of its times before the date, in order, and goes on at the date', async () => {
    const host = open();
    await host.say('ann', 'visit.booked', { at: moment(days(3)) });
    const [run] = (await host.orchestrator.explain('user:ann')).journeys;
    // time begins at 08:00 UTC
    expect(run?.movesByItself.slice(0, 3)).toEqual([
      { at: startOfTime + days(2) + hours(1), because: "the delay 'a day before' ends" },
      { at: startOfTime + days(3) - hours(1), because: "the delay 'an hour before' ends" },
      { at: startOfTime + days(3), because: "the delay 'the visit' ends" },
    ]);
    await host.clock.advance(days(2) + hours(1) - 1);
    expect(host.texts()).toEqual([]);
    await host.clock.advance(minutes(1));
    expect(host.texts()).toEqual(['tomorrow']);
    await host.clock.advance(days(1));
    expect(host.texts()).toEqual(['tomorrow', 'in an hour', 'welcome']);
  });

  test('moves with the date, and never speaks of the old one', async () => {
    const host = open();
    await host.say('ann', 'visit.booked', { at: moment(days(3)) });
    await host.say('ann', 'visit.moved', { at: moment(days(10)) });
    await host.clock.advance(days(8));
    expect(host.texts()).toEqual([]);
    await host.clock.advance(days(3));
    expect(host.texts()).toEqual(['tomorrow', 'in an hour', 'welcome']);
  });

  test('moves to an earlier date too; what would have been said before now is left out', async () => {
    const host = open();
    await host.say('ann', 'visit.booked', { at: moment(days(10)) });
    await host.say('ann', 'visit.moved', { at: moment(hours(2)) });
    await host.clock.advance(hours(3));
    expect(host.texts()).toEqual(['in an hour', 'welcome']);
  });

  test('ends at once, where it says so, when the date that becomes known has passed', async () => {
    const host = open();
    await host.say('ann', 'visit.booked', { at: moment(-days(1)) });
    await host.settle();
    expect(host.texts()).toEqual(['welcome']);
  });

  test('ends at once, where it says so, when its date moves into the past', async () => {
    const host = open();
    await host.say('ann', 'visit.booked', { at: moment(days(9)) });
    await host.clock.advance(days(1));
    await host.say('ann', 'visit.moved', { at: moment(hours(3)) });
    await host.settle();
    expect(host.texts()).toEqual(['welcome']);
  });

  test('waits on while no date is known, says so, and begins when it is', async () => {
    const host = open();
    await host.say('ann', 'visit.booked', { at: null });
    await host.clock.advance(days(50));
    expect(host.texts()).toEqual([]);
    const [run] = (await host.orchestrator.explain('user:ann')).journeys;
    expect(run?.waitsFor).toEqual(['visit.moved', 'visit.noted', "a date for 'a day before'", "a date for 'an hour before'", "a date for 'the visit'"]);
    expect(run?.movesByItself.map(({ because }) => because)).toEqual(['its time to live is over']);
    await host.say('ann', 'visit.moved', { at: moment(days(53)) });
    await host.clock.advance(days(4));
    expect(host.texts()).toEqual(['tomorrow', 'in an hour', 'welcome']);
  });

  test('is taken back where the date becomes unknown again', async () => {
    const host = open();
    await host.say('ann', 'visit.booked', { at: moment(days(3)) });
    await host.say('ann', 'visit.moved', { at: null });
    await host.clock.advance(days(20));
    expect(host.texts()).toEqual([]);
  });

  test('does not end a second time when the date moves after it has ended', async () => {
    const host = open();
    await host.say('ann', 'visit.booked', { at: moment(days(3)) });
    await host.clock.advance(days(2) + hours(2));
    await host.say('ann', 'visit.moved', { at: moment(days(6)) });
    await host.clock.advance(days(5));
    expect(host.texts()).toEqual(['tomorrow', 'in an hour', 'welcome']);
  });

  test('ends on time where it came due while the process was down and another fact changed first', async () => {
    const host = open();
    await host.say('ann', 'visit.booked', { at: moment(days(3)) });
    await host.orchestrator.close();
    await host.clock.advance(days(2) + hours(2));
    host.reopen();
    await host.say('ann', 'visit.noted', { note: 'at the back door' });
    await host.clock.advance(minutes(1));
    expect(host.texts()).toEqual(['tomorrow']);
  });

  test("goes by the customer's own clock, and moves when they are found to live elsewhere", async () => {
    const host = open();
    await host.say('ann', 'visit.booked', { at: moment(days(3)) });
    await host.say('ann', 'customer.updated', { timeZone: 'America/New_York' });
    const nineInNewYork = startOfTime + days(2) + hours(1) + hours(5);
    const [run] = (await host.orchestrator.explain('user:ann')).journeys;
    expect(run?.movesByItself[0]).toEqual({ at: nineInNewYork, because: "the delay 'a day before' ends" });
    await host.clock.advance(days(2) + hours(5));
    expect(host.texts()).toEqual([]);
    await host.clock.advance(hours(1) + minutes(1));
    expect(host.texts()).toEqual(['tomorrow']);
  });

  test('keeps an event that says no date with its cause, and waits on by the date before', async () => {
    const host = open();
    await host.say('ann', 'visit.booked', { at: moment(days(3)) });
    const receipt = await host.say('ann', 'visit.moved', { at: 'next week' });
    expect(receipt).toMatchObject({ status: 'parked' });
    const [parked] = (await host.orchestrator.list({ kind: 'parked' })).items;
    expect(parked?.cause).toBe('InvalidTime');
    const [run] = (await host.orchestrator.explain('user:ann')).journeys;
    expect(run?.movesByItself[0]?.at).toBe(startOfTime + days(2) + hours(1));
  });
});

test('a customer who turns out to live elsewhere is reminded by the clock there, and by their own again should that be undone', async () => {
  const host = open();
  const due = async (who: string): Promise<number | undefined> => (await host.orchestrator.explain(`user:${who}`)).journeys[0]?.movesByItself.find(({ because }) => because.includes('a day before'))?.at;
  await host.say('account', 'customer.updated', { timeZone: 'Asia/Tokyo' });
  await host.clock.advance(1);
  await host.say('guest', 'visit.booked', { at: moment(days(3)) });
  const nine = startOfTime + days(2) + hours(1);
  expect(await due('guest')).toBe(nine);
  const { merged = '' } = await host.orchestrator.link('user:account', 'user:guest', 'one person');
  // in Tokyo it is nine hours later
  expect(await due('guest')).toBe(nine - hours(9));
  await host.orchestrator.unlink(merged, 'two persons');
  expect(await due('guest')).toBe(nine);
  expect(await due('account')).toBeUndefined();
});

test('however often the date moves, each reminder comes once, for the last date alone', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ in: fc.integer({ min: 30, max: 900 }), after: fc.nat(6) }), { minLength: 1, maxLength: 6 }), async (moves) => {
    const host = createHost([visit]);
    try {
      await host.say('ann', 'visit.booked', { at: moment(hours(1_000)) });
      let passed = 0;
      for (const move of moves) {
        // nothing comes due meanwhile: each date lies more than a day ahead of the last move
        await host.say('ann', 'visit.moved', { at: moment(hours(passed + 60 + move.in)) });
        await host.clock.advance(hours(move.after));
        passed += move.after;
      }
      const last = startOfTime + hours(passed - (moves.at(-1)?.after ?? 0) + 60 + (moves.at(-1)?.in ?? 0));
      await host.clock.advance(last - host.clock.now() - hours(1) - 1);
      expect(host.texts()).toEqual(['tomorrow']);
      await host.clock.advance(hours(2));
      expect(host.texts()).toEqual(['tomorrow', 'in an hour', 'welcome']);
    } finally {
      await host.orchestrator.close();
    }
  }), { numRuns: 25 });
});

describe('a journey that waits for business hours or a time of day', () => {
  const { setup: ask } = defineJourney({
    id: 'ask', version: 1, events: { 'case.opened': noData }, facts: {}, channels: { chat: ['text'] },
    entry: { on: ['case.opened'], reentry: { mode: 'after-exit' } }, ttlMs: days(30),
  });
  const asking = ask({ delays: { 'a working day': { business: hours(8), calendar: 'desk' }, morning: { until: { at: '07:30', zone: 'Europe/Vienna' } } } }).createMachine({
    context: {}, initial: 'open',
    states: { open: { after: { morning: say('good morning'), 'a working day': 'late' } }, late: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'late' } }, type: 'final' } },
  });
  // time begins on Friday, 15 January 2027, 08:00 UTC
  const desk = defineCalendar({ timeZone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-17:00'] }], holidays: [{ date: '2027-01-15' }] });

  test('lets the weekend pass', async () => {
    const host = createHost([asking], undefined, { calendars: { desk } });
    onTestFinished(() => host.orchestrator.close());
    await host.say('ann', 'case.opened');
    await host.clock.advance(days(1));
    expect(host.texts()).toEqual(['good morning']);
    await host.clock.advance(days(2) + hours(9) - minutes(1));
    expect(host.texts()).toEqual(['good morning']);
    await host.clock.advance(minutes(2));
    expect(host.texts()).toEqual(['good morning', 'late']);
  });

  test('waits on through an emergency that began meanwhile, and through one until further notice until it is over', async () => {
    let emergencies: readonly { readonly from: number; readonly until?: number }[] = [];
    const flooded = defineCalendar({ timeZone: 'UTC', open: [{ hours: ['09:00-17:00'] }], emergencies: () => emergencies });
    const host = createHost([asking], undefined, { calendars: { desk: flooded } });
    onTestFinished(() => host.orchestrator.close());
    const late = () => host.texts().includes('late');
    // Friday at 8: eight hours of business end at 17
    await host.say('ann', 'case.opened');
    await host.clock.advance(hours(4));
    emergencies = [{ from: startOfTime + hours(3), until: startOfTime + hours(5) }];
    await host.clock.advance(hours(5) + minutes(1));
    // two hours are still to come, on Saturday from 9 on
    expect(late()).toBe(false);
    emergencies = [...emergencies, { from: startOfTime + hours(20) }];
    await host.clock.advance(days(3));
    expect(late()).toBe(false);
    emergencies = emergencies.slice(0, 1);
    await host.clock.advance(hours(1) + minutes(1));
    expect(late()).toBe(true);
  });

  test('that begins in an emergency until further notice waits for its end', async () => {
    let emergencies: readonly { readonly from: number }[] = [{ from: 0 }];
    const host = createHost([asking], undefined, { calendars: { desk: defineCalendar({ timeZone: 'UTC', open: [{ hours: ['00:00-24:00'] }], emergencies: () => emergencies }) } });
    onTestFinished(() => host.orchestrator.close());
    expect(await host.say('ann', 'case.opened')).toMatchObject({ status: 'handled' });
    await host.clock.advance(days(2));
    expect(host.texts()).not.toContain('late');
    emergencies = [];
    await host.clock.advance(hours(1) + minutes(1));
    expect(host.texts()).toContain('late');
  });

  test('is not wired where the host does not say the hours', () => {
    expect(() => createHost([asking])).toThrow("Journey 'ask' waits by the business hours 'desk': give them in 'calendars'.");
  });
});
