import { parseInstanceId } from '../../model/instance-id.js';
import { putEffect } from '../add-effect.js';
import type { CustomerState } from '../customer-state.js';
import type { SendBody } from '../effect-body.js';
import type { ContactDecision } from '../../policy/contact/decide-contact.js';
import type { Turn } from '../turn.js';
import type { TurnWorld } from '../turn-world.js';
import { askContact, rulesOf, type Whom } from './ask-contact.js';
import { noteDecision } from './message-decision.js';
import { noteOutbound } from './note-outbound.js';
import { noteSuppressed } from './note-suppressed.js';
import { noteWaiting } from './note-waiting.js';
import { freePlace, takePlace } from './place-under-caps.js';

/** A message that is due: its key, the queue it stands in unless it waited, what it says, and what is under way for the same customer. */
export interface DueMessage { readonly key: string; readonly queue?: string; readonly body: SendBody; readonly underWay: ReadonlySet<string> }
/** What became of it; `queued`: it waited and stands in the queue of its channel now. */
export type AskedAgain = { readonly did: 'stays' | 'queued' | 'waits' } | { readonly did: 'suppressed'; readonly because: string };

/** Whether a message leaves as it is: nothing speaks against it, it has its place, and it stands in its queue. */
export function mayLeave(world: TurnWorld, { state, model }: Pick<Whom, 'state' | 'model'>, at: number, due: DueMessage): boolean {
  if (due.queue === undefined || !hasPlace(world, state, due)) return false;
  return decide(world, { state, underWay: due.underWay, model }, at, due).verdict === 'send';
}

/**
 * Judges a message once more, right before it leaves (care-rules 3.21, 3.25): it takes its place in the queue where it waited, waits (on), or
 * is left out. Another channel would be another message: its journey hears of it and may send one.
 */
export function askAgain(turn: Turn, due: DueMessage): AskedAgain {
  const { key, queue, body } = due;
  const decision = decide(turn.world, { state: turn.state, underWay: due.underWay, model: turn.model }, turn.now, due);
  noteDecision(turn, { key, channel: body.channel, purpose: body.purpose }, decision);
  if (decision.verdict === 'suppress' || decision.verdict === 'other-channel') return leaveOut(turn, due, decision);
  takePlace(turn, { key, channel: body.channel, purpose: body.purpose }, decision);
  if (decision.verdict === 'send' && queue !== undefined) return { did: 'stays' };
  turn.settled.push({ key, result: 'dropped' });
  if (decision.verdict === 'wait') return putOff(turn, due, decision);
  putEffect(turn, { key, queue: body.channel, body });
  noteOutbound(turn, { key, body });
  return { did: 'queued' };
}

const decide = (world: TurnWorld, whom: Whom, at: number, { key, body }: DueMessage): ContactDecision => askContact(world, whom, { key, channel: body.channel, purpose: body.purpose, at, ...body.again });

const hasPlace = (world: TurnWorld, { sends = [] }: CustomerState, { key, body }: DueMessage): boolean => !rulesOf(world).counts(body) || sends.some((send) => send.key === key);

function putOff(turn: Turn, { key, body }: DueMessage, decision: Extract<ContactDecision, { verdict: 'wait' }>): AskedAgain {
  putEffect(turn, { key, body, waitsUntil: decision.until });
  noteWaiting(turn, { key, body }, decision);
  return { did: 'waits' };
}

function leaveOut(turn: Turn, { key, body }: DueMessage, decision: Extract<ContactDecision, { verdict: 'suppress' | 'other-channel' }>): AskedAgain {
  const { because } = decision;
  turn.settled.push({ key, result: 'dropped' });
  freePlace(turn, key);
  noteSuppressed(turn, { key, reason: because, channel: body.channel, instance: body.instance, journey: parseInstanceId(body.instance).journey, ...(decision.verdict === 'suppress' && { next: decision.next }) });
  return { did: 'suppressed', because };
}
