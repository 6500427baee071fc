import { consentSaidSchema } from '../model/consent.js';
import type { Arrival } from './decide-event.js';
import { sayConsent } from './merge/said-by.js';
import { noteFate, type Turn } from './turn.js';

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
