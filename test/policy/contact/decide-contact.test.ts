import { describe, expect, test } from 'vitest';
import { days, hours } from '../../../src/model/duration.js';
import type { Consent } from '../../../src/model/consent.js';
import type { ContactAsked, ContactKnown } from '../../../src/policy/contact/contact-asked.js';
import { defineContactPolicy, usualNext, type ContactPolicyOptions } from '../../../src/policy/contact/contact-policy.js';
import { decideContact, type ContactDecision } from '../../../src/policy/contact/decide-contact.js';
import { refusalOf } from '../../model/refusal-of.js';
import { at } from '../time/at.js';

const yes = (channel: string): Consent => ({ channel, purpose: 'marketing', state: 'given', at: 1, source: 'form' });
const customer: ContactKnown = { consents: [yes('sms'), yes('email')], suppressions: [], sends: [], where: { zones: ['Europe/Berlin'], toldBy: 'profile' } };
const wanted: ContactAsked = { key: 'k', channel: 'sms', purpose: 'marketing', at: at('2026-11-23T12:00Z') };
const usual: ContactPolicyOptions = {
  caps: [{ name: 'one a day', most: 1, window: { kind: 'rolling', ms: days(1) } }],
  quietHours: { hours: [{ hours: ['21:00-08:00'] }], smoothMs: 0 },
};
const decide = (asked: Partial<ContactAsked> = {}, known: Partial<ContactKnown> = {}, options: ContactPolicyOptions = usual): ContactDecision =>
  decideContact(defineContactPolicy(options), { ...customer, ...known }, { ...wanted, ...asked });
const sentAt = (moment: string) => [{ key: 'before', channel: 'sms', purpose: 'marketing', state: 'sent', at: at(moment) } as const];
const night = at('2026-11-23T22:00Z');
const morning = at('2026-11-24T07:00Z');

describe('a message that a journey wants to send', () => {
  test('goes where nothing speaks against it, and the record says what was asked', () => {
    const decision = decide();
    expect(decision.verdict).toBe('send');
    expect(decision.checks.map(({ check }) => check)).toEqual(['suppression', 'privacy', 'consent', 'retirement', 'caps', 'quiet-hours', 'arbitration', 'expiry']);
  });
  test('waits for the morning of the customer', () => {
    expect(decide({ at: night })).toMatchObject({ verdict: 'wait', until: morning, because: 'quiet-hours' });
  });
  test('is left out where the customer has had enough, or waits where its journey says so', () => {
    expect(decide({}, { sends: sentAt('2026-11-23T09:00Z') })).toMatchObject({ verdict: 'suppress', next: 'continue', because: 'cap-reached' });
    expect(decide({ next: { 'cap-reached': 'wait' } }, { sends: sentAt('2026-11-23T09:00Z') })).toMatchObject({ verdict: 'wait', until: at('2026-11-24T09:00Z'), because: 'cap-reached' });
  });
  test('that waits for its cap until night waits for the morning after', () => {
    expect(decide({ next: { 'cap-reached': 'wait' }, at: at('2026-11-24T12:00Z') }, { sends: sentAt('2026-11-23T22:00Z') })).toMatchObject({ verdict: 'wait', until: at('2026-11-25T07:00Z'), because: 'quiet-hours' });
  });
  test('takes another channel where this one is not wanted and the other is', () => {
    const withdrawn: Consent = { ...yes('sms'), state: 'withdrawn', at: 2 };
    expect(decide({ alternatives: ['post', 'email'] }, { consents: [withdrawn, yes('email')] })).toMatchObject({ verdict: 'other-channel', channel: 'email', because: 'consent-withdrawn' });
    expect(decide({ alternatives: ['post'] }, { consents: [withdrawn] })).toMatchObject({ verdict: 'suppress', next: 'continue', because: 'consent-withdrawn' });
  });
  test('takes the channel on which it only has to wait, where none is free of all, and the one that is free before that', () => {
    const withdrawn: Consent = { ...yes('sms'), state: 'withdrawn', at: 2 };
    expect(decide({ alternatives: ['post', 'email'], at: night }, { consents: [withdrawn, yes('email')] })).toMatchObject({ verdict: 'other-channel', channel: 'email', because: 'consent-withdrawn' });
    const later = [{ channel: 'email', reason: 'mailbox full', until: wanted.at + 1 }];
    const asked = { alternatives: ['email', 'post'], next: { suppressed: 'wait' } } as const;
    expect(decide(asked, { consents: [withdrawn, yes('email'), yes('post')], suppressions: later })).toMatchObject({ verdict: 'other-channel', channel: 'post' });
    expect(decide(asked, { consents: [withdrawn, yes('email')], suppressions: later })).toMatchObject({ verdict: 'other-channel', channel: 'email' });
    // what would be of no use by then does not wait there
    expect(decide({ alternatives: ['email'], at: night, expiresAt: morning }, { consents: [withdrawn, yes('email')] })).toMatchObject({ verdict: 'suppress', because: 'consent-withdrawn' });
  });
  test('leaves its journey where that is declared', () => {
    expect(decide({ next: { 'consent-missing': 'exit' } }, { consents: [] })).toMatchObject({ verdict: 'suppress', next: 'exit', because: 'consent-missing' });
  });
  test('is not sent to an address that bounced, whatever its purpose', () => {
    const suppressions = [{ channel: 'sms', reason: 'bounced', until: at('2026-11-24T00:00Z') }];
    for (const purpose of ['marketing', 'transactional'] as const) expect(decide({ purpose }, { suppressions })).toMatchObject({ verdict: 'suppress', because: 'suppressed' });
    expect(decide({ purpose: 'transactional', at: at('2026-11-24T00:00Z') }, { suppressions }).verdict).toBe('send');
    expect(decide({ next: { suppressed: 'wait' }, purpose: 'service' }, { suppressions })).toMatchObject({ verdict: 'wait', until: at('2026-11-24T00:00Z') });
    expect(decide({ channel: 'email' }, { suppressions }).verdict).toBe('send');
    expect(decide({}, { suppressions: [{ channel: '*', purposes: ['survey'], reason: 'complaint' }] }).verdict).toBe('send');
  });
  test('a reason that lasts goes before one that passes, and both are in the record', () => {
    const decision = decide({ at: night }, { consents: [] });
    expect(decision).toMatchObject({ verdict: 'suppress', because: 'consent-missing' });
    expect(decision.checks.flatMap(({ failed }) => failed ?? [])).toEqual(['consent-missing', 'quiet-hours']);
  });
});

describe('what comes after, where nobody says otherwise', () => {
  test('an address that fails or is not wanted leaves the others, a night passes, and the rest is left out', () => {
    expect(usualNext).toEqual({
      suppressed: 'other-channel', 'not-in-public': 'other-channel', 'consent-missing': 'other-channel', 'consent-withdrawn': 'other-channel', retiring: 'other-channel', 'quiet-hours': 'wait',
      'cap-reached': 'continue', 'zone-unknown': 'continue', 'lower-priority': 'continue', expired: 'continue', 'waits-too-long': 'continue',
    });
  });
  test('of several suppressions, also of all channels, the longest counts', () => {
    const suppressions = [{ channel: 'sms', reason: 'bounced', until: wanted.at + 1 }, { channel: '*', reason: 'legal hold' }, { channel: 'sms', reason: 'complaint', until: wanted.at + 2 }];
    expect(decide({}, { suppressions }).checks[0]).toEqual({ check: 'suppression', failed: 'suppressed', by: 'legal hold' });
    expect(decide({}, { suppressions: [suppressions[0], suppressions[2]].flatMap((one) => one ?? []) }).checks[0]).toMatchObject({ by: 'complaint', until: wanted.at + 2 });
  });
  test('an alternative that is the channel itself is none', () => {
    expect(decide({ alternatives: ['sms'] }, { suppressions: [{ channel: 'sms', reason: 'bounced' }] })).toMatchObject({ verdict: 'suppress' });
  });
});

describe('a channel on its way out', () => {
  const sms = (retiring: object) => ({ retiring: { sms: { stage: 'drain', ...retiring } } });
  test('takes nothing where nothing goes out on it any more, and says at which stage it is', () => {
    const { checks, ...decision } = decide(sms({}));
    expect(decision).toEqual({ verdict: 'suppress', next: 'continue', because: 'retiring' });
    expect(checks).toContainEqual({ check: 'retirement', failed: 'retiring', by: 'drain' });
    expect(decide({ ...sms({}), alternatives: ['email'] })).toMatchObject({ verdict: 'other-channel', channel: 'email', because: 'retiring' });
  });
  test('takes an offer where the customer allows none of the others', () => {
    expect(decide(sms({ others: [] })).verdict).toBe('send');
    expect(decide(sms({ others: ['email'] }), { consents: [yes('sms')] }).verdict).toBe('send');
    expect(decide(sms({ others: ['email'] }))).toMatchObject({ verdict: 'suppress', because: 'retiring' });
    expect(decide({ ...sms({ others: ['email'] }), purpose: 'survey' })).toMatchObject({ verdict: 'suppress', because: 'retiring' });
    expect(decide({ ...sms({ others: ['email'] }), purpose: 'survey' }, { suppressions: [{ channel: 'email', reason: 'bounced' }] }).verdict).toBe('send');
  });
  test('waits for nobody: what speaks against it for good goes before the night', () => {
    expect(decide({ ...sms({}), at: night })).toMatchObject({ verdict: 'suppress', because: 'retiring' });
  });
});

describe('classes of messages', () => {
  const nobody = { consents: [], sends: sentAt('2026-11-23T21:00Z') };
  test('what has to be sent goes by night, unasked and however often', () => {
    expect(decide({ purpose: 'transactional', at: night }, nobody).verdict).toBe('send');
  });
  test('service goes by night, unasked and however often, until it is withdrawn', () => {
    expect(decide({ purpose: 'service', at: night }, nobody).verdict).toBe('send');
    expect(decide({ purpose: 'service' }, { consents: [{ channel: '*', purpose: 'service', state: 'withdrawn', at: 1, source: 'form' }] }).verdict).toBe('suppress');
  });
  test('a survey waits and is counted as marketing is, and needs no more consent than service does', () => {
    expect(decide({ purpose: 'survey' }, { consents: [] }).verdict).toBe('send');
    expect(decide({ purpose: 'survey', at: night }, { consents: [] })).toMatchObject({ verdict: 'wait', because: 'quiet-hours' });
    expect(decide({ purpose: 'survey' }, { consents: [], sends: sentAt('2026-11-23T09:00Z') })).toMatchObject({ because: 'cap-reached' });
    expect(decide({ purpose: 'survey' }, { consents: [{ channel: 'sms', purpose: 'survey', state: 'withdrawn', at: 1, source: 'form' }] })).toMatchObject({ because: 'consent-withdrawn' });
  });
  test('marketing without consent, or to a customer who may be anywhere, is not sent', () => {
    expect(decide({}, { consents: [] })).toMatchObject({ verdict: 'suppress', because: 'consent-missing' });
    expect(decide({}, { where: { zones: [], toldBy: 'nothing' } })).toMatchObject({ verdict: 'suppress', next: 'continue', because: 'zone-unknown' });
    // nobody knows until when it would have to wait
    expect(decide({ next: { 'zone-unknown': 'wait' } }, { where: { zones: [], toldBy: 'nothing' } }).verdict).toBe('suppress');
  });
});

describe('where everybody reads', () => {
  const forum: ContactPolicyOptions = { publicChannels: ['forum'] };
  test.each(['internal', 'personal', 'sensitive'] as const)('nothing %s is said; it goes to the customer alone', (dataClass) => {
    const told = { channel: 'forum', purpose: 'service', carries: ['public', dataClass], alternatives: ['forum', 'email'] } as const;
    expect(decide(told, {}, forum)).toMatchObject({ verdict: 'other-channel', channel: 'email', because: 'not-in-public' });
    expect(decide({ ...told, purpose: 'transactional', alternatives: [] }, {}, forum)).toMatchObject({ verdict: 'suppress', because: 'not-in-public' });
    expect(decide({ ...told, channel: 'email' }, {}, forum).verdict).toBe('send');
  });
  test('what anybody may know is said', () => {
    expect(decide({ channel: 'forum', purpose: 'service', carries: ['public'] }, {}, forum).verdict).toBe('send');
    expect(decide({ channel: 'forum', purpose: 'service' }, {}, forum).verdict).toBe('send');
  });
});

describe('a message that would come too late', () => {
  test('is not sent once it has expired, nor kept where it would expire meanwhile', () => {
    expect(decide({ expiresAt: wanted.at })).toMatchObject({ verdict: 'suppress', because: 'expired' });
    expect(decide({ at: night, expiresAt: morning })).toMatchObject({ verdict: 'suppress', because: 'expired' });
    expect(decide({ at: night, expiresAt: morning + 1 })).toMatchObject({ verdict: 'wait', until: morning });
  });
  test('is not kept for longer than a message waits', () => {
    const short = { ...usual, longestWaitMs: hours(8) };
    expect(decide({ at: night }, {}, short)).toMatchObject({ verdict: 'suppress', because: 'waits-too-long' });
    expect(decide({ at: at('2026-11-23T23:00Z') }, {}, short)).toMatchObject({ verdict: 'wait' });
    expect(decide({ at: at('2026-11-23T23:00Z'), decidedAt: at('2026-11-23T20:00Z') }, {}, short)).toMatchObject({ verdict: 'suppress', because: 'waits-too-long' });
  });
});

describe('two journeys that want the same place', () => {
  const ahead = { ...usual, lookAheadMs: hours(12) };
  const planned = (more: object = {}) => [{ channel: 'sms', purpose: 'marketing', priority: 5, dueAt: at('2026-11-23T18:00Z'), journey: 'renewal', ...more } as const];
  test('the less important one leaves it to the one that is coming', () => {
    expect(decide({ priority: 1 }, { planned: planned() }, ahead)).toMatchObject({ verdict: 'suppress', because: 'lower-priority' });
    expect(decide({ priority: 1 }, { planned: planned() }, ahead).checks).toContainEqual({ check: 'arbitration', failed: 'lower-priority', by: 'renewal', until: at('2026-11-23T18:00Z') + 1 });
  });
  test.each([
    ['was to be second to one that is not coming any more', { priority: 1 }, planned({ dueAt: wanted.at })],
    ['is as important', { priority: 5 }, planned()],
    ['finds a place for both', { priority: 1 }, planned({ channel: 'post', purpose: 'service' })],
    ['comes when its own message counts no more', { priority: 1, at: at('2026-11-22T17:59Z') }, planned()],
    ['is due later than is looked ahead', { priority: 1 }, planned({ dueAt: at('2026-11-24T00:01Z') })],
  ])('it goes where it %s', (_, asked, list) => {
    expect(decide(asked, { planned: list }, ahead).verdict).toBe('send');
  });
  test('the last of several that are coming is waited for, whatever their order, and what is under way counts', () => {
    const two = [...planned({ dueAt: at('2026-11-23T19:00Z'), journey: 'later' }), ...planned()];
    for (const list of [two, two.toReversed()]) expect(decide({ priority: 1 }, { planned: list }, ahead).checks).toContainEqual({ check: 'arbitration', failed: 'lower-priority', by: 'later', until: at('2026-11-23T19:00Z') + 1 });
    const sends = [{ key: 'k', channel: 'sms', purpose: 'marketing', state: 'reserved', at: 1 }, { key: 'z', channel: 'sms', purpose: 'marketing', state: 'reserved', at: 2 }] as const;
    expect(decide({}, { sends }).verdict).toBe('send');
    expect(decide({}, { sends, underWay: new Set(['z']) })).toMatchObject({ because: 'cap-reached' });
  });
  test('where no place is left anyway, the cap is the reason and nobody goes first', () => {
    expect(decide({ priority: 1 }, { planned: planned(), sends: sentAt('2026-11-23T09:00Z') }, ahead).checks.flatMap(({ failed }) => failed ?? [])).toEqual(['cap-reached']);
  });
  test('where there is room for both, both go', () => {
    expect(decide({ priority: 1 }, { planned: planned() }, { ...ahead, caps: [{ name: 'two a day', most: 2, window: { kind: 'rolling', ms: days(1) } }] }).verdict).toBe('send');
  });
  test('tomorrow is another day where days are counted', () => {
    const daily: ContactPolicyOptions = { ...ahead, caps: [{ name: 'one a day', most: 1, window: { kind: 'calendar', unit: 'day', zone: 'customer' } }] };
    expect(decide({ priority: 1 }, { planned: planned({ dueAt: at('2026-11-23T23:00Z') }) }, daily).verdict).toBe('send');
    expect(decide({ priority: 1 }, { planned: planned({ dueAt: at('2026-11-23T22:59Z') }) }, daily).verdict).toBe('suppress');
  });
});

describe('a policy', () => {
  test('that says nothing holds back marketing without consent, and nothing else', () => {
    expect(decide({ purpose: 'survey', at: night }, { consents: [] }, {}).verdict).toBe('send');
    expect(decide({}, { consents: [] }, {}).verdict).toBe('suppress');
    expect(decide({}, { consents: [] }, { needsConsent: [] }).verdict).toBe('send');
  });
  test.each<readonly [string, ContactPolicyOptions, string]>([
    ['a cap', { caps: [{ name: '', most: 1, window: { kind: 'rolling', ms: 1 } }] }, 'caps.0.name'],
    ['quiet hours', { quietHours: { hours: [{ hours: ['00:00-24:00'] }] } }, 'quietHours.hours'],
    ['a step', { next: { expired: 'retry' as 'exit' } }, 'policy.next.expired'],
    ['a length', { longestWaitMs: -1 }, 'policy.longestWaitMs'],
  ])('with %s that cannot be is refused', (_, options, path) => {
    expect(refusalOf(() => defineContactPolicy(options))).toMatchObject({ code: 'InvalidOptions', facts: { path } });
  });
});

test.each<readonly [string, object]>([
  ['policy.capps', { capps: [] }],
  ['caps.0.mostt', { caps: [{ name: 'a', mostt: 1, most: 1, window: { kind: 'rolling', ms: 1_000 } }] }],
  ['caps.0.window.zzone', { caps: [{ name: 'a', most: 1, window: { kind: 'rolling', ms: 1_000, zzone: 'UTC' } }] }],
  ['quietHours.smoothMS', { quietHours: { hours: [{ hours: ['21:00-08:00'] }], smoothMS: 0 } }],
])('a field that is misspelt is named when rules are made: %s', (path, options) => {
  expect(refusalOf(() => defineContactPolicy(options))).toMatchObject({ code: 'InvalidOptions', facts: { path } });
});
