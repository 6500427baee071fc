import type { AgentAtWork } from '../model/agent-at-work.js';
import type { WorkItem } from '../model/work-item.js';

/**
 * Who is offered what next: the order of those who wait and the choice of who helps them, as a host decides it. It is told how everybody is and keeps nothing else; a desk keeps contacts,
 * makes the offers, and never offers what an agent who is away or full would get. All of it is at once: a decision waits for nobody. Members stand in life-cycle order.
 */
export interface Queue {
  readonly contract: 1;
  /** the technology or rule, as in `line` */
  readonly name: string;
  /** A contact that waits as of a moment (epoch milliseconds); in place of the one of its id. Moments never go back. */
  add(item: WorkItem, at: number): void;
  /** A contact that waits no more. */
  remove(item: string): void;
  /** An agent as they are now; in place of what was told before. */
  put(agent: AgentAtWork): void;
  /** An agent who is no more. */
  drop(agent: string): void;
  /** The contact to be offered next, and to whom; `undefined` where nobody who waits can be helped now. Changes nothing: what comes of it is told. */
  next(at: number): { readonly item: string; readonly agent: string } | undefined;
}
