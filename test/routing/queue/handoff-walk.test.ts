import { describe, expect, test } from 'vitest';
import { minutes } from '../../../src/model/duration.js';
import { ownerOf, type WorkItem } from '../../../src/model/work-item.js';
import { wakesAt } from '../../../src/routing/queue/pass-time.js';
import { placesHeld } from '../../../src/routing/queue/places-held.js';
import { defineQueuePolicy, type QueuePolicy } from '../../../src/routing/queue/queue-policy.js';
import { stepWork } from '../../../src/routing/queue/step-work.js';
import type { WorkEvent, WorkStep } from '../../../src/routing/queue/work-event.js';
import { everyEvent, someWork } from './some-work.js';

type Step = (policy: QueuePolicy, item: WorkItem, event: WorkEvent) => WorkStep;
interface Way { readonly before: WorkItem; readonly event: WorkEvent; readonly done: WorkStep }

/** two agents, one bot and two queues; who is not reached twice is written to */
const policies = [defineQueuePolicy({ overflow: [{ afterMs: minutes(5), to: 'bills' }], callbackTries: 2 }), defineQueuePolicy({ callbackTries: 2, giveUp: { afterMs: minutes(20), to: 'callback' } })];

/** A state without its moments and its count of changes: what can come next does not depend on them, since time is let pass to whatever is due. */
const stateOf = ({ queue, life, overflowed, tries }: WorkItem): string => JSON.stringify([queue, overflowed, tries, life], (key, value: unknown) => (['from', 'until', 'due'].includes(key) ? undefined : value));

/** Follows everything that can happen from every state, until no state is new: there is no bound on how long a way is. */
function walk(policy: QueuePolicy, step: Step = stepWork): { readonly states: ReadonlyMap<string, WorkItem>; readonly ways: readonly Way[] } {
  const start = someWork('w');
  const states = new Map([[stateOf(start), start]]);
  const ways: Way[] = [];
  for (const before of states.values()) {
    const now = 'from' in before.life ? before.life.from : 0;
    for (const event of everyEvent(before.turn, now)) {
      const done = step(policy, before, event.type === 'time' ? { type: 'time', at: wakesAt(policy, before) ?? now } : event);
      ways.push({ before, event, done });
      if (!states.has(stateOf(done.item))) states.set(stateOf(done.item), done.item);
    }
  }
  return { states, ways };
}

const isOver = ({ life }: WorkItem): boolean => life.status === 'wrap-up' || life.status === 'ended';
const agentsIn = ({ life }: WorkItem): readonly string[] => [...('agent' in life && life.agent !== undefined ? [life.agent] : []), ...(life.status === 'assigned' && life.aside !== undefined ? [life.aside.agent] : [])];

/** The first way that breaks the invariant, in words; `undefined` where none does. */
function broken(policy: QueuePolicy, step: Step = stepWork): string | undefined {
  const { states, ways } = walk(policy, step);
  for (const { before, event, done: { item, told, refused } } of ways) {
    const say = (what: string): string => `${stateOf(before)} -${event.type}-> ${stateOf(item)}: ${what}`;
    if ((ownerOf(item) === undefined) !== isOver(item)) return say('nobody has the customer');
    // who ends it is an agent who has it, the bot that has it, or the customer: never the clock, a crash or somebody else
    const mayEnd = (event.type === 'finish' && before.life.status === 'assigned' && before.life.agent === event.agent) || (event.type === 'bot-solved' && before.life.status === 'bot') || event.type === 'customer-left';
    if (isOver(item) && !isOver(before) && !mayEnd) return say('it is over, and nobody ended it');
    if (isOver(before) && !isOver(item)) return say('what was over is not');
    if (event.type === 'agent-gone' && agentsIn(item).includes(event.agent)) return say('an agent who is gone has it');
    if (new Set(agentsIn(item)).size !== agentsIn(item).length) return say('an agent is beside themselves');
    if (placesHeld(item).filter(({ agent }) => agent === (item.life.status === 'assigned' ? item.life.agent : '')).length !== (item.life.status === 'assigned' ? 1 : 0)) return say('the one who has it holds no place for it');
    if (refused !== undefined && (item !== before || told.length > 0)) return say('what is refused changed something');
    if (wakesAt(policy, item) === undefined && !['assigned', 'ended'].includes(item.life.status) && ownerOf(item) !== 'message') return say('it waits, and nobody will ever look at it');
    // a crash before the answer is told: what was stored is read again, and the same comes once more
    const stored = JSON.parse(JSON.stringify(item)) as WorkItem;
    const again = step(policy, stored, event);
    if (event.type !== 'time' && again.item !== stored) return say('the same thing once more changed it');
  }
  for (const state of states.values()) {
    const late = everyEvent(state.turn - 1, 0).find((event) => 'turn' in event && step(policy, state, event).item !== state);
    if (late !== undefined) return `${stateOf(state)} -${late.type}->: a late command changed it`;
    const left = leftAlone(policy, state, step);
    if (!isOver(left) && ownerOf(left) !== 'message') return `${stateOf(state)}: with all agents gone, it ends as ${stateOf(left)}`;
  }
  return undefined;
}

/** Every agent is gone, the bot is silent, and only time passes. */
function leftAlone(policy: QueuePolicy, item: WorkItem, step: Step): WorkItem {
  let now = ['ann', 'bob'].reduce((one, agent) => step(policy, one, { type: 'agent-gone', agent, at: 0 }).item, item);
  for (let passed = 0; passed < 20; passed += 1) {
    const at = wakesAt(policy, now);
    if (at === undefined) return now;
    now = step(policy, now, { type: 'time', at }).item;
  }
  return now;
}

describe('a handoff between two agents, one bot and two queues, over every state it can come to', () => {
  test.each(policies.map((policy, at) => [at, policy] as const))('leaves no customer with nobody and none with two, also where anybody is gone or crashes at any step (policy %i)', (_, policy) => {
    const { states, ways } = walk(policy);
    expect(broken(policy)).toBeUndefined();
    // every kind of owner is come by, and so is every way to go on
    expect(new Set([...states.values()].map((state) => JSON.stringify(ownerOf(state))))).toEqual(new Set(['"bot"', '"queue"', '"callback"', '"message"', '{"agent":"ann"}', '{"agent":"bob"}', undefined]));
    expect(new Set(ways.filter(({ before, done }) => done.item !== before).map(({ event }) => event.type))).toEqual(new Set(everyEvent(0, 0).map(({ type }) => type)));
    expect(states.size).toBeGreaterThan(80);
  });

  const instead = (type: WorkEvent['type'], change: (done: WorkStep, before: WorkItem) => WorkStep): Step => (policy, item, event) => {
    const done = stepWork(policy, item, event);
    return event.type === type && done.item !== item ? change(done, item) : done;
  };
  const withLife = (done: WorkStep, life: WorkItem['life']): WorkStep => ({ ...done, item: { ...done.item, life } });
  test.each<[string, Step, string]>([
    ['an agent who is gone keeps the customer', instead('agent-gone', (done, before) => ({ ...done, item: before })), 'an agent who is gone has it'],
    ['an offer that nobody answers ends the contact', instead('time', (done, { life }) => (life.status === 'offered' ? withLife(done, { status: 'ended', because: 'abandoned' }) : done)), 'nobody ended it'],
    ['waiting never ends', (policy, item, event) => (event.type === 'time' && item.life.status === 'waiting' ? { item, told: [] } : stepWork(policy, item, event)), 'with all agents gone'],
    ['a transfer lets go before anybody has taken it', instead('transfer', (done) => withLife(done, { status: 'wrap-up', agent: 'ann', until: 9 })), 'nobody ended it'],
    ['an agent is asked to help themselves', (policy, item, event) => (event.type === 'transfer' && item.life.status === 'assigned' && item.life.agent === event.agent ? withLife({ item: { ...item, turn: item.turn + 1 }, told: [] }, { ...item.life, aside: { agent: event.agent, transfer: 'cold', status: 'asked', until: 9 } }) : stepWork(policy, item, event)), 'beside themselves'],
    ['late commands count', (policy, item, event) => stepWork(policy, item, 'turn' in event ? { ...event, turn: item.turn } : event), 'a late command changed it'],
    ['what is over begins again', instead('wrapped', (done) => withLife(done, { status: 'waiting', kind: 'live', from: 0 })), 'what was over is not'],
    ['a call that is promised is forgotten', instead('promise-callback', (done) => withLife(done, { status: 'ended', because: 'served' })), 'nobody ended it'],
  ])('the walk notices where %s', (_, planted, because) => {
    expect(broken(policies[0] ?? defineQueuePolicy(), planted)).toContain(because);
  });
});
