import assert from 'node:assert/strict';
import { defineAgent } from '../../model/agent.js';
import type { AgentAtWork, Queue, WorkItem } from '../../ports/index.js';
import { startWork } from '../../routing/queue/start-work.js';
import type { ConformanceCase } from '../conformance-case.js';

/** What the cases need of a queue under test. */
export interface QueueHarness {
  /** an empty queue of its own for every case; contacts of `bills` and of `orders` come to it */
  create(): Queue;
}

interface QueueClause { readonly id: string; readonly clause: string; readonly run: (queue: Queue) => void }

/** Every clause of the contract of a queue as cases: `describeCases('acme', queueCases({ create }), { describe, it })`. `docs/agents.md` lists them. */
export const queueCases = (harness: QueueHarness): readonly ConformanceCase[] => clauses.map(({ id, clause, run }) => ({ id, clause, run: async () => run(harness.create()) }));

const minute = 60_000;
const contact = (id: string, since = 0, more: { readonly priority?: number; readonly queue?: string; readonly channel?: string } = {}): WorkItem =>
  startWork({ id, customer: `customer of ${id}`, queue: 'bills', channel: 'chat', reason: 'asked-for', ...more }, since);
const agent = (id: string, more: Partial<AgentAtWork> = {}, queues: { readonly [queue: string]: number } = { bills: 1 }): AgentAtWork =>
  ({ agent: defineAgent({ id, queues, capacity: { perChannel: { chat: 1 } } }), presence: 'available', holding: [], idleSince: 0, ...more });
const holding = (item: string): AgentAtWork['holding'] => [{ item, channel: 'chat', status: 'active' }];

const clauses: readonly QueueClause[] = [
  {
    id: 'QUE-01', clause: 'a queue says what it is: contract 1 and a name',
    run(queue) {
      assert.equal(queue.contract, 1);
      assert(queue.name.length > 0);
    },
  },
  {
    id: 'QUE-02', clause: 'who waits is offered to who is free, whichever of the two came first',
    run(queue) {
      queue.add(contact('c1'), 0);
      assert.equal(queue.next(0), undefined);
      queue.put(agent('ann'));
      assert.deepEqual(queue.next(0), { item: 'c1', agent: 'ann' });
      queue.remove('c1');
      assert.equal(queue.next(0), undefined);
      queue.add(contact('c2'), 1);
      assert.deepEqual(queue.next(1), { item: 'c2', agent: 'ann' });
    },
  },
  {
    id: 'QUE-03', clause: 'asking changes nothing: the answer is the same until something is told',
    run(queue) {
      queue.put(agent('ann'));
      queue.add(contact('c1'), 0);
      queue.add(contact('c2'), 0);
      const first = queue.next(0);
      assert.notEqual(first, undefined);
      for (let asked = 0; asked < 3; asked += 1) assert.deepEqual(queue.next(0), first);
    },
  },
  {
    id: 'QUE-04', clause: 'a contact that waits no more and an agent who is no more are offered nothing',
    run(queue) {
      for (const id of ['c1', 'c2']) queue.add(contact(id), 0);
      for (const id of ['ann', 'bob']) queue.put(agent(id));
      queue.remove('c1');
      queue.remove('never there');
      queue.drop('ann');
      queue.drop('never there');
      assert.deepEqual(queue.next(0), { item: 'c2', agent: 'bob' });
    },
  },
  {
    id: 'QUE-05', clause: 'who does not take work is offered none',
    run(queue) {
      queue.add(contact('c1'), 0);
      for (const presence of ['busy', 'away', 'not-responding', 'offline'] as const) queue.put(agent(presence, { presence }));
      assert.equal(queue.next(0), undefined);
    },
  },
  {
    id: 'QUE-06', clause: 'who is full is offered nothing until they have room again',
    run(queue) {
      queue.add(contact('c1'), 0);
      queue.put(agent('ann', { holding: holding('c0') }));
      assert.equal(queue.next(0), undefined);
      queue.put(agent('ann'));
      assert.deepEqual(queue.next(0), { item: 'c1', agent: 'ann' });
    },
  },
  {
    id: 'QUE-07', clause: 'nobody gets a contact of a queue or a channel that they do not serve',
    run(queue) {
      queue.put(agent('ann', {}, { orders: 1 }));
      queue.add(contact('c1'), 0);
      queue.add(contact('c2', 0, { queue: 'orders', channel: 'fax' }), 0);
      assert.equal(queue.next(0), undefined);
      queue.add(contact('c3', 0, { queue: 'orders' }), 0);
      assert.deepEqual(queue.next(0), { item: 'c3', agent: 'ann' });
    },
  },
  {
    id: 'QUE-08', clause: 'a contact or an agent that is told again is as it was told last, and one',
    run(queue) {
      queue.put(agent('ann', {}, { orders: 1 }));
      queue.add(contact('c1'), 0);
      queue.add(contact('c1', 0, { queue: 'orders' }), 0);
      assert.deepEqual(queue.next(0), { item: 'c1', agent: 'ann' });
      queue.remove('c1');
      assert.equal(queue.next(0), undefined);
    },
  },
  {
    id: 'QUE-09', clause: 'of contacts that are alike the older one is offered first',
    run(queue) {
      for (const [id, since] of [['b', 2], ['a', 3], ['c', 1]] as const) queue.add(contact(id, since), since);
      const order: string[] = [];
      for (let served = 0; served < 3; served += 1) {
        queue.put(agent(`agent ${served}`));
        const item = queue.next(minute)?.item ?? '';
        order.push(item);
        queue.remove(item);
        queue.drop(`agent ${served}`);
      }
      assert.deepEqual(order, ['c', 'b', 'a']);
    },
  },
  {
    id: 'QUE-10', clause: 'nobody waits for ever, however urgent those are who go on coming',
    run(queue) {
      queue.add(contact('patient'), 0);
      queue.put(agent('ann'));
      for (let at = 0; at <= 30 * 24 * 60; at += 5) {
        queue.add(contact(`urgent ${at}`, at * minute, { priority: 10 }), at * minute);
        const item = queue.next(at * minute)?.item;
        if (item === 'patient') return;
        queue.remove(item ?? '');
      }
      assert.fail('somebody has waited for thirty days, though an agent was free every five minutes');
    },
  },
  {
    id: 'QUE-11', clause: 'everybody who waits is offered once where there are agents enough, and none to two',
    run(queue) {
      for (let at = 0; at < 200; at += 1) {
        queue.add(contact(`c${at}`, at, { queue: at % 2 === 0 ? 'bills' : 'orders' }), at);
        queue.put(agent(`a${at}`, {}, { bills: 1, orders: 1 }));
      }
      const offered = new Map<string, string>();
      for (let pair = queue.next(1_000); pair !== undefined; pair = queue.next(1_000)) {
        assert(!offered.has(pair.item) && offered.size < 200, `'${pair.item}' is offered twice`);
        offered.set(pair.item, pair.agent);
        queue.remove(pair.item);
        queue.put(agent(pair.agent, { holding: holding(pair.item) }, { bills: 1, orders: 1 }));
      }
      assert.deepEqual([offered.size, new Set(offered.values()).size], [200, 200]);
    },
  },
];
