import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessHoursOf } from '../../../src/desk/business-hours-of.js';
import { days, hours, minutes } from '../../../src/model/duration.js';
import { measureSla, type SlaReading } from '../../../src/routing/sla/measure-sla.js';
import { defineSlaPolicies, slaPolicyOf, type SlaMetric, type SlaPolicy } from '../../../src/routing/sla/sla-policy.js';
import { startTimeline, stepTimeline, type SlaEvent, type SlaTimeline } from '../../../src/routing/sla/sla-timeline.js';
import { runsOf } from '../../full-size.js';
import { refusalOf } from '../../model/refusal-of.js';

const office = businessHoursOf({ timeZone: 'UTC', open: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], hours: ['09:00-17:00'] }] });
const target = { ms: hours(2), hours: 'office' };
const policies = defineSlaPolicies([{ name: 'urgent', when: { priorityFrom: 5 }, targets: { 'first-reply': { ms: minutes(10) } } }, { name: 'usual', targets: { 'first-reply': target, 'next-reply': target, 'requester-wait': target, 'agent-work': target } }]);
const usual = policies[1] ?? expect.fail('there are two');
// a Friday
const friday = Date.UTC(2026, 2, 6);
const read = (metric: SlaMetric, at: number, events: readonly SlaEvent[] = [], policy: SlaPolicy = usual): SlaReading | undefined =>
  measureSla({ policy, metric, hours: { office }, at }, events.reduce(stepTimeline, startTimeline(friday + hours(16))));
const said = (type: 'customer-wrote' | 'agent-replied', at: number): SlaEvent => ({ type, at });
const is = (status: Extract<SlaEvent, { type: 'status' }>['status'], at: number): SlaEvent => ({ type: 'status', status, at });

describe('a promise to the customer (care-rules 3.7)', () => {
  test('counts in business hours, over the weekend, and is at risk before it is broken', () => {
    const monday = friday + days(3);
    expect(read('first-reply', friday + hours(16.5))).toEqual({ metric: 'first-reply', status: 'running', targetMs: hours(2), elapsedMs: hours(0.5), share: 0.25, riskAt: monday + hours(9.6), dueAt: monday + hours(10) });
    expect(read('first-reply', friday + days(1))).toMatchObject({ status: 'running', elapsedMs: hours(1), dueAt: monday + hours(10) });
    expect(read('first-reply', monday + hours(9.6))).toMatchObject({ status: 'at-risk', dueAt: monday + hours(10) });
    expect(read('first-reply', monday + hours(10))).toMatchObject({ status: 'at-risk', share: 1 });
    expect(read('first-reply', monday + hours(10) + 1)).toMatchObject({ status: 'breached' });
    expect(read('first-reply', monday + days(9), [said('agent-replied', monday + hours(10))])).toMatchObject({ status: 'met', share: 1 });
    expect(read('first-reply', monday + days(9), [said('agent-replied', monday + hours(11))])).toMatchObject({ status: 'missed', elapsedMs: hours(3) });
  });
  test('of a reply begins anew with the oldest message that is not answered', () => {
    const at = (hour: number): number => friday + days(3) + hours(hour);
    const talk = [said('customer-wrote', at(8)), said('agent-replied', at(9)), said('customer-wrote', at(10)), said('customer-wrote', at(11))];
    expect(read('next-reply', at(9), talk.slice(0, 2))).toBeUndefined();
    expect(read('next-reply', at(11.5), talk)).toMatchObject({ status: 'running', elapsedMs: hours(1.5) });
    expect(read('next-reply', at(16), [...talk, said('agent-replied', at(11.75))])).toMatchObject({ status: 'met', elapsedMs: hours(1.75) });
    expect(read('next-reply', at(16), [...talk, said('agent-replied', at(11.75)), said('customer-wrote', at(15.5))])).toMatchObject({ status: 'running', elapsedMs: hours(0.5) });
  });
  test('of work pauses while the customer is asked, and of the agent\'s own work also while others are', () => {
    const at = (hour: number): number => friday + days(3) + hours(hour);
    const work = [is('open', at(9)), is('pending', at(9.5)), is('open', at(12)), is('on-hold', at(12.25))];
    expect(read('requester-wait', at(11), work.slice(0, 2))).toMatchObject({ status: 'paused', elapsedMs: hours(1.5) });
    expect(read('requester-wait', at(11), work.slice(0, 2))).not.toHaveProperty('dueAt');
    expect(read('requester-wait', at(13), work)).toMatchObject({ status: 'breached', elapsedMs: hours(2.5) });
    expect(read('agent-work', at(13), work)).toMatchObject({ status: 'paused', elapsedMs: hours(1.75) });
    expect(read('agent-work', at(16), [...work, is('solved', at(13))])).toMatchObject({ status: 'met', elapsedMs: hours(1.75) });
    // who comes back finds the clock where it was
    expect(read('agent-work', at(15), [...work, is('solved', at(13)), is('open', at(14.5))])).toMatchObject({ status: 'breached', elapsedMs: hours(2.25) });
  });
  test('is that of the first agreement that fits, and one that changes counts from the beginning', () => {
    const asked = { queue: 'orders', channel: 'chat', priority: 0 };
    expect([slaPolicyOf(policies, asked)?.name, slaPolicyOf(policies, { ...asked, priority: 5 })?.name]).toEqual(['usual', 'urgent']);
    const [one] = defineSlaPolicies([{ name: 'a', when: { queues: ['bills'], channels: ['chat'] }, targets: {} }]);
    expect([{ ...asked, queue: 'bills' }, asked, { ...asked, queue: 'bills', channel: 'call' }].map((contact) => slaPolicyOf(one === undefined ? [] : [one], contact)?.name)).toEqual(['a', undefined, undefined]);
    expect(read('first-reply', friday + hours(16.5), [], policies[0])).toMatchObject({ status: 'breached', elapsedMs: minutes(30) });
    expect(read('next-reply', friday + hours(17), [], policies[0])).toBeUndefined();
  });
  test('whose hours nobody knows stands, can be seen, and has no moment made up for it', () => {
    const reading = measureSla({ policy: usual, metric: 'first-reply', hours: {}, at: friday + days(30) }, startTimeline(friday));
    expect(reading).toEqual({ metric: 'first-reply', status: 'running', targetMs: hours(2), elapsedMs: 0, share: 0 });
    expect(refusalOf(() => businessHoursOf({ timeZone: 'UTC', open: [] })).code).toBe('InvalidOptions');
  });
  test('that makes no sense is refused by name', () => {
    const refusal = refusalOf(() => defineSlaPolicies([{ name: 'a', targets: { 'first-reply': { ms: 14_999 } } }]));
    expect([refusal.code, refusal.facts['path']]).toEqual(['InvalidOptions', 'slaPolicies.0.targets.first-reply.ms']);
    expect(refusalOf(() => defineSlaPolicies([{ name: 'a', targets: {}, atRiskFrom: 1 }])).code).toBe('InvalidOptions');
  });
});

const metrics: readonly SlaMetric[] = ['first-reply', 'next-reply', 'requester-wait', 'agent-work'];
const someStory = fc.array(fc.record({ after: fc.constantFrom(0, 1, minutes(7), hours(1), hours(20)), what: fc.constantFrom<(at: number) => SlaEvent>((at) => said('customer-wrote', at), (at) => said('agent-replied', at), ...(['open', 'pending', 'on-hold', 'solved'] as const).map((status) => (at: number) => is(status, at))) }), { maxLength: 8 });

test('a promise is seen to be at risk before it is broken, the moments that were told come true, and nothing that was broken mends by itself', () => {
  const sound = (measure: typeof measureSla) => fc.property(someStory, fc.constantFrom(...metrics), fc.integer({ min: 1, max: 60 }), (story, metric, step) => {
    let timeline: SlaTimeline = startTimeline(friday + hours(10));
    let at = friday + hours(10);
    const ask = (moment: number): SlaReading | undefined => measure({ policy: usual, metric, hours: { office }, at: moment }, timeline);
    for (const { after, what } of story) {
      const first = ask(at);
      if (first?.riskAt !== undefined && first.dueAt !== undefined) {
        expect(first.riskAt).toBeLessThan(first.dueAt);
        expect([ask(first.riskAt - 1)?.status, ask(first.riskAt)?.status]).toEqual(['running', 'at-risk']);
      }
      if (first?.dueAt !== undefined) {
        expect(ask(first.dueAt)?.share).toBe(1);
        expect(ask(first.dueAt)?.status).toBe('at-risk');
        // closed right after: it is broken as soon as somebody is there again
        expect(ask((office.add(first.dueAt, 1) ?? 0))?.status).toBe('breached');
      }
      let before = first;
      for (let moment = at; moment <= at + after; moment += minutes(step)) {
        const now = ask(moment);
        expect(now?.elapsedMs ?? 0).toBeGreaterThanOrEqual(before?.elapsedMs ?? 0);
        if (before?.status === 'running' && step <= 24) expect(now?.status).not.toBe('breached');
        before = now;
      }
      at += after;
      timeline = stepTimeline(timeline, what(at));
    }
  });
  fc.assert(sound(measureSla), { numRuns: runsOf({ ci: 200, full: 50_000 }) });
  // one that counts every hour, and one that warns only when it is too late
  const planted: readonly (typeof measureSla)[] = [
    (measure, timeline) => measureSla({ ...measure, hours: { office: { between: (from, until) => until - from, add: office.add } } }, timeline),
    (measure, timeline) => { const reading = measureSla(measure, timeline); return reading?.status === 'at-risk' ? { ...reading, status: 'running' } : reading; },
  ];
  for (const one of planted) expect(fc.check(sound(one), { numRuns: 5_000, endOnFailure: true }).failed).toBe(true);
});
