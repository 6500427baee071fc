import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '../../../src/model/duration.js';
import { ownerOf, type WorkItem } from '../../../src/model/work-item.js';
import { defineAgent } from '../../../src/model/agent.js';
import { chooseAgent } from '../../../src/routing/agents/choose-agent.js';
import { createLineQueue } from '../../../src/routing/queue/create-line-queue.js';
import { workAsked } from '../../../src/routing/queue/work-asked.js';
import { countFlow, type QueueFlows } from '../../../src/routing/queue/count-flow.js';
import { wakesAt } from '../../../src/routing/queue/pass-time.js';
import { placesHeld } from '../../../src/routing/queue/places-held.js';
import { defineQueuePolicy, type QueuePolicyOptions } from '../../../src/routing/queue/queue-policy.js';
import { startWork } from '../../../src/routing/queue/start-work.js';
import { stepWork } from '../../../src/routing/queue/step-work.js';
import type { WorkCommand, WorkEvent, WorkFact, WorkStep } from '../../../src/routing/queue/work-event.js';
import { runsOf } from '../../full-size.js';
import { refusalOf } from '../../model/refusal-of.js';
import { everyEvent, someSteps, someWork } from './some-work.js';

type Said = WorkFact | (WorkCommand extends infer C ? (C extends WorkCommand ? Omit<C, 'turn'> : never) : never);

/** Lets things befall a contact one after the other; whoever commands has looked first. */
function after(options: QueuePolicyOptions, start: WorkItem, ...said: readonly Said[]): WorkStep {
  const policy = defineQueuePolicy(options);
  return said.reduce<WorkStep>(({ item }, one) => stepWork(policy, item, 'agent' in one && one.type !== 'agent-gone' ? { ...one, turn: item.turn } as WorkCommand : one as WorkFact), { item: start, told: [] });
}
const live = (...said: readonly Said[]): WorkStep => after({}, someWork('w'), ...said);
const offered = [{ type: 'offer', agent: 'ann', at: 1 }] as const;
const answered = [...offered, { type: 'accept', agent: 'ann', at: 2 }] as const;

describe('a contact that is offered to an agent', () => {
  test('is theirs once they take it, and over once they have wrapped up', () => {
    expect(live(...offered)).toMatchObject({ item: { life: { status: 'offered', agent: 'ann', until: seconds(30) + 1 } }, told: [{ type: 'offered', agent: 'ann' }] });
    expect(ownerOf(live(...offered).item)).toBe('queue');
    expect(ownerOf(live(...answered).item)).toEqual({ agent: 'ann' });
    const wrapping = live(...answered, { type: 'finish', agent: 'ann', at: 9 });
    expect(placesHeld(wrapping.item)).toEqual([{ agent: 'ann', holding: { item: 'w', channel: 'chat', status: 'wrap-up' } }]);
    expect(live(...answered, { type: 'finish', agent: 'ann', at: 9 }, { type: 'wrapped', agent: 'ann', at: 10 }).item.life).toEqual({ status: 'ended', because: 'served' });
    expect(live(...answered, { type: 'finish', agent: 'ann', at: 9 }, { type: 'time', at: minutes(1) + 9 }).item.life).toEqual({ status: 'ended', because: 'served' });
  });
  test('waits again with its age where they refuse it, do not answer or are gone', () => {
    const waiting = { status: 'waiting', kind: 'live', from: 0 };
    expect(live(...offered, { type: 'reject', agent: 'ann', at: 5 })).toMatchObject({ item: { since: 0, life: waiting, refused: [{ agent: 'ann', at: 5 }] }, told: [{ type: 'refused', agent: 'ann' }] });
    expect(live(...offered, { type: 'time', at: seconds(30) + 1 })).toMatchObject({ item: { since: 0, life: waiting }, told: [{ type: 'missed', agent: 'ann' }] });
    expect(live(...offered, { type: 'agent-gone', agent: 'ann', at: 5 })).toMatchObject({ item: { since: 0, life: waiting }, told: [{ type: 'lost', agent: 'ann' }] });
    expect(live(...offered, { type: 'time', at: seconds(30) }).told).toEqual([]);
    expect(live(...offered, { type: 'agent-gone', agent: 'bob', at: 5 }).told).toEqual([]);
  });
  test('waits again, its age kept, where the agent is gone in its middle', () => {
    expect(live(...answered, { type: 'agent-gone', agent: 'ann', at: 5 })).toMatchObject({ item: { since: 0, life: { status: 'waiting', from: 5 } }, told: [{ type: 'lost' }, { type: 'queued', queue: 'orders' }] });
  });
  test('is not taken by somebody else, nor by who answers too late', () => {
    expect(live(...offered, { type: 'accept', agent: 'bob', at: 5 })).toMatchObject({ refused: 'not-yours' });
    const late = stepWork(defineQueuePolicy(), live(...offered, { type: 'time', at: seconds(31) }).item, { type: 'accept', agent: 'ann', at: seconds(32), turn: 1 });
    expect(late).toMatchObject({ refused: 'stale', told: [] });
  });
});

describe('a contact that is given on', () => {
  const cold = { type: 'transfer', agent: 'ann', to: 'bob', transfer: 'cold', at: 3 } as const;
  const warm = { ...cold, transfer: 'warm' } as const;
  test('stays with the first until the second has taken it', () => {
    expect(ownerOf(live(...answered, cold).item)).toEqual({ agent: 'ann' });
    expect(live(...answered, cold, { type: 'accept', agent: 'bob', at: 4 }).item.life).toEqual({ status: 'assigned', kind: 'live', from: 4, agent: 'bob' });
    for (const no of [{ type: 'reject', agent: 'bob', at: 4 }, { type: 'time', at: minutes(1) }, { type: 'call-off', agent: 'ann', at: 4 }, { type: 'agent-gone', agent: 'bob', at: 4 }] as const) {
      expect(live(...answered, cold, no).item.life).toEqual({ status: 'assigned', kind: 'live', from: 2, agent: 'ann' });
    }
  });
  test('is talked over first, the customer on hold, where it is given warmly; all three may talk', () => {
    const joined = [...answered, warm, { type: 'accept', agent: 'bob', at: 4 }] as const;
    expect(live(...joined)).toMatchObject({ item: { life: { agent: 'ann', aside: { agent: 'bob', status: 'joined' } } }, told: [{ type: 'joined', agent: 'bob' }] });
    expect(placesHeld(live(...joined).item).map(({ agent }) => agent)).toEqual(['ann', 'bob']);
    expect(live(...joined, { type: 'confer', agent: 'ann', at: 5 }).item.life).toMatchObject({ aside: { status: 'conference' } });
    for (const way of [[], [{ type: 'confer', agent: 'ann', at: 5 }] as const]) {
      expect(ownerOf(live(...joined, ...way, { type: 'complete', agent: 'ann', at: 6 }).item)).toEqual({ agent: 'bob' });
      expect(ownerOf(live(...joined, ...way, { type: 'call-off', agent: 'bob', at: 6 }).item)).toEqual({ agent: 'ann' });
      expect(ownerOf(live(...joined, ...way, { type: 'agent-gone', agent: 'ann', at: 6 }).item)).toEqual({ agent: 'bob' });
    }
    expect(live(...answered, warm, { type: 'complete', agent: 'ann', at: 4 })).toMatchObject({ refused: 'not-now' });
  });
  test('is the second one\'s to answer where the first is gone before they could', () => {
    expect(live(...answered, cold, { type: 'agent-gone', agent: 'ann', at: 4 }).item.life).toEqual({ status: 'offered', kind: 'live', from: 4, agent: 'bob', until: seconds(30) + 3 });
  });
  test('goes to another queue with its age, and with other skills if need be', () => {
    expect(live(...answered, { type: 'move', agent: 'ann', queue: 'bills', skills: [{ skill: 'bills' }], at: 7 }).item).toMatchObject({ queue: 'bills', since: 0, skills: [{ skill: 'bills' }], life: { status: 'waiting', from: 7 } });
  });
  test('goes back to the bot where it is to go on, and comes again where the bot asks or keeps it too long', () => {
    const back = [...answered, { type: 'hand-back', agent: 'ann', resume: 'paying', at: 7 }] as const;
    expect(live(...back).item.life).toEqual({ status: 'bot', resume: 'paying', until: minutes(60) + 7 });
    expect(live(...back, { type: 'person-asked', at: 8 }).item.life).toEqual({ status: 'waiting', kind: 'live', from: 8 });
    expect(live(...back, { type: 'time', at: minutes(61) })).toMatchObject({ item: { life: { status: 'waiting' } }, told: [{ type: 'bot-too-long' }, { type: 'queued' }] });
    expect(live(...back, { type: 'bot-solved', at: 8 }).item.life).toEqual({ status: 'ended', because: 'solved-by-bot' });
  });
});

describe('whoever has waited too long', () => {
  const overflow = [{ afterMs: minutes(2), to: 'all' }, { afterMs: minutes(4), to: 'partner' }];
  test('is served elsewhere too, one queue after the other, and never goes round in circles', () => {
    const two = after({ overflow }, someWork('w'), { type: 'time', at: minutes(2) });
    expect(two).toMatchObject({ item: { queue: 'all', since: 0 }, told: [{ type: 'overflowed', from: 'orders', to: 'all' }] });
    expect(wakesAt(defineQueuePolicy({ overflow: [{ afterMs: 0, to: 'orders' }] }), two.item)).toBe(minutes(60));
    expect(wakesAt(defineQueuePolicy({ overflow }), two.item)).toBe(minutes(4));
  });
  test('gets an answer in writing, or a call, in place of more waiting', () => {
    expect(live({ type: 'time', at: minutes(60) })).toMatchObject({ item: { life: { status: 'waiting', kind: 'message' } }, told: [{ type: 'gave-up', to: 'message' }] });
    const called = after({ giveUp: { afterMs: minutes(3), to: 'callback' } }, someWork('w'), { type: 'time', at: minutes(3) });
    expect(ownerOf(called.item)).toBe('callback');
    // a call that nobody makes becomes an answer in writing, which somebody has for as long as it takes
    const written = after({ giveUp: { afterMs: minutes(3), to: 'callback' } }, called.item, { type: 'time', at: minutes(6) });
    expect([ownerOf(written.item), wakesAt(defineQueuePolicy(), written.item)]).toEqual(['message', undefined]);
    expect(ownerOf(after({}, written.item, { type: 'customer-left', at: minutes(7) }).item)).toBe('message');
  });
  test('may ask to be called, in their turn or at a time of their own, and keeps their place', () => {
    expect(live({ type: 'callback-asked', at: 5 }).item).toMatchObject({ since: 0, life: { status: 'waiting', kind: 'callback', from: 0 } });
    expect(live(...offered, { type: 'callback-asked', at: 5 }).item.life).toMatchObject({ status: 'offered', kind: 'callback' });
    expect(live({ type: 'callback-asked', due: minutes(30), at: 5 }, { type: 'time', at: minutes(30) })).toMatchObject({ item: { life: { status: 'waiting', kind: 'callback', from: minutes(30) } }, told: [{ type: 'callback-due' }] });
    expect(live(...answered, { type: 'callback-asked', at: 5 })).toMatchObject({ refused: 'not-now' });
  });
  test('is called by the agent who promised it, and is in the end written to if they cannot be reached', () => {
    const promised = live(...answered, { type: 'promise-callback', agent: 'ann', due: minutes(9), mine: true, at: 5 });
    expect(promised.item.life).toEqual({ status: 'scheduled', due: minutes(9), agent: 'ann' });
    expect(after({}, promised.item, { type: 'agent-gone', agent: 'ann', at: 6 }).item.life).toEqual({ status: 'scheduled', due: minutes(9) });
    const called: readonly Said[] = [{ type: 'time', at: minutes(500) }, { type: 'offer', agent: 'ann', at: minutes(500) }, { type: 'accept', agent: 'ann', at: minutes(500) }, { type: 'not-reached', agent: 'ann', at: minutes(500) }];
    expect(after({}, promised.item, ...called.slice(0, 1)).item.preferred).toEqual([{ agent: 'ann', score: 1 }]);
    expect(after({}, promised.item, ...called).item).toMatchObject({ tries: 1, life: { status: 'scheduled', due: minutes(515) } });
    expect(after({ callbackTries: 1 }, promised.item, ...called).item.life).toMatchObject({ kind: 'message' });
    expect(live(...answered, { type: 'not-reached', agent: 'ann', at: 5 })).toMatchObject({ refused: 'not-now' });
  });
});

test('a contact and a policy that make no sense are refused by name', () => {
  for (const [path, make] of [
    ['work.priority', () => someWork('w', 0, { priority: 11 })], ['work.id', () => startWork({ id: '', customer: 'c', queue: 'q', channel: 'chat', reason: 'r' }, 0)], ['work.skills.0.min', () => someWork('w', 0, { skills: [{ skill: 's', min: 9 }] })],
    ['queuePolicy.overflow', () => defineQueuePolicy({ overflow: [{ afterMs: 2, to: 'a' }, { afterMs: 1, to: 'b' }] })], ['queuePolicy.callbackTries', () => defineQueuePolicy({ callbackTries: 0 })], ['queuePolicy.match.offerMs', () => defineQueuePolicy({ match: { offerMs: 0 } })],
  ] as const) {
    const refusal = refusalOf(make);
    expect([refusal.code, refusal.facts['path']]).toEqual(['InvalidOptions', path]);
  }
});

const policy = defineQueuePolicy({ overflow: [{ afterMs: minutes(5), to: 'bills' }], callbackTries: 2 });
type Step = typeof stepWork;

/** Lets steps befall one contact; those who are late still hold what they saw before. */
function* befalling(step: Step, steps: readonly { readonly passes: number; readonly which: number; readonly isLate: boolean }[]): Generator<{ readonly before: WorkItem; readonly event: WorkEvent; readonly done: WorkStep }> {
  let [item, at] = [someWork('w'), 0];
  for (const { passes, which, isLate } of steps) {
    at += passes;
    const events = everyEvent(isLate ? item.turn - 1 : item.turn, at);
    const useful = events.filter((event) => step(policy, item, event).item !== item);
    const event = (which % 3 > 0 && useful.length > 0 ? useful : events)[which % (which % 3 > 0 && useful.length > 0 ? useful : events).length];
    if (event === undefined) return;
    const done = step(policy, item, event);
    yield { before: item, event, done };
    item = done.item;
  }
}

test('whatever happens, in whatever order, every contact that came to a queue was answered, given up, sent elsewhere or is still there (care-rules section 4, 8)', () => {
  const adds = (count: typeof countFlow) => fc.property(fc.array(someSteps, { maxLength: 4 }), (contacts) => {
    let flows: QueueFlows = {};
    const last: WorkItem[] = [];
    for (const steps of contacts) {
      flows = count(flows, undefined, someWork('w'));
      let item = someWork('w');
      for (const { before, done } of befalling(stepWork, steps)) {
        flows = count(flows, before, done.item);
        item = done.item;
      }
      last.push(item);
    }
    for (const flow of Object.values(flows)) expect(flow.offered).toBe(flow.answered + flow.abandoned + flow.flowedOut + flow.waiting);
    const waiting = last.filter(({ life }) => (life.status === 'waiting' || life.status === 'offered') && life.kind === 'live');
    for (const queue of ['orders', 'bills']) expect(flows[queue]?.waiting ?? 0).toBe(waiting.filter((one) => one.queue === queue).length);
    expect(Object.values(flows).reduce((sum, { abandoned }) => sum + abandoned, 0)).toBeLessThanOrEqual(last.filter(({ life }) => life.status === 'ended' && life.because === 'abandoned').length);
  });
  fc.assert(adds(countFlow), { numRuns: runsOf({ ci: 100, full: 100_000 }) });
  expect(fc.check(adds((flows, before, now) => (now.life.status === 'ended' ? flows : countFlow(flows, before, now))), { numRuns: 20_000, endOnFailure: true }).failed).toBe(true);
});

test('a contact keeps its age and its customer whatever happens, nothing late changes it, and what is refused changes nothing', () => {
  const keeps = (step: Step) => fc.property(someSteps, (steps) => {
    for (const { before, event, done } of befalling(step, steps)) {
      expect([done.item.since, done.item.customer, done.item.id, done.item.priority]).toEqual([before.since, before.customer, before.id, before.priority]);
      expect(done.item === before).toBe(done.item.turn === before.turn);
      if (done.refused !== undefined || ('turn' in event && event.turn !== before.turn)) expect(done).toMatchObject({ item: before, told: [] });
      // the same again, as after a crash that nobody noticed
      const again = step(policy, done.item, event);
      if (event.type !== 'time') expect([again.item, again.told]).toEqual([done.item, []]);
    }
  });
  fc.assert(keeps(stepWork), { numRuns: runsOf({ ci: 200, full: 100_000 }) });
  const planted: readonly Step[] = [
    (rules, item, event) => stepWork(rules, item, 'turn' in event ? { ...event, turn: item.turn } : event),
    (rules, item, event) => { const done = stepWork(rules, item, event); return event.type === 'reject' ? { ...done, item: { ...done.item, since: event.at } } : done; },
  ];
  for (const one of planted) expect(fc.check(keeps(one), { numRuns: 20_000, endOnFailure: true }).failed).toBe(true);
});

test('a call that an agent promised to make waits for them a while where they are there, and goes to others where they are not or take too long', () => {
  const own = defineQueuePolicy({ ownCallbackMs: minutes(10) });
  const promised = { ...someWork('c'), life: { status: 'scheduled', due: minutes(30), agent: 'ann' } } as const;
  const { item } = stepWork(own, promised, { type: 'time', at: minutes(30) });
  const agents = (presence: 'available' | 'offline', isFull: boolean) => [
    { agent: defineAgent({ id: 'ann', queues: { orders: 1 }, capacity: { perChannel: { chat: 1 } } }), presence, holding: isFull ? [{ item: 'x', channel: 'chat', status: 'active' as const }] : [], idleSince: 9 },
    { agent: defineAgent({ id: 'bob', queues: { orders: 1 }, capacity: { perChannel: { chat: 1 } } }), presence: 'available' as const, holding: [], idleSince: 0 },
  ];
  const whoAt = (at: number, presence: 'available' | 'offline' = 'available', isFull = false) => {
    const chosen = chooseAgent(own.match, agents(presence, isFull), workAsked(item, at));
    return chosen.verdict === 'chosen' ? chosen.agent : [chosen.because, chosen.until];
  };
  expect(whoAt(minutes(30))).toBe('ann');
  // ann is on another call, and bob must not have it yet
  expect(whoAt(minutes(35), 'available', true)).toEqual(['all-busy', minutes(40)]);
  expect(whoAt(minutes(40), 'available', true)).toBe('bob');
  expect(whoAt(minutes(30), 'offline')).toBe('bob');
  // the index of those who wait says the same
  for (const [at, isFull, who] of [[minutes(35), true, undefined], [minutes(35), false, 'ann'], [minutes(40), true, 'bob']] as const) {
    const queue = createLineQueue(() => own);
    for (const one of agents('available', isFull)) queue.put(one);
    queue.add(item, minutes(30));
    expect(queue.next(at)?.agent).toBe(who);
  }
});
