import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChannelAsked, ChannelKnown, KnownChannel } from '../../src/routing/channel-asked.js';
import { defineChannelPolicy } from '../../src/routing/channel-policy.js';
import { chooseChannel } from '../../src/routing/choose-channel.js';
import { retirementStages } from '../../src/routing/retirement-stage.js';
import { runsOf } from '../full-size.js';

const policy = defineChannelPolicy({ revokeAt: 0.82, explore: 0.05, lowRiskIntents: ['hours'] });
const usable = { reachable: true, permission: { granted: true }, open: true } as const;

/** A value that is mostly the usual one, so that enough channels come through. */
const mostly = <T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> => fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
/** What a broken measure may tell. */
const odd = fc.constantFrom(Number.NaN, Infinity, -Infinity, -1, 0);
const share = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(0, 0.5, 0.8, 0.82, 0.84, 0.85, 0.9, 1) }, { weight: 1, arbitrary: fc.oneof(odd, fc.constant(1.5)) });
const time = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(0, 10_000, 10_001, 300_000, 300_001) }, { weight: 1, arbitrary: odd });
const someKnownChannel: fc.Arbitrary<Omit<KnownChannel, 'channel'>> = fc.record({
  assisted: fc.boolean(),
  capabilities: mostly<KnownChannel['capabilities']>({ text: true, template: true }, fc.constantFrom({ text: true } as const, { template: true } as const)),
  limits: mostly<{ readonly maxTextLength?: number }>({}, fc.constant({ maxTextLength: 160 })),
  reachable: mostly(true, fc.constant(false)),
  permission: mostly<KnownChannel['permission']>({ granted: true }, fc.constant({ granted: false, by: 'consent-missing' })),
  freeTextUntil: mostly(100, fc.constantFrom(9, 10, 11, Number.NaN)),
  open: mostly(true, fc.constant(false)),
  opensAt: fc.nat(50),
  waitMs: time,
  responseMs: time,
  cost: fc.oneof(fc.nat(9), odd),
  success: fc.tuple(share, share).map(([a, b]) => ({ channel: '', issues: 9, solved: 8, lower: b < a ? b : a, upper: b < a ? a : b })),
  trusted: fc.boolean(),
  demands: mostly<readonly string[]>([], fc.constant(['hear'])),
  stage: mostly<(typeof retirementStages)[number]>('active', fc.constantFrom(...retirementStages)),
  underWay: fc.boolean(),
}, { requiredKeys: ['assisted', 'capabilities', 'reachable', 'permission', 'open'] });
const someKnown: fc.Arbitrary<ChannelKnown> = fc.record({
  channels: fc.array(someKnownChannel, { maxLength: 5 }).map((channels) => channels.map((one, index) => ({ ...one, channel: `c${index}` }))),
  preferred: fc.subarray(['c0', 'c1', 'c9']),
  cannot: fc.subarray(['hear']),
  excepted: fc.boolean(),
});
const someAsked: fc.Arbitrary<ChannelAsked> = fc.record({
  key: fc.string(), intent: fc.constantFrom('hours', 'cancel'), at: fc.constant(10), needs: fc.constantFrom([], ['text'] as const), textLength: fc.constantFrom(160, 161),
  asTemplate: fc.boolean(), urgency: fc.constantFrom('ten-seconds' as const, 'five-minutes' as const),
}, { requiredKeys: ['key', 'intent', 'at', 'needs'] });

interface Weighing { readonly known: ChannelKnown; readonly asked: ChannelAsked }
const stageOf = ({ stage = 'active' }: KnownChannel): string => stage;
/** The rules once more, told here in another way than in the library. */
const isWay = ({ known, asked }: Weighing, one: KnownChannel): boolean => one.reachable && one.permission.granted && asked.needs.every((need) => one.capabilities[need])
  && (asked.textLength ?? 0) <= (one.limits?.maxTextLength ?? 1e9) && !(known.cannot?.includes('hear') && one.demands?.includes('hear'));
function isKept({ known, asked }: Weighing, one: KnownChannel): boolean {
  if (['active', 'discouraged', 'announced'].includes(stageOf(one))) return true;
  if (['redirect-only', 'retired'].includes(stageOf(one))) return false;
  const others = known.channels.filter((other) => other.channel !== one.channel && isWay({ known, asked }, other) && ['active', 'discouraged', 'announced'].includes(stageOf(other)));
  return one.underWay === true || others.length === 0 || (stageOf(one) === 'inbound-restricted' && known.excepted === true);
}
const isUsable = (weighing: Weighing, one: KnownChannel): boolean => isWay(weighing, one) && isKept(weighing, one) && one.open
  && (!('freeTextUntil' in one) || Number(one.freeTextUntil) > 10 || (weighing.asked.asTemplate === true && one.capabilities.template === true));
const isQuick = ({ asked: { urgency } }: Weighing, { responseMs = 1e12, waitMs = 0 }: KnownChannel): boolean =>
  urgency === undefined || [responseMs, waitMs].every((ms) => ms <= (urgency === 'ten-seconds' ? 10_000 : 300_000));
const isSound = ({ success }: KnownChannel): boolean => success !== undefined && success.lower >= 0 && success.upper <= 1 && success.lower <= success.upper;
const isProven = (one: KnownChannel): boolean => isSound(one) && ((one.success?.lower ?? 0) >= 0.85 || (one.trusted === true && (one.success?.lower ?? 0) >= 0.82 && (one.success?.upper ?? 0) >= 0.85));

type Choose = (known: ChannelKnown, asked: ChannelAsked) => ReturnType<typeof chooseChannel>;
const ours: Choose = (known, asked) => chooseChannel(policy, known, asked);

/** What must hold of every choice, whatever is known and asked. */
const neverWrong = (choose: Choose) => fc.property(someKnown, someAsked, (known, asked) => {
  const weighing = { known, asked };
  const decision = choose(known, asked);
  const named = (name: string): KnownChannel => known.channels.find(({ channel }) => channel === name) ?? expect.fail('no such channel');
  expect(decision.weighed.map(({ channel }) => channel).toSorted()).toEqual(known.channels.map(({ channel }) => channel));
  const winners = decision.weighed.filter(({ lost }) => lost === undefined);
  for (const { channel, trusted } of decision.weighed) expect(trusted).toBe(isProven(named(channel)));
  const good = known.channels.filter((one) => isUsable(weighing, one) && isQuick(weighing, one) && isProven(one));
  const people = known.channels.filter((one) => isUsable(weighing, one) && one.assisted);
  if (decision.verdict === 'none') {
    expect([winners, good, people]).toEqual([[], [], []]);
    return;
  }
  const best = named(decision.channel);
  expect(winners).toEqual([decision.weighed[0]]);
  expect(decision.weighed[0]?.channel).toBe(best.channel);
  for (const channel of [best.channel, ...decision.alternatives]) expect(isUsable(weighing, named(channel))).toBe(true);
  if (decision.because === 'proven') expect(good).toContain(best);
  if (decision.because === 'assisted') expect([good, best.assisted, isQuick(weighing, best) || !people.some((one) => isQuick(weighing, one))]).toEqual([[], true, true]);
  if (decision.because === 'explored') expect([asked.intent, isQuick(weighing, best), isProven(best), !('success' in best) || (best.success?.upper ?? 0) >= 0.85]).toEqual(['hours', true, false, true]);
});

test('nobody is led to a channel that cannot help, must not be used or is not there, and everyone whom a person could help is helped', () => {
  fc.assert(neverWrong(ours), { numRuns: runsOf({ ci: 3_000, full: 1_000_000 }) });
});

const each = (change: (one: KnownChannel) => KnownChannel): Choose => (known, asked) => ours({ ...known, channels: known.channels.map(change) }, asked);
test.each<[string, Choose]>([
  ['consent', each((one) => ({ ...one, permission: usable.permission }))],
  ['an address', each((one) => ({ ...one, reachable: true }))],
  ['business hours', each((one) => ({ ...one, open: true }))],
  ['the reply window', each((one) => ({ ...one, freeTextUntil: Infinity }))],
  ['what a channel can carry', each((one) => ({ ...one, capabilities: { text: true, template: true } }))],
  ['the length of a text', each((one) => ({ ...one, limits: {} }))],
  ['the wait of now', each((one) => ({ ...one, waitMs: 0 }))],
  ['retirement', each((one) => ({ ...one, stage: 'active' }))],
  ['what is under way', each((one) => ({ ...one, underWay: false }))],
  ['who is excepted', (known, asked) => ours({ ...known, excepted: false }, asked)],
  ['what the customer cannot do', (known, asked) => ours({ ...known, cannot: [] }, asked)],
  ['hurry', (known, asked) => ours(known, { ...asked, urgency: 'one-day' })],
  ['the trust of before', each((one) => ({ ...one, trusted: false }))],
  ['who is a person', each((one) => ({ ...one, assisted: false }))],
  ['that the lower bound counts, not the upper', each((one) => (one.success === undefined ? one : { ...one, success: { ...one.success, lower: one.success.upper } }))],
  ['which intents are of low risk', (known, asked) => ours(known, { ...asked, intent: 'hours' })],
])('a choice that forgets %s is noticed', (_, planted) => {
  expect(fc.check(neverWrong(planted), { numRuns: 50_000, endOnFailure: true }).failed).toBe(true);
});

test('a channel that the customer cannot have changes nothing for the others', () => {
  fc.assert(fc.property(someKnown, someAsked, someKnownChannel, (known, asked, other) => {
    const refused: KnownChannel = { ...other, channel: 'refused', permission: { granted: false, by: 'suppressed' } };
    const { weighed, ...without } = ours(known, asked);
    const { weighed: more, ...decision } = ours({ ...known, channels: [refused, ...known.channels] }, asked);
    expect(decision).toEqual(without);
    expect(more.filter(({ channel }) => channel !== 'refused')).toEqual(weighed);
  }), { numRuns: runsOf({ ci: 1_000, full: 200_000 }) });
});

test('whichever channels are on their way out, a customer who had a way that still serves has one (care-rules section 4, 16)', () => {
  const keeps = (choose: Choose) => fc.property(someKnown, someAsked, (known, asked) => {
    const ways = known.channels.filter((one) => isWay({ known, asked }, one) && !['redirect-only', 'retired'].includes(stageOf(one)));
    const { weighed } = choose(known, asked);
    const kept = ways.filter((one) => weighed.some(({ channel, checks }) => channel === one.channel && checks.every(({ failed }) => failed !== 'retiring')));
    expect(kept.length > 0).toBe(ways.length > 0);
    // and what is under way goes on where it is
    for (const one of ways) if (one.underWay === true) expect(kept).toContain(one);
  });
  fc.assert(keeps(ours), { numRuns: runsOf({ ci: 1_000, full: 200_000 }) });
  // one that is refused is no other way, and what drains is not retired
  for (const planted of [each((one) => ({ ...one, permission: usable.permission })), each((one) => (one.stage === 'drain' ? { ...one, stage: 'retired' } : one))]) {
    expect(fc.check(keeps(planted), { numRuns: 20_000, endOnFailure: true }).failed).toBe(true);
  }
});
