import { conversationInWords } from './conversation-in-words.js';
import type { ThreadState } from '../customer-state.js';
import { logInCrm } from './tell-crm.js';
import { cancelTimer, setTimer, type Turn } from '../turn.js';

/** The row that wakes a customer's lane when the conversation may have come to rest: one a customer, set when none is. */
export const conversationTimer = '#conversation';

/** Ends every turn: where the conversation went on, a timer stands that will note it in the CRM once it is quiet. `before` is the conversation as the turn found it. */
export function awaitQuiet(turn: Turn, before: ThreadState | undefined): void {
  const { thread, crmNote } = turn.state;
  if (turn.world.crm?.capabilities.activities !== true || thread === undefined || thread.at !== turn.now) return;
  if (thread.id === before?.id && thread.at === before.at) return;
  // later contacts leave the timer alone: it looks for itself how long it has been quiet
  if (crmNote?.thread === thread.id) return;
  if (crmNote !== undefined && before?.id === crmNote.thread) note(turn, before);
  rest(turn, thread.id, turn.now + turn.world.crm.idleMs);
}

/** Before another conversation begins: the one until now is over, and is noted if it was not since its last contact. */
export function leaveConversation(turn: Turn): void {
  const { thread, crmNote } = turn.state;
  if (turn.world.crm?.capabilities.activities !== true || thread === undefined) return;
  if (crmNote?.thread !== thread.id && thread.at !== turn.now) return;
  forget(turn);
  note(turn, thread);
}

/**
 * After a merge: a conversation that the CRM was still to hear of is noted where its customer is now, at once if it is over, and one of the
 * customer who stays that it takes the place of before it.
 */
export function takeOverConversation(turn: Turn, { before, joined, unnoted }: { readonly before: ThreadState | undefined; readonly joined: ThreadState | undefined; readonly unnoted: boolean }): void {
  const { thread, crmNote } = turn.state;
  if (turn.world.crm?.capabilities.activities !== true || joined === undefined) return;
  if (thread?.id !== joined.id) return unnoted ? note(turn, joined) : undefined;
  if (crmNote !== undefined && before !== undefined && crmNote.thread === before.id) {
    forget(turn);
    note(turn, before);
  }
  if (unnoted) rest(turn, joined.id, Math.max(turn.now, joined.at + turn.world.crm.idleMs));
}

/** The customer turned out to be another one, whose lane notes the conversation now; answers whether it is still to be noted. */
export function handOverConversation(turn: Turn): boolean {
  if (turn.state.crmNote === undefined) return false;
  forget(turn);
  return true;
}

/** The timer's end: notes a conversation that has been quiet for long enough, or waits on. */
export function conversationRested(turn: Turn, due: number): void {
  const { thread, crmNote } = turn.state;
  if (thread === undefined || crmNote?.thread !== thread.id || turn.world.crm === undefined) return forget(turn);
  if (crmNote.due !== due) return setTimer(turn, conversationTimer, crmNote.due);
  const quietAt = thread.at + turn.world.crm.idleMs;
  if (quietAt > turn.now) return rest(turn, thread.id, quietAt);
  forget(turn);
  note(turn, thread);
}

function rest(turn: Turn, thread: string, due: number): void {
  turn.state = { ...turn.state, crmNote: { thread, due } };
  setTimer(turn, conversationTimer, due);
}

function forget(turn: Turn): void {
  const { crmNote: _noted, ...state } = turn.state;
  turn.state = state;
  cancelTimer(turn, conversationTimer);
}

/** Should it be taken up again, the same entry gets new words. */
function note(turn: Turn, thread: ThreadState): void {
  logInCrm(turn, { externalId: thread.id, kind: 'conversation', summary: conversationInWords(turn, thread), at: thread.startedAt, channels: thread.channels });
}
