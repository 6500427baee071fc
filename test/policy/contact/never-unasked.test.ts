import fc from 'fast-check';
import { expect, test } from 'vitest';
import { days, hours } from '../../../src/model/duration.js';
import type { Consent } from '../../../src/model/consent.js';
import type { ContactAsked, ContactKnown } from '../../../src/policy/contact/contact-asked.js';
import { defineContactPolicy } from '../../../src/policy/contact/contact-policy.js';
import { decideContact } from '../../../src/policy/contact/decide-contact.js';
import { toWall } from '../../../src/policy/time/wall-clock.js';
import { runsOf } from '../../full-size.js';
import { at } from '../time/at.js';

const policy = defineContactPolicy({
  caps: [{ name: 'two a day', most: 2, window: { kind: 'rolling', ms: days(1) } }, { name: 'three a week', most: 3, window: { kind: 'calendar', unit: 'week', zone: 'customer' } }],
  quietHours: { hours: [{ hours: ['21:00-08:00'] }] },
  lookAheadMs: hours(6),
  longestWaitMs: days(40),
  next: { 'cap-reached': 'wait', 'lower-priority': 'wait', suppressed: 'wait' },
});

const channel = fc.constantFrom('sms', 'email', 'post');
const purpose = fc.constantFrom('transactional' as const, 'service' as const, 'survey' as const, 'marketing' as const);
const moment = fc.integer({ min: at('2026-03-20T00:00Z'), max: at('2026-04-10T00:00Z') });
const consent: fc.Arbitrary<Consent> = fc.record({ channel: fc.constantFrom('sms', 'email', '*'), purpose: fc.constantFrom('marketing' as const, 'survey' as const, 'service' as const, '*' as const), state: fc.constantFrom('given' as const, 'given' as const, 'withdrawn' as const), at: fc.nat(9), source: fc.constant('form') });
const someCustomer: fc.Arbitrary<ContactKnown> = fc.record({
  consents: fc.array(consent, { maxLength: 4 }),
  suppressions: fc.array(fc.record({ channel, reason: fc.constant('bounced'), until: moment }), { maxLength: 1 }),
  sends: fc.uniqueArray(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), channel, purpose, state: fc.constantFrom('reserved' as const, 'sent' as const), at: moment }), { selector: ({ key }) => key, maxLength: 4 }),
  where: fc.uniqueArray(fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'), { maxLength: 2 }).map((zones) => ({ zones, toldBy: zones.length === 0 ? 'nothing' as const : 'phone' as const })),
  planned: fc.array(fc.record({ channel, purpose, priority: fc.nat(3), dueAt: moment, journey: fc.constant('renewal') }), { maxLength: 2 }),
});
const someMessage: fc.Arbitrary<ContactAsked> = fc.record({ key: fc.constantFrom('a', 'new'), channel, purpose, at: moment, alternatives: fc.uniqueArray(channel), priority: fc.nat(3), expiresAt: fc.option(moment, { nil: Infinity }) });

/** The latest statement, the withdrawal of two at once: told here in another way than in the library. */
function said(consents: readonly Consent[], asked: ContactAsked): Consent['state'] | undefined {
  const about = consents.filter((one) => [asked.channel, '*'].includes(one.channel) && (one.purpose === asked.purpose || (one.purpose === '*' && asked.purpose !== 'transactional')));
  const last = Math.max(...about.map((one) => one.at));
  const states = about.filter((one) => one.at === last).map(({ state }) => state);
  return states.includes('withdrawn') ? 'withdrawn' : states[0];
}

const isNight = (known: ContactKnown, now: number): boolean => known.where.zones.some((zone) => {
  const clock = new Date(toWall(zone, now)).toISOString().slice(11, 16);
  return clock >= '21:00' || clock < '08:00';
});

/** What must hold of a message that goes, on the channel it goes on. */
function expectWelcome(known: ContactKnown, asked: ContactAsked): void {
  const state = said(known.consents, asked);
  expect(state).not.toBe('withdrawn');
  if (asked.purpose === 'marketing') expect(state).toBe('given');
  expect(known.suppressions.filter((one) => one.channel === asked.channel && one.until !== undefined && one.until > asked.at)).toEqual([]);
  expect(asked.at).toBeLessThan(asked.expiresAt ?? Infinity);
  if (asked.purpose === 'transactional' || asked.purpose === 'service') return;
  expect(known.where.zones).not.toEqual([]);
  expect(isNight(known, asked.at)).toBe(false);
  const others = known.sends.filter((send) => send.key !== asked.key && send.state === 'sent' && ['survey', 'marketing'].includes(send.purpose));
  expect(others.filter((send) => send.at > asked.at - days(1)).length).toBeLessThan(2);
}

test('no message goes that is unasked for, unwelcome at that hour or one too many, nor does one that has waited (care-rules section 4, 4)', () => {
  fc.assert(fc.property(someCustomer, someMessage, (known, first) => {
    let asked = first;
    let decision = decideContact(policy, known, asked);
    for (let times = 0; decision.verdict === 'wait' || decision.verdict === 'other-channel'; times += 1) {
      expect(times).toBeLessThan(60);
      expect(decision.checks.map(({ failed }) => failed)).toContain(decision.because);
      if (decision.verdict === 'wait') expect(decision.until).toBeGreaterThan(asked.at);
      asked = decision.verdict === 'wait' ? { ...asked, at: decision.until, decidedAt: first.at } : { ...asked, channel: decision.channel, alternatives: [] };
      const moved = decision.verdict === 'other-channel';
      decision = decideContact(policy, known, asked);
      // nothing speaks against it there, or only what passes
      if (moved) expect(['send', 'wait']).toContain(decision.verdict);
    }
    if (decision.verdict === 'send') expectWelcome(known, asked);
    else expect(decision.checks.map(({ failed }) => failed)).toContain(decision.because);
  }), { numRuns: runsOf({ ci: 1_500, full: 200_000 }) });
});

test('what has to be sent is held up by nothing but a suppression, a withdrawal that names it, or its own expiry', () => {
  fc.assert(fc.property(someCustomer, someMessage, (known, message) => {
    const decision = decideContact(policy, known, { ...message, purpose: 'transactional' });
    const failed = decision.checks.flatMap((check) => check.failed ?? []);
    expect(failed.filter((reason) => !['suppressed', 'not-in-public', 'consent-withdrawn', 'expired', 'waits-too-long'].includes(reason))).toEqual([]);
  }), { numRuns: runsOf({ ci: 300, full: 20_000 }) });
});
