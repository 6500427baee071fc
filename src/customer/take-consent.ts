import { consentSaidSchema } from '../model/consent.js';
import { isStopWord } from '../policy/stop-words.js';
import { withConsent } from '../policy/consent-of.js';
import type { Arrival } from './decide-event.js';
import { count, noteFate, type Turn } from './turn.js';

/** Keeps what the host says of the customer's consent; an older statement than the one that stands changes nothing. */
export function takeConsent(turn: Turn, { type, data, source = '', occurredAt }: Arrival): void {
  const { channel, purpose, evidence } = consentSaidSchema.parse(data);
  const state = type === 'consent.given' ? 'given' : 'withdrawn';
  const before = turn.state.consents ?? [];
  // what lies ahead would outlast what the customer says tomorrow
  const said = { channel, purpose, state, source, at: Math.min(occurredAt ?? turn.now, turn.now), ...(evidence !== undefined && { evidence }) } as const;
  const consents = withConsent(before, said);
  turn.state = { ...turn.state, consents };
  noteFate(turn, { journey: '', did: 'stayed', because: consents === before ? 'a later statement about this consent stands' : `consent is ${state}` });
}

/**
 * A message that is nothing but a stop word ends marketing, surveys and service on its channel. On a live channel, where nobody writes unless
 * the customer is there, answers go on. The message still goes to the journeys.
 */
export function heedStopWord(turn: Turn, { type, data, via, source = '' }: Arrival): void {
  if (via === undefined || type !== 'message.received' || !('text' in data) || typeof data.text !== 'string' || !isStopWord(data.text)) return;
  const live = turn.world.channels[via.channel]?.capabilities.live === true;
  const purposes = live ? (['marketing', 'survey'] as const) : (['marketing', 'survey', 'service'] as const);
  for (const purpose of purposes) {
    turn.state = { ...turn.state, consents: withConsent(turn.state.consents ?? [], { channel: via.channel, purpose, state: 'withdrawn', at: turn.now, source }) };
  }
  count(turn, `consent.${via.channel}.stopped`);
}
