import type { NextSteps } from '../../model/contact-reason.js';
import type { ChannelNeeds, SendParams } from '../../model/effect.js';
import type { ContactDecision } from '../../policy/contact/decide-contact.js';
import { addEffect } from '../add-effect.js';
import type { Draft, SendBody } from '../effect-body.js';
import type { Applying } from '../instance/applying.js';
import type { InstanceState } from '../instance/instance-state.js';
import type { Turn } from '../turn.js';
import { askContact } from './ask-contact.js';
import { bestTime } from './best-time.js';
import { channelsFor } from './channels-for.js';
import { composeElsewhere, composeMessage, isTooLong } from './compose-message.js';
import { noteDecision } from './message-decision.js';
import { noteOutbound } from './note-outbound.js';
import { noteSuppressed, type Suppressed } from './note-suppressed.js';
import { noteWaiting, type Waits } from './note-waiting.js';
import { takePlace } from './place-under-caps.js';

type Params = SendParams<ChannelNeeds>;
/** Where a message may go, and where it may go instead. */
interface Ways { readonly channel: string; readonly alternatives: readonly string[]; readonly key: string }
interface Judged extends Omit<Ways, 'channel'> { readonly draft: Draft; readonly decision: ContactDecision }

/**
 * Chooses channel and address, renders the text once, asks whether it may go, and puts the message into the outbox, for now or for later; or
 * says why it is not sent (care-rules 1.4).
 */
export function decideSend(turn: Turn, applying: Applying, params: Params, key: string): InstanceState {
  const [channel, ...alternatives] = channelsFor(turn, applying, params, key);
  if (channel === undefined) return leaveOut(turn, applying, { channel: params.channel, reason: 'no-address', key });
  return settle(turn, applying, params, judge(turn, applying, params, { channel, alternatives, key }));
}

/** What it says on another channel may be made of other facts, so it is judged there anew; one that cannot carry so long a text is passed over for one that can. */
function judge(turn: Turn, applying: Applying, params: Params, { channel, alternatives, key }: Ways): Judged {
  const draft = composeMessage(turn, applying, params, channel);
  const [other, ...rest] = alternatives;
  if (other !== undefined && isTooLong(turn, draft)) return judge(turn, applying, params, { channel: other, alternatives: rest, key });
  const decision = askContact(turn.world, turn, { key, channel, purpose: params.purpose, at: turn.now, carries: draft.carries, alternatives, ...termsOf(turn, params) });
  noteDecision(turn, { key, channel, purpose: params.purpose }, decision);
  if (decision.verdict !== 'other-channel' || !alternatives.includes(decision.channel)) return { draft, decision, alternatives, key };
  return judge(turn, applying, params, { channel: decision.channel, alternatives: alternatives.filter((other) => other !== decision.channel), key });
}

function settle(turn: Turn, applying: Applying, params: Params, { draft, decision, alternatives, key }: Judged): InstanceState {
  const { channel, message } = draft;
  if (decision.verdict === 'suppress') return leaveOut(turn, applying, { channel, reason: decision.because, key, next: decision.next });
  if (decision.verdict === 'other-channel') return leaveOut(turn, applying, { channel, reason: decision.because, key });
  if (isTooLong(turn, draft)) return leaveOut(turn, applying, { channel, reason: 'text-too-long', key });
  const body: SendBody = { kind: 'send', instance: applying.instance.id, channel, purpose: params.purpose, ...(params.acknowledgement === true && { acknowledgement: true }), message, ...againOf(turn, params, draft) };
  takePlace(turn, { key, channel, purpose: params.purpose }, decision);
  const waits = decision.verdict === 'wait' ? decision : untilBestTime(turn, params, key);
  if (waits === undefined) return put(turn, applying, { key, body });
  return putOff(turn, applying, { key, body: withElsewhere(body, composeElsewhere(turn, applying, params, alternatives)) }, waits);
}

function untilBestTime(turn: Turn, { when, purpose, expiresInMs = Infinity }: Params, key: string): Waits | undefined {
  const until = when === 'best' ? bestTime(turn, { key, purpose, ofUseMs: expiresInMs }) : undefined;
  return until === undefined ? undefined : { because: 'best-time', until };
}

function put(turn: Turn, { instance }: Applying, { key, body }: { readonly key: string; readonly body: SendBody }): InstanceState {
  addEffect(turn, instance, { key, queue: body.channel, body });
  noteOutbound(turn, { key, body });
  return instance;
}

/** It stands in no queue while it waits: what comes after it on its channel may go. */
function putOff(turn: Turn, { instance }: Applying, { key, body }: { readonly key: string; readonly body: SendBody }, waits: Waits): InstanceState {
  noteWaiting(turn, { key, body }, waits);
  return addEffect(turn, instance, { key, body, waitsUntil: waits.until });
}

/** What the rules are told of a message beside what it says. */
const termsOf = (turn: Turn, { expiresInMs, next }: Params): { readonly expiresAt?: number; readonly next?: Partial<NextSteps> } =>
  ({ ...(expiresInMs !== undefined && { expiresAt: turn.now + expiresInMs }), ...(next !== undefined && { next }) });

const againOf = (turn: Turn, params: Params, { carries }: Draft): Pick<SendBody, 'again'> =>
  (turn.world.contact === undefined && params.expiresInMs === undefined && carries.length === 0 ? {} : { again: { decidedAt: turn.now, ...termsOf(turn, params), ...(carries.length > 0 && { carries }) } });

const withElsewhere = (body: SendBody, elsewhere: readonly Draft[]): SendBody => (body.again === undefined || elsewhere.length === 0 ? body : { ...body, again: { ...body.again, elsewhere } });

/** Not sent, and known. */
function leaveOut(turn: Turn, { instance }: Applying, what: Omit<Suppressed, 'instance' | 'journey'>): InstanceState {
  noteSuppressed(turn, { ...what, instance: instance.id, journey: instance.journey });
  return instance;
}
