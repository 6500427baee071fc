import type { CustomerState, ThreadState } from '../customer-state.js';
import { leaveConversation } from '../crm/note-conversation.js';
import type { Turn } from '../turn.js';

/** One contact, in or out, on its way into the customer's conversation. */
export interface ThreadContact { readonly channel: string; readonly direction: 'in' | 'out'; readonly type?: string; readonly event?: string }

/** How long a conversation stays open after its last contact where the host says nothing: 72 hours, milliseconds. */
export const defaultThreadWindowMs = 72 * 3_600_000;

/** The type by which a call is told before anybody says hello. */
const ringing = 'call.ringing';

/**
 * Puts a contact into the customer's conversation over all channels and answers its id (care-rules 2.1 G). It goes on while contacts follow
 * each other within the window; a later one begins the next. With a window of 0 a conversation keeps to one channel.
 */
export function continueThread(turn: Turn, contact: ThreadContact): string {
  const before = openThread(turn, contact.channel);
  if (before === undefined) leaveConversation(turn);
  const thread = before === undefined ? newThread(turn, contact.channel) : withContact(before, contact.channel, turn.now);
  turn.state = { ...turn.state, thread, ...(before === undefined && { threads: (turn.state.threads ?? 0) + 1 }) };
  if (before?.channel !== contact.channel || contact.type === ringing) tellBegan(turn, contact, { thread: thread.id, from: before?.channel });
  return thread.id;
}

/** The conversation that is open now, for a contact on this channel where one is named. */
export const openThread = (turn: Turn, channel?: string): ThreadState | undefined =>
  openThreadAt(turn.state, { now: turn.now, windowMs: turn.world.threadWindowMs, ...(channel !== undefined && { channel }) });

/** The same at any time, for who only reads. */
export function openThreadAt({ thread }: Pick<CustomerState, 'thread'>, { now, windowMs, channel }: { readonly now: number; readonly windowMs: number; readonly channel?: string }): ThreadState | undefined {
  if (thread === undefined || now - thread.at > (windowMs === 0 ? defaultThreadWindowMs : windowMs)) return undefined;
  return windowMs === 0 && channel !== undefined && channel !== thread.channel && channel !== thread.invited?.channel ? undefined : thread;
}

const newThread = (turn: Turn, channel: string): ThreadState =>
  ({ id: `${turn.customer}/t${(turn.state.threads ?? 0) + 1}`, startedAt: turn.now, at: turn.now, channels: [channel], channel, facts: {} });

const withContact = (thread: ThreadState, channel: string, at: number): ThreadState =>
  ({ ...thread, at, channel, channels: thread.channels.includes(channel) ? thread.channels : [...thread.channels, channel] });

function tellBegan(turn: Turn, { channel, direction, event }: ThreadContact, { thread, from }: { readonly thread: string; readonly from: string | undefined }): void {
  turn.notices.push({
    type: 'conversation.began',
    notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, thread, channel, direction, ...(from !== undefined && { from }), ...(event !== undefined && { event }) },
  });
}
