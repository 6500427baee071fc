import { isStatic } from '../../journey/static-words.js';
import type { NextSteps } from '../../model/contact-reason.js';
import type { DataClass } from '../../model/data-class.js';
import type { ChannelNeeds, SendParams } from '../../model/effect.js';
import type { ContactDecision } from '../../policy/contact/decide-contact.js';
import type { Outbound } from '../../ports/channel.js';
import type { ChannelCheck } from '../../routing/channel-checks.js';
import { addEffect } from '../add-effect.js';
import { chooseFor } from '../channel/choose-for.js';
import type { SendBody } from '../effect-body.js';
import type { Applying } from '../instance/applying.js';
import type { CustomerState } from '../customer-state.js';
import type { InstanceState } from '../instance/instance-state.js';
import { declarationOf } from '../journey-book.js';
import { instanceIn, type Turn } from '../turn.js';
import { askContact } from './ask-contact.js';
import { bestTime } from './best-time.js';
import { classesOf, factsWithValue, watchFacts } from './carried-classes.js';
import { noteDecision } from './message-decision.js';
import { noteOutbound } from './note-outbound.js';
import { noteSuppressed, type Suppressed } from './note-suppressed.js';
import { noteWaiting, type Waits } from './note-waiting.js';
import { takePlace } from './place-under-caps.js';

type Params = SendParams<ChannelNeeds>;
/** A message as it would go on one channel. */
interface Draft { readonly channel: string; readonly message: Omit<Outbound, 'key'>; /** classes of the facts it is made of, or may be */ readonly carries: readonly DataClass[] }
interface Judged { readonly draft: Draft; readonly decision: ContactDecision }

/**
 * Chooses channel and address, renders the text once, asks whether it may go, and puts the message into the outbox, for now or for later; or
 * says why it is not sent (care-rules 1.4).
 */
export function decideSend(turn: Turn, applying: Applying, params: Params, key: string): InstanceState {
  const [channel, ...alternatives] = channelsFor(turn, applying, params);
  if (channel === undefined) return leaveOut(turn, applying, { channel: params.channel, reason: 'no-address', key });
  const judged = judge(turn, applying, params, { channel, alternatives, key });
  const { decision } = judged;
  // what it says there may be made of other facts, so it is judged there anew
  return settle(turn, applying, params, { key, ...(decision.verdict === 'other-channel' ? judge(turn, applying, params, { channel: decision.channel, alternatives: [], key }) : judged) });
}

function judge(turn: Turn, applying: Applying, params: Params, { channel, alternatives, key }: { readonly channel: string; readonly alternatives: readonly string[]; readonly key: string }): Judged {
  const draft = compose(turn, applying, params, channel);
  const decision = askContact(turn.world, turn, { key, channel, purpose: params.purpose, at: turn.now, carries: draft.carries, alternatives, ...termsOf(turn, params) });
  noteDecision(turn, { key, channel, purpose: params.purpose }, decision);
  return { draft, decision };
}

function settle(turn: Turn, applying: Applying, params: Params, { draft, decision, key }: Judged & { readonly key: string }): InstanceState {
  const { channel, message } = draft;
  if (decision.verdict === 'suppress') return leaveOut(turn, applying, { channel, reason: decision.because, key, next: decision.next });
  if (decision.verdict === 'other-channel') return leaveOut(turn, applying, { channel, reason: decision.because, key });
  const maxLength = turn.world.channels[channel]?.maxTextLength;
  if (maxLength !== undefined && message.text.length > maxLength) return leaveOut(turn, applying, { channel, reason: 'text-too-long', key });
  const body: SendBody = { kind: 'send', instance: applying.instance.id, channel, purpose: params.purpose, message, ...againOf(turn, params, draft) };
  takePlace(turn, { key, channel, purpose: params.purpose }, decision);
  if (decision.verdict === 'wait') return putOff(turn, applying, { key, body }, decision);
  const until = params.when === 'best' ? bestTime(turn, { key, purpose: params.purpose, ofUseMs: params.expiresInMs ?? Infinity }) : undefined;
  return until === undefined ? put(turn, applying, { key, body }) : putOff(turn, applying, { key, body }, { because: 'best-time', until });
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

function compose(turn: Turn, { taken, instance, journey }: Applying, params: Params, channel: string): Draft {
  const locale = params.locale ?? turn.state.profile.locale ?? '';
  const { facts, read } = watchFacts(taken.snapshot.context);
  const text = params.template === undefined ? params.text : turn.world.render({ name: params.template, locale, channel, facts });
  const conversation = turn.state.conversations[channel]?.id;
  const message: Omit<Outbound, 'key'> = {
    to: addressOn(turn, channel) ?? '', text,
    ...(conversation !== undefined && { conversation }),
    ...('subject' in params && params.subject !== undefined && { subject: params.subject }),
    ...('buttons' in params && params.buttons !== undefined && { buttons: params.buttons }),
    ...('mediaUrl' in params && params.mediaUrl !== undefined && { mediaUrl: params.mediaUrl }),
    ...(params.template !== undefined && turn.world.channels[channel]?.capabilities.template === true && { template: params.template }),
  };
  const madeOf = isStatic(journey, params) ? read : [...read, ...factsWithValue(taken.snapshot.context), ...factsWithValue(instanceIn(turn, instance.id)?.snapshot.context)];
  return { channel, message, carries: classesOf(declarationOf(journey), instance, new Set(madeOf)) };
}

/** Those with an address, best first: the one the journey names, or any that it may use, from the one the customer used last. */
function channelsFor(turn: Turn, applying: Applying, params: Params): readonly string[] {
  if (params.channel !== 'best') return addressOn(turn, params.channel) === undefined ? [] : [params.channel];
  const { among, not }: { readonly among?: readonly string[]; readonly not?: readonly string[] } = 'among' in params || 'not' in params ? params : {};
  const allowed = (among ?? Object.keys(declarationOf(applying.journey).channels)).filter((name) => not?.includes(name) !== true && carriesTexts(turn, name) && addressOn(turn, name) !== undefined);
  const { conversations } = turn.state;
  return bestFirst(turn, params, allowed.toSorted((a, b) => (conversations[b]?.heardAt ?? 0) - (conversations[a]?.heardAt ?? 0)));
}

/** A telephone line has an address and takes no message. */
function carriesTexts({ world }: Turn, channel: string): boolean {
  const { text, template } = world.channels[channel]?.capabilities ?? {};
  return text === true || template === true;
}

/**
 * Where the host says what its channels are like, the one chosen by that goes first; behind it stands what is only not proven, not quick or not open now,
 * then what can hardly be used or is on its way out (care-rules 3.20), and last one that nobody serves any more: whether it goes there at all the rules say.
 */
function bestFirst(turn: Turn, { template }: Params, allowed: readonly string[]): readonly string[] {
  const decision = chooseFor(turn.world, turn, { key: `${turn.customer}/${turn.now}`, needs: ['text'], among: allowed, ...(template !== undefined && { asTemplate: true }) });
  if (decision === undefined) return allowed;
  const best = decision.verdict === 'chosen' ? [decision.channel, ...decision.alternatives] : [];
  const failed = (name: string): readonly ChannelCheck[] => decision.weighed.find(({ channel }) => channel === name)?.checks.filter((check) => check.failed !== undefined) ?? [];
  const isLeft = (name: string): boolean => failed(name).some(({ by }) => by === 'redirect-only' || by === 'retired');
  const [usable, others] = [allowed.filter((name) => failed(name).every(isPassing)), allowed.filter((name) => !failed(name).every(isPassing))];
  return [...new Set([...best, ...usable, ...others.filter((name) => !isLeft(name)), ...others.filter(isLeft)])];
}

/** What says nothing of whether a message arrives. */
const isPassing = ({ check }: ChannelCheck): boolean => check === 'success' || check === 'urgency' || check === 'availability' || check === 'permission';

function addressOn(turn: Turn, channel: string): string | undefined {
  const namespace = turn.world.channels[channel]?.identityNamespace;
  return namespace === undefined ? undefined : identityIn(turn.state, namespace);
}

/** The customer's newest identity of a namespace, without the namespace. */
export function identityIn(state: CustomerState, namespace: string): string | undefined {
  return state.identities.findLast((identity) => identity.startsWith(`${namespace}:`))?.slice(namespace.length + 1);
}

/** Not sent, and known. */
function leaveOut(turn: Turn, { instance }: Applying, what: Omit<Suppressed, 'instance' | 'journey'>): InstanceState {
  noteSuppressed(turn, { ...what, instance: instance.id, journey: instance.journey });
  return instance;
}
