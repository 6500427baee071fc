import type { Purpose } from '../../model/effect.js';
import type { CustomerState } from '../customer-state.js';
import type { SendBody } from '../effect-body.js';
import { count, type Turn } from '../turn.js';

/** What asks for an answer: somebody writes, or a telephone rings. */
export const asksForAnswer = (type: string, data: object): boolean => type === 'message.received' || (type === 'call.ringing' && !('direction' in data && data.direction === 'out'));

/** The customer waits for an answer from now on. Who waited until another conversation began never had one. */
export function noteAsked(turn: Turn, channel: string, { anew }: { readonly anew: boolean }): void {
  const conversation = turn.state.conversations[channel];
  if (turn.world.choice === undefined || conversation === undefined || (conversation.askedAt !== undefined && !anew)) return;
  if (conversation.askedAt !== undefined) add(turn, channel, conversation.askedAt, Infinity);
  const { answers: _toWhatWasAskedBefore, ...rest } = conversation;
  turn.state = { ...turn.state, conversations: { ...turn.state.conversations, [channel]: { ...rest, askedAt: turn.now } } };
}

/** An offer or a survey is no answer, whenever it comes, nor is a word that theirs has come. */
export const isAnswering = ({ purpose, acknowledgement }: { readonly purpose: Purpose; readonly acknowledgement?: true }): boolean => acknowledgement !== true && (purpose === 'transactional' || purpose === 'service');
/** messages of which any may be the first that is sent */
const mostAnswers = 20;

/** A message that was decided once the customer had asked is their answer when it is sent, and no sooner. */
export function noteAnswerDecided(turn: Turn, { key, body }: { readonly key: string; readonly body: SendBody }): void {
  const { channel, again } = body;
  const conversation = turn.state.conversations[channel];
  if (conversation?.askedAt === undefined || !isAnswering(body) || (again?.decidedAt ?? turn.now) < conversation.askedAt) return;
  turn.state = { ...turn.state, conversations: { ...turn.state.conversations, [channel]: { ...conversation, answers: [...conversation.answers ?? [], key].slice(-mostAnswers) } } };
}

/** Asks whether the customer waits for this message. */
export const isAnswer = ({ conversations }: CustomerState, { key, channel }: { readonly key: string; readonly channel: string }): boolean => conversations[channel]?.answers?.includes(key) === true;

/** A message was sent: where the customer waits for it, they have their answer. */
export function noteAnswerSent(turn: Turn, sent: { readonly key: string; readonly channel: string }): void {
  if (isAnswer(turn.state, sent)) noteAnswered(turn, sent.channel);
}

/** The customer has an answer, the first to what they asked or a later one. */
export function noteAnswered(turn: Turn, channel: string): void {
  const { askedAt, answers: _decided, ...conversation } = turn.state.conversations[channel] ?? { at: turn.now };
  if (askedAt === undefined) return;
  add(turn, channel, askedAt, turn.now - askedAt);
  turn.state = { ...turn.state, conversations: { ...turn.state.conversations, [channel]: conversation } };
}

function add(turn: Turn, channel: string, at: number, tookMs: number): void {
  const sum = turn.world.choice?.sumOfResponse({ channel, at, tookMs });
  if (sum !== undefined) count(turn, sum);
}
