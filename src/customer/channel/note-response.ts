import { count, type Turn } from '../turn.js';

/** What asks for an answer: somebody writes, or a telephone rings. */
export const asksForAnswer = (type: string, data: object): boolean => type === 'message.received' || (type === 'call.ringing' && !('direction' in data && data.direction === 'out'));

/** The customer waits for an answer from now on. Who waited until another conversation began never had one. */
export function noteAsked(turn: Turn, channel: string, { anew }: { readonly anew: boolean }): void {
  const conversation = turn.state.conversations[channel];
  if (turn.world.choice === undefined || conversation === undefined || (conversation.askedAt !== undefined && !anew)) return;
  if (conversation.askedAt !== undefined) add(turn, channel, conversation.askedAt, Infinity);
  turn.state = { ...turn.state, conversations: { ...turn.state.conversations, [channel]: { ...conversation, askedAt: turn.now } } };
}

/** The customer has an answer, the first to what they asked or a later one. */
export function noteAnswered(turn: Turn, channel: string): void {
  const { askedAt, ...conversation } = turn.state.conversations[channel] ?? { at: turn.now };
  if (askedAt === undefined) return;
  add(turn, channel, askedAt, turn.now - askedAt);
  turn.state = { ...turn.state, conversations: { ...turn.state.conversations, [channel]: conversation } };
}

function add(turn: Turn, channel: string, at: number, tookMs: number): void {
  const sum = turn.world.choice?.sumOfResponse({ channel, at, tookMs });
  if (sum !== undefined) count(turn, sum);
}
