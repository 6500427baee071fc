import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, minutes, seconds } from '../../../src/model/duration.js';
import { ownerOf, type WorkItem } from '../../../src/model/work-item.js';
import type { AssistSaid } from '../../../src/model/assist-said.js';
import { wakesAt } from '../../../src/routing/queue/pass-time.js';
import { placesHeld } from '../../../src/routing/queue/places-held.js';
import { defineQueuePolicy } from '../../../src/routing/queue/queue-policy.js';
import { startElsewhere } from '../../../src/routing/queue/step-assist.js';
import { stepWork } from '../../../src/routing/queue/step-work.js';
import { runsOf } from '../../full-size.js';
import { everyEvent, someWork } from './some-work.js';

const policy = defineQueuePolicy({ assist: {} });
const handed = (): WorkItem => startElsewhere(policy, someWork('w'), 0) ?? someWork('w');

type Told = AssistSaid extends infer S ? (S extends AssistSaid ? Omit<S, 'id' | 'item' | 'order'> : never) : never;
/** Things said of one contact, each after the one before. */
const lifeOf = (...told: readonly Told[]): readonly AssistSaid[] => told.map((one, at) => ({ ...one, id: `e${at}`, item: 'w', order: at }) as AssistSaid);
const hear = (item: WorkItem, said: AssistSaid, at = 1): WorkItem => stepWork(policy, item, { type: 'assist-said', said, at }).item;
const toldBy = (...said: readonly AssistSaid[]): readonly string[] => {
  let item = handed();
  return said.flatMap((one) => {
    const step = stepWork(policy, item, { type: 'assist-said', said: one, at: 1 });
    item = step.item;
    return step.told.map((told) => `${told.type}${'agent' in told ? ` ${told.agent}` : ''}`);
  });
};

const served = lifeOf({ type: 'created' }, { type: 'queued' }, { type: 'offered', agent: 'ann' }, { type: 'accepted', agent: 'ann' }, { type: 'transferred', to: { agent: 'bob' } }, { type: 'wrapped-up', agent: 'bob' }, { type: 'closed', because: 'served', agent: 'bob' });

describe('a contact that a router elsewhere has', () => {
  it('is followed from the first word to its end, and those who watch hear what a desk of ours would have told', () => {
    expect(toldBy(...served)).toEqual(['offered ann', 'answered ann', 'transferred', 'answered bob', 'wrapped-up bob']);
    expect(served.reduce<readonly unknown[]>((owners, _, upTo) => [...owners, ownerOf(served.slice(0, upTo + 1).reduce((item, said) => hear(item, said), handed()))], [])).toEqual(['assist', 'assist', 'assist', { agent: 'ann' }, { agent: 'bob' }, undefined, undefined]);
  });

  it('waits again where the agent there gave it to a queue, and the customer is told', () => {
    const [, , , accepted, , , ] = served;
    if (accepted === undefined) throw new Error('there is no such thing');
    expect(toldBy(accepted, ...lifeOf(...Array.from({ length: 9 }, () => ({ type: 'created' }) as const), { type: 'transferred', to: { queue: 'refunds' } }).slice(-1))).toEqual(['answered ann', 'lost ann', 'queued']);
  });

  it('comes to the same whatever way the words of the router come: late, twice, in any order', () => {
    const ends = fc.constantFrom<Told | undefined>(undefined, { type: 'closed', because: 'served', agent: 'ann' }, { type: 'closed', because: 'abandoned' }, { type: 'failed' });
    const middle = fc.array(fc.constantFrom<Told>({ type: 'created' }, { type: 'queued' }, { type: 'offered', agent: 'ann' }, { type: 'accepted', agent: 'ann' }, { type: 'accepted', agent: 'bob' }, { type: 'transferred', to: { agent: 'bob' } }, { type: 'transferred', to: { queue: 'q' } }, { type: 'wrapped-up', agent: 'bob' }), { maxLength: 6 });
    const somewhere = fc.record({ middle, end: ends, orders: fc.array(fc.nat(3), { minLength: 7, maxLength: 7 }), mix: fc.array(fc.nat(1_000), { minLength: 14, maxLength: 14 }) });
    fc.assert(fc.property(somewhere, ({ middle: said, end, orders, mix }) => {
      // several things may bear one moment, where a router has no better count
      const life = lifeOf(...said, ...(end === undefined ? [] : [end])).map((one, at) => ({ ...one, order: orders[at] ?? at }));
      const disorder = [...life, ...life].map((one, at) => ({ one, by: mix[at] ?? 0 })).toSorted((a, b) => a.by - b.by).map(({ one }) => one);
      const [once, anyhow] = [life, disorder].map((all) => all.reduce((item, one) => hear(item, one), handed()));
      const { turn: _one, ...first } = once ?? handed();
      const { turn: _other, ...second } = anyhow ?? handed();
      expect(second).toEqual(first);
    }), { numRuns: runsOf({ ci: 500, full: 200_000 }) });
  });

  it('is with somebody at every step: with one owner until it is over, whatever befalls it', () => {
    const events = [...everyEvent(0, 0), ...served.map((said) => ({ type: 'assist-said', said, at: 0 }) as const), ...lifeOf({ type: 'failed' }).map((said) => ({ type: 'assist-said', said, at: 0 }) as const),
      ...(['assist-took', 'assist-refused', 'take-back'] as const).map((type) => ({ type, at: 0 }))];
    const stateOf = ({ turn: _turn, ...item }: WorkItem): string => JSON.stringify(item, (key, value: unknown) => (['from', 'until', 'due', 'at', 'order', 'id', 'refused'].includes(key) ? undefined : value));
    const states = new Map([[stateOf(handed()), handed()]]);
    for (const before of states.values()) {
      if (before.life.status !== 'elsewhere') continue;
      for (const event of events) {
        const { item, refused, told } = stepWork(policy, before, event.type === 'time' ? { type: 'time', at: wakesAt(policy, before) ?? 0 } : 'turn' in event ? { ...event, turn: before.turn } : event);
        const isOver = item.life.status === 'ended' || (item.life.status === 'elsewhere' && item.life.stage === 'wrapped-up');
        expect([event.type, ownerOf(item) === undefined]).toEqual([event.type, isOver]);
        // nobody here holds a place for it, and somebody will look at it whatever happens
        expect(placesHeld(item)).toEqual([]);
        expect(item.life.status === 'ended' || wakesAt(policy, item) !== undefined).toBe(true);
        // whoever takes it away says so, so that the router lets go
        if (before.life.status === 'elsewhere' && item.life.status !== 'elsewhere' && !['assist-said', 'assist-refused'].includes(event.type) && event.type !== 'time') expect(told).toContainEqual({ type: 'taken-back' });
        if (refused !== undefined) expect(item).toBe(before);
        states.set(stateOf(item), states.get(stateOf(item)) ?? item);
      }
    }
    expect(new Set([...states.values()].map(({ life }) => life.status))).toEqual(new Set(['elsewhere', 'waiting', 'scheduled', 'ended']));
    expect(states.size).toBeGreaterThan(12);
  });

  it('is taken back where the router is silent: it does not take it, nobody answers, nobody ends it', () => {
    const at = (item: WorkItem): number | undefined => wakesAt(policy, item);
    expect(at(handed())).toBe(minutes(1));
    const taken = stepWork(policy, handed(), { type: 'assist-took', at: seconds(5) }).item;
    expect(at(taken)).toBe(seconds(5) + minutes(10));
    const answered = hear(taken, served[3] ?? { type: 'failed', id: '', item: '', order: 0 }, seconds(9));
    expect(at(answered)).toBe(seconds(9) + days(1));
    const silent = stepWork(policy, answered, { type: 'time', at: days(2) });
    expect(silent.told.map(({ type }) => type)).toEqual(['assist-silent', 'taken-back', 'queued']);
    expect(silent.item).toMatchObject({ since: 0, takenBack: true, life: { status: 'waiting', kind: 'live' } });
  });

  it('stays here once it was taken back, whatever is said of it elsewhere', () => {
    const back = stepWork(policy, handed(), { type: 'take-back', at: 1 }).item;
    for (const said of served) expect(stepWork(policy, back, { type: 'assist-said', said, at: 2 })).toEqual({ item: back, told: [], refused: 'not-now' });
  });
});
