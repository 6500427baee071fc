import type { Purpose } from '../../model/effect.js';

/** One message that counts for a cap. `reserved`: decided and neither sent nor given up, so it may go at any moment and counts at every one. */
export interface CountedSend {
  /** of its effect; the same at every attempt, so that each message counts once */
  readonly key: string;
  readonly channel: string;
  readonly purpose: Purpose;
  readonly state: 'reserved' | 'sent';
  /** when it was reserved, or sent; store's clock, epoch milliseconds */
  readonly at: number;
}

/**
 * A customer's messages that count for caps, as they are kept in the customer's own state: all journeys of a customer are decided in one lane, so
 * a message reserved by one is seen by the next, and no two of them pass on one place (care-rules 3.16). In the order of time and key.
 */
export type CountedSends = readonly CountedSend[];

/** Its place is used: the message went, or nobody can say that it did not. One that goes again later, as a dead letter may, counts from then on. */
export function commitSend(sends: CountedSends, key: string, at: number): CountedSends {
  return sends.some((send) => send.key === key && (send.state === 'reserved' || send.at < at))
    ? inOrder(sends.map((send) => (send.key === key ? { ...send, state: 'sent', at } : send)))
    : sends;
}

/** Its place is free again: the message was refused for good, suppressed or given up. One that was sent keeps it. */
export const releaseSend = (sends: CountedSends, key: string): CountedSends =>
  (sends.some((send) => send.key === key && send.state === 'reserved') ? sends.filter((send) => send.key !== key) : sends);

/** The messages of two customers who are one: each key once, sent rather than reserved, and as late as either says (care-rules 2.1 F). */
export function mergeSends(some: CountedSends, others: CountedSends): CountedSends {
  const byKey = new Map<string, CountedSend>();
  for (const send of [...some, ...others]) {
    const known = byKey.get(send.key);
    if (known === undefined || counts(send, known)) byKey.set(send.key, send);
  }
  return inOrder([...byKey.values()]);
}

const counts = (send: CountedSend, known: CountedSend): boolean => (send.state === known.state ? send.at > known.at : send.state === 'sent');

/** By time, and by key where that is the same. */
export const inOrder = (sends: CountedSends): CountedSends => sends.toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
