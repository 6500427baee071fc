import fc from 'fast-check';
import { expect, test } from 'vitest';
import { days, hours, minutes } from 'throughline';
import { createContactRules, type ContactPolicyOptions, type ContactRules } from 'throughline/policy';
import type { SendResult } from 'throughline/ports';
import { createTestClock } from 'throughline/testing';
import { at } from '../../policy/time/at.js';
import { runsOf } from '../../full-size.js';
import { OfferHost } from './offers.js';

/** What happens to one customer. */
type Act =
  | { readonly do: 'offer.due' | 'survey.due' | 'best.due' | 'bill.due' | 'agree' | 'withdraw' }
  | { readonly do: 'move'; readonly zone: string }
  | { readonly do: 'pass'; readonly ms: number };
type Answer = 'sent' | 'retry' | 'refused';
interface Life { readonly start: number; readonly acts: readonly Act[]; readonly answers: readonly Answer[] }

const policy: ContactPolicyOptions = { quietHours: { hours: [{ hours: ['21:00-08:00'] }], dates: ['2027-03-29'], smoothMs: minutes(30) }, next: { 'consent-missing': 'continue' } };
const rules = createContactRules(policy);

/** Lives through the acts and tells every offer or survey that an adapter was called for and should not have been. */
async function live({ start, acts, answers }: Life, given: ContactRules): Promise<{ readonly faults: readonly string[]; readonly offers: number }> {
  const clock = createTestClock(start);
  const [faults, left] = [new Array<string>(), [...answers]];
  let [zone, agreed, offers] = ['Europe/Berlin', false, 0];
  const take = ({ text, key }: { readonly text: string; readonly key: string }): SendResult => {
    if (text !== 'Your bill') {
      offers += 1;
      if (isQuiet(clock.now(), zone)) faults.push(`'${text}' at ${new Date(clock.now()).toISOString()} in ${zone}`);
      if (text !== 'How was it?' && !agreed) faults.push(`'${text}' without consent`);
    }
    const answer = left.shift() ?? 'sent';
    if (answer === 'refused') return { status: 'refused', code: 'no' };
    return answer === 'retry' ? { status: 'retry', retryAfterMs: hours(5) } : { status: 'sent', providerId: key };
  };
  const host = new OfferHost(policy, { rules: given, sms: take, email: take }, clock);
  const obey = async (act: Act): Promise<void> => {
    if (act.do === 'pass') return clock.advance(act.ms);
    await clock.advance(1);
    if (act.do === 'agree' || act.do === 'withdraw') {
      if (act.do === 'withdraw') agreed = false;
      for (const channel of ['sms', 'email']) await host.say(act.do === 'agree' ? 'consent.given' : 'consent.withdrawn', { channel, purpose: 'marketing' });
      agreed = act.do === 'agree';
      return;
    }
    if (act.do === 'move') {
      await host.say('customer.updated', { timeZone: act.zone });
      zone = act.zone;
      return;
    }
    await host.say(act.do);
  };
  await host.say('offers.began');
  await host.say('customer.updated', { timeZone: zone });
  for (const act of acts) await obey(act);
  await clock.advance(days(2));
  await host.orchestrator.close();
  return { faults, offers };
}

/** By the wall clock of the zone, as the runtime knows it, and not as the library does. */
function isQuiet(now: number, timeZone: string): boolean {
  const { hour = '', day = '', month = '' } = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', day: '2-digit', month: '2-digit', hourCycle: 'h23' }).formatToParts(now).map(({ type, value }) => [type, value]));
  return Number(hour) >= 21 || Number(hour) < 8 || `${month}-${day}` === '03-29';
}

const someAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Act>({ do: 'offer.due' }, { do: 'survey.due' }, { do: 'best.due' }, { do: 'bill.due' }) },
  { weight: 3, arbitrary: fc.constantFrom<Act>({ do: 'agree' }, { do: 'agree' }, { do: 'withdraw' }) },
  { weight: 1, arbitrary: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe', 'Pacific/Chatham').map((zone): Act => ({ do: 'move', zone })) },
  { weight: 5, arbitrary: fc.oneof(fc.constantFrom(1, minutes(59), hours(5)), fc.integer({ min: 1, max: 30 }).map(hours)).map((ms): Act => ({ do: 'pass', ms })) },
);
const someLife: fc.Arbitrary<Life> = fc.record({
  // around the days on which clocks change
  start: fc.tuple(fc.constantFrom('2026-10-24T10:00Z', '2026-10-31T20:00Z', '2027-03-13T18:00Z', '2027-03-27T21:00Z', '2027-04-03T09:00Z'), fc.integer({ min: 0, max: 24 * 60 })).map(([moment, later]) => at(moment) + minutes(later)),
  acts: fc.array(someAct, { minLength: 3, maxLength: 14 }),
  answers: fc.array(fc.constantFrom<Answer>('sent', 'retry', 'retry', 'refused'), { maxLength: 5 }),
});
const runs = runsOf({ ci: 120, full: 30_000 });

test('no offer and no survey leaves by night where the customer is, nor an offer without consent, also where it waited, was tried again, or the customer moved (care-rules section 4, 4)', async () => {
  let offered = 0;
  await fc.assert(fc.asyncProperty(someLife, async (life) => {
    const { faults, offers } = await live(life, rules);
    offered += offers;
    expect(faults).toEqual([]);
  }), { numRuns: runs, endOnFailure: true });
  expect(offered).toBeGreaterThan(runs / 4);
});

test.each<readonly [string, RegExp, ContactRules]>([
  ['hours that are looked at only when a message is decided', / at .* in /, { ...rules, decide: (customer, asked) => (asked.decidedAt === undefined ? rules.decide(customer, asked) : { verdict: 'send', checks: [] }) }],
  ['hours of the server', / at .* in /, { ...rules, decide: (customer, asked) => rules.decide({ ...customer, timeZone: 'UTC' }, asked) }],
  ['a consent that is not asked for again', /without consent/, { ...rules, decide: (customer, asked) => rules.decide(asked.decidedAt === undefined ? customer : { ...customer, consents: customer.consents.map((one) => ({ ...one, state: 'given' })) }, asked) }],
])('the proof notices %s', async (_, fault, unsound) => {
  const found: string[] = [];
  for (const life of fc.sample(someLife, 400)) {
    found.push(...(await live(life, unsound)).faults.filter((one) => fault.test(one)));
    if (found.length > 0) break;
  }
  expect(found[0]).toMatch(fault);
});
