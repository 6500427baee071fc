import { describe, expect, test } from 'vitest';
import { hours, minutes, seconds } from '../../src/model/duration.js';
import type { ChannelAsked, ChannelKnown, KnownChannel } from '../../src/routing/channel-asked.js';
import type { ChannelReason } from '../../src/routing/channel-checks.js';
import { defineChannelPolicy, type ChannelPolicyOptions } from '../../src/routing/channel-policy.js';
import { chooseChannel, type ChannelDecision } from '../../src/routing/choose-channel.js';
import { refusalOf } from '../model/refusal-of.js';
import { someChannel, success } from './some-channel.js';

const asked: ChannelAsked = { key: 'k', intent: 'bill', at: 1_000_000, needs: ['text'] };
interface Case { readonly asked?: Partial<ChannelAsked>; readonly known?: Omit<ChannelKnown, 'channels'>; readonly policy?: ChannelPolicyOptions }
const choose = (channels: readonly KnownChannel[], but: Case = {}): ChannelDecision =>
  chooseChannel(defineChannelPolicy(but.policy), { channels, ...but.known }, { ...asked, ...but.asked });
const phone = someChannel('phone', { assisted: true, success: success(0.7, 0.8), cost: 8 });
const chat = someChannel('chat', { cost: 2 });
const lostOf = ({ weighed }: ChannelDecision) => Object.fromEntries(weighed.map(({ channel, lost }) => [channel, lost]));

describe('a customer who needs help', () => {
  test('is served where the matter is proven to be solved, and the record says why not elsewhere', () => {
    const decision = choose([phone, someChannel('bot', { success: success(0.6, 0.95) }), chat]);
    expect(decision).toMatchObject({ verdict: 'chosen', channel: 'chat', because: 'proven', alternatives: [] });
    expect(lostOf(decision)).toEqual({ chat: undefined, phone: 'disproven', bot: 'unproven' });
    expect(decision.weighed[0]?.checks.map(({ check }) => check)).toEqual(['address', 'capability', 'permission', 'accessibility', 'reply-window', 'retirement', 'availability', 'urgency', 'success']);
  });
  test('is served by a person who is there now, where nothing is proven', () => {
    const decision = choose([someChannel('bot', { success: success(0.84) }), someChannel('desk', { assisted: true, open: false }), phone]);
    expect(decision).toMatchObject({ verdict: 'chosen', channel: 'phone', because: 'assisted' });
    expect(lostOf(decision)).toEqual({ phone: undefined, bot: 'unproven', desk: 'closed' });
  });
  test('of several persons gets the one who is quick enough, else the one who solves most', () => {
    const slow = someChannel('letter', { assisted: true, success: success(0.84), responseMs: hours(30) });
    expect(choose([slow, phone], { asked: { urgency: 'five-minutes' } })).toMatchObject({ channel: 'phone', alternatives: [] });
    expect(choose([phone, slow])).toMatchObject({ channel: 'letter', alternatives: ['phone'] });
    expect(choose([slow], { asked: { urgency: 'five-minutes' } })).toMatchObject({ channel: 'letter', because: 'assisted' });
  });
  test('is told when somebody is there again, where nobody is', () => {
    const closed = { assisted: true, open: false, success: success(0.5, 0.6) };
    expect(choose([someChannel('phone', { ...closed, opensAt: 9 }), someChannel('desk', { ...closed, opensAt: 7 }), someChannel('bot', { open: false, opensAt: 3, success: success(0.2) })])).toMatchObject({ verdict: 'none', because: 'all-closed', until: 7 });
    expect(choose([someChannel('bot', { open: false, opensAt: 3 }), someChannel('phone', { ...closed, opensAt: 9 })])).toMatchObject({ verdict: 'none', until: 3 });
    // one that is never open again
    expect(choose([someChannel('phone', closed)])).toEqual({ verdict: 'none', because: 'all-closed', weighed: [expect.objectContaining({ lost: 'closed' })] });
  });
  test('is not sent to a channel that nobody consented to, for want of a better one', () => {
    const refused = { granted: false, by: 'consent-missing', until: 5 } as const;
    const decision = choose([{ ...phone, permission: refused }, { ...chat, permission: refused }]);
    expect(decision).toMatchObject({ verdict: 'none', because: 'no-way', weighed: [{ channel: 'phone', lost: 'not-permitted' }, { channel: 'chat', lost: 'not-permitted' }] });
    expect(decision.weighed[0]?.checks).toContainEqual({ check: 'permission', failed: 'not-permitted', by: 'consent-missing', until: 5 });
    expect(choose([])).toEqual({ verdict: 'none', because: 'no-way', weighed: [] });
  });
});

describe('a channel is no choice', () => {
  test.each<[string, ChannelReason, Partial<KnownChannel>, Case]>([
    ['without an address of the customer', 'no-address', { reachable: false }, {}],
    ['that cannot carry what is to be sent', 'cannot-carry', {}, { asked: { needs: ['text', 'buttons', 'media'] } }],
    ['whose texts are shorter', 'text-too-long', { limits: { maxTextLength: 160 } }, { asked: { textLength: 161 } }],
    ['that the customer cannot use', 'not-accessible', { demands: ['speak', 'hear'] }, { known: { cannot: ['hear'] } }],
    ['after its reply window', 'window-closed', { freeTextUntil: asked.at, capabilities: { text: true, template: true } }, {}],
    ['after its reply window, with a template that it does not know', 'window-closed', { freeTextUntil: asked.at }, { asked: { asTemplate: true } }],
    ['when it is closed', 'closed', { open: false }, {}],
    ['that is usually too slow', 'too-slow', { responseMs: minutes(5) + 1 }, { asked: { urgency: 'five-minutes' } }],
    ['that is too slow just now', 'too-slow', { waitMs: seconds(11) }, { asked: { urgency: 'ten-seconds' } }],
    ['of which nobody knows how slow it is', 'too-slow', { waitMs: Number.NaN }, { asked: { urgency: 'one-day' } }],
    ['that is surely not good enough', 'disproven', { success: success(0.8, 0.84) }, {}],
    ['that is not surely good enough', 'unproven', { success: success(0.849) }, {}],
    ['whose figures make no sense', 'disproven', { success: success(0.99, 7) }, {}],
  ])('%s', (_, lost, channel, but) => {
    expect(choose([someChannel('chat', channel)], but)).toMatchObject({ verdict: 'none', weighed: [{ channel: 'chat', lost }] });
  });
  test('where nobody ever measured how quick it is or what it solves', () => {
    const { responseMs: _, ...untimed } = someChannel('chat');
    expect(choose([untimed], { asked: { urgency: 'one-day' } })).toMatchObject({ verdict: 'none', weighed: [{ lost: 'time-unknown' }] });
    expect(choose([untimed])).toMatchObject({ verdict: 'chosen' });
    const { success: __, ...uncounted } = someChannel('chat');
    expect(choose([uncounted])).toMatchObject({ verdict: 'none', weighed: [{ lost: 'unproven' }] });
  });
  test('but it is one right at each of its limits', () => {
    const least = someChannel('chat', { capabilities: { text: true, template: true }, limits: { maxTextLength: 160 }, demands: ['see'], freeTextUntil: asked.at + 1, responseMs: minutes(5), waitMs: minutes(5), success: success(0.85, 0.86) });
    expect(choose([least], { asked: { textLength: 160, urgency: 'five-minutes' }, known: { cannot: ['hear'] } })).toMatchObject({ verdict: 'chosen', because: 'proven' });
    expect(choose([{ ...least, freeTextUntil: 0 }], { asked: { asTemplate: true } })).toMatchObject({ verdict: 'chosen' });
  });
  test('says all that spoke against it, what lasts first', () => {
    const [weighed] = choose([someChannel('chat', { reachable: false, open: false, opensAt: 7, success: success(0.1, 0.2) })]).weighed;
    expect(weighed).toMatchObject({ lost: 'no-address', trusted: false });
    expect(weighed?.checks.flatMap(({ failed, until }) => (failed === undefined ? [] : [[failed, until]]))).toEqual([['no-address', undefined], ['closed', 7], ['disproven', undefined]]);
  });
});

describe('of channels that are all proven', () => {
  const email = someChannel('email', { cost: 1, responseMs: hours(3) });
  test('the customer has the first word, then the cost of a solved issue', () => {
    expect(choose([chat, email])).toMatchObject({ channel: 'email', alternatives: ['chat'] });
    const decision = choose([email, chat], { known: { preferred: ['post', 'chat', 'email'] } });
    expect(decision).toMatchObject({ channel: 'chat', alternatives: ['email'] });
    expect(lostOf(decision)).toEqual({ chat: undefined, email: 'preference' });
  });
  test.each<[string, Partial<KnownChannel>, Partial<KnownChannel>]>([
    ['cost', { cost: 2 }, { cost: 1.99 }],
    ['cost', {}, { cost: 50 }],
    ['cost', { cost: -1 }, { cost: 50 }],
    // 9 for 90 of 100 is as much as 9.5 for 95; a contact that is repeated costs more
    ['cost', { cost: 9.1, success: success(0.9) }, { cost: 9.5, success: success(0.95) }],
    ['success', { cost: 0, success: success(0.9) }, { cost: 0, success: success(0.91) }],
    ['time', { responseMs: 1_000, waitMs: 3_000 }, { responseMs: 2_000 }],
    ['promotion', { cost: 1, stage: 'discouraged' }, { cost: 2 }],
    ['promotion', { cost: 1, stage: 'announced' }, { cost: 2 }],
  ])('the better one wins by %s', (by, worse, better) => {
    const decision = choose([someChannel('worse', worse), someChannel('better', better)]);
    expect(decision).toMatchObject({ channel: 'better', alternatives: ['worse'], weighed: [{}, { channel: 'worse', lost: by }] });
  });
  test('the order of the host decides where nothing else does', () => {
    expect(choose([someChannel('b'), someChannel('a')])).toMatchObject({ channel: 'b', weighed: [{}, { channel: 'a', lost: 'order' }] });
  });
});

describe('a message that only tells something', () => {
  test('needs no proof that the channel solves anything, and says nothing of trust', () => {
    const { intent: _, ...telling } = asked;
    const { success: __, ...sms } = someChannel('sms', { cost: 1 });
    const channels = [someChannel('email', { success: success(0.1, 0.2), cost: 2 }), sms];
    const decision = chooseChannel(defineChannelPolicy(), { channels }, telling);
    expect(decision).toMatchObject({ verdict: 'chosen', channel: 'sms', alternatives: ['email'] });
    expect(decision.weighed[0]).not.toHaveProperty('trusted');
  });
});

describe('a channel on its way out (care-rules 3.20)', () => {
  const fax = (stage: KnownChannel['stage'], but: Partial<KnownChannel> = {}): KnownChannel => someChannel('fax', { ...but, ...(stage !== undefined && { stage }) });
  test.each(['inbound-restricted', 'drain', 'redirect-only', 'retired'] as const)('takes nothing new once it is %s, though the others are closed', (stage) => {
    const decision = choose([fax(stage), { ...chat, open: false, opensAt: 7 }]);
    expect(decision).toMatchObject({ verdict: 'none', until: 7 });
    expect(decision.weighed[0]?.checks).toContainEqual({ check: 'retirement', failed: 'retiring', by: stage });
  });
  test('goes on with what is under way on it until it is drained', () => {
    for (const stage of ['inbound-restricted', 'drain'] as const) expect(choose([fax(stage, { underWay: true }), { ...chat, open: false }])).toMatchObject({ channel: 'fax' });
    expect(choose([fax('redirect-only', { underWay: true })])).toMatchObject({ verdict: 'none' });
  });
  test('still takes what is new of those it is kept open for, until it drains', () => {
    expect(choose([fax('inbound-restricted'), { ...chat, open: false }], { known: { excepted: true } })).toMatchObject({ channel: 'fax' });
    expect(choose([fax('drain'), chat], { known: { excepted: true } })).toMatchObject({ channel: 'chat' });
  });
  test('is not taken from a customer who can use no other', () => {
    const spoken = { ...phone, demands: ['hear'] };
    expect(choose([fax('drain'), spoken], { known: { cannot: ['hear'] } })).toMatchObject({ channel: 'fax' });
    expect(choose([fax('drain'), { ...chat, permission: { granted: false, by: 'consent-withdrawn' } }])).toMatchObject({ channel: 'fax' });
    expect(choose([fax('drain'), someChannel('telex', { stage: 'retired' })])).toMatchObject({ channel: 'fax' });
    expect(choose([fax('redirect-only')])).toMatchObject({ verdict: 'none' });
  });
});

test('a policy that makes no sense is refused by name', () => {
  for (const options of [{ proveAt: 1 }, { explore: 0.06 }, { revokeAt: 0.86 }, { explore: Number.NaN }] satisfies readonly ChannelPolicyOptions[]) {
    const refusal = refusalOf(() => defineChannelPolicy(options));
    expect(refusal.code).toBe('InvalidOptions');
    expect(refusal.message).toContain(`channelPolicy.${Object.keys(options)[0]}`);
  }
  expect(defineChannelPolicy()).toEqual({ proveAt: 0.85, revokeAt: expect.closeTo(0.82), explore: 0.02, lowRiskIntents: [] });
});
