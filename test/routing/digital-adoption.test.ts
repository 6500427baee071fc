import { expect, test } from 'vitest';
import { foldSuccess } from '../../src/insight/fold-success.js';
import { measureSuccess } from '../../src/insight/measure-success.js';
import { followIssue, settleIssues } from '../../src/insight/pending-issue.js';
import type { PendingIssue } from '../../src/model/pending-issue.js';
import { defineSuccessMeasure } from '../../src/insight/success-measure.js';
import { days } from '../../src/model/duration.js';
import { spreadOver } from '../../src/model/spread-over.js';
import type { SuccessTally } from '../../src/model/success-tally.js';
import { defineChannelPolicy } from '../../src/routing/channel-policy.js';
import { chooseChannel } from '../../src/routing/choose-channel.js';
import { someChannel } from './some-channel.js';

const measure = defineSuccessMeasure({ halfLifeDays: 10 });
const policy = defineChannelPolicy({ explore: 0.05, lowRiskIntents: ['opening-hours'] });
const intent = 'opening-hours';
const aDay = 200;
const { success: _, ...uncounted } = someChannel('chat');

interface Day { readonly day: number; readonly onChat: number; readonly chatTrusted: boolean }

/** Lives through days of customers with one question; `solves` is the share of them that chat helps on a day. The phone solves what looks good enough and is not proven. */
function live(length: number, solves: (day: number) => number): readonly Day[] {
  let [pending, tallies, trusted]: [readonly PendingIssue[], readonly SuccessTally[], ReadonlySet<string>] = [[], [], new Set()];
  return Array.from({ length }, (_, day) => {
    const at = days(20_000 + day);
    const due = settleIssues(pending, at, measure);
    [pending, tallies] = [due.pending, foldSuccess(tallies, due.settled)];
    const measured = measureSuccess(tallies, { intent, now: at }, measure);
    const channels = [{ ...uncounted, channel: 'phone', assisted: true, cost: 8 }, { ...uncounted, channel: 'chat', cost: 2 }].map((channel) => {
      const success = measured.find((one) => one.channel === channel.channel);
      return { ...channel, trusted: trusted.has(channel.channel), ...(success !== undefined && { success }) };
    });
    let onChat = 0;
    for (let n = 0; n < aDay; n += 1) {
      const key = `${day}-${n}`;
      const decision = chooseChannel(policy, { channels }, { key, intent, at, needs: [] });
      const channel = decision.weighed[0]?.channel ?? '';
      if (channel === 'chat') onChat += 1;
      const isSolved = spreadOver(`luck ${key}`, 1_000) < 1_000 * (channel === 'chat' ? solves(day) : 0.85);
      // each is another customer's
      pending = [...pending, ...followIssue([], { kind: 'outcome', intent, channel, at, outcome: isSolved ? 'resolved' : 'abandoned' }, { ...measure, sameContactMs: 0 })];
      if (n === 0) trusted = new Set(decision.weighed.filter((one) => one.trusted === true).map((one) => one.channel));
    }
    return { day, onChat, chatTrusted: trusted.has('chat') };
  });
}

test('a question moves from the phone to chat once chat has proven itself, and back when chat gets worse', () => {
  const lived = live(120, (day) => (day < 50 ? 0.96 : 0.6));
  const shareOn = (from: number, to: number): number => lived.slice(from, to).reduce((sum, { onChat }) => sum + onChat, 0) / ((to - from) * aDay);
  // nothing is known before the first window has passed, and a few try it
  expect(shareOn(0, 8)).toBeGreaterThan(0.02);
  expect(shareOn(0, 8)).toBeLessThan(0.08);
  expect(lived.slice(0, 8).some(({ chatTrusted }) => chatTrusted)).toBe(false);
  // the phone goes on being measured by a few
  expect(shareOn(25, 50)).toBeGreaterThan(0.92);
  expect(shareOn(80, 120)).toBeLessThan(0.08);
  // it moved twice, and never to and fro
  expect(lived.filter(({ chatTrusted }, day) => chatTrusted !== (lived[day - 1]?.chatTrusted ?? false))).toHaveLength(2);
});

test('a channel whose share only looks good is never trusted', () => {
  expect(live(60, () => 0.85).filter(({ chatTrusted }) => chatTrusted)).toEqual([]);
});
