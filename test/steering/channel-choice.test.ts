import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, hours } from 'throughline';
import { defineChannelChoice, type ChannelChoiceOptions, type ChannelModel, type CustomerChannel } from 'throughline/steering';
import { foldSuccess } from '../../src/insight/fold-success.js';
import { measureSuccess } from '../../src/insight/measure-success.js';
import { defineSuccessMeasure } from '../../src/insight/success-measure.js';
import type { PendingIssue } from '../../src/model/pending-issue.js';

// a Monday
const noon = Date.UTC(2026, 4, 4, 12);
const options: ChannelChoiceOptions = {
  channels: {
    chat: { cost: 1, responseMs: 1_000, replyWindowMs: hours(24) },
    voice: { assisted: true, addressless: true, cost: 8, calendar: { timeZone: 'Europe/Berlin', open: [{ days: ['mon'], hours: ['09:00-17:00'] }] } },
  },
  intents: ['bill', 'order', 'invoice'],
  families: [['bill', 'invoice']],
};
const choice = defineChannelChoice(options);
const model: ChannelModel = { success: {}, trusted: {}, responses: {}, conditions: {} };
const own = (channel: string, but: Partial<CustomerChannel> = {}): CustomerChannel => ({ channel, capabilities: { text: true }, permission: { granted: true }, hasAddress: true, underWay: false, ...but });
const choose = (channels: readonly CustomerChannel[], { at = noon, more = model }: { readonly at?: number; readonly more?: ChannelModel } = {}) => choice.choose({ channels, model: more }, { key: 'k', intent: 'bill', needs: [], at });
const sureOf = (channel: string) => ({ channel, issues: 100, solved: 99, lower: 0.95, upper: 1 });

describe('what a host says of its channels', () => {
  it.each<readonly [string, unknown]>([
    ['no channel', { ...options, channels: {} }], ['an intent twice', { ...options, intents: ['bill', 'bill'] }], ['a cost below nothing', { ...options, channels: { chat: { cost: -1 } } }],
    ['a stage that nobody knows', { ...options, channels: { chat: { stage: 'gone' } } }], ['a field that nobody knows', { ...options, channels: { chat: { speed: 1 } } }],
    ['a calendar that is never open', { ...options, channels: { chat: { calendar: { timeZone: 'UTC', open: [] } } } }], ['a policy that trusts anything', { ...options, policy: { proveAt: 0.1 } }],
    ['a window without end', { ...options, success: { windowMs: Infinity } }], ['wishes that are no function', { ...options, wishesOf: {} }],
  ])('is refused with %s', (_, wrong) => {
    expect(() => defineChannelChoice(wrong as ChannelChoiceOptions)).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });

  it.each<readonly [string, unknown]>([
    ['channelChoice.policy.lowRiskIntents.1', { ...options, policy: { lowRiskIntents: ['bill', 'ordr'] } }],
    ['channelChoice.families.0.0', { ...options, families: [['bil', 'order']] }],
  ])('is refused with an intent that is misspelt, by its place: %s', (path, wrong) => {
    expect(() => defineChannelChoice(wrong as ChannelChoiceOptions)).toThrow(expect.objectContaining({ code: 'InvalidOptions', facts: expect.objectContaining({ path }) }));
  });

  it('is refused with a time zone that nobody knows', () => {
    expect(() => defineChannelChoice({ ...options, channels: { voice: { calendar: { timeZone: 'Mars/Base', open: [{ hours: ['09:00-17:00'] }] } } } })).toThrow(expect.objectContaining({ code: 'InvalidTimeZone' }));
  });

  it('is all there is to go by while nothing is counted: somebody answers the telephone, or will', () => {
    expect(choose([own('chat'), own('voice')])).toMatchObject({ verdict: 'chosen', channel: 'voice', because: 'assisted' });
    expect(choose([own('chat'), own('voice')], { at: noon + hours(6) })).toMatchObject({ verdict: 'none', because: 'all-closed', until: Date.UTC(2026, 4, 11, 7) });
  });

  it('is put together with what is known of the customer, the figures and the day', () => {
    const proven: ChannelModel = { success: { bill: [sureOf('chat')] }, trusted: { bill: ['chat'] }, responses: {}, conditions: {} };
    const heard = own('chat', { heardAt: noon - hours(1) });
    expect(choose([heard, own('voice')], { more: proven })).toMatchObject({ channel: 'chat', because: 'proven' });
    // the window of the channel is over, or it was never open
    expect(choose([own('chat', { heardAt: noon - hours(25) }), own('voice')], { more: proven })).toMatchObject({ channel: 'voice' });
    expect(choose([own('chat'), own('voice')], { more: proven })).toMatchObject({ channel: 'voice' });
    // without an address a chat is no way, and a number that anybody may call is
    expect(choose([own('chat', { hasAddress: false, heardAt: noon }), own('voice', { hasAddress: false })], { more: proven })).toMatchObject({ channel: 'voice' });
    // the host says that nobody is there, or that the channel goes
    expect(choose([heard, own('voice')], { more: { ...proven, conditions: { chat: { open: false } } } })).toMatchObject({ channel: 'voice' });
    expect(choose([heard, own('voice')], { more: { ...proven, conditions: { chat: { stage: 'inbound-restricted' } } } })).toMatchObject({ channel: 'voice' });
  });
});

const issue = fc.record<PendingIssue>({ intent: fc.constantFrom('bill', 'order', 'invoice'), channel: fc.constantFrom('chat', 'voice'), at: fc.integer({ min: noon - days(60), max: noon - days(8) }), solved: fc.boolean() });

describe('sums of settled issues', () => {
  it('say of each channel what the issues themselves say, whatever was settled when, and by whom', () => {
    const measure = defineSuccessMeasure();
    fc.assert(fc.property(fc.array(issue, { maxLength: 60 }), fc.integer({ min: 0, max: 60 }), (issues, cut) => {
      const sums = new Map<string, number>();
      for (const part of [issues.slice(cut), issues.slice(0, cut)]) for (const name of choice.settle(part, noon).sums) sums.set(name, (sums.get(name) ?? 0) + 1);
      for (const intent of ['bill', 'order']) {
        const names = choice.sumsOf(intent, noon);
        const measured = measureSuccess(foldSuccess([], issues), { intent, now: noon, family: intent === 'bill' ? ['bill', 'invoice'] : [intent] }, measure);
        const bySums = choice.successFrom(intent, names.map((name) => sums.get(name) ?? 0), noon);
        expect(bySums.toSorted(byChannel)).toEqual(measured.toSorted(byChannel).map((one) => ({ ...one, issues: expect.closeTo(one.issues, 9), solved: expect.closeTo(one.solved, 9), lower: expect.closeTo(one.lower, 9), upper: expect.closeTo(one.upper, 9) })));
      }
    }));
  });

  it('are asked for by names that tell apart whatever a host calls its intents and channels', () => {
    const odd = defineChannelChoice({ channels: { 'a","b': {}, a: {} }, intents: ['b"', '"b', 'b 1'] });
    const names = odd.intents.flatMap((intent) => odd.sumsOf(intent, noon));
    expect(new Set(names).size).toBe(names.length);
  });

  it('that make no sense are taken for less than they say', () => {
    const names = choice.sumsOf('order', noon);
    expect(choice.successFrom('order', names.map(() => 0), noon)).toEqual([]);
    const [chat] = choice.successFrom('order', names.map((name) => (name.startsWith('solved') ? 5 : 1)), noon);
    expect(chat?.solved).toBe(chat?.issues);
  });

  it('are of the last two years at the most', () => {
    const long = defineChannelChoice({ ...options, families: [], success: { halfLifeDays: 3_650 } });
    expect(long.sumsOf('order', noon)).toHaveLength(730 * 2 * 2);
  });
});

describe('issues', () => {
  it('of what is not followed are not kept', () => {
    const told = { kind: 'outcome', channel: 'chat', at: noon, outcome: 'resolved' } as const;
    expect(choice.follow([], { ...told, intent: 'pizza' })).toEqual([]);
    expect(choice.follow([], { ...told, intent: 'bill', channel: 'pigeon' })).toEqual([]);
    expect(choice.follow([], { ...told, intent: 'bill' })).toHaveLength(1);
  });
});

const byChannel = (a: { readonly channel: string }, b: { readonly channel: string }): number => (a.channel < b.channel ? -1 : 1);
