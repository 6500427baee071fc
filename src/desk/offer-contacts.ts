import type { AgentAtWork } from '../model/agent-at-work.js';
import type { WorkItem } from '../model/work-item.js';
import { roomFor } from '../routing/agents/agent-room.js';
import { whetherThere } from '../routing/agents/check-agent.js';
import type { ContactKeeper } from './contact-keeper.js';
import type { DeskAlert } from './desk-told.js';

/** Offers what the queue decides, until it decides nothing more; each pair is taken in the book before the next one is looked for. A queue that decides what cannot be is told of and asked later. */
export function offerContacts(keeper: ContactKeeper, at: number, alert: (what: DeskAlert) => void): void {
  const { book } = keeper;
  for (let pair = book.queue.next(at); pair !== undefined; pair = book.queue.next(at)) {
    const [item, one] = [book.find(pair.item), book.agent(pair.agent)];
    const because = whyNot(item, one, at);
    if (because !== undefined || item === undefined || one === undefined) return alert({ type: 'queue-fault', queue: book.queue.name, because: because ?? 'nobody-waits' });
    book.sign({ ...one, idleSince: at, offeredAt: at });
    void keeper.apply(item, { type: 'offer', agent: one.agent.id, turn: item.turn, at }).catch(() => {});
  }
}

/** Who is not there or has no room is offered nothing, whatever a queue says. */
function whyNot(item: WorkItem | undefined, one: AgentAtWork | undefined, at: number): Extract<DeskAlert, { type: 'queue-fault' }>['because'] | undefined {
  if (item?.life.status !== 'waiting') return 'nobody-waits';
  if (one === undefined || whetherThere(one, at) !== undefined) return 'nobody-there';
  return roomFor(one, item.channel) === undefined ? undefined : 'no-room';
}
