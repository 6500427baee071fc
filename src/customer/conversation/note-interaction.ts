import type { Contact } from '../../model/journey-event.js';
import type { Arrival } from '../decide-event.js';
import { asksForAnswer, noteAnswered, noteAsked } from '../channel/note-response.js';
import { continueThread } from './thread.js';
import type { Turn } from '../turn.js';

/**
 * Notes that the customer was heard on a channel, and the contact itself in the timeline and in the conversation it belongs to. Answers
 * where it came through, as journeys shall see it.
 */
export function noteInteraction(turn: Turn, { id, type, data, via }: Arrival): Contact | undefined {
  if (via === undefined || isWebBehaviour(type)) return via;
  const before = turn.state.conversations[via.channel];
  const conversation = via.conversation ?? before?.id;
  turn.state = { ...turn.state, conversations: { ...turn.state.conversations, [via.channel]: { ...before, at: turn.now, heardAt: turn.now, ...(conversation !== undefined && { id: conversation }), ...(turn.origin !== undefined && { origin: turn.origin }) } } };
  if (!isContact(type)) return via;
  const last = turn.state.thread?.id;
  const thread = continueThread(turn, { channel: via.channel, direction: 'in', type, event: id });
  if (asksForAnswer(type, data)) noteAsked(turn, via.channel, { anew: last !== thread });
  if (type === 'call.answered') noteAnswered(turn, via.channel);
  const text = 'text' in data && typeof data.text === 'string' ? data.text : undefined;
  turn.interactions.push({ kind: 'interaction', at: turn.now, body: JSON.stringify({ direction: 'in', channel: via.channel, conversation, thread, event: id, type, text }) });
  return { ...via, thread };
}

/** Looking at pages is told by the host and is no contact. */
export const isWebBehaviour = (type: string): boolean => type.startsWith('web.');

/** Being there and having read something is no contact, nor is looking at pages. */
export const isContact = (type: string): boolean => !isWebBehaviour(type) && !type.startsWith('channel.') && (!type.startsWith('message.') || type === 'message.received');
