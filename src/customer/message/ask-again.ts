import { parseInstanceId } from '../../model/instance-id.js';
import { putEffect } from '../add-effect.js';
import type { CustomerState } from '../customer-state.js';
import type { SendBody } from '../effect-body.js';
import type { ContactReason } from '../../model/contact-reason.js';
import type { ContactDecision } from '../../policy/contact/decide-contact.js';
import { instanceIn, putInstance, type Turn } from '../turn.js';
import type { TurnWorld } from '../turn-world.js';
import { askContact, rulesOf, type Whom } from './ask-contact.js';
import { elsewhereOf, toElsewhere, withoutElsewhere } from './go-elsewhere.js';
import { noteDecision } from './message-decision.js';
import { withKeyOfSend } from './name-of-message.js';
import { noteOutbound } from './note-outbound.js';
import { noteSuppressed } from './note-suppressed.js';
import { noteWaiting } from './note-waiting.js';
import { freePlace, takePlace } from './place-under-caps.js';

/** A message that is due: its key, the queue it stands in unless it waited, what it says, and what is under way for the same customer. */
export interface DueMessage { readonly key: string; readonly queue?: string; readonly body: SendBody; readonly underWay: ReadonlySet<string> }
/** What became of it; `queued`: it waited and stands in the queue of its channel now. `elsewhere`: another message took its place, on another channel. */
export type AskedAgain = { readonly did: 'stays' | 'queued' | 'waits' } | { readonly did: 'suppressed' | 'elsewhere'; readonly because: string };
/** How it may leave now; `left`: why another message goes in its place, on another channel. */
interface Judged { readonly going: DueMessage; readonly decision: ContactDecision; readonly left?: ContactReason }

/** Whether a message leaves as it is: nothing speaks against it, it has its place, and it stands in its queue. */
export function mayLeave(world: TurnWorld, { state, model }: Pick<Whom, 'state' | 'model'>, at: number, due: DueMessage): boolean {
  if (due.queue === undefined || !hasPlace(world, state, due)) return false;
  return decide(world, { state, underWay: due.underWay, model }, at, due).verdict === 'send';
}

/**
 * Judges a message once more, right before it leaves (care-rules 3.21, 3.25): it takes its place in the queue where it waited, waits (on), goes by a
 * channel that was kept in reserve while it waited, or is left out.
 */
export function askAgain(turn: Turn, due: DueMessage): AskedAgain {
  const { going, decision, left } = judge(turn, due);
  const { key, body } = going;
  if (decision.verdict === 'suppress' || decision.verdict === 'other-channel') return leaveOut(turn, due, body.channel, decision);
  takePlace(turn, { key, channel: body.channel, purpose: body.purpose }, decision);
  if (decision.verdict === 'send' && going.queue !== undefined) return { did: 'stays' };
  turn.settled.push({ key: due.key, result: 'dropped' });
  if (left !== undefined) passName(turn, due, going);
  if (decision.verdict === 'wait') putOff(turn, going, decision);
  else putInQueue(turn, going);
  if (left !== undefined) return { did: 'elsewhere', because: left };
  return { did: decision.verdict === 'wait' ? 'waits' : 'queued' };
}

/** On another channel it is another message, asked for itself; the place of the one before is free by then. */
function judge(turn: Turn, due: DueMessage): Judged {
  const { key, body, underWay } = due;
  const decision = decide(turn.world, { state: turn.state, underWay, model: turn.model }, turn.now, due);
  noteDecision(turn, { key, channel: body.channel, purpose: body.purpose }, decision);
  const other = decision.verdict === 'other-channel' ? toElsewhere(due, decision.channel) : undefined;
  if (decision.verdict !== 'other-channel' || other === undefined) return { going: due, decision };
  freePlace(turn, key);
  return { ...judge(turn, { ...other, underWay }), left: decision.because };
}

function decide(world: TurnWorld, whom: Whom, at: number, { key, body }: DueMessage): ContactDecision {
  const { elsewhere, ...again } = body.again ?? {};
  const alternatives = elsewhereOf({ world, state: whom.state }, elsewhere);
  return askContact(world, whom, { key, channel: body.channel, purpose: body.purpose, at, alternatives, ...again });
}

const hasPlace = (world: TurnWorld, { sends = [] }: CustomerState, { key, body }: DueMessage): boolean => !rulesOf(world).counts(body) || sends.some((send) => send.key === key);

/** Its run goes on knowing it by its name. */
function passName(turn: Turn, due: DueMessage, going: DueMessage): void {
  const run = instanceIn(turn, due.body.instance);
  if (run !== undefined) putInstance(turn, withKeyOfSend(run, { from: due.key, to: going.key }));
}

function putInQueue(turn: Turn, { key, body: waited }: DueMessage): void {
  const body = withoutElsewhere(waited);
  putEffect(turn, { key, queue: body.channel, body });
  noteOutbound(turn, { key, body });
}

function putOff(turn: Turn, { key, body }: DueMessage, decision: Extract<ContactDecision, { verdict: 'wait' }>): void {
  putEffect(turn, { key, body, waitsUntil: decision.until });
  noteWaiting(turn, { key, body }, decision);
}

function leaveOut(turn: Turn, { key, body }: DueMessage, channel: string, decision: Extract<ContactDecision, { verdict: 'suppress' | 'other-channel' }>): AskedAgain {
  const { because } = decision;
  turn.settled.push({ key, result: 'dropped' });
  freePlace(turn, key);
  noteSuppressed(turn, { key, reason: because, channel, instance: body.instance, journey: parseInstanceId(body.instance).journey, ...(decision.verdict === 'suppress' && { next: decision.next }) });
  return { did: 'suppressed', because };
}
