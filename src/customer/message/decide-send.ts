import type { ChannelNeeds, SendParams } from '../../model/effect.js';
import { isWithdrawn } from '../../policy/consent-of.js';
import type { Outbound } from '../../ports/channel.js';
import { addEffect } from '../add-effect.js';
import type { Applying } from '../instance/applying.js';
import type { CustomerState } from '../customer-state.js';
import type { InstanceState } from '../instance/instance-state.js';
import { declarationOf } from '../journey-book.js';
import { consentWithdrawn, noteSuppressed } from './note-suppressed.js';
import { continueThread } from '../conversation/thread.js';
import { count, type Turn } from '../turn.js';

type Params = SendParams<ChannelNeeds>;
interface Sending { readonly channel: string; readonly to: string; readonly message: Omit<Outbound, 'key'> }

/** Chooses channel and address, renders the text once, and puts the message into the outbox; or says why it is not sent. */
export function decideSend(turn: Turn, applying: Applying, params: Params, key: string): InstanceState {
  const channel = params.channel === 'best' ? lastUsed(turn, applying, 'among' in params || 'not' in params ? params : {}) : params.channel;
  const to = channel === undefined ? undefined : addressOn(turn, channel);
  if (channel === undefined || to === undefined) return suppress(turn, applying, { channel: params.channel, reason: 'no-address', key });
  if (isWithdrawn(turn.state.consents ?? [], { channel, purpose: params.purpose })) return suppress(turn, applying, { channel, reason: consentWithdrawn, key });
  const message = compose(turn, applying, params, { channel, to });
  const maxLength = turn.world.channels[channel]?.maxTextLength;
  if (maxLength !== undefined && message.text.length > maxLength) return suppress(turn, applying, { channel, reason: 'text-too-long', key });
  return put(turn, applying, params, { sending: { channel, to, message }, key });
}

function put(turn: Turn, { instance }: Applying, params: Params, { sending, key }: { readonly sending: Sending; readonly key: string }): InstanceState {
  const { channel, message } = sending;
  addEffect(turn, instance, { key, queue: channel, body: { kind: 'send', instance: instance.id, channel, purpose: params.purpose, message } });
  const conversation = turn.state.conversations[channel];
  const thread = continueThread(turn, { channel, direction: 'out' });
  turn.state = { ...turn.state, conversations: { ...turn.state.conversations, [channel]: { ...conversation, at: turn.now, lastSend: key } } };
  turn.interactions.push({ kind: 'interaction', at: turn.now, body: JSON.stringify({ direction: 'out', channel, conversation: conversation?.id, thread, instance: instance.id, key, purpose: params.purpose, text: message.text, buttons: message.buttons }) });
  turn.notices.push({ type: 'message.decided', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance: instance.id, journey: instance.journey, key, channel } });
  count(turn, `channel.${channel}.decided`);
  return instance;
}

function compose(turn: Turn, { taken }: Applying, params: Params, { channel, to }: { readonly channel: string; readonly to: string }): Omit<Outbound, 'key'> {
  const locale = params.locale ?? turn.state.profile.locale ?? '';
  const text = params.template === undefined ? params.text : turn.world.render({ name: params.template, locale, channel, facts: taken.snapshot.context });
  const conversation = turn.state.conversations[channel]?.id;
  return {
    to, text,
    ...(conversation !== undefined && { conversation }),
    ...('subject' in params && params.subject !== undefined && { subject: params.subject }),
    ...('buttons' in params && params.buttons !== undefined && { buttons: params.buttons }),
    ...('mediaUrl' in params && params.mediaUrl !== undefined && { mediaUrl: params.mediaUrl }),
    ...(params.template !== undefined && turn.world.channels[channel]?.capabilities.template === true && { template: params.template }),
  };
}

/** The channel the customer used last, among those the journey may use and that have an address; else the first declared that has one. */
function lastUsed(turn: Turn, { journey }: Applying, params: { readonly among?: readonly string[]; readonly not?: readonly string[] }): string | undefined {
  const allowed = (params.among ?? Object.keys(declarationOf(journey).channels)).filter((name) => params.not?.includes(name) !== true && addressOn(turn, name) !== undefined);
  const { conversations } = turn.state;
  return allowed.toSorted((a, b) => (conversations[b]?.heardAt ?? 0) - (conversations[a]?.heardAt ?? 0))[0];
}

function addressOn(turn: Turn, channel: string): string | undefined {
  const namespace = turn.world.channels[channel]?.identityNamespace;
  return namespace === undefined ? undefined : identityIn(turn.state, namespace);
}

/** The customer's newest identity of a namespace, without the namespace. */
export function identityIn(state: CustomerState, namespace: string): string | undefined {
  return state.identities.findLast((identity) => identity.startsWith(`${namespace}:`))?.slice(namespace.length + 1);
}

/** Not sent, and known. */
function suppress(turn: Turn, { instance }: Applying, what: { readonly channel: string; readonly reason: string; readonly key: string }): InstanceState {
  noteSuppressed(turn, { ...what, instance: instance.id, journey: instance.journey });
  return instance;
}
