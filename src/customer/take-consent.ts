import { consentSaidSchema } from '../model/consent.js';
import { isWithdrawn } from '../policy/consent-of.js';
import { readStop } from '../policy/stop/read-stop.js';
import type { Arrival } from './decide-event.js';
import { sayConsent } from './merge/said-by.js';
import { count, noteFate, type Turn } from './turn.js';

/** Keeps what the host says of the customer's consent; an older statement than the one that stands changes nothing. */
export function takeConsent(turn: Turn, { type, data, source = '', occurredAt }: Arrival): void {
  const { channel, purpose, evidence } = consentSaidSchema.parse(data);
  const state = type === 'consent.given' ? 'given' : 'withdrawn';
  const before = turn.state.consents ?? [];
  // what lies ahead would outlast what the customer says tomorrow
  const said = { channel, purpose, state, source, at: Math.min(occurredAt ?? turn.now, turn.now), ...(evidence !== undefined && { evidence }) } as const;
  sayConsent(turn, said);
  noteFate(turn, { journey: '', did: 'stayed', because: turn.state.consents === before ? 'a later statement about this consent stands' : `consent is ${state}` });
}

/**
 * A message that asks for no more and says nothing else ends marketing, surveys and service on its channel. On a live channel, where nobody
 * writes unless the customer is there, answers go on. One that is not clear ends nothing, and the host is told to have a person look at it. The
 * message still goes to the journeys. Answers the channel on which the customer has stopped us now and had not before: that is confirmed once.
 */
export function heedStopWord(turn: Turn, { id, type, data, via, source = '' }: Arrival): string | undefined {
  if (via === undefined || type !== 'message.received' || !('text' in data) || typeof data.text !== 'string') return undefined;
  const { channel } = via;
  const reading = readStop(data.text);
  const stoppedBefore = isWithdrawn(turn.state.consents ?? [], { channel, purpose: 'marketing' });
  if (reading === 'stop') withdraw(turn, { channel, source });
  if (reading === 'unclear') turn.notices.push({ type: 'consent.unclear', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, channel, event: id } });
  if (reading !== 'nothing') count(turn, `consent.${channel}.${reading === 'stop' ? 'stopped' : 'unclear'}`);
  return reading === 'stop' && !stoppedBefore ? channel : undefined;
}

function withdraw(turn: Turn, { channel, source }: { readonly channel: string; readonly source: string }): void {
  const live = turn.world.channels[channel]?.capabilities.live === true;
  const purposes = live ? (['marketing', 'survey'] as const) : (['marketing', 'survey', 'service'] as const);
  for (const purpose of purposes) sayConsent(turn, { channel, purpose, state: 'withdrawn', at: turn.now, source });
}
