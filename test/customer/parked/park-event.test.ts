import { describe, expect, test } from 'vitest';
import type { LaneInput } from '../../../src/customer/parked/lane-input.js';
import { causeOf, parkEvent } from '../../../src/customer/parked/park-event.js';
import { JourneyError } from '../../../src/errors/index.js';
import { ann, ben, now, plainRun, plainTurn } from '../plain-turn.js';

const run = plainRun(ann, 'order');
const event = { type: 'order.changed', data: {}, at: 1 };
const input: LaneInput = { kind: 'event', id: 'e1', event, instance: run.id };
const why = { journey: 'order', cause: 'DefinitionFault', because: 'it threw' };

describe('an event that could not be handled', () => {
  test('is kept with its cause, and the host, the receipt and the journey tell of it', () => {
    const turn = plainTurn({ instances: [run], parkings: 4 });
    parkEvent(turn, { ...why, input, instance: run.id, blocks: true });
    expect(turn.parked).toStrictEqual([{ id: 'c-ann/p00000005', journey: 'order', instance: run.id, at: now, cause: 'DefinitionFault', body: JSON.stringify({ input, because: 'it threw' }) }]);
    expect(turn.state.parkings).toBe(5);
    expect(turn.state.instances).toStrictEqual([{ ...run, lastEvent: { type: 'order.changed', at: now, did: 'parked', because: 'it threw' }, parked: { id: 'c-ann/p00000005', cause: 'DefinitionFault', at: now } }]);
    expect(turn.fates).toStrictEqual([{ journey: 'order', did: 'parked', because: 'it threw', parked: 'c-ann/p00000005', cause: 'DefinitionFault', instance: run.id }]);
    expect(turn.notices).toStrictEqual([{ type: 'event.parked', notice: { tenant: 'default', customer: ann, at: now, journey: 'order', parked: 'c-ann/p00000005', cause: 'DefinitionFault', instance: run.id } }]);
    expect([...turn.counters]).toEqual([['events.parked', 1]]);
    expect(turn.faults).toEqual([]);
    expect([...turn.timersCancelled]).toEqual([]);
  });

  test('of no journey that runs is kept without one', () => {
    const turn = plainTurn({ instances: [run] });
    parkEvent(turn, { ...why, input: { kind: 'start', journey: 'order', data: {} }, blocks: true });
    expect(turn.parked.map(({ instance }) => instance)).toEqual([undefined]);
    expect(turn.state.instances).toEqual([run]);
    expect(turn.fates).toStrictEqual([{ journey: 'order', did: 'parked', because: 'it threw', parked: 'c-ann/p00000001', cause: 'DefinitionFault' }]);
    expect(turn.notices[0]?.notice).toStrictEqual({ tenant: 'default', customer: ann, at: now, journey: 'order', parked: 'c-ann/p00000001', cause: 'DefinitionFault' });
  });

  test('does not hold up what comes later where it need not, nor takes the place of one that does', () => {
    const free = plainTurn({ instances: [run] });
    parkEvent(free, { ...why, input, instance: run.id, blocks: false });
    expect(free.state.instances[0]?.parked).toBeUndefined();
    const parked = { id: 'c-ann/p00000001', cause: 'X', at: 1 };
    const blocked = plainTurn({ instances: [{ ...run, parked }], parkings: 1 });
    parkEvent(blocked, { ...why, input, instance: run.id, blocks: true });
    expect(blocked.state.instances[0]?.parked).toEqual(parked);
  });

  test('names whose it is where several customers were merged, and what was thrown is told to the host alone', () => {
    const turn = plainTurn({});
    turn.origin = ben;
    const error = new Error('secret');
    parkEvent(turn, { ...why, input, blocks: false, error });
    expect(turn.parked[0]?.body).toBe(JSON.stringify({ input, because: 'it threw', origin: ben }));
    expect(turn.faults).toEqual([{ where: 'journey:order', error }]);
  });

  test.each<[string, LaneInput]>([
    ['order.changed', { kind: 'entry', id: 'e1', event, journey: 'order' }], ['chat.said', { kind: 'arrival', arrival: { id: 'e1', type: 'chat.said', data: {}, identities: [] } }],
    ['delay', { kind: 'timer', timer: 'order/1#x:wait', due: 1 }], ['activity', { kind: 'answer', key: 'k', instance: run.id, invokeId: 'look', answer: { status: 'done', output: 1 } }],
    ['effect', { kind: 'effect', key: 'k', body: '{}' }], ['start of order', { kind: 'start', journey: 'order', data: {} }],
  ])('is called %s in its journey', (name, of) => {
    const turn = plainTurn({ instances: [run] });
    parkEvent(turn, { ...why, input: of, instance: run.id, blocks: false });
    expect(turn.state.instances[0]?.lastEvent?.type).toBe(name);
    expect([...turn.timersCancelled]).toEqual(of.kind === 'timer' ? [of.timer] : []);
  });
});

test('a cause is our own code and sentence, and of what a stranger threw no more than its kind', () => {
  const ours = new JourneyError('TooLarge', 'it is too large');
  expect(causeOf(ours)).toEqual({ cause: 'TooLarge', because: ours.message, error: ours });
  const theirs = new TypeError('secret');
  expect(causeOf(theirs)).toEqual({ cause: 'DefinitionFault', because: 'the definition threw TypeError', error: theirs });
  expect(causeOf('secret')).toEqual({ cause: 'DefinitionFault', because: 'the definition threw string', error: 'secret' });
});
