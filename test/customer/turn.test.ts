import { expect, test } from 'vitest';
import { cancelTimer, putInstance, setTimer, toChange } from '../../src/customer/turn.js';
import { ann, ben, plainRun, plainTurn } from './plain-turn.js';

const at = { expect: 3, epoch: 2, entries: [{ kind: 'event', at: 1, body: '{}' }] } as const;
const parked = { id: 'c-ann/p1', cause: 'X', at: 1 };

test('a turn that decided nothing commits the customer and the event, and nothing else', () => {
  const turn = plainTurn({});
  expect(toChange(turn, at)).toStrictEqual({ tenant: 'default', lane: ann, expect: 3, epoch: 2, state: JSON.stringify(turn.state), entries: [...at.entries] });
});

test('all that a turn decided goes into one commit', () => {
  const turn = plainTurn({});
  const effect = { key: 'k1', due: 1, attempt: 1, body: '{}' } as const;
  const letter = { id: 'c-ann/p1', journey: 'order', at: 1, cause: 'X', body: '{}' };
  const entry = { kind: 'interaction', at: 2, body: '{}' } as const;
  turn.identities.push('phone:1');
  turn.instances.set('c-ann/order/1', { journey: 'order', status: 'running' }).set('c-ann/order/2', 'dropped');
  setTimer(turn, 'a', 5);
  turn.effects.push(effect);
  turn.parked.push(letter);
  turn.rows.set('kept', 'text').set('gone', undefined);
  turn.counters.set('steps', 1);
  turn.interactions.push(entry);
  expect(toChange(turn, at)).toStrictEqual({
    tenant: 'default', lane: ann, expect: 3, epoch: 2, state: JSON.stringify(turn.state), entries: [...at.entries, entry],
    identities: { claim: ['phone:1'], release: [] }, instances: { set: [{ id: 'c-ann/order/1', journey: 'order', status: 'running' }], drop: ['c-ann/order/2'] },
    timers: { set: [{ id: 'a', due: 5 }], cancel: [] }, effects: { add: [effect], settle: [] }, parked: { add: [letter], settle: [] },
    rows: { put: [{ key: 'kept', value: 'text' }], drop: ['gone'] }, counters: { steps: 1 },
  });
});

test('what is only let go, cancelled or settled is committed too', () => {
  const turn = plainTurn({});
  turn.released.push('phone:1');
  cancelTimer(turn, 'a');
  turn.settled.push({ key: 'k1', result: 'dropped' });
  turn.unparked.push('c-ann/p1');
  expect(toChange(turn, at)).toMatchObject({
    identities: { claim: [], release: ['phone:1'] }, timers: { set: [], cancel: ['a'] }, effects: { add: [], settle: [{ key: 'k1', result: 'dropped' }] }, parked: { add: [], settle: ['c-ann/p1'] },
  });
});

test('a timer that is set and cancelled in one turn is cancelled', () => {
  const turn = plainTurn({});
  setTimer(turn, 'a', 5);
  cancelTimer(turn, 'a');
  expect(toChange(turn, at).timers).toEqual({ set: [], cancel: ['a'] });
});

test('the list of runs is told of a run that begins, is held up or goes on again, and of nothing else', () => {
  const [first, run] = [plainRun(ann, 'survey'), plainRun(ann, 'order')];
  const told = (before: typeof run | undefined, next: typeof run) => {
    const turn = plainTurn({ instances: before === undefined ? [first] : [first, before] });
    putInstance(turn, next);
    expect(turn.state.instances).toEqual([first, next]);
    return [...turn.instances];
  };
  const [running, held] = [[[run.id, { journey: 'order', status: 'running' }]], [[run.id, { journey: 'order', status: 'parked' }]]];
  expect(told(undefined, run)).toEqual(running);
  expect(told(undefined, { ...run, parked })).toEqual(held);
  expect(told(run, { ...run, steps: 9 })).toEqual([]);
  expect(told({ ...run, parked }, { ...run, parked, steps: 9 })).toEqual([]);
  expect(told(run, { ...run, parked })).toEqual(held);
  expect(told({ ...run, parked }, run)).toEqual(running);
  const turn = plainTurn({ instances: [run] });
  putInstance(turn, { ...run, parked });
  expect([...turn.instances]).toEqual(held);
});

test('a run that is dropped and comes back in one turn is told of as it is', () => {
  const run = plainRun(ann, 'order');
  const turn = plainTurn({ instances: [run] });
  turn.instances.set(run.id, 'dropped');
  putInstance(turn, run);
  expect([...turn.instances]).toEqual([[run.id, { journey: 'order', status: 'running' }]]);
});

test('where several customers were merged an interaction names whose it was', () => {
  const turn = plainTurn({});
  turn.origin = ben;
  turn.interactions.push({ kind: 'interaction', at: 2, body: '{"text":"hello"}' }, { kind: 'interaction', at: 2, body: '{"instance":"c-ann/order/1"}' });
  expect(toChange(turn, { ...at, entries: [] }).entries?.map(({ body }) => JSON.parse(body))).toEqual([{ text: 'hello', origin: ben }, { instance: 'c-ann/order/1', origin: ann }]);
});
