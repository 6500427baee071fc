import { describe, expect, test } from 'vitest';
import type { ChannelKnown, KnownChannel } from '../../src/routing/channel-asked.js';
import { defineChannelPolicy } from '../../src/routing/channel-policy.js';
import { chooseChannel, type ChannelDecision } from '../../src/routing/choose-channel.js';
import { runsOf } from '../full-size.js';
import { someChannel, success } from './some-channel.js';

const policy = defineChannelPolicy({ explore: 0.05, lowRiskIntents: ['hours'] });
const phone = someChannel('phone', { assisted: true });
const unproven = (channel: string, but: Partial<KnownChannel> = {}): KnownChannel => someChannel(channel, { success: success(0.5, 0.95), ...but });
const choose = (key: string, { channels = [phone, unproven('bot'), unproven('forum')], intent = 'hours', ...known }: Partial<ChannelKnown> & { readonly intent?: string } = {}): ChannelDecision =>
  chooseChannel(policy, { channels, ...known }, { key, intent, at: 1, needs: [] });
const isTry = (decision: ChannelDecision): boolean => decision.verdict === 'chosen' && decision.because === 'explored';
const keys = Array.from({ length: runsOf({ ci: 10_000, full: 1_000_000 }) }, (_, n) => `issue-${n}`);
const triedKeys = keys.filter((key) => isTry(choose(key)));
const [triedKey = ''] = triedKeys;

/** Five standard deviations of a count around what is expected: less than one honest draw in a million is outside. */
const expectShare = (count: number, of: number, share: number): void => expect(Math.abs(count - of * share)).toBeLessThan(5 * Math.sqrt(of * share * (1 - share)));

describe('a channel that may yet be proven', () => {
  test('is tried by the share that the policy says, and each such channel as often as the others (care-rules section 4, 12)', () => {
    expectShare(triedKeys.length, keys.length, 0.05);
    expectShare(triedKeys.filter((key) => choose(key).weighed[0]?.channel === 'bot').length, triedKeys.length, 0.5);
  });
  const both = defineChannelPolicy({ explore: 0.05, lowRiskIntents: ['hours', 'menu'] });
  test('is tried by the same contacts however often they are decided, and by others for another intent', () => {
    const drawn = (intent: string, at: number) => keys.slice(0, 2_000).filter((key) => isTry(chooseChannel(both, { channels: [phone, unproven('bot')] }, { key, intent, at, needs: [] })));
    expect(drawn('hours', 1)).toEqual(drawn('hours', 2));
    expect(drawn('hours', 1)).not.toEqual(drawn('menu', 1));
  });
  test('leaves what would have been chosen as the alternative, and the record says that another was tried', () => {
    const decision = choose(triedKey, { channels: [phone, unproven('bot')] });
    expect(decision).toMatchObject({ verdict: 'chosen', channel: 'bot', because: 'explored', alternatives: ['phone'], weighed: [{ channel: 'bot' }, { channel: 'phone', lost: 'another-tried' }] });
  });
  test('is never tried on a matter of weight, on a customer whose wish can be met, or where it is closed, refused or surely no good', () => {
    const surely = (known: Parameters<typeof choose>[1]): void => {
      expect([...new Set(keys.slice(0, 2_000).map((key) => choose(key, known).weighed[0]?.channel))]).toEqual(['phone']);
    };
    surely({ intent: 'cancel' });
    surely({ preferred: ['phone'] });
    for (const but of [{ open: false }, { reachable: false }, { permission: { granted: false, by: 'consent-missing' } }, { stage: 'drain' }, { success: success(0.5, 0.84) }, { success: success(Number.NaN) }] satisfies readonly Partial<KnownChannel>[]) {
      surely({ channels: [phone, unproven('bot', but)] });
    }
  });
  test('is tried on a wish that cannot be met, and where the usual choice is only a person', () => {
    expect(choose(triedKey, { preferred: ['fax'] })).toMatchObject({ because: 'explored' });
    expect(choose(triedKey, { channels: [{ ...phone, success: success(0.1) }, unproven('bot')] })).toMatchObject({ because: 'explored', channel: 'bot', alternatives: ['phone'] });
    // there is no other to try
    expect(choose(triedKey, { channels: [{ ...phone, success: success(0.1) }] })).toMatchObject({ because: 'assisted', channel: 'phone' });
  });
});
