import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AgentAtWork } from '../../../src/model/agent-at-work.js';
import { minutes, seconds } from '../../../src/model/duration.js';
import type { WorkItem } from '../../../src/model/work-item.js';
import { createAgentPool } from '../../../src/routing/agents/agent-pool.js';
import { chooseAgent } from '../../../src/routing/agents/choose-agent.js';
import { defineQueuePolicy } from '../../../src/routing/queue/queue-policy.js';
import { overtakenForMs, scoreWork } from '../../../src/routing/queue/score-work.js';
import { createWaitingLine } from '../../../src/routing/queue/waiting-line.js';
import { workAsked } from '../../../src/routing/queue/work-asked.js';
import { runsOf } from '../../full-size.js';
import { someAgent } from '../agents/some-agent.js';
import { someWork } from './some-work.js';

const policies = {
  orders: defineQueuePolicy({ match: { relax: [{ afterMs: minutes(1), lowerBy: 2 }, { afterMs: minutes(3), drop: 'all' }], preferredRings: [{ forMs: minutes(2), atLeast: 0.5 }] } }),
  bills: defineQueuePolicy({ priorityMinutes: 3, urgencyMinutes: 20 }),
};
const policyOf = (queue: string) => (queue === 'bills' ? policies.bills : policies.orders);

test('a contact is as urgent as it has waited, as its priority, and as its promise is at risk (care-rules 3.6)', () => {
  const work = someWork('w', minutes(10), { priority: 2, promised: { riskAt: minutes(30), dueAt: minutes(40) } });
  const score = (at: number): number => scoreWork(policies.orders, work, minutes(at));
  expect([score(0), score(10), score(15), score(30), score(35), score(40), score(60)]).toEqual([20, 20, 25, 40, 20 + 25 + 30, 20 + 30 + 60, 20 + 50 + 60]);
  expect(scoreWork(policies.orders, someWork('w', 0, { promised: { riskAt: 5, dueAt: 5 } }), 5)).toBeCloseTo(60);
  expect(overtakenForMs([policies.bills, policies.orders])).toBe(minutes(160));
});

/** Many lie close together, so that age, priority and promises compete. */
const someItem = (id: string, at: number): fc.Arbitrary<WorkItem> => fc.record({
  queue: fc.constantFrom('orders', 'orders', 'bills'), channel: fc.constantFrom('chat', 'chat', 'call'), priority: fc.constantFrom(0, 0, 1, 10), ago: fc.constantFrom(0, 1, 30, 60, 61, 180, 600),
  skills: fc.constantFrom([], [], [{ skill: 'german', min: 3 }]), promised: fc.option(fc.record({ riskIn: fc.constantFrom(-60, 0, 30, 90), length: fc.constantFrom(0, 60, 300) }), { nil: undefined }),
  preferred: fc.constantFrom(undefined, undefined, undefined, [{ agent: 'a0', score: 0.6 }, { agent: 'a1', score: 0.4 }], [{ agent: 'a1', score: 1 }]), keptFor: fc.constantFrom(undefined, undefined, 30, 200), refusedBy: fc.constantFrom(undefined, undefined, undefined, 'a0', 'a2'),
}).map(({ ago, promised, preferred, keptFor, refusedBy, ...rest }) => ({
  ...someWork(id, at - seconds(ago), { ...rest, ...(preferred !== undefined && { preferred }), ...(promised !== undefined && { promised: { riskAt: at + seconds(promised.riskIn), dueAt: at + seconds(promised.riskIn + promised.length) } }) }),
  ...(refusedBy !== undefined && { refused: [{ agent: refusedBy, at }] }), ...(keptFor !== undefined && { keptUntil: at + seconds(keptFor) }),
}));
const someDay = fc.array(fc.integer({ min: 0, max: 9 }).chain((id) => fc.record({ passes: fc.constantFrom(0, seconds(1), seconds(30), minutes(2)), item: someItem(`w${id}`, 0), gone: fc.nat(9), busy: fc.nat(2), asks: fc.nat(2) })), { minLength: 1, maxLength: 25 });
const agents: readonly AgentAtWork[] = [
  someAgent('a0', { queues: { orders: 1 }, skills: { german: { level: 4 } } }), someAgent('a1', { queues: { orders: 2, bills: 1 }, skills: { german: { level: 1 } }, capacity: { perChannel: { chat: 1, call: 1 }, interrupts: { call: [] } } }),
  someAgent('a2', { queues: { bills: 1, orders: 1 }, capacity: { perChannel: { chat: 2 } } }),
];

/** What a look at everything that waits would find. */
function lookAtAll(items: readonly WorkItem[], pool: readonly AgentAtWork[], at: number): readonly { readonly item: WorkItem; readonly agents: readonly string[]; readonly best: string | undefined }[] {
  return items.map((item) => ({ item, score: scoreWork(policyOf(item.queue), item, at) }))
    .toSorted((a, b) => b.score - a.score || a.item.since - b.item.since || (a.item.id < b.item.id ? -1 : 1))
    .map(({ item }) => {
      const decision = chooseAgent(policyOf(item.queue).match, pool, workAsked(item, at));
      const able = decision.weighed.filter(({ lost = 'order' }) => ['preference', 'skill', 'idle', 'order'].includes(lost)).map(({ agent }) => agent);
      return { item, agents: able, best: decision.verdict === 'chosen' ? decision.agent : undefined };
    });
}

test('an agent who becomes free is offered what a look at all that waits would find, and so is every pair, however time passes', () => {
  const same = (skew: (at: number) => number) => fc.property(someDay, (day) => {
    const [line, pool] = [createWaitingLine(policyOf), createAgentPool()];
    const now = new Map(agents.map((one) => [one.agent.id, one]));
    for (const one of agents) pool.put(one);
    let [items, at] = [new Map<string, WorkItem>(), 0];
    for (const { passes, item, gone, busy, asks } of day) {
      at += passes;
      const { promised, refused, ...rest } = item;
      const added: WorkItem = { ...rest, since: item.since + at, ...(promised !== undefined && { promised: { riskAt: promised.riskAt + at, dueAt: promised.dueAt + at } }), ...(refused !== undefined && { refused: refused.map(({ agent }) => ({ agent, at })) }) };
      line.add(added, skew(at));
      line.remove(`w${gone}`);
      items = new Map([...items, [added.id, added]]);
      items.delete(`w${gone}`);
      const one = agents[busy];
      if (one !== undefined) {
        const changed: AgentAtWork = now.get(one.agent.id)?.holding.length === 0 ? { ...one, holding: [{ item: 'x', channel: 'call', status: 'active' }, { item: 'y', channel: 'chat', status: 'wrap-up' }] } : one;
        now.set(one.agent.id, changed);
        pool.put(changed);
      }
      const seen = lookAtAll([...items.values()], [...now.values()], at);
      expect(line.size).toBe(items.size);
      expect(line.nextFor(pool, `a${asks}`, skew(at))?.id).toBe(seen.find((found) => found.agents.includes(`a${asks}`))?.item.id);
      const pair = line.nextPair(pool, skew(at));
      const first = seen.find(({ best }) => best !== undefined);
      expect([pair?.item.id, pair?.agent.agent.id]).toEqual([first?.item.id, first?.best]);
    }
  });
  fc.assert(same((at) => at), { numRuns: runsOf({ ci: 200, full: 100_000 }) });
  // one that does not notice that time passes
  expect(fc.check(same(() => 0), { numRuns: 20_000, endOnFailure: true }).failed).toBe(true);
});

interface Arrival { readonly item: WorkItem; readonly at: number }
/** More comes than one agent can serve, most of it of the highest priority or under a promise. */
const tooMuch: fc.Arbitrary<readonly Arrival[]> = fc.array(fc.record({ after: fc.constantFrom(0, seconds(20), minutes(2)), priority: fc.constantFrom(0, 0, 5, 10, 10), hurry: fc.constantFrom(undefined, minutes(1), minutes(30)) }), { minLength: 60, maxLength: 160 })
  .map((all) => {
    let at = 0;
    return all.map(({ after, priority, hurry }, index) => {
      at += after;
      return { at, item: someWork(`w${String(index).padStart(3, '0')}`, at, { queue: 'bills', priority, ...(hurry !== undefined && { promised: { riskAt: at + hurry / 2, dueAt: at + hurry } }) }) };
    });
  });

/** Serves one contact every two minutes; tells whom before whom. */
function serveAll(arrivals: readonly Arrival[], pick: (line: ReturnType<typeof createWaitingLine>, at: number, waiting: readonly WorkItem[]) => WorkItem | undefined): readonly WorkItem[] {
  const line = createWaitingLine(policyOf);
  const served: WorkItem[] = [];
  let next = 0;
  for (let at = 0; served.length < arrivals.length && at < minutes(1_000); at += minutes(2)) {
    for (let one = arrivals[next]; one !== undefined && one.at <= at; one = arrivals[next]) {
      line.add(one.item, one.at);
      next += 1;
    }
    const item = pick(line, at, arrivals.slice(0, next).map((one) => one.item).filter((one) => !served.includes(one)));
    if (item === undefined) continue;
    served.push(item);
    line.remove(item.id);
  }
  return served;
}

test('nobody waits for ever: only who came soon after may go before, equals are served in the order they came, and everybody is served (care-rules section 4, 7)', () => {
  const pool = createAgentPool();
  pool.put(someAgent('a', { queues: { bills: 1 } }));
  const bound = overtakenForMs([policies.bills]);
  const fair = (pick: Parameters<typeof serveAll>[1]) => fc.property(tooMuch, (arrivals) => {
    const served = serveAll(arrivals, pick);
    expect(served).toHaveLength(arrivals.length);
    const kinds = new Map<string, number>();
    for (const [index, item] of served.entries()) {
      // whoever is served before somebody did not come later than that by more than the bound
      const oldestLeft = served.slice(index + 1).reduce((oldest, { since }) => Math.min(oldest, since), item.since);
      expect(item.since - oldestLeft).toBeLessThanOrEqual(bound);
      const kind = `${item.priority} ${item.promised === undefined ? '' : item.promised.dueAt - item.since}`;
      expect(item.since).toBeGreaterThanOrEqual(kinds.get(kind) ?? 0);
      kinds.set(kind, item.since);
    }
  });
  fc.assert(fair((line, at) => line.nextFor(pool, 'a', at)), { numRuns: runsOf({ ci: 40, full: 30_000 }) });
  // priority alone lets whoever has none wait, and so does a promise that becomes the more urgent the longer it is broken
  const worse = [(item: WorkItem): number => item.priority * 1_000 - item.since / minutes(1), (item: WorkItem, at: number): number => -item.since / minutes(1) + (item.promised === undefined ? 0 : (20 * (at - item.since)) / (item.promised.dueAt - item.since)), (item: WorkItem): number => item.since];
  for (const score of worse) expect(fc.check(fair((_, at, waiting) => waiting.toSorted((a, b) => score(b, at) - score(a, at))[0]), { numRuns: 2_000, endOnFailure: true }).failed).toBe(true);
});
