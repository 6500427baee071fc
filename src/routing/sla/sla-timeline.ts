/** Whose move it is: nobody has looked, somebody works on it, the customer is asked, somebody else is asked, it is done. */
export type SlaStatus = 'new' | 'open' | 'pending' | 'on-hold' | 'solved';

/** What the clocks of one issue are read from. Moments are epoch milliseconds. */
export interface SlaTimeline {
  readonly createdAt: number;
  /** each status with when it began, in order; the first is `new` */
  readonly statuses: readonly { readonly status: SlaStatus; readonly from: number }[];
  readonly firstReplyAt?: number;
  /** the oldest message of the customer, after the first reply, that is not answered yet */
  readonly unansweredSince?: number;
  /** the last one that was, and when */
  readonly lastAnswered?: { readonly from: number; readonly until: number };
}

/** What happens to an issue, as far as its clocks care. */
export type SlaEvent = { readonly at: number } & ({ readonly type: 'customer-wrote' | 'agent-replied' } | { readonly type: 'status'; readonly status: SlaStatus });

/** An issue that has just come. */
export const startTimeline = (createdAt: number): SlaTimeline => ({ createdAt, statuses: [{ status: 'new', from: createdAt }] });

/** how many changes of status are kept: enough for years of to and fro */
const mostStatuses = 1_000;

/** The same issue after something happened. Replies answer all that was asked before; only a reply that the customer can see is one. */
export function stepTimeline(timeline: SlaTimeline, event: SlaEvent): SlaTimeline {
  switch (event.type) {
    case 'customer-wrote': return timeline.firstReplyAt === undefined || timeline.unansweredSince !== undefined ? timeline : { ...timeline, unansweredSince: event.at };
    case 'agent-replied': return replied(timeline, event.at);
    case 'status': return timeline.statuses.at(-1)?.status === event.status || timeline.statuses.length >= mostStatuses ? timeline : { ...timeline, statuses: [...timeline.statuses, { status: event.status, from: event.at }] };
  }
}

function replied({ unansweredSince, ...timeline }: SlaTimeline, at: number): SlaTimeline {
  if (timeline.firstReplyAt === undefined) return { ...timeline, firstReplyAt: at };
  return unansweredSince === undefined ? timeline : { ...timeline, lastAnswered: { from: unansweredSince, until: at } };
}
