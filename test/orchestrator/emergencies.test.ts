import { describe, expect, onTestFinished, test } from 'vitest';
import { days, defineJourney, hours, minutes, noData } from 'throughline';
import { defineCalendar } from 'throughline/policy';
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
const open = (emergencies: () => readonly { readonly from: number; readonly until?: number }[]): TestHost => {
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
