import { createLineQueue, defineQueuePolicy } from '../../src/desk/index.js';
import type { Queue, WorkItem } from '../../src/ports/index.js';

/** A queue that breaks one clause; `fails` are the cases that must notice, and no others may. */
export interface BrokenQueue { readonly name: string; readonly fails: string; readonly create: () => Queue }

const policy = defineQueuePolicy();
/** The queue that a desk has by itself. */
export const soundQueue = (): Queue => createLineQueue(() => policy);

const breakQueue = (name: string, fails: string, members: (sound: Queue) => Partial<Queue>): BrokenQueue => ({ name, fails, create: () => { const sound = soundQueue(); return { ...sound, ...members(sound) }; } });

export const brokenQueues: readonly BrokenQueue[] = [
  breakQueue('has no name', 'QUE-01', () => ({ name: '' })),
  breakQueue('offers nobody to who came first', 'QUE-03 QUE-07 QUE-08', ({ put, add }) => {
    let waiting = 0;
    return { add: (item, at) => { waiting += 1; add(item, at); }, put: (agent) => { if (waiting > 0) put(agent); } };
  }),
  breakQueue('offers something else each time', 'QUE-03 QUE-09', ({ next, add, remove }) => {
    const waiting = new Map<string, WorkItem>();
    let asked = 0;
    return {
      add: (item, at) => { waiting.set(item.id, item); add(item, at); }, remove: (id) => { waiting.delete(id); remove(id); },
      next: (at) => { const pair = next(at); asked += 1; const others = [...waiting.keys()]; return pair === undefined || others.length === 0 ? pair : { ...pair, item: others[asked % others.length] ?? pair.item }; },
    };
  }),
  breakQueue('remembers who has left', 'QUE-04', () => ({ drop: () => {} })),
  breakQueue('offers to who is away', 'QUE-05', ({ put }) => ({ put: (agent) => put({ ...agent, presence: 'available' }) })),
  breakQueue('does not count what agents have', 'QUE-06 QUE-11', ({ put }) => ({ put: (agent) => put({ ...agent, holding: [] }) })),
  breakQueue('has everybody serve every queue', 'QUE-07', ({ put }) => ({ put: (one) => put({ ...one, agent: { ...one.agent, queues: { bills: 1, orders: 1 } } }) })),
  breakQueue('hears of nobody while there is no agent', 'QUE-02 QUE-04 QUE-06 QUE-09 QUE-10 QUE-11', ({ put, add }) => {
    let isStaffed = false;
    return { add: (item, at) => { if (isStaffed) add(item, at); }, put: (one) => { isStaffed = true; put(one); } };
  }),
  breakQueue('holds on to what was told first', 'QUE-08', ({ add, remove }) => {
    const known = new Set<string>();
    return { add: (item, at) => { if (!known.has(item.id)) add(item, at); known.add(item.id); }, remove: (id) => { known.delete(id); remove(id); } };
  }),
  breakQueue('serves the youngest first', 'QUE-09 QUE-10', ({ add }) => ({ add: (item, at) => add({ ...item, since: -item.since }, at) })),
  breakQueue('looks at priority alone', 'QUE-10', ({ add }) => ({ add: (item, at) => add({ ...item, since: item.since - item.priority * 1e9 }, at) })),
];
