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
export const statusEvents = { failed: 'message.failed', delivered: 'message.delivered', read: 'message.opened' } as const;

/**
 * Brings news of a message to the run that sent it, in the one order that makes sense: what says no more than is known is ignored, and what
 * was read was delivered, so a run always hears that first. News that happened before what is known is marked `late`.
 */
export function decideReceipt(turn: Turn, arrival: Arrival, { key, status, known }: MessageNews): void {
  if (!isFurther(status, known)) return ignore(turn, arrival, known?.status ?? status);
  const late = arrival.occurredAt !== undefined && known?.at !== undefined && arrival.occurredAt < known.at;
  const told: Arrival = late ? { ...arrival, late } : arrival;
  if (status === 'read') noteAnswered(turn, key);
  if (status === 'read' && isFurther('delivered', known)) decideEvent(turn, impliedDelivery(turn, told));
  decideEvent(turn, told);
  const at = late ? known.at : arrival.occurredAt;
  turn.rows.set(statusRow(key), writeMessageState({ status, ...(at !== undefined && { at }) }));
}

function ignore(turn: Turn, { type, only }: Arrival, known: MessageStatus): void {
  const run = only === undefined ? undefined : instanceIn(turn, only);
  noteFate(turn, { ...(run !== undefined && { instance: run.id }), journey: run?.journey ?? '', did: 'ignored', reason: 'Outdated', because: `'${type}' says no more of this message than is known: it is ${words[known]}` });
}

const words: { readonly [S in MessageStatus]: string } = { failed: 'not delivered', delivered: 'delivered', read: 'read', replied: 'answered' };

function impliedDelivery(turn: Turn, read: Arrival): Arrival {
  const type = statusEvents.delivered;
  return { ...read, id: `${read.id}#delivered`, type, data: checkArrival(turn.world, { type, data: read.data }) };
}
