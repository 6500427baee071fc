import { expect, test } from 'vitest';
import { endInstance } from '../../../src/customer/instance/end-instance.js';
import { ann, endedRun, now, plainRun, plainTurn } from '../plain-turn.js';

test('all that a journey held goes with it, and a small record stays', () => {
  const run = plainRun(ann, 'order', {
    key: '7', steps: 4, goals: { paid: 12 }, timers: [{ id: 'order/1#ttl', due: 9 }, { id: 'order/1#x:wait', due: 8 }], invoked: { look: 'default/c-ann/order/1/3/0' },
    deferred: [{ id: 'e1', type: 'order.changed', data: {}, at: 1, until: 2 }],
  });
  const other = plainRun(ann, 'order', { key: '8', run: 2 });
  const turn = plainTurn({ instances: [run, other], ended: [endedRun(plainRun(ann, 'survey'))] });
  endInstance(turn, run, { reason: 'merged', forced: true });
  expect(turn.state.instances).toEqual([other]);
  expect(turn.state.ended).toEqual([endedRun(plainRun(ann, 'survey')), { id: run.id, journey: 'order', version: 1, key: '7', startedAt: 10, endedAt: now, reason: 'merged', forcedAt: 5, goals: { paid: 12 } }]);
  expect([...turn.timersCancelled]).toEqual(['order/1#ttl', 'order/1#x:wait']);
  expect(turn.settled).toEqual([{ key: 'default/c-ann/order/1/3/0', result: 'dropped' }]);
  expect(turn.fates).toEqual([{ instance: run.id, journey: 'order', did: 'ignored', because: '\'order.changed\' was still deferred when the journey ended (merged)' }]);
  expect([...turn.instances]).toEqual([[run.id, 'dropped']]);
  expect(turn.notices).toEqual([{ type: 'journey.ended', notice: { tenant: 'default', customer: ann, at: now, instance: run.id, journey: 'order', reason: 'merged' } }]);
  expect([...turn.counters]).toEqual([['journey.order.ended.merged', 1]]);
});

test('a journey that came to its end has no key and no moment of leaving where there was none', () => {
  const run = plainRun(ann, 'order', { steps: 4 });
  const turn = plainTurn({ instances: [run] });
  endInstance(turn, run, { reason: 'done', forced: false });
  expect(turn.state.ended).toStrictEqual([{ ...endedRun(run), endedAt: now }]);
  const leaving = plainTurn({ instances: [run] });
  endInstance(leaving, run, { reason: 'left', forced: true, keepFromStep: 3 });
  expect(leaving.state.ended).toStrictEqual([{ ...endedRun(run, 'left'), endedAt: now, forcedAt: 3 }]);
});

test('of the runs of one journey with one key the last one is remembered, and of those that were made to leave the last twenty', () => {
  const past = (run: number, more: object = {}) => ({ ...endedRun(plainRun(ann, 'order', { run })), key: '7', ...more });
  const forced = Array.from({ length: 21 }, (_, n) => past(n + 10, { forcedAt: 1 }));
  const others = [past(2, { key: '8' }), past(3, { journey: 'survey' })];
  const run = plainRun(ann, 'order', { run: 99, key: '7' });
  const turn = plainTurn({ instances: [run], ended: [...others, ...forced, past(1)] });
  endInstance(turn, run, { reason: 'done', forced: false });
  expect(turn.state.ended.map(({ id }) => id)).toEqual([...others, ...forced.slice(1), run].map(({ id }) => id));
});

test('the CRM holds how a journey ended and which goals it reached', () => {
  const noted = (goals: { readonly [name: string]: number }): unknown => {
    const run = plainRun(ann, 'order', { goals });
    const turn = plainTurn({ instances: [run] }, { crm: { capabilities: { activities: true }, idleMs: 10 } });
    endInstance(turn, run, { reason: 'done', forced: false });
    return turn.effects.map(({ body }) => { const { write } = JSON.parse(body) as { readonly write: object }; return write; });
  };
  const write = { externalId: 'c-ann/order/1', kind: 'resolution', at: now, instance: 'c-ann/order/1' };
  expect(noted({})).toEqual([{ ...write, summary: 'Journey order, begun 1970-01-01 00:00 UTC, ended: done.' }]);
  expect(noted({ paid: 1, kept: 2 })).toEqual([{ ...write, summary: 'Journey order, begun 1970-01-01 00:00 UTC, ended: done; goals reached: paid, kept.' }]);
});
