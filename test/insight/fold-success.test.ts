import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decayedSuccess, pruneSuccess } from '../../src/insight/decayed-success.js';
import { foldSuccess, mergeSuccess, type SettledIssue } from '../../src/insight/fold-success.js';
import { followIssue, settleIssues, type RecontactRule } from '../../src/insight/pending-issue.js';
import type { IssueNews, PendingIssue } from '../../src/model/pending-issue.js';
import { days, minutes } from '../../src/model/duration.js';
import { successTallySchema, type SuccessTally } from '../../src/model/success-tally.js';
import { runsOf } from '../full-size.js';

const windowMs = days(7);
const sameContactMs = minutes(30);
const today = days(20_000);
const outcome = (channel: string, at: number, how: Extract<IssueNews, { kind: 'outcome' }>['outcome'] = 'resolved'): IssueNews => ({ kind: 'outcome', intent: 'bill', channel, at, outcome: how });
const contact = (at: number, intent = 'bill', channel?: string): IssueNews => ({ kind: 'contact', intent, at, ...(channel !== undefined && { channel }) });
const followed = (...news: readonly IssueNews[]): readonly PendingIssue[] => news.reduce<readonly PendingIssue[]>((pending, one) => followIssue(pending, one, { windowMs, sameContactMs }), []);
const solvedOf = (...news: readonly IssueNews[]): readonly boolean[] => followed(...news).map(({ solved }) => solved);

describe('whether an issue was solved', () => {
  test('is not known until its window has passed', () => {
    const pending = followed(outcome('chat', today));
    expect(settleIssues(pending, today + windowMs - 1, { windowMs })).toEqual({ settled: [], pending, nextAt: today + windowMs });
    expect(settleIssues(pending, today + windowMs, { windowMs })).toEqual({ settled: [{ intent: 'bill', channel: 'chat', at: today, solved: true }], pending: [] });
  });
  test('it was not, if the customer comes back with it within the window, on whatever channel', () => {
    expect(solvedOf(outcome('chat', today), contact(today + windowMs - 1))).toEqual([false]);
    expect(solvedOf(outcome('chat', today), contact(today + windowMs))).toEqual([true]);
    expect(solvedOf(outcome('chat', today), contact(today + days(1), 'move'))).toEqual([true]);
    // a contact that began before the other one ended is the same contact
    expect(solvedOf(outcome('chat', today), contact(today - 1))).toEqual([true]);
  });
  test('it was not, if they have to be helped with it again within the window, on whatever channel, and nobody told that they came', () => {
    expect(solvedOf(outcome('chat', today), outcome('phone', today + days(2)))).toEqual([false, true]);
    expect(solvedOf(outcome('chat', today), outcome('chat', today + days(2)))).toEqual([false, true]);
    expect(solvedOf(outcome('chat', today), outcome('phone', today + days(2)), outcome('phone', today + days(4), 'unresolved'))).toEqual([false, false, false]);
    expect(solvedOf(outcome('chat', today), outcome('phone', today + windowMs))).toEqual([true, true]);
  });
  test('it was not, if they come by another channel, however soon', () => {
    expect(solvedOf(outcome('chat', today), contact(today + minutes(20), 'bill', 'email'))).toEqual([false]);
    expect(solvedOf(outcome('chat', today), outcome('email', today + minutes(20)))).toEqual([false, true]);
  });
  test('it still is, if they are heard soon after on the same channel, or on none that is known, as with a word of thanks', () => {
    for (const channel of ['chat', undefined]) {
      expect(solvedOf(outcome('chat', today), contact(today + sameContactMs - 1, 'bill', channel))).toEqual([true]);
      expect(solvedOf(outcome('chat', today), contact(today + sameContactMs, 'bill', channel))).toEqual([false]);
    }
  });
  test('the last word on one contact stands, and it counts once', () => {
    const pending = followed(outcome('chat', today), contact(today + minutes(5), 'bill', 'chat'), outcome('chat', today + minutes(20), 'unresolved'), outcome('chat', today + minutes(40)));
    expect(pending).toEqual([{ intent: 'bill', channel: 'chat', at: today + minutes(40), solved: true }]);
    expect(solvedOf(outcome('chat', today), outcome('chat', today + minutes(20), 'abandoned'))).toEqual([false]);
  });
  test('a word that comes after they went elsewhere is of another contact, and mends nothing', () => {
    expect(solvedOf(outcome('chat', today), contact(today + minutes(10), 'bill', 'email'), outcome('chat', today + minutes(20)))).toEqual([false, true]);
    expect(solvedOf(outcome('chat', today), outcome('phone', today + minutes(10)), outcome('chat', today + minutes(20)))).toEqual([false, false, true]);
  });
  test('what the bot kept to itself is not solved by that, nor is what was given away or given up (care-rules 1.8)', () => {
    for (const how of ['contained', 'deflected', 'handed-off', 'abandoned', 'unresolved'] as const) expect(solvedOf(outcome('bot', today, how))).toEqual([false]);
  });
  test('a failure is pending as long as a success, so that young issues do not make a channel look bad', () => {
    expect(settleIssues(followed(outcome('chat', today, 'abandoned')), today + windowMs - 1, { windowMs }).settled).toEqual([]);
  });
});

const channel = fc.constantFrom('chat', 'phone', '__proto__');
const intent = fc.constantFrom('bill', 'move');
const moment = fc.integer({ min: today, max: today + days(40) });
const someNews: fc.Arbitrary<IssueNews> = fc.oneof(
  fc.record({ kind: fc.constant('contact' as const), intent, at: moment }),
  fc.record({ kind: fc.constant('contact' as const), intent, channel, at: moment }),
  fc.record({ kind: fc.constant('outcome' as const), intent, channel, at: moment, outcome: fc.constantFrom('resolved' as const, 'resolved' as const, 'abandoned' as const) }),
);
const someIssue: fc.Arbitrary<SettledIssue> = fc.record({ intent, channel, at: moment, solved: fc.boolean() });

/** long enough to be met by news that are days apart */
const rule: RecontactRule = { windowMs, sameContactMs: days(2) };

/**
 * The rule over a whole history at once: after an outcome the first thing counts that is more than a word in the same contact. Is it another word
 * on how that contact ended, that one stands; is it another contact within the window, it was not solved.
 */
const solvedInHindsight = (history: readonly IssueNews[]): readonly SettledIssue[] => history.flatMap((one, index) => {
  if (one.kind === 'contact') return [];
  const isSame = ({ channel: on = one.channel, at }: IssueNews): boolean => on === one.channel && at - one.at < rule.sameContactMs;
  const next = history.slice(index + 1).find((later) => later.intent === one.intent && !(later.kind === 'contact' && isSame(later)));
  if (next?.kind === 'outcome' && isSame(next)) return [];
  return [{ intent: one.intent, channel: one.channel, at: one.at, solved: one.outcome === 'resolved' && (next === undefined || next.at >= one.at + windowMs) }];
});

interface Rules { readonly follow: typeof followIssue; readonly settle: typeof settleIssues }
const ours: Rules = { follow: followIssue, settle: settleIssues };

/** As it is lived: followed one by one, settled at some of the moments on the way. */
function lived({ follow, settle: settleDue }: Rules, history: readonly IssueNews[], settlesAt: readonly boolean[]): readonly SuccessTally[] {
  let pending: readonly PendingIssue[] = [];
  let tallies: readonly SuccessTally[] = [];
  const settle = (now: number): void => {
    const due = settleDue(pending, now, { windowMs });
    ({ pending } = due);
    tallies = foldSuccess(tallies, due.settled);
  };
  history.forEach((news, index) => {
    pending = follow(pending, news, rule);
    if (settlesAt[index % settlesAt.length] === true) settle(news.at);
  });
  settle(Infinity);
  return tallies;
}

describe('the tallies of solved issues', () => {
  const sameInHindsight = (rules: Rules) => fc.property(fc.array(someNews, { maxLength: 30 }), fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }), (news, settlesAt) => {
    const history = news.toSorted((a, b) => a.at - b.at);
    expect(lived(rules, history, settlesAt)).toEqual(foldSuccess([], solvedInHindsight(history)));
  });
  test('are the same lived through as told in hindsight, whenever they are brought up to date', () => {
    fc.assert(sameInHindsight(ours), { numRuns: runsOf({ ci: 500, full: 50_000 }) });
  });
  test.each<[string, Partial<Rules>]>([
    ['what is settled before its window has passed', { settle: (pending, now) => settleIssues(pending, now, { windowMs: windowMs - days(3) }) }],
    ['a return on the last day that is not seen', { follow: (pending, news) => followIssue(pending, news, { ...rule, windowMs: windowMs - days(1) }) }],
    ['help on another channel that is taken for help with another matter', { follow: (pending, news) => (news.kind === 'outcome' ? [...pending, { ...news, solved: news.outcome === 'resolved' }] : followIssue(pending, news, rule)) }],
    ['a return by another channel that is taken for thanks', { follow: (pending, { ...news }) => { if (news.kind === 'contact') delete news.channel; return followIssue(pending, news, rule); } }],
    ['thanks that are taken for a return', { follow: (pending, news) => followIssue(pending, news, news.kind === 'contact' ? { ...rule, sameContactMs: 0 } : rule) }],
    ['a contact that counts once for each word on how it ended', { follow: (pending, news) => followIssue(pending, news, news.kind === 'outcome' ? { ...rule, sameContactMs: 0 } : rule) }],
    ['a word that mends what they had to come back for', { follow: (pending, news) => followIssue(pending, news, rule).map(({ cameBack: _forgotten, ...issue }) => issue) }],
    ['what was abandoned and counts as solved', { follow: (pending, news) => followIssue(pending, news.kind === 'outcome' ? { ...news, outcome: 'resolved' } : news, rule) }],
    ['a return with one intent that revokes another', { follow: (pending, news) => (news.kind === 'contact' ? ['bill', 'move'].reduce((all, other) => followIssue(all, { ...news, intent: other }, rule), pending) : followIssue(pending, news, rule)) }],
    ['an issue that is settled twice', { settle: (pending, now) => ({ ...settleIssues(pending, now, rule), pending: now === Infinity ? [] : pending }) }],
  ])('would not be, and it would be noticed: %s', (_, planted) => {
    expect(fc.check(sameInHindsight({ ...ours, ...planted }), { numRuns: 50_000, endOnFailure: true }).failed).toBe(true);
  });
  test('are the same one by one, all at once, in any order and in parts that are merged', () => {
    const shuffled = fc.array(someIssue, { maxLength: 30 }).chain((issues) => fc.tuple(fc.constant(issues), fc.shuffledSubarray(issues, { minLength: issues.length }), fc.nat(30)));
    fc.assert(fc.property(shuffled, ([issues, others, cut]) => {
      const atOnce = foldSuccess([], issues);
      expect(others.reduce<readonly SuccessTally[]>((tallies, one) => foldSuccess(tallies, [one]), [])).toEqual(atOnce);
      expect(mergeSuccess(foldSuccess([], others.slice(0, cut)), foldSuccess([], others.slice(cut)))).toEqual(atOnce);
      for (const tally of atOnce) expect(successTallySchema.parse(JSON.parse(JSON.stringify(tally)))).toEqual(tally);
    }), { numRuns: runsOf({ ci: 500, full: 50_000 }) });
  });
  test('count an issue half after one half-life, and forget it after ten', () => {
    const [tally] = foldSuccess([], [{ intent: 'bill', channel: 'chat', at: today, solved: true }, { intent: 'bill', channel: 'chat', at: today + days(30), solved: false }]);
    expect(tally && decayedSuccess(tally, { now: today + days(30), halfLifeDays: 30 })).toEqual({ issues: 1.5, solved: 0.5 });
    expect(tally && decayedSuccess(tally, { now: today - days(1), halfLifeDays: 30 })).toEqual({ issues: 2, solved: 1 });
    expect(tally && pruneSuccess(tally, { now: today + days(300), halfLifeDays: 30 }).days).toEqual([{ day: 20_030, issues: 1, solved: 0 }]);
  });
  test('say the same later, whether or not what is old was thrown away', () => {
    fc.assert(fc.property(fc.array(someIssue, { minLength: 1, maxLength: 20 }), moment, fc.nat(days(60)), fc.integer({ min: 1, max: 5 }), (issues, now, later, halfLifeDays) => {
      for (const tally of foldSuccess([], issues)) {
        const pruned = pruneSuccess(tally, { now, halfLifeDays });
        expect(decayedSuccess(pruned, { now: now + later, halfLifeDays })).toEqual(decayedSuccess(tally, { now: now + later, halfLifeDays }));
      }
    }), { numRuns: runsOf({ ci: 500, full: 50_000 }) });
  });
});
