import { describe, expect, test } from 'vitest';
import { createInsight } from '../../src/insight/create-insight.js';
import { defineInsight } from '../../src/insight/define-insight.js';
import type { LogItem } from '../../src/insight/log/log-item.js';
import { days, hours, minutes } from '../../src/model/duration.js';
import { dayOne } from './random-log.js';

/** All counters of a metric, two years later. */
function counted(metric: string, items: readonly LogItem[]): Readonly<Record<string, number>> {
  const insight = createInsight(defineInsight());
  insight.take(items);
  const all: Record<string, number> = {};
  for (const { tally } of insight.countAt(dayOne + days(700)).cells(metric)) for (const [counter, amount] of tally) all[counter] = (all[counter] ?? 0) + amount;
  return all;
}
let position = 0;
const at = (afterMs: number): { readonly customer: string; readonly position: number; readonly at: number } => ({ customer: 'ann', position: ++position, at: dayOne + afterMs });
const view = (afterMs: number): LogItem => ({ ...at(afterMs), kind: 'viewed', what: 'web.help-viewed' });
const heard = (afterMs: number, thread = 'ann/t1', channel = 'chat'): LogItem => ({ ...at(afterMs), kind: 'heard', thread, channel });
const queued = (afterMs: number): LogItem => ({ ...at(afterMs), kind: 'happened', told: { type: 'work.queued', item: 'w1' } });

describe('on the very edge', () => {
  test('a look for help a day after the first is of the same visit, and one a moment later begins another', () => {
    expect(counted('deflection', [view(0), view(hours(24))])).toEqual({ n: 1, hits: 1 });
    expect(counted('deflection', [view(0), view(hours(24) + 1)])).toEqual({ n: 2, hits: 2 });
  });
  test('who is heard in the last moment of the day after was not deflected', () => {
    expect(counted('deflection', [view(0), heard(hours(24))])).toEqual({ n: 1 });
    expect(counted('deflection', [view(0), heard(hours(24) + 1)])).toEqual({ n: 1, hits: 1 });
  });
  test('what was resolved is taken back by who comes by another channel however soon, or is helped with it elsewhere, and not by thanks', () => {
    const ended = (afterMs: number, channel: string): LogItem => ({ ...at(afterMs), kind: 'happened', told: { type: 'contact.ended', outcome: 'resolved', channel, intent: 'bill' } });
    expect(counted('resolution', [heard(0), ended(minutes(1), 'chat'), heard(minutes(20))])).toEqual({ n: 1, assumed: 1, hits: 1 });
    expect(counted('resolution', [heard(0), ended(minutes(1), 'chat'), heard(minutes(20), 'ann/t1', 'email')])).toEqual({ n: 1, revoked: 1 });
    expect(counted('resolution', [heard(0), ended(minutes(1), 'chat'), ended(days(2), 'phone')])).toEqual({ n: 2, revoked: 1, assumed: 1, hits: 1 });
    expect(counted('resolution', [heard(0), ended(minutes(1), 'chat'), ended(minutes(1) + days(7), 'phone')])).toEqual({ n: 2, assumed: 2, hits: 2 });
  });
  test('who is told twice to wait has waited since the first time', () => {
    const items = [heard(0), queued(0), queued(minutes(5)), { ...at(minutes(7)), kind: 'happened', told: { type: 'work.answered', item: 'w1', agent: '7' } } satisfies LogItem];
    expect(counted('effort', items)).toMatchObject({ queueMinute: 7 });
    expect(counted('speed-of-answer', items)).toMatchObject({ n: 1, sum: minutes(7) });
  });
  test('who talks with one person and then with another, and who is to be called, does not wait in a queue meanwhile', () => {
    const answered = (afterMs: number, agent: string): LogItem => ({ ...at(afterMs), kind: 'happened', told: { type: 'work.answered', item: 'w1', agent } });
    expect(counted('effort', [heard(0), queued(0), answered(minutes(2), '7'), answered(minutes(30), '8')])).toMatchObject({ queueMinute: 2 });
    const again = [heard(0), queued(0), answered(minutes(2), '7'), queued(minutes(20)), answered(minutes(25), '8')];
    expect(counted('effort', again)).toMatchObject({ queueMinute: 7 });
    const called: LogItem = { ...at(minutes(3)), kind: 'happened', told: { type: 'work.callback-asked', item: 'w1' } };
    expect(counted('effort', [heard(0), queued(0), called, answered(minutes(40), '7')])).toMatchObject({ queueMinute: 3 });
  });
  test('who gives up after five seconds hardly waited, and a moment later did', () => {
    const givesUp = (afterMs: number): readonly LogItem[] => [queued(0), { ...at(afterMs), kind: 'happened', told: { type: 'work.abandoned', item: 'w1' } }];
    expect(counted('queue', givesUp(5_000))).toEqual({ queued: 1, abandoned: 1, 'abandoned-in-time': 1, 'abandoned-short-in-time': 1 });
    expect(counted('queue', givesUp(5_001))).toEqual({ queued: 1, abandoned: 1, 'abandoned-in-time': 1 });
    expect(counted('queue', givesUp(20_001))).toEqual({ queued: 1, abandoned: 1, 'abandoned-late': 1 });
  });
  test('a run that has not moved for thirty days still stands there, and a moment later has left', () => {
    const insight = createInsight(defineInsight());
    insight.take([{ ...at(0), kind: 'happened', moves: [{ instance: 'ann/billing/1', journey: 'billing', to: 'asked' }] }]);
    const standing = (afterMs: number): readonly string[] => [...insight.countAt(dayOne + afterMs).cells('state')].flatMap(({ tally }) => [...tally.keys()]);
    expect(standing(days(30))).toContain('stands');
    expect(standing(days(30) + 1)).toContain('left');
  });
  test('nobody waits less than nothing where the desk tells of the answer before the queue', () => {
    expect(counted('speed-of-answer', [{ ...at(0), kind: 'happened', told: { type: 'work.answered', item: 'w1', agent: '7' } }, queued(minutes(1))])).toMatchObject({ n: 1, sum: 0 });
  });
  test('what a journey solved alone is taken back by who comes again within the week, and not by who comes after it', () => {
    const event = (afterMs: number): readonly LogItem[] => [{ ...at(afterMs), kind: 'happened', event: `a${afterMs}`, intent: 'bill' }, { ...at(afterMs), kind: 'heard', thread: `ann/t${afterMs}`, channel: 'chat', event: `a${afterMs}` }];
    const solved: readonly LogItem[] = [...event(0), { ...at(minutes(1)), kind: 'said', thread: 'ann/t0', channel: 'chat' }, { ...at(minutes(2)), kind: 'happened', told: { type: 'contact.ended', outcome: 'resolved' } }];
    expect(counted('automation', solved)).toEqual({ n: 1, hits: 1 });
    expect(counted('automation', [...solved, ...event(days(7))])).toEqual({ n: 2 });
    expect(counted('automation', [...solved, ...event(days(7) + minutes(1))])).toEqual({ n: 2, hits: 1 });
  });
  test('an event is of the conversation that it opened, not of the one before', () => {
    const insight = createInsight(defineInsight());
    const move = { instance: 'ann/billing/1', journey: 'billing', to: 'asked' };
    // within three days of the first, on another conversation all the same, as where each channel has its own
    insight.take([heard(0), { ...at(hours(1)), kind: 'happened', event: 'e2', intent: 'bill', moves: [move] }, { ...at(hours(1)), kind: 'heard', thread: 'ann/t2', channel: 'phone', event: 'e2' }]);
    const seen = [...insight.countAt(dayOne + days(700)).cells('involvement')].map(({ about: { channel, journey, intent } }) => [channel, journey, intent]);
    expect(seen).toEqual([['chat', undefined, undefined], ['phone', 'billing', 'bill']]);
  });
  test('who comes back in the very moment in which a contact ended is the same contact, a moment later it is not', () => {
    const ended = { ...at(hours(3)), kind: 'happened', told: { type: 'contact.ended', outcome: 'resolved', intent: 'bill' } } satisfies LogItem;
    const again = (afterMs: number): readonly LogItem[] => [{ ...at(afterMs), kind: 'happened', event: `e${afterMs}`, intent: 'bill' }, { ...at(afterMs), kind: 'heard', thread: 'ann/t1', channel: 'chat', event: `e${afterMs}` }];
    expect(counted('resolution', [...again(0), ended, ...again(hours(3))])).toMatchObject({ n: 1, assumed: 1 });
    expect(counted('resolution', [...again(0), ended, ...again(hours(3) + 1)])).toMatchObject({ n: 1, revoked: 1 });
    expect(counted('resolution', [...again(0), ended, ...again(hours(3) + days(7))])).toMatchObject({ n: 1, assumed: 1 });
  });
});
