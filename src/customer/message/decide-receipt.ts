import { checkArrival, decideEvent, type Arrival } from '../decide-event.js';
import { noteAnswered } from './best-time.js';
import { isFurther, statusRow, writeMessageState, type MessageState, type MessageStatus } from './message-status.js';
import { instanceIn, noteFate, type Turn } from '../turn.js';

/** What a provider tells of one message, beside what is known of it. */
export interface MessageNews {
  /** of the effect that sent it */
  readonly key: string;
  readonly status: Exclude<MessageStatus, 'replied'>;
  readonly known: MessageState | undefined;
}

/** Which event of a journey tells which status. */
export const statusEvents = { failed: 'message.failed', delivered: 'message.delivered', read: 'message.opened', clicked: 'message.clicked' } as const;

/** What must have happened before: who followed a link had read it, and what was read was delivered. */
const impliedBy = { failed: [], delivered: [], read: ['delivered'], clicked: ['delivered', 'read'] } as const satisfies { readonly [S in MessageNews['status']]: readonly MessageNews['status'][] };

/**
 * Brings news of a message to the run that sent it, in the one order that makes sense: what says no more than is known is ignored, and what
 * must have happened before is heard first. News that happened before what is known is marked `late`.
 */
export function decideReceipt(turn: Turn, arrival: Arrival, { key, status, known }: MessageNews): void {
  if (!isFurther(status, known)) return ignore(turn, arrival, known?.status ?? status);
  const late = arrival.occurredAt !== undefined && known?.at !== undefined && arrival.occurredAt < known.at;
  const told: Arrival = late ? { ...arrival, late } : arrival;
  if (status === 'read' || status === 'clicked') noteAnswered(turn, key);
  for (const before of impliedBy[status]) if (isFurther(before, known)) decideEvent(turn, implied(turn, told, before));
  decideEvent(turn, told);
  const at = late ? known.at : arrival.occurredAt;
  turn.rows.set(statusRow(key), writeMessageState({ status, ...(at !== undefined && { at }) }));
}

function ignore(turn: Turn, { type, only }: Arrival, known: MessageStatus): void {
  const run = only === undefined ? undefined : instanceIn(turn, only);
  noteFate(turn, { ...(run !== undefined && { instance: run.id }), journey: run?.journey ?? '', did: 'ignored', reason: 'Outdated', because: `'${type}' says no more of this message than is known: it is ${words[known]}` });
}

const words: { readonly [S in MessageStatus]: string } = { failed: 'not delivered', delivered: 'delivered', read: 'read', clicked: 'clicked', replied: 'answered' };

function implied(turn: Turn, news: Arrival, status: 'delivered' | 'read'): Arrival {
  const type = statusEvents[status];
  return { ...news, id: `${news.id}#${status}`, type, data: checkArrival(turn.world, { type, data: news.data }) };
}
