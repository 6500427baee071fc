import { describe, expect, onTestFinished, test } from 'vitest';
import { days, defineJourney, hours, minutes, noData } from 'throughline';
import { defineCalendar, type CalendarOptions } from 'throughline/policy';
import { createHost, startOfTime, type TestHost } from './host.js';

const { setup } = defineJourney({
  id: 'ask', version: 1, events: { 'case.opened': noData }, facts: {}, channels: { chat: ['text'] },
  entry: { on: ['case.opened'], reentry: { mode: 'after-exit' } }, ttlMs: days(90),
});
const asking = setup({ delays: { 'a working day': { business: hours(8), calendar: 'desk' } } }).createMachine({
  context: {}, initial: 'open',
  states: { open: { after: { 'a working day': 'late' } }, late: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'late' } }, type: 'final' } },
});
// time begins on Friday, 15 January 2027, 08:00 UTC
const open = (emergencies: CalendarOptions['emergencies'] & {}): TestHost => {
  const host = createHost([asking], undefined, { calendars: { desk: defineCalendar({ timeZone: 'UTC', open: [{ hours: ['00:00-24:00'] }], emergencies }) } });
  onTestFinished(() => host.orchestrator.close());
  return host;
};
const isLate = (host: TestHost): boolean => host.texts().includes('late');

describe('a wait for business hours whose emergencies cannot be told', () => {
  test('parks the delay with its cause, once, and waits on when it is redriven', async () => {
    let breaks = false;
    const host = open(() => { if (breaks) throw new Error('no connection'); return []; });
    const faults: unknown[] = [];
    host.orchestrator.on('fault', ({ where, code }) => { faults.push({ where, code }); });
    await host.say('ann', 'case.opened');
    breaks = true;
    await host.clock.advance(days(1));
    expect((await host.orchestrator.list({ kind: 'parked' })).items).toMatchObject([{ cause: 'InvalidOptions' }]);
    expect(faults).toEqual([{ where: 'journey:ask', code: 'InvalidOptions' }]);
    expect(isLate(host)).toBe(false);
    breaks = false;
    expect(await host.orchestrator.redrive({ journey: 'ask' })).toMatchObject({ done: [expect.anything()] });
    await host.clock.advance(minutes(1));
    expect(isLate(host)).toBe(true);
  });
  test('still not to be told when it is redriven, it stays parked', async () => {
    let breaks = false;
    const host = open(() => { if (breaks) throw new Error('no connection'); return []; });
    await host.say('ann', 'case.opened');
    breaks = true;
    await host.clock.advance(hours(9));
    expect(await host.orchestrator.redrive({ journey: 'ask' })).toMatchObject({ done: [], still: { id: expect.anything() } });
    expect((await host.orchestrator.list({ kind: 'parked' })).items).toHaveLength(1);
  });
  test('as it begins, parks the event that began it', async () => {
    const host = open(() => { throw new Error('no connection'); });
    expect(await host.say('ann', 'case.opened')).toMatchObject({ status: 'parked' });
    expect(host.clock.now()).toBe(startOfTime);
    expect((await host.orchestrator.list({ kind: 'parked' })).items).toMatchObject([{ cause: 'InvalidOptions' }]);
  });
});

describe('a wait for business hours in an emergency', () => {
  test('ends within the hour when the emergency is taken back before its end, and does not tell the next look as the end', async () => {
    let emergencies: readonly { readonly from: number; readonly until: number }[] = [{ from: startOfTime, until: startOfTime + days(7) }];
    const host = open(() => emergencies);
    await host.say('ann', 'case.opened');
    const moves = async () => (await host.orchestrator.explain('user:ann')).journeys[0]?.movesByItself[0];
    // were it taken back now, the eight hours would still be to come
    expect(await moves()).toEqual({ at: startOfTime + hours(8), because: "'a working day' waits for business hours in an emergency and is looked at again" });
    await host.clock.advance(days(1));
    expect(isLate(host)).toBe(false);
    emergencies = [];
    await host.clock.advance(hours(1) + minutes(1));
    expect(isLate(host)).toBe(true);
  });
  test('that is not taken back lasts as long as was said', async () => {
    const host = open(() => [{ from: startOfTime, until: startOfTime + days(7) }]);
    await host.say('ann', 'case.opened');
    await host.clock.advance(days(7) + hours(8) - minutes(1));
    expect(isLate(host)).toBe(false);
    expect((await host.orchestrator.explain('user:ann')).journeys[0]?.movesByItself[0]).toEqual({ at: startOfTime + days(7) + hours(8), because: "the delay 'a working day' ends" });
    await host.clock.advance(minutes(2));
    expect(isLate(host)).toBe(true);
  });
  test('until further notice that stands in a list waits for a host without it', async () => {
    const host = open([{ from: 0 }]);
    expect(await host.say('ann', 'case.opened')).toMatchObject({ status: 'handled' });
    await host.clock.advance(days(2));
    expect(isLate(host)).toBe(false);
  });
});
