import fc from 'fast-check';
import { minutes, seconds } from '../../../src/model/duration.js';
import type { WorkItem } from '../../../src/model/work-item.js';
import type { WorkEvent } from '../../../src/routing/queue/work-event.js';
import { startWork, type WorkAsked } from '../../../src/routing/queue/start-work.js';

/** A contact that waits in the queue `orders`, but for what is said. */
export const someWork = (id: string, since = 0, but: Partial<WorkAsked> = {}): WorkItem =>
  startWork({ id, customer: `customer of ${id}`, queue: 'orders', channel: 'chat', reason: 'asked-for', ...but }, since);

/** Everything that can befall a contact at a moment, told by two agents and a bot. */
export const everyEvent = (turn: number, at: number): readonly WorkEvent[] => ['ann', 'bob'].flatMap((agent): readonly WorkEvent[] => {
  const by = { at, turn, agent };
  return [
    ...(['offer', 'accept', 'reject', 'finish', 'wrapped', 'confer', 'complete', 'call-off', 'not-reached', 'hand-back'] as const).map((type) => ({ ...by, type })),
    ...(['cold', 'warm'] as const).flatMap((transfer) => ['ann', 'bob'].map((to) => ({ ...by, type: 'transfer' as const, transfer, to }))),
    { ...by, type: 'move', queue: 'bills' }, { ...by, type: 'promise-callback', due: at + minutes(10), mine: true }, { ...by, type: 'promise-callback', due: at + minutes(10), mine: false },
    { at, type: 'agent-gone', agent },
  ];
}).concat([{ at, type: 'person-asked' }, { at, type: 'bot-solved' }, { at, type: 'callback-asked' }, { at, type: 'callback-asked', due: at + minutes(5) }, { at, type: 'customer-left' }, { at, type: 'time' }]);

/** Steps that pass some time and then do one of all that can be done, most of it by who has just looked. */
export const someSteps = fc.array(fc.record({ passes: fc.constantFrom(0, 1, seconds(30), minutes(5), minutes(61)), which: fc.nat(1_000), isLate: fc.constantFrom(false, false, false, true) }), { minLength: 1, maxLength: 40 });
